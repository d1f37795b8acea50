"""Libraries for the tests of exports: one with more documents than are read at once, and one whose documents break formats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.engine import SearchEngine
from library.catalogue import Catalogue
from library.document import Document, DocumentType, PartialDate
from library.identifiers import SeriesNumber
from library.settings import Settings
from tests.index.shelf import TOPICS, Shelf, make
from tests.library.citations.shelf import BROKEN_LINES, HOSTILE
from web.app import create_site
from web.site import Site

BASE = "https://bibliotek.example"
CONTROLS = "Bjelle\x07 og null\x00, vertikal\x0b, ikke tegn \ufffe\uffff, \x1b[31mrødt\u202e snudd\x85"
WHOLE = Document(
    id="tf/2020-549",
    title="Små kommuner; store planer",
    subtitle="En «studie», med komma",
    abstract="Første linje.\nAndre linje <b>uthevet</b> & mer.",
    type=DocumentType.EVALUATION,
    number=SeriesNumber("TF-rapport", "549"),
    publishers=("kdd", "ssb"),
    authors=("Bent Aslak Brandtzæg", "Ailin Aastvedt"),
    committee="Småkommuneutvalget",
    topics=("distrikt", "klima"),
    keywords=("bygd",),
    published=PartialDate(2020, 6, 12),
    declared_language="nn",
    landing_page="https://example.org/rapport?a=1&b=2",
    isbn="9788233603328",
    issn="1501-9918",
    doi="10.1000/182",
)


def nasty() -> list[Document]:
    """Return documents whose titles, names and texts break formats, as no import would let them in."""
    titles = [
        *HOSTILE.values(),
        BROKEN_LINES,
        CONTROLS,
    ]
    documents = [replace(make(f"ond-{number:02}", title, authors=[title]), abstract=title) for number, title in enumerate(titles)]
    return [
        replace(document, committee=document.title, keywords=(document.title,), landing_page="javascript:alert(1)")
        for document in documents
    ]


def put(shelf: Shelf, documents: Sequence[Document]) -> None:
    """Put documents into a library, and index them."""
    with shelf.catalogue.writing() as writer:
        for document in documents:
            writer.put(document, [])
    shelf.index()


def many(number: int) -> list[Document]:
    """Return so many short documents about the same."""
    return [make(f"kort-{place:04}", f"Tidevannskraft {place}", published="2001") for place in range(number)]


class CountingCatalogue(Catalogue):
    """A catalogue that remembers how many documents it was asked for each time."""

    asked: list[int]

    @classmethod
    def opened(cls, settings: Settings) -> CountingCatalogue:
        catalogue = cls.open(settings)
        catalogue.asked = []
        return catalogue

    def get_many(self, ids: Sequence[str]) -> dict[str, Document]:
        self.asked.append(len(ids))
        return super().get_many(ids)


def site_of(shelf: Shelf, engine: SearchEngine, catalogue: Catalogue | None = None) -> Site:
    return create_site(catalogue or shelf.catalogue, engine, TOPICS)
