"""Libraries that hold anything that can be imported, and what becomes of one that is exported and taken back."""

from __future__ import annotations

import datetime
import string
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from hypothesis import strategies as st

from library.catalogue import Catalogue
from library.cleaning import clean_line, clean_text
from library.describe import FIRST_YEAR
from library.document import DetectedLanguage, Document, DocumentFile, DocumentType, LanguageShare, Page, Provenance, TextOrigin
from library.errors import InvalidRecordError
from library.exporting import export_catalogue
from library.ingest.run import Order, ingest
from library.intake import Intake, Submission, Text, Tools
from library.merge import DESCRIBED
from library.record import FileRecord, Record, SourceRecord
from library.report import ImportReport
from library.settings import Settings
from library.vocabulary import Names, Predecessor, Publisher
from tests.library.files import digest_of

TOOLS = Tools.load()
Named = TypeVar("Named", Publisher, Predecessor)
TOPICS = [topic.key for topic in TOOLS.topics][:20]

# Anything that JSON in UTF-8 can hold; most of it letters, of which names are made.
_LETTERS = string.ascii_letters + "æøåÆØÅ -.:()–\n\t"
texts = st.text(st.sampled_from(_LETTERS) | st.characters(exclude_categories=["Cs"]), max_size=20)
_maybe = st.none() | texts
_some = st.lists(texts, max_size=3)
_years = st.integers(FIRST_YEAR, datetime.datetime.now(datetime.UTC).year)
_dates = st.builds(str, st.dates(datetime.date(FIRST_YEAR, 1, 1), datetime.date(2026, 1, 1))) | _years.map(str)
_addresses = st.none() | st.sampled_from(["https://example.org/", "http://example.org/æ?a=%20&b=[1]#c"])
_languages = st.sampled_from(["nb", "nn", "en", "se", "und"])
_ids = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?(/[a-z0-9]{1,4}){0,2}", fullmatch=True)
_lines = texts.map(clean_line)
_files = st.lists(
    st.builds(
        FileRecord,
        filename=texts.filter(clean_line),
        media_type=st.sampled_from(["application/pdf", "text/html"]),
        address=_addresses,
        size=st.none() | st.integers(0, 2**40),
        pages=st.none() | st.integers(0, 9),
        is_primary=st.booleans(),
    ),
    max_size=3,
)
_NUMBERS = [(None, "NOU 2020:12", None), ("Meld. St.", "5", "2019-20"), ("nou", "2020 : 12", None), ("St.meld.", "nr. 3", None)]
_numbers = st.sampled_from(_NUMBERS) | st.tuples(_maybe, _maybe, _maybe)
_BODIES = ["Nordregio", "Kommunaldepartementet", "KMD", "kdd", "Ei bygd", "ei-bygd"]
_bodies = st.lists(st.sampled_from(_BODIES) | texts, max_size=3)


def _record(number: tuple[str | None, str | None, str | None], **fields: object) -> Record:
    return Record(series=number[0], number=number[1], session=number[2], **fields)  # type: ignore[arg-type] # as drawn below


records = st.builds(
    _record,
    number=_numbers,
    id=_ids,
    title=texts.filter(clean_line),
    type=st.sampled_from(DocumentType),
    subtitle=_maybe,
    aliases=_some,
    abstract=_maybe,
    publishers=_bodies,
    commissioners=_bodies,
    authors=_some,
    committee=_maybe,
    chair=_maybe,
    topics=st.lists(st.sampled_from(TOPICS) | texts, max_size=3),
    keywords=_some,
    published=st.none() | _dates,
    concerns=st.none() | st.tuples(_years, _years).map(lambda years: (min(years), max(years))),
    language=st.none() | _languages,
    landing_page=_addresses,
    files=_files,
    isbn=_maybe,
    issn=_maybe,
    doi=_maybe,
    note=_maybe,
    sources=st.lists(st.builds(SourceRecord, texts, _addresses, st.none() | _ids, _maybe), max_size=3),
)
_chances = st.floats(0, 1)
_detected = st.builds(
    DetectedLanguage, _languages, _chances, st.lists(st.builds(LanguageShare, _languages, _chances), max_size=3).map(tuple)
)
pages = st.lists(
    st.tuples(texts.map(clean_text), _lines, _languages, st.lists(_lines.filter(bool), max_size=2, unique=True).map(tuple)),
    max_size=3,
).map(lambda rows: tuple(Page(number, *row) for number, row in enumerate(rows, start=1)))
submissions = st.builds(
    Submission,
    record=records,
    provenance=st.dictionaries(st.sampled_from(DESCRIBED), st.sampled_from(Provenance), max_size=4),
    text=st.builds(Text, pages, st.none() | _detected),
)
originals = st.none() | st.tuples(st.binary(min_size=1, max_size=3), st.sampled_from(TextOrigin))
"""The content of a file that a document holds."""
_keys = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?", fullmatch=True)
_year = st.none() | st.integers(1, 2100)
_named = st.none() | _lines.filter(bool)
_one = st.builds(
    Publisher,
    key=_keys,
    names=st.tuples(_lines.filter(bool), _named, _named).map(lambda names: Names(nb=names[1], nn=names[2], en=names[0])),
    kind=_named,
    short=_named,
    homepage=_addresses,
    organisation_number=_named,
    aliases=st.lists(_lines.filter(bool), max_size=2, unique=True).map(tuple),
    predecessors=st.lists(st.builds(Predecessor, key=_keys, first_year=_year, last_year=_year), max_size=2).map(tuple),
    successor=st.none() | _keys,
    first_year=_year,
    last_year=_year,
)


def _in_order(named: Named) -> Named:
    """Put the years the right way round."""
    first, last = named.first_year, named.last_year
    is_reversed = first is not None and last is not None and first > last
    return replace(named, first_year=last, last_year=first) if is_reversed else named


def _related(drawn: Sequence[Publisher]) -> list[Publisher]:
    """Let publishers name one another, whatever they named; one that is alone names none."""
    related = []
    for publisher in map(_in_order, drawn):
        others = [other.key for other in drawn if other.key != publisher.key]
        predecessors = [
            _in_order(replace(one, key=others[len(one.key) % len(others)])) for one in publisher.predecessors if others
        ]
        successor = others[-1] if others and publisher.successor else None
        related.append(replace(publisher, predecessors=tuple(predecessors), successor=successor))
    return related


publishers = st.lists(_one, max_size=3, unique_by=lambda publisher: publisher.key).map(_related)
"""Some that name one another, before and after themselves."""


class Library:
    """A library in a folder."""

    def __init__(self, home: Path) -> None:
        self.settings = Settings(home=home)
        self.catalogue = Catalogue.open(self.settings)

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.catalogue.close()

    def fill(self, drawn: Sequence[tuple[Submission, tuple[bytes, TextOrigin] | None]], also: Sequence[Publisher] = ()) -> None:
        """Take in what describes a document, with the file that it is read from, and know these publishers besides."""
        with self.catalogue.writing() as writer:
            Intake(writer, TOOLS)  # which begins with those that ship
            writer.put_publishers(also)
        for submission, content in drawn:
            with suppress(InvalidRecordError), self.catalogue.writing() as writer:
                Intake(writer, TOOLS).take(self._with_file(submission, *content) if content else submission)

    def export(self, *, text: bool = False) -> bytes:
        """Return the whole catalogue as lines."""
        return b"".join(export_catalogue(self.catalogue, text=text))

    def take_back(self, lines: bytes) -> ImportReport:
        """Import lines; none may fail."""
        path = self.settings.home.with_name("lines.jsonl")
        path.write_bytes(lines)
        report = ingest(self.settings, self.catalogue, Order(paths=[path]))
        assert not report.problems, report.problems
        return report

    def state(self) -> tuple[int, dict[str, tuple[Document, tuple[Page, ...]]]]:
        """Return the number of the last change, and everything that is held."""
        whole = ((id, self.catalogue.whole(id)) for id in self.catalogue.ids())
        return self.catalogue.revision(), {id: found for id, found in whole if found}

    def copied(self) -> dict[str, Document]:
        """Return the documents as another library has them that took them from here."""
        return {
            document.id: replace(document, files=tuple(map(_elsewhere, document.files)), updated=None)
            for documents in self.catalogue.in_batches()
            for document in documents
        }

    def _with_file(self, submission: Submission, content: bytes, origin: TextOrigin) -> Submission:
        path = self.settings.home.with_name("original.pdf")
        path.write_bytes(content)
        file = DocumentFile(
            filename=path.name, media_type="application/pdf", sha256=digest_of(content), size=len(content), text=origin
        )
        return replace(submission, file=file, path=path)


def _elsewhere(file: DocumentFile) -> DocumentFile:
    return replace(file, sha256=None, sha256_elsewhere=file.sha256 or file.sha256_elsewhere)
