"""Turns a document of the catalogue into one entry of the index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.engine import FacetField
from index.schema import Passage, RunningText
from index.tokens import tokens
from library.document import UNDETERMINED, Document, Page
from library.text import slugify, sort_key
from library.vocabulary import Publishers, Topics

StoredPage = tuple[int, str, int, str]
"""A page's number, label, the position of its first word in the body, and the language it was analysed in."""


def make_entry(document: Document, pages: Sequence[Page], publishers: Publishers, topics: Topics) -> dict[str, object]:
    """Return the fields that whoosh's writer takes for a document."""
    language = document.language
    return {
        "id": document.id,
        "number": _numbers(document),
        "pages": stored_pages(pages, language),
        "published": str(document.published or "").encode(),
        "sort_title": sort_key(document.title).encode(),
        "title": _passages([document.title], language),
        "lead": _passages([document.subtitle, document.abstract], language),
        "headings": [Passage(text, page_language(page, language)) for page in pages for text in page.headings],
        "subjects": [*_topic_labels(document, topics), *_passages(document.keywords, language)],
        "bodies": _passages(_bodies(document, publishers), UNDETERMINED),
        "authors": _passages([*document.authors, document.committee, document.chair], UNDETERMINED),
        "body": RunningText(Passage(page.text, page_language(page, language)) for page in pages),
        **{field.value: facet_keys(field, document, topics) for field in FacetField},
    }


def facet_keys(field: FacetField, document: Document, topics: Topics) -> tuple[str, ...]:
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
        case FacetField.YEAR:
            return () if document.year is None else (str(document.year),)


def stored_pages(pages: Iterable[Page], document_language: str) -> list[StoredPage]:
    """Return where each page starts in the body."""
    stored: list[StoredPage] = []
    position = 0
    for page in pages:
        stored.append((page.number, page.label, position, page_language(page, document_language)))
        position += len(tokens(page.text))
    return stored


def page_language(page: Page, document_language: str) -> str:
    """Return the language to analyse a page in: its own where it was detected, else the document's."""
    return document_language if page.language == UNDETERMINED else page.language


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
