"""A small library with known contents for the tests of the index: real catalogue, real index, invented documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from index.engine import FacetField, SearchEngine, SearchRequest, SearchResults
from index.update import UpdateReport, update_index
from index.whoosh_engine import WhooshEngine
from library.catalogue import Catalogue
from library.document import Document, DocumentType, Page, PartialDate
from library.identifiers import parse_series_number
from library.language import LanguageDetector, vote
from library.settings import Settings
from library.vocabulary import Names, Publisher, Topic, Topics
from tests.library import passages

TOPICS = Topics(
    [
        Topic(
            key="regioner", labels=Names(nb="Kommuner og regioner", nn="Kommunar og regionar", en="Municipalities and regions")
        ),
        Topic(key="distrikt", labels=Names(nb="Distriktspolitikk", nn="Distriktspolitikk", en="Rural policy"), parent="regioner"),
        Topic(key="klima", labels=Names(nb="Klima", nn="Klima", en="Climate")),
    ]
)
PUBLISHERS = (
    Publisher(key="kdd", names=Names(nb="Kommunal- og distriktsdepartementet", en="Ministry of Local Government"), short="KDD"),
    Publisher(key="nordregio", names=Names(en="Nordregio")),
    Publisher(key="ssb", names=Names(nb="Statistisk sentralbyrå", en="Statistics Norway"), short="SSB"),
)


def make(
    id: str,
    title: str,
    *,
    type: str = "report",
    number: str | None = None,
    publishers: Sequence[str] = (),
    topics: Sequence[str] = (),
    published: str | None = None,
    language: str | None = "nb",
    abstract: str | None = None,
    authors: Sequence[str] = (),
) -> Document:
    """Return a document described in plain strings."""
    return Document(
        id=id,
        title=title,
        type=DocumentType(type),
        number=parse_series_number(number) if number else None,
        publishers=tuple(publishers),
        topics=tuple(topics),
        published=PartialDate.parse(published) if published else None,
        declared_language=language,
        abstract=abstract,
        authors=tuple(authors),
    )


DOCUMENTS: tuple[tuple[Document, tuple[Page, ...]], ...] = (
    (
        make("nou-1", "Næringslivet i distriktene", type="nou", number="NOU 2020: 12", publishers=["kdd"], topics=["distrikt"], published="2020-10-28"),
        (
            Page(1, "Innledning om bygdene.", "i", "nb"),
            Page(2, "Kommunene trenger arbeidsplasser. Små bedrifter vokser.", "1", "nb"),
            Page(3, "Kommunene og fylkeskommunene skal samarbeide om små", "2", "nb"),
            Page(4, "samfunn i nord. This page is an English summary about municipalities.", "3", "en"),
        ),
    ),
    (make("nou-2", "Klimarisiko og norsk økonomi", type="nou", number="NOU 2018: 17", topics=["klima"], published="2018"), ()),
    (make("melding", "Levande lokalsamfunn", type="white-paper", number="Meld. St. 5 (2019–2020)", publishers=["kdd"], topics=["regioner"], published="2019", language="nn"), ()),
    (make("prop", "Kommuneproposisjonen", type="proposition", number="Prop. 112 S (2022–2023)", publishers=["kdd"], published="2022"), ()),
    (make("brief", "Rural housing in the Nordic region", type="policy-brief", publishers=["nordregio"], topics=["distrikt"], published="2021-03", language="en", abstract="Housing markets outside the cities.", authors=["Elin Slätmo"]), ()),
    (make("felles", "Sentralitetsindeks", publishers=["ssb", "nordregio"], published="2020-02-27"), ()),
    (make("udatert", "Landsbygdspolitiken i Sverige", language="sv"), ()),
    (make("avisa", "Ålesund og næringa", type="article", language="nn", published="2020"), ()),
    (make("forskrift", "Byggteknisk forskrift TEK17", type="regulation", published="2017"), (Page(1, "Etter § 3 i C-delen gjelder TEK17.", "", "nb"),)),
    (make("ukjent", "Uten språk", language=None), ()),
)  # fmt: skip


def written(document: Document, *texts: str) -> tuple[Document, tuple[Page, ...]]:
    """Return a document of these pages, with the language of each detected."""
    detector = LanguageDetector.load()
    judged = [detector.page(text) for text in texts]
    pages = tuple(Page(number, text, "", told.language) for number, (text, told) in enumerate(zip(texts, judged, strict=True), 1))
    return replace(document, detected=vote(judged)), pages


MIXED, MIXED_PAGES = written(
    make("blandet", "Fagrapport fra to fylker", published="2015"),
    *[2 * passages.BOKMAL] * 25,
    2 * passages.NYNORSK,
    2 * passages.ENGLISH,
    passages.DANISH,
)
"""A report in bokmål with a page in nynorsk, a summary in English, and half a page that reads as Danish."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A catalogue with its index."""

    settings: Settings
    catalogue: Catalogue

    def put(self, document: Document, *pages: Page) -> None:
        """Put a document into the catalogue; the index does not know yet."""
        with self.catalogue.writing() as writer:
            writer.put(document, pages)

    def remove(self, id: str) -> None:
        """Remove a document from the catalogue; the index does not know yet."""
        with self.catalogue.writing() as writer:
            writer.remove(id)

    def index(self, *, rebuild: bool = False) -> UpdateReport:
        """Bring the index up to date."""
        return update_index(self.settings, self.catalogue, TOPICS, rebuild=rebuild)

    def open(self, topics: Topics = TOPICS) -> WhooshEngine:
        """Open the index."""
        return WhooshEngine.open(self.settings, self.catalogue, topics)


def fill(shelf: Shelf) -> None:
    """Put all documents and publishers on the shelf, and index them."""
    with shelf.catalogue.writing() as writer:
        writer.put_publishers(PUBLISHERS)
        for document, pages in DOCUMENTS:
            writer.put(document, pages)
    shelf.index()


def ids(results: SearchResults) -> list[str]:
    """Return the ids of the hits in order."""
    return [hit.id for hit in results.hits]


def search(engine: SearchEngine, query: str = "", **filters: Sequence[str]) -> SearchResults:
    """Search with filters given as keyword arguments."""
    return engine.search(SearchRequest(query=query, filters={FacetField(name): tuple(keys) for name, keys in filters.items()}))


def counts(results: SearchResults, field: FacetField) -> dict[str, int]:
    """Return a facet's counts by key."""
    facet = next(facet for facet in results.facets if facet.field is field)
    return {value.key: value.count for value in facet.counts}


Holding = tuple[Document, tuple[Page, ...]]
"""A document with its pages."""


def holding(document: Document, *texts: str) -> Holding:
    """Return a document of these pages, all in its own language."""
    return document, tuple(Page(number, text, "", document.language) for number, text in enumerate(texts, 1))


@contextmanager
def stocked(home: Path, holdings: Iterable[Holding], synonyms: Sequence[Path] = ()) -> Iterator[Shelf]:
    """Make a library of these documents, and the publishers of this module, in a folder, and index it."""
    settings = Settings(home=home, synonyms=tuple(synonyms))
    with Catalogue.open(settings) as catalogue:
        shelf = Shelf(settings, catalogue)
        with catalogue.writing() as writer:
            writer.put_publishers(PUBLISHERS)
            for document, pages in holdings:
                writer.put(document, pages)
        shelf.index()
        yield shelf


@contextmanager
def searchable(home: Path, holdings: Iterable[Holding], synonyms: Sequence[Path] = ()) -> Iterator[WhooshEngine]:
    """Make a library of these documents in a folder, and open it for searching."""
    with stocked(home, holdings, synonyms) as shelf, closing(shelf.open()) as engine:
        yield engine
