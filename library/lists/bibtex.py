"""Reads BibTeX, also as biblatex, JabRef and Zotero write it. One broken entry costs itself only."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain, pairwise
from pathlib import Path
from typing import TypeVar

from pybtex.bibtex.utils import split_name_list, split_tex_string  # type: ignore[import-untyped] # ships no types
from pybtex.database.input.bibtex import LowLevelParser  # type: ignore[import-untyped]
from pybtex.exceptions import PybtexError  # type: ignore[import-untyped]
from pybtex.scanner import PybtexSyntaxError  # type: ignore[import-untyped]
from pybtex.utils import CaseInsensitiveDict  # type: ignore[import-untyped]

from library.errors import InvalidRecordError, UnreadableFileError
from library.lists.addresses import is_web
from library.lists.bibtex_fields import REMARKS, ROLES, TECHNICAL, TYPES
from library.lists.dates import read_month
from library.lists.entry import Entry
from library.lists.latex import plain_address, plain_text
from library.lists.people import given_first
from library.lists.reference import MAX_ENTRY, Reference, Role, reference_entry
from library.lists.source import read_text

T = TypeVar("T")
# In one entry; for each of them the parser searches the rest of the entry. A long abstract in LaTeX has some hundreds.
MAX_BRACES = 10_000
# A @string may be made of others: nine that each join ten of the one before would be a billion words.
MAX_MACRO = 10_000  # characters; the name of a publisher has under a hundred
MAX_JOINTS = 1_000  # signs «#» in one entry
_START = re.compile(r"^[ \t]*@(?=\s*[A-Za-z])", re.MULTILINE)
_COMMAND = re.compile(r"@\s*(?P<kind>[A-Za-z]+)\s*(?P<open>[{(])?\s*(?P<key>[^\s,{}()=]*)")
_SILENT = frozenset({"comment", "string", "preamble"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NORWEGIAN_MONTHS = {"mai": "5", "okt": "10", "des": "12"}  # not BibTeX's own, but written without braces all the same


@dataclass(frozen=True, slots=True)
class _Piece:
    """One entry as it is written."""

    text: str
    line: int
    kind: str
    key: str

    @property
    def place(self) -> str:
        return f"entry {self.key}" if self.key else f"line {self.line}"


def read_bibtex(path: Path) -> Iterator[Entry]:
    """Read entry by entry; raise UnreadableFileError, at once, if the file is missing, empty, not text or has no entry."""
    text = _open(path)
    return _entries(_pieces(text))


def _open(path: Path) -> str:
    text = read_text(path)
    if all(piece.kind in _SILENT for piece in _pieces(text)):
        raise UnreadableFileError(f"{path.name} has no entry; in BibTeX each begins like «@report{{key,».")
    return text


def _pieces(text: str) -> Iterator[_Piece]:
    """Part the text where a line begins with «@»: a brace without its mate is then no matter of the next entry."""
    line, counted = 1, 0
    for start, end in pairwise(chain((match.start() for match in _START.finditer(text)), [len(text)])):
        line, counted = line + text.count("\n", counted, start), start
        match = _COMMAND.search(text, start, end)
        if match is not None:
            yield _piece(match, text[match.start() : end], line)


def _piece(match: re.Match[str], text: str, line: int) -> _Piece:
    return _Piece(text, line, match["kind"].lower(), match["key"])


def _entries(pieces: Iterable[_Piece]) -> Iterator[Entry]:
    macros = CaseInsensitiveDict({name: str(number) for number, name in enumerate(_MONTHS, start=1)} | _NORWEGIAN_MONTHS)
    for piece in pieces:
        rest: _Piece | None = piece
        while rest is not None:
            entry, rest = _entry(rest, macros)
            if entry:
                yield entry


def _entry(piece: _Piece, macros: CaseInsensitiveDict) -> tuple[Entry | None, _Piece | None]:
    """Read the entry that the piece begins with, and return it with the piece that follows on the same line."""
    if piece.kind == "comment":
        return None, None
    try:
        parser = _parse(piece, macros)
    except InvalidRecordError as error:
        return Entry(place=piece.place, problem=str(error)), None
    return None if piece.kind in _SILENT else _described(piece, parser), _rest(piece, parser)


def _described(piece: _Piece, parser: LowLevelParser) -> Entry:
    try:
        return reference_entry(piece.place, _reference(piece.kind, _fields(parser)))
    except InvalidRecordError as error:
        return Entry(place=piece.place, problem=str(error))


def _parse(piece: _Piece, macros: CaseInsensitiveDict) -> LowLevelParser:
    """Return the parser with the first entry read; a @string is put among the macros."""
    if len(piece.text) > MAX_ENTRY:
        raise InvalidRecordError(f"The entry has more than {MAX_ENTRY:,} characters; a brace is not closed, or it is no entry.")
    if piece.text.count("{") > MAX_BRACES:
        raise InvalidRecordError(f"The entry has more than {MAX_BRACES:,} braces.")
    if piece.text.count("#") > MAX_JOINTS:
        raise InvalidRecordError(f"The entry has more than {MAX_JOINTS:,} signs «#».")
    parser = LowLevelParser(piece.text, macros=macros)
    parser.lineno = piece.line
    try:
        next(iter(parser))
    except PybtexSyntaxError as error:
        field = _field(parser)
        raise InvalidRecordError(f"{f'{field}: this' if field else 'This'} is not BibTeX ({error}).") from None
    if piece.kind == "string":
        _forget_long(macros)
    return parser


def _forget_long(macros: CaseInsensitiveDict) -> None:
    name = next((name for name, value in macros.items() if len(value) > MAX_MACRO), None)
    if name is not None:
        del macros[name]
        raise InvalidRecordError(f"@string {name}: this stands for more than {MAX_MACRO:,} characters.")


def _fields(parser: LowLevelParser) -> dict[str, list[str]]:
    """Return the values of each field, in order."""
    fields: dict[str, list[str]] = {}
    for name, parts in parser.current_fields:
        fields.setdefault(name.lower(), []).append(" ".join("".join(parts).split()))
    return fields


def _rest(piece: _Piece, parser: LowLevelParser) -> _Piece | None:
    match = _COMMAND.search(piece.text, parser.pos)
    return _piece(match, piece.text[match.start() :], parser.lineno) if match and match["open"] else None


def _field(parser: LowLevelParser) -> str:
    """Return the name of the field that was last begun."""
    begun = parser.current_field_name or next((name for name, _ in reversed(parser.current_fields or [])), None)
    return str(begun or "")


def _reference(kind: str, fields: dict[str, list[str]]) -> Reference:
    values: dict[Role, list[str]] = {}
    remarks: list[str] = []
    fields = _with_whole_dates(fields)
    for name, role in ROLES.items():
        for text in fields.get(name, []):
            values.setdefault(role, []).extend(value for value in _in_field(name, partial(_values, role), text) if value)
    for name, texts in fields.items():
        if name not in ROLES and name not in TECHNICAL:
            lines = [_in_field(name, plain_text, text) for text in texts]
            remarks += [f"{REMARKS.get(name, name.capitalize())}: {line}" for line in lines if line]
    return Reference(kind=TYPES.get(kind), values=values, remarks=remarks)


def _in_field(name: str, read: Callable[[str], T], text: str) -> T:
    try:
        return read(text)
    except InvalidRecordError as error:
        raise InvalidRecordError(f"{name}: {error}") from None


def _with_whole_dates(fields: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Put year, month and day together; a month that is none of the twelve («Spring») stays a field by itself."""
    parts = {name: fields[name][0] for name in ("year", "month", "day") if name in fields}
    month = read_month(parts.get("month", ""))
    if month is None or not re.fullmatch(r"\d{4}", parts.get("year", "")):
        return dict(fields)
    day = re.fullmatch(r"\d{1,2}", parts.get("day", ""))
    whole = "-".join((parts["year"], f"{month:02}", *([day[0].zfill(2)] if day else [])))
    used = {"month", *(("day",) if day else ())}
    return {name: [whole, *texts[1:]] if name == "year" else texts for name, texts in fields.items() if name not in used}


def _values(role: Role, text: str) -> list[str]:
    """Return what one field says."""
    match role:
        case Role.AUTHOR | Role.EDITOR:
            return _persons(text)
        case Role.KEYWORD:
            return re.split(r"\s*[;,]\s*", plain_text(text))
        case Role.ADDRESS | Role.DOI:
            return [plain_address(text)]
        case Role.FILE:
            return [path for part in _parted(text, ";") if (path := _path(part))]
        case _:
            return [plain_text(text)]


def _persons(text: str) -> list[str]:
    """Return the names; one in braces is a body's, and is not taken apart."""
    try:
        names = [[plain_text(part) for part in split_tex_string(name, ",")] for name in split_name_list(text)]
    except PybtexError as error:
        raise InvalidRecordError(f"{text!r} cannot be parted into names ({error}).") from None
    return ["et al." if parts == ["others"] else given_first(parts, junior_last=False) for parts in names]


def _path(part: str) -> str:
    """Return the path of a file that stands as JabRef and Zotero write it, «description:path:type», or alone."""
    if is_web(part.strip()):
        return part.strip()
    match _parted(part, ":"):
        case [drive, path] if len(drive.strip()) == 1:  # C:\reports\a.pdf
            found = f"{drive}:{path}"
        case [_, path]:
            found = path
        case [_, *paths, _]:
            found = ":".join(paths)
        case alone:
            found = "".join(alone)
    return re.sub(r"\\([:;\\])", r"\1", found).strip()


def _parted(text: str, sign: str) -> list[str]:
    """Part a text at a sign that no backslash stands before."""
    return re.split(rf"(?<!\\){sign}", text)
