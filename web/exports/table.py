"""Documents as a table in CSV (RFC 4180), in the reader's language, for Excel and for `kartotek import`."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from io import StringIO

from library.citations.reference import reference
from library.cleaning import clean_line
from library.document import UNDETERMINED, Document
from library.vocabulary import Names
from web.addresses import document_address
from web.exports.formats import Separator
from web.exports.selection import Batches
from web.files import safe_address
from web.labels import Labels
from web.texts import Texts, mark

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for Windows-1252
BETWEEN_VALUES = " | "
_SIGNS: Mapping[Separator, str] = {Separator.COMMA: ",", Separator.SEMICOLON: ";"}
# A spreadsheet calculates a cell that begins so, even one that came from a stranger (OWASP, «CSV Injection»). The same is true of
# tabs and line breaks at the beginning, which clean_line has taken away.
_FORMULA = re.compile(r"[=+\-@＝＋－＠]")
_EAN = re.compile(r"97[89](?=\d{10}$)")


@dataclass(frozen=True, slots=True)
class Naming:
    """What a table is written with: names in one language, and the address of the site."""

    labels: Labels
    language: str
    base: str


@dataclass(frozen=True, slots=True)
class _Column:
    heading: str | Names
    cell: Callable[[Document, Naming], str]


def table(batches: Batches, names: Naming, separator: Separator) -> Iterator[bytes]:
    """Yield the table with its heading, a batch at a time, in UTF-8."""
    yield (BYTE_ORDER_MARK + _lines([headings(names.labels.texts, names.language)], separator)).encode()
    for batch in batches:
        yield _lines([row(document, names) for document in batch], separator).encode()


def headings(texts: Texts, language: str) -> list[str]:
    """Return what the columns are called in a language."""
    return [
        texts.get(language, column.heading) if isinstance(column.heading, str) else column.heading.in_language(language)
        for column in COLUMNS
    ]


def row(document: Document, names: Naming) -> list[str]:
    """Return the cells of a document."""
    return [harmless(clean_line(column.cell(document, names))) for column in COLUMNS]


def harmless(text: str) -> str:
    """Return the text with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def _lines(rows: list[list[str]], separator: Separator) -> str:
    written = StringIO()
    csv.writer(written, delimiter=_SIGNS[separator], lineterminator="\r\n").writerows(rows)
    return written.getvalue()


def _series(document: Document, names: Naming) -> str:
    return reference(document, names.labels.publishers, "").series


def _number(document: Document, names: Naming) -> str:
    return reference(document, names.labels.publishers, "").number


def _publishers(document: Document, names: Naming) -> str:
    return BETWEEN_VALUES.join(names.labels.publisher(key, names.language) for key in document.publishers)


def _topics(document: Document, names: Naming) -> str:
    return BETWEEN_VALUES.join(names.labels.topic(key, names.language) for key in document.topics)


def _language(document: Document, names: Naming) -> str:
    return "" if document.language == UNDETERMINED else names.labels.language(document.language, names.language)


def _isbn(document: Document, _: Naming) -> str:
    """Return «978-…»: of the bare digits a spreadsheet makes «9,78E+12»."""
    return _EAN.sub(lambda prefix: f"{prefix[0]}-", document.isbn or "")


def _first_seen(document: Document, _: Naming) -> str:
    return document.first_seen.astimezone(UTC).date().isoformat() if document.first_seen else ""


COLUMNS = (
    _Column(mark("Document id"), lambda document, _: document.id),
    _Column(mark("Title"), lambda document, _: document.title),
    _Column(mark("Subtitle"), lambda document, _: document.subtitle or ""),
    _Column(mark("Type of document"), lambda document, names: names.labels.type(document.type, names.language)),
    _Column(Names(nb="Serie", nn="Serie", en="Series"), _series),  # the interface's own «Series» are several
    _Column(mark("Number"), _number),
    _Column(mark("Publishers"), _publishers),
    _Column(mark("Authors"), lambda document, _: BETWEEN_VALUES.join(document.authors)),
    _Column(mark("Committee"), lambda document, _: document.committee or ""),
    _Column(mark("Topics"), _topics),
    _Column(mark("Published"), lambda document, _: str(document.published or "")),
    _Column(mark("Year"), lambda document, _: str(document.year or "")),
    _Column(mark("Language"), _language),
    _Column("ISBN", _isbn),
    _Column("ISSN", lambda document, _: document.issn or ""),
    _Column("DOI", lambda document, _: document.doi or ""),
    _Column(mark("Web address"), lambda document, _: safe_address(document.landing_page) or ""),
    _Column(mark("Address here"), lambda document, names: names.base + document_address(None, document.id)),
    _Column(mark("First seen here"), _first_seen),
)
"""The headings are names that `library.lists` knows, except those of what a catalogue sets itself: year, address, first seen."""
