"""Reads RIS, which reference managers and library catalogues export.

The tags are those of the format's specification of 2011 and of what EndNote, Zotero and Mendeley write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import ascii_uppercase, digits
from urllib.parse import unquote

from rispy import RisParser  # type: ignore[import-untyped] # ships no types

from library.cleaning import clean_line
from library.document import DocumentType
from library.errors import UnreadableFileError
from library.lists.entry import Entry
from library.lists.people import given_first
from library.lists.reference import MAX_ENTRY, Reference, Role, reference_entry
from library.lists.source import read_text

TYPES: Mapping[str, DocumentType] = {
    "RPRT": DocumentType.REPORT,
    "JOUR": DocumentType.ARTICLE,
    "EJOUR": DocumentType.ARTICLE,
    "INPR": DocumentType.ARTICLE,
    "MGZN": DocumentType.ARTICLE,
    "NEWS": DocumentType.ARTICLE,
    "BILL": DocumentType.PROPOSITION,
    "STAT": DocumentType.LAW,
    "LEGAL": DocumentType.REGULATION,
}
"""Type of reference → type of document. Of the others (book, chapter, web page …) no type of ours can be told."""

ROLES: Mapping[str, Role] = {
    "T1": Role.TITLE, "TI": Role.TITLE, "CT": Role.TITLE, "TT": Role.TITLE, "ST": Role.SHORT_TITLE,
    "T2": Role.SERIES, "T3": Role.SERIES, "BT": Role.SERIES, "JF": Role.SERIES, "JO": Role.SERIES, "JA": Role.SERIES,
    "A1": Role.AUTHOR, "AU": Role.AUTHOR, "A2": Role.AUTHOR, "ED": Role.EDITOR,
    "PB": Role.PUBLISHER,
    "M1": Role.NUMBER, "IS": Role.NUMBER, "VL": Role.VOLUME, "M3": Role.TYPE,
    "PY": Role.YEAR, "Y1": Role.YEAR, "DA": Role.DATE,
    "KW": Role.KEYWORD,
    "AB": Role.ABSTRACT, "N2": Role.ABSTRACT,
    "SN": Role.IDENTIFIER, "DO": Role.DOI,
    "UR": Role.ADDRESS, "L2": Role.ADDRESS, "L1": Role.FILE,
    "LA": Role.LANGUAGE,
    "N1": Role.NOTE,
}  # fmt: skip
"""Tag → role; of one role, the earlier tag is the better."""

CHAPTERS = frozenset({"CHAP", "ECHAP", "CPAPER"})
BOOKS = frozenset({"BOOK", "EBOOK", "EDBOOK"})
_CHAPTER_REMARKS = {"T2": "In", "BT": "In", "A2": "Editor"}  # the book that the chapter is in, not a series
_BOOK_ROLES = {"BT": Role.TITLE}

REMARKS: Mapping[str, str] = {
    "A3": "Series editor", "A4": "Contributor", "AV": "Kept at", "C1": "Custom 1", "C2": "Custom 2", "C3": "Custom 3",
    "C4": "Custom 4", "C5": "Custom 5", "C6": "Custom 6", "C7": "Custom 7", "C8": "Custom 8", "CA": "Caption", "CY": "Place",
    "PP": "Place", "ET": "Edition", "L3": "Related", "L4": "Figure", "NV": "Volumes", "OP": "Original publication",
    "RI": "Reviewed", "RN": "Remark", "SE": "Section", "SP": "First page", "EP": "Last page", "TA": "Translator",
    "U1": "User 1", "U2": "User 2", "U3": "User 3", "U4": "User 4", "U5": "User 5",
}  # fmt: skip
"""Tag → label of the line that keeps it in the note. A tag that is in no table is kept under its own name."""

TECHNICAL: Mapping[str, str] = {
    "AD": "the authors' postal addresses, which are personal data",
    "AN": "the number in the database that it was exported from",
    "CN": "the shelf in another library",
    "DB": "the database that it was exported from",
    "DP": "the firm that keeps that database",
    "ER": "the entry's end",
    "ID": "the number in the exporting program",
    "J1": "the journal's name, shortened by a user for citing",
    "J2": "the journal's name, shortened for citing",
    "LB": "a label for the exporting program's own sorting",
    "LK": "links inside the exporting program",
    "RP": "whether somebody has ordered a reprint",
    "TY": "the type of reference, which is read by itself",
    "Y2": "the day on which somebody looked it up",
}
"""Tags that are left out, and why: what they hold."""

# Every tag is a list under its own name, so that rispy neither renames nor drops one.
_TAGS = {tag: tag for tag in (letter + sign for letter in ascii_uppercase for sign in ascii_uppercase + digits)}
_TAGGED = re.compile(r"^([A-Z][A-Z0-9])  -", re.MULTILINE)
_EXTRA = re.compile(r"(?P<date>(?:[^/]*/){2}[^/]*)/(?P<extra>.*)", re.DOTALL)  # «2020/10/28/autumn»
_NO_END = "The entry has no last line «ER  - » and may be cut off; add it where the entry ends."


@dataclass(frozen=True, slots=True)
class _Piece:
    """The lines of one entry, or what stands outside any."""

    place: str
    text: str
    problem: str | None = None


def read_ris(path: Path) -> Iterator[Entry]:
    """Read entry by entry; raise UnreadableFileError, at once, if the file is missing, empty, not text or has no entry."""
    text = _open(path)
    return (_entry(piece) for piece in _pieces(text))


def count_ris(path: Path) -> int:
    """Return the number of entries, broken ones too."""
    return sum(1 for _ in _pieces(_open(path)))


def _open(path: Path) -> str:
    text = read_text(path).replace("\r\n", "\n").replace("\r", "\n")
    if not any(piece.text for piece in _pieces(text)):
        raise UnreadableFileError(f"{path.name} has no entry; in RIS each begins with a line «TY  - ».")
    return text


def _pieces(text: str) -> Iterator[_Piece]:
    """Part the text into entries. rispy itself would run two entries together where the first has no end."""
    number, start = 0, None
    line, counted = 1, 0
    for match in _TAGGED.finditer(text):
        if match[1] == "TY":
            if start is not None:
                yield _Piece(f"entry {number}", text[start : match.start()], _NO_END)
            number, start = number + 1, match.start()
        elif start is None:
            line, counted = line + text.count("\n", counted, match.start()), match.start()
            yield _Piece(f"line {line}", "", f"{match[1]}: this stands outside any entry; an entry begins with a line «TY  - ».")
        elif match[1] == "ER":
            yield _Piece(f"entry {number}", text[start : match.end()])
            start = None
    if start is not None:
        yield _Piece(f"entry {number}", text[start:], _NO_END)


def _entry(piece: _Piece) -> Entry:
    if piece.problem:
        return Entry(place=piece.place, problem=piece.problem)
    if len(piece.text) > MAX_ENTRY:
        return Entry(place=piece.place, problem=f"The entry has more than {MAX_ENTRY:,} characters.")
    return reference_entry(piece.place, _reference(_parse(piece.text)))


def _whole_lines(text: str) -> Iterator[str]:
    """Yield the lines that rispy is to read. One without a tag, indented, is the rest of the value before; after «TY», a note."""
    first, *lines = (line for line in text.split("\n") if line.strip())
    yield first
    for position, line in enumerate(lines):
        if _TAGGED.match(line):
            yield line
        else:
            yield f" {line}" if position else f"N1  - {line.strip()}"


def _parse(text: str) -> dict[str, list[str]]:
    """Return the values of each tag, in order."""
    parser = RisParser(mapping=_TAGS, list_tags=_TAGS, delimiter_tags_mapping={})  # addresses may have semicolons
    read = parser.parse("\n".join(_whole_lines(text)))[0]
    return {tag: [read[tag]] if isinstance(read[tag], str) else read[tag] for tag in read}


def _reference(tags: Mapping[str, list[str]]) -> Reference:
    kind = tags["TY"][0].upper()
    remarks = {**REMARKS, **(_CHAPTER_REMARKS if kind in CHAPTERS else {})}
    roles = {**ROLES, **(_BOOK_ROLES if kind in BOOKS else {})}
    values: dict[Role, list[str]] = {}
    for tag, role in roles.items():
        if tag not in remarks:
            values.setdefault(role, []).extend(_values(role, tags.get(tag, [])))
    others = [tag for tag in tags if tag in remarks or (tag not in roles and tag not in TECHNICAL)]
    return Reference(
        kind=TYPES.get(kind),
        values=values,
        remarks=[f"{remarks.get(tag, tag)}: {line}" for tag in others for value in tags[tag] if (line := clean_line(value))],
    )


def _values(role: Role, texts: list[str]) -> list[str]:
    """Return what the lines of one tag say."""
    lines = [text for text in texts if text.strip()]
    match role:
        case Role.AUTHOR | Role.EDITOR:
            return [given_first(line.split(","), junior_last=True) for line in lines]
        case Role.KEYWORD:
            return [word for line in lines for part in line.split(";") if (word := part.strip())]
        case Role.YEAR | Role.DATE:
            return [part for line in lines for part in _date(line)]
        case Role.TITLE | Role.SUBTITLE | Role.SERIES | Role.PUBLISHER:
            return [" ".join(lines)] if lines else []
        case Role.ABSTRACT:
            return ["\n".join(lines)] if lines else []
        case Role.FILE:
            return [_file(line) for line in lines]
        case _:
            return lines


def _date(text: str) -> list[str]:
    """Return a date of slashes, with empty places, in our form, and what the format lets follow it."""
    match = _EXTRA.fullmatch(text)
    date, extra = (match["date"], match["extra"]) if match else (text, "")
    return [part for part in (date.strip().rstrip("/"), extra.strip()) if part]


def _file(text: str) -> str:
    """Return a path; some programs write it as a file: address."""
    return unquote(re.sub(r"^file:/{2,3}", "/", text)) if text.lower().startswith("file:") else text
