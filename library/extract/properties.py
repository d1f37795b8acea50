"""Reads what a file says of itself in the terms of Dublin Core (DCMI Metadata Terms), wherever they stand: the properties of
a Word document, the package of an e-book, the XMP of a PDF, the meta elements of a web page, the front matter of Markdown.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime

import msgspec
from lxml import etree

from library.cleaning import clean_line, clean_text
from library.document import PartialDate
from library.errors import InvalidRecordError, UnreadableFileError
from library.identifiers import find_doi, find_isbn, find_issn
from library.record import MAX_ABSTRACT, MAX_TITLE, MAX_VALUES, Description

EARLIEST = 1500  # years before are a program's «no date»: Calibre writes 0101, others 0000 or 0001
YEARS_AHEAD = 2  # plans and budgets are dated ahead of their publication
# What programs put for a title when nobody wrote one: their own name, or the file's.
_NO_TITLE = re.compile(
    r"^(?:Microsoft (?:Word|PowerPoint|Excel|Office)\b.*|PowerPoint\b.*|(?:Word )?Document ?\d*|Dokument ?\d*|Untitled.*|Unknown"
    r"|(?:Uten navn|Uten tittel|Utan namn|Utan tittel|Namnlös).*|(?:Slide|Lysbilde) \d+|\S*_\S*)$"
    r"|\.(?:docx?|docm|dotx?|indd|pptx?|xlsx?|qxd|pdf|rtf|odt|pages|html?|epub|md|txt)$",
    re.IGNORECASE,
)
# What programs put for an author when nobody wrote one.
_NO_AUTHOR = re.compile(r"(?:Microsoft Office.*|Administrator|Admin|User|Bruker|Brukar|Owner|Eier|python-docx|Unknown)", re.I)
_DATE = re.compile(r"(\d{4})(?:[-/](\d\d?)(?:[-/](\d\d?))?)?(?!\d)")
_DATE_DAY_FIRST = re.compile(r"(\d\d?)\.\s?(\d\d?)\.\s?(\d{4})(?!\d)")
_SUBJECTS = re.compile(r"\s*[;,\n]\s*")
_PEOPLE = re.compile(r"\s*[;\n]\s*")  # a comma stands within a name: «Nordmann, Kari»
_LONG_NAMES = {
    **{"nob": "nb", "nno": "nn", "sme": "se", "swe": "sv", "dan": "da", "fin": "fi", "eng": "en", "isl": "is", "fao": "fo"},
    **{"deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "nld": "nl", "dut": "nl", "spa": "es", "ita": "it", "pol": "pl"},
    **{"por": "pt", "est": "et", "lav": "lv", "lit": "lt", "ice": "is"},
}
_OLD_TAGS = {"no-bok": "nb", "no-nyn": "nn"}  # of RFC 1766, kept in the registry of RFC 5646
_ENTITY = b"<!ENTITY"
_DECLARES_ENTITIES = "its XML declares entities of its own, as documents do not."
_NO_ONE_LANGUAGE = frozenset({"no", "nor", "und", "mul", "zxx", "mis"})


def describe(pairs: Iterable[tuple[str, str]]) -> Description:
    """Return what pairs of a term («title», «creator», «date» …) and a value say; terms that are not known are passed over.

    Of terms that a document has one of (title, subtitle, description, issued or date, language), the first with a meaning counts.
    """
    values = defaultdict[str, list[str]](list)
    for term, value in pairs:
        if cleaned := clean_text(value):
            values[term.lower()].append(cleaned)
    identifiers = "\n".join(values["identifier"])
    return Description(
        title=_first(real_title(value) for value in values["title"]),
        subtitle=_first(real_title(value) for value in values["subtitle"]),
        abstract=_first(value for value in values["description"] if len(value) <= MAX_ABSTRACT),
        publishers=_lines(values["publisher"]),
        authors=[name for name in _lines(_split(_PEOPLE, values["creator"])) if not _NO_AUTHOR.fullmatch(name)],
        keywords=_lines(_split(_SUBJECTS, values["subject"])),
        published=_first(_date(value) for value in (*values["issued"], *values["date"])),
        language=_first(language_code(value) for value in values["language"]),
        isbn=find_isbn(identifiers),
        issn=find_issn(identifiers),
        doi=find_doi(identifiers),
    )


def completed(description: Description, weaker: Description) -> Description:
    """Return the description; where it says nothing, what the weaker one says."""
    said = {name: value for name in description.__struct_fields__ if (value := getattr(description, name))}
    return msgspec.structs.replace(weaker, **said)


def real_title(text: str) -> str | None:
    """Return a title that somebody wrote; None for a program's own or a file's name."""
    title = clean_line(text)
    return None if not title or len(title) > MAX_TITLE or _NO_TITLE.search(title) else title


def language_code(tag: str) -> str | None:
    """Return the code that we use for a language tag («nb-NO», «nob»); None for one that names no single language."""
    lowered = tag.strip().lower().replace("_", "-")
    primary = lowered.split("-")[0]
    code = _OLD_TAGS.get(lowered) or _LONG_NAMES.get(primary, primary)
    return code if re.fullmatch(r"[a-z]{2,3}", code) and code not in _NO_ONE_LANGUAGE else None


def parse_xml(content: bytes, name: str) -> etree._Element:
    """Parse XML from inside a file; raise UnreadableFileError if it is damaged or declares entities.

    A document type is allowed; what it calls for from elsewhere is not fetched, and nothing is expanded.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, LookupError) as error:  # the second, if it names an encoding that there is not
        if _ENTITY in content:  # the parser gives up where they would explode
            raise UnreadableFileError(f"{name} is not read: {_DECLARES_ENTITIES}") from None
        raise UnreadableFileError(f"{name} is damaged: a part of it is not XML ({clean_line(str(error))}).") from None
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise UnreadableFileError(f"{name} is not read: {_DECLARES_ENTITIES}")
    return root


def terms(element: etree._Element, namespaces: Iterable[str]) -> list[tuple[str, str]]:
    """Return the name and text of every element below that is of one of these namespaces; of a list in RDF, each item."""
    wanted = frozenset(namespaces)
    found: list[tuple[str, str]] = []
    for child in element.iter("{*}*"):
        tag = etree.QName(child)
        if tag.namespace in wanted:
            items = child.findall(".//{*}li") or [child]
            found += [(tag.localname, "".join(item.itertext())) for item in items]
    return found


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _split(pattern: re.Pattern[str], values: Iterable[str]) -> list[str]:
    return [part for value in values for part in pattern.split(value)]


def _lines(values: Iterable[str]) -> list[str]:
    lines = dict.fromkeys(line for value in values if (line := clean_line(value)) and len(line) <= MAX_TITLE)
    return list(lines)[:MAX_VALUES]


def _date(text: str) -> str | None:
    """Return an ISO date of what begins with one, however exact, or is written day first; what cannot be is left off."""
    if match := _DATE.match(text):
        year, month, day = match.groups()
    elif match := _DATE_DAY_FIRST.match(text):
        day, month, year = match.groups()
    else:
        return None
    if not EARLIEST <= int(year) <= datetime.now(UTC).year + YEARS_AHEAD:
        return None
    parts = [year, *(f"{int(part):02}" for part in (month, day) if part)]
    return next(date for length in range(len(parts), 0, -1) if (date := _valid("-".join(parts[:length]))))


def _valid(date: str) -> str | None:
    try:
        return str(PartialDate.parse(date))
    except InvalidRecordError:
        return None
