"""Turns a document of the catalogue into one entry of the index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.engine import FacetField
from index.names import name_keys
from index.postings import Passage, Posting, analyse
from index.similar import gist
from library.contained import languages_in
from library.document import UNDETERMINED, Document, Page
from library.text import slugify, sort_key
from library.vocabulary import Publishers, Topics

StoredPage = tuple[int, str, int, str]
"""A page's number, label, the position of its first word in the body, and the language it was analysed in."""


def make_entry(document: Document, pages: Sequence[Page], publishers: Publishers, topics: Topics) -> dict[str, object]:
    """Return the fields that whoosh's writer takes for a document."""
    language = document.language
    languages = [page_language(page, language) for page in pages]
    body = analyse(map(Passage, (page.text for page in pages), languages), gap=0)
    title = _postings([document.title], language)
    headings = [Passage(text, written) for page, written in zip(pages, languages, strict=True) for text in page.headings]
    return {
        "id": document.id,
        "number": _numbers(document),
        "name": name_keys(document),
        "pages": _stored_pages(pages, body.starts, languages),
        "published": str(document.published or "").encode(),
        "added": document.first_seen.isoformat(timespec="minutes").encode() if document.first_seen else b"",
        "sort_title": sort_key(document.title).encode(),
        "gist": gist(title, body.postings),
        "title": title,
        "aliases": _postings(document.aliases, language),
        "lead": _postings([document.subtitle, document.abstract], language),
        "headings": analyse(headings).postings,
        "subjects": analyse([*_topic_labels(document, topics), *_passages(document.keywords, language)]).postings,
        "bodies": _postings(_bodies(document, publishers), UNDETERMINED),
        "authors": _postings([*document.authors, document.committee, document.chair], UNDETERMINED),
        "body": body.postings,
        **{field.value: facet_keys(field, document, pages, topics) for field in FacetField},
    }


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


def _postings(texts: Iterable[str | None], language: str) -> tuple[Posting, ...]:
    return analyse(_passages(texts, language)).postings


def _stored_pages(pages: Iterable[Page], starts: Iterable[int], languages: Iterable[str]) -> list[StoredPage]:
    return [(page.number, page.label, start, language) for page, start, language in zip(pages, starts, languages, strict=True)]
