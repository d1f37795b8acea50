"""Turns documents of the catalogue into entries of the index."""

from __future__ import annotations

import pickle
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.engine import FacetField
from index.gist import Gist, Terms, gists
from index.names import name_keys
from index.postings import Gathering, Passage
from index.runs import Run, run_of_keys
from index.schema import BODY, SEPARATOR, TITLE
from index.wordtable import WordTable
from library.contained import languages_in
from library.document import UNDETERMINED, Document, Page
from library.text import slugify, sort_key
from library.vocabulary import Publishers, Topics

StoredPage = tuple[int, str, int, str]
"""A page's number, label, the position of its first word in the body, and the language it was analysed in."""
Holding = tuple[Document, Sequence[Page]]
"""A document with its text."""
Keys = Mapping[str, tuple[str, ...]]
"""A document's keys in each field that has no text."""
# Whoosh's own for stored values: the first protocol with short opcodes, and its level of compression.
_PICKLE, _LEVEL = 2, 3


@dataclass(frozen=True, slots=True)
class Names:
    """What publishers and topics are called."""

    publishers: Publishers
    topics: Topics


@dataclass(frozen=True, slots=True)
class Entry:
    """What is kept of a document by itself."""

    columns: dict[str, bytes]
    """Its value in each column."""
    lengths: dict[str, int]
    """The number of words in each field of text that has any."""
    stored: bytes
    """Its pages and its gist, pickled and compressed as whoosh stores them."""


@dataclass(frozen=True, slots=True)
class Batch:
    """The entries of some documents, and their postings; document n is that of the n-th entry."""

    entries: tuple[Entry, ...]
    runs: tuple[Run, ...]
    """One for each field."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What is known of a document before all of its batch are."""

    keys: Keys
    columns: dict[str, bytes]
    lengths: dict[str, int]
    pages: list[StoredPage]


def make_batch(holdings: Iterable[Holding], names: Names, table: WordTable) -> Batch:
    """Return documents as the index takes them; they are also found under the names of their publishers and topics."""
    gathering = Gathering(table)
    read = [_read(gathering, number, holding, names) for number, holding in enumerate(holdings)]
    runs, ranks = gathering.runs()
    terms = Terms(table.terms, table.telling(), ranks)
    found = gists(len(read), gathering.counted(TITLE.name), gathering.counted(BODY.name), terms)
    entries = tuple(Entry(one.columns, one.lengths, _stored(one.pages, gist)) for one, gist in zip(read, found, strict=True))
    return Batch(entries, (*runs, *_keys_runs([one.keys for one in read])))


def facet_keys(field: FacetField, document: Document, pages: Sequence[Page], topics: Topics) -> tuple[str, ...]:
    """Return the keys under which a document counts in a facet; a topic counts for its ancestors too."""
    match field:
        case FacetField.PUBLISHER:
            return document.publishers
        case FacetField.TOPIC:
            return tuple(dict.fromkeys(key for topic in document.topics for key in topics.lineage(topic)))
        case FacetField.TYPE:
            return (document.type.value,)
        case FacetField.LANGUAGE:
            return () if document.language == UNDETERMINED else (document.language,)
        case FacetField.CONTAINS:
            return languages_in(document, pages)
        case FacetField.YEAR:
            return () if document.year is None else (str(document.year),)


def page_language(page: Page, document_language: str) -> str:
    """Return the language to analyse a page in: its own where it was detected, else the document's."""
    return document_language if page.language == UNDETERMINED else page.language


def _read(gathering: Gathering, number: int, holding: Holding, names: Names) -> _Read:
    document, pages = holding
    languages = [page_language(page, document.language) for page in pages]
    body = map(Passage, (page.text for page in pages), languages)
    starts, length = gathering.add(number, BODY.name, body, gap=0)
    lengths = {BODY.name: length}
    for name, passages in _texts(document, pages, languages, names):
        _, lengths[name] = gathering.add(number, name, passages)
    facets = {field.value: facet_keys(field, document, pages, names.topics) for field in FacetField}
    return _Read(
        keys={"id": (document.id,), "number": _numbers(document), "name": name_keys(document), **facets},
        columns={
            "id": document.id.encode(),
            "published": str(document.published or "").encode(),
            "added": document.first_seen.isoformat(timespec="minutes").encode() if document.first_seen else b"",
            "sort_title": sort_key(document.title).encode(),
            **{name: SEPARATOR.join(keys).encode() for name, keys in facets.items()},
        },
        lengths={name: length for name, length in lengths.items() if length},
        pages=[(page.number, page.label, start, used) for page, start, used in zip(pages, starts, languages, strict=True)],
    )


def _texts(
    document: Document, pages: Sequence[Page], languages: Sequence[str], names: Names
) -> Iterator[tuple[str, list[Passage]]]:
    """Yield all fields of text but the body."""
    language = document.language
    headings = [Passage(text, written) for page, written in zip(pages, languages, strict=True) for text in page.headings]
    yield TITLE.name, _passages([document.title], language)
    yield "aliases", _passages(document.aliases, language)
    yield "lead", _passages([document.subtitle, document.abstract], language)
    yield "headings", headings
    yield "subjects", [*_topic_labels(document, names.topics), *_passages(document.keywords, language)]
    yield "bodies", _passages(_bodies(document, names.publishers), UNDETERMINED)
    yield "authors", _passages([*document.authors, document.committee, document.chair], UNDETERMINED)


def _numbers(document: Document) -> tuple[str, ...]:
    identifiers = [slugify(identifier) for identifier in (document.isbn, document.issn, document.doi, document.id) if identifier]
    return (*(document.number.keys if document.number else ()), *identifiers)


def _bodies(document: Document, publishers: Publishers) -> list[str | None]:
    bodies = [publishers.get(key) for key in (*document.publishers, *document.commissioners)]
    names = [name for publisher in bodies if publisher for name in publisher.spellings()]
    return [*dict.fromkeys(names), str(document.number) if document.number else None]


def _topic_labels(document: Document, topics: Topics) -> list[Passage]:
    found = [topics.get(key) for key in document.topics]
    return [
        Passage(label, language)
        for topic in found
        if topic
        for language, label in (("nb", topic.labels.nb), ("nn", topic.labels.nn), ("en", topic.labels.en))
        if label
    ]


def _passages(texts: Iterable[str | None], language: str) -> list[Passage]:
    return [Passage(text, language) for text in texts if text]


def _keys_runs(documents: Sequence[Keys]) -> list[Run]:
    """Return the postings of all keys."""
    found: defaultdict[str, defaultdict[bytes, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, keys in enumerate(documents):
        for field, values in keys.items():
            for value in dict.fromkeys(values):
                found[field][value.encode()].append(number)
    return [run_of_keys(field, keys) for field, keys in found.items()]


def _stored(pages: list[StoredPage], gist: Gist) -> bytes:
    return zlib.compress(pickle.dumps({"gist": gist, "pages": pages}, _PICKLE), _LEVEL)
