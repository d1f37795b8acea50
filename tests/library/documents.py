"""Invented documents for the tests of the library, and hypothesis's ways of making more."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from hypothesis import strategies as st

from library.document import (
    DetectedLanguage,
    Document,
    DocumentFile,
    DocumentType,
    LanguageShare,
    Page,
    PartialDate,
    Provenance,
    Source,
)
from library.identifiers import SeriesNumber
from library.settings import Settings

PAGES = (Page(1, "Første side", "i", "nb"), Page(2, "Andre sida", "1", "nn"))


def document(id: str = "bygdebok-2020", **fields: object) -> Document:
    """Return a document about nothing that exists."""
    given: dict[str, object] = {"title": "Ei oppdikta bygdebok", "type": DocumentType.REPORT, **fields}
    return Document(id=id, **given)  # type: ignore[arg-type] # the tests name real fields


def write_lines(path: Path, *records: object) -> Path:
    """Write records, or lines that are none, as a JSONL file."""
    lines = [record if isinstance(record, str) else json.dumps(record, ensure_ascii=False) for record in records]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def spoil_pages(settings: Settings, *, but: Iterable[int]) -> None:
    """Make all pages in a catalogue unreadable but those with these numbers."""
    kept = ", ".join(map(str, but))
    with closing(sqlite3.connect(settings.database)) as database, database:
        database.execute(f"UPDATE pages SET headings = 'broken' WHERE number NOT IN ({kept})")


# Text as the cleaning leaves it: anything but the halves of surrogate pairs, which are no text.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
_some = st.lists(texts, max_size=3, unique=True).map(tuple)
_maybe = st.none() | texts
dates = st.dates().map(lambda date: PartialDate(date.year, date.month, date.day)) | st.integers(1500, 2030).map(PartialDate)
_chances = st.floats(0, 1)
_detected = st.builds(
    DetectedLanguage, texts, _chances, st.lists(st.builds(LanguageShare, texts, _chances), max_size=3).map(tuple)
)
pages = st.lists(st.tuples(texts, texts, texts, _some), max_size=4).map(
    lambda rows: tuple(Page(number, *row) for number, row in enumerate(rows, start=1))
)
documents = st.builds(
    Document,
    id=st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True),
    title=texts,
    type=st.sampled_from(DocumentType),
    subtitle=_maybe,
    aliases=_some,
    abstract=_maybe,
    number=st.none() | st.builds(SeriesNumber, texts, texts, _maybe),
    publishers=_some,
    commissioners=_some,
    authors=_some,
    committee=_maybe,
    chair=_maybe,
    topics=_some,
    keywords=_some,
    published=st.none() | dates,
    concerns=st.none() | st.tuples(st.integers(1500, 2100), st.integers(1500, 2100)),
    declared_language=_maybe,
    detected=st.none() | _detected,
    landing_page=_maybe,
    files=st.lists(
        st.builds(DocumentFile, filename=texts, media_type=texts, size=st.none() | st.integers(0, 2**40), address=_maybe),
        max_size=2,
    ).map(tuple),
    isbn=_maybe,
    issn=_maybe,
    doi=_maybe,
    note=_maybe,
    sources=st.lists(st.builds(Source, texts, _maybe), max_size=2).map(tuple),
    provenance=st.dictionaries(texts, st.sampled_from(Provenance), max_size=3),
)
