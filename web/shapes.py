"""The JSON that other sites read: the contract of /api/v1. Fields are added, never removed or renamed."""

from __future__ import annotations

import msgspec

from index.engine import NoticeCode, Sort
from library.document import DocumentType, Provenance


class Label(msgspec.Struct, frozen=True):
    """A name in the three interface languages."""

    nb: str
    nn: str
    en: str


class Named(msgspec.Struct, frozen=True):
    """A key to filter by, and what it is called."""

    key: str
    label: Label


class FragmentShape(msgspec.Struct, frozen=True):
    """Plain text, marked where the query's words stand."""

    text: str
    marked: bool


class PageShape(msgspec.Struct, frozen=True, kw_only=True):
    """A page on which the words stand."""

    number: int
    label: str
    url: str
    snippet: list[FragmentShape]


class ResultShape(msgspec.Struct, frozen=True, kw_only=True):
    """One document that answers."""

    id: str
    url: str
    api_url: str
    title: str
    title_marked: list[FragmentShape]
    subtitle: str | None
    type: DocumentType
    number: str | None
    publishers: list[Named]
    topics: list[Named]
    published: str | None
    year: int | None
    language: str
    landing_page: str | None
    score: float
    snippet: list[FragmentShape]
    pages: list[PageShape]
    pages_total: int


class FacetValueShape(msgspec.Struct, frozen=True, kw_only=True):
    """A value, and how many documents it would give as if its field's own filter were off."""

    key: str
    label: Label
    count: int
    selected: bool


class FacetShape(msgspec.Struct, frozen=True, kw_only=True):
    """A field to narrow the search by."""

    label: Label
    values: list[FacetValueShape]


class MetaShape(msgspec.Struct, frozen=True, kw_only=True):
    """The size of the answer, and the index that gave it."""

    total: int
    page: int
    size: int
    pages: int
    generation: str


class NoticeShape(msgspec.Struct, frozen=True, kw_only=True):
    """Something to know about how the query was understood."""

    code: NoticeCode
    detail: str
    message: Label


class QueryShape(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked, and how it was understood."""

    text: str
    understood: str
    notices: list[NoticeShape]
    filters: dict[str, list[str]]
    year_from: int | None
    year_to: int | None
    sort: Sort


class LinksShape(msgspec.Struct, frozen=True, kw_only=True):
    """This answer, its neighbours, and the same search for people."""

    self: str
    next: str | None
    prev: str | None
    html: str


class SearchShape(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to a search."""

    meta: MetaShape
    query: QueryShape
    results: list[ResultShape]
    facets: dict[str, FacetShape]
    links: LinksShape


class FileShape(msgspec.Struct, frozen=True, kw_only=True):
    """A file: url where we hold it, source_url where it was published."""

    filename: str
    media_type: str
    sha256: str | None
    size: int | None
    pages: int | None
    primary: bool
    """Whether the document's text is this file's."""
    version: int
    text: str
    """layer: in the file; ocr: read by machine; none: a scan."""
    url: str | None
    source_url: str | None


class LanguageShape(msgspec.Struct, frozen=True, kw_only=True):
    """The language that holds, all that the document contains (that one first), what was declared, what the text reads as."""

    code: str
    contains: list[str]
    declared: str | None
    detected: str | None
    confidence: float | None
    shares: dict[str, float]


class SourceShape(msgspec.Struct, frozen=True, kw_only=True):
    """Where the description was seen."""

    key: str
    url: str | None
    document: str | None
    """The id of the document here that mentions it."""
    as_written: str | None
    """How the title stands there, where it is misprinted or shortened."""


class DocumentShape(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known of a document."""

    id: str
    url: str
    title: str
    subtitle: str | None
    abstract: str | None
    type: DocumentType
    number: str | None
    publishers: list[Named]
    commissioners: list[Named]
    authors: list[str]
    committee: str | None
    chair: str | None
    topics: list[Named]
    keywords: list[str]
    published: str | None
    year: int | None
    concerns: tuple[int, int] | None
    language: LanguageShape
    landing_page: str | None
    files: list[FileShape]
    pages: int
    isbn: str | None
    issn: str | None
    doi: str | None
    note: str | None
    citation: str
    sources: list[SourceShape]
    provenance: dict[str, Provenance]
    first_seen: str | None
    updated: str | None


class InvalidParameter(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A parameter that cannot be used."""

    name: str
    reason: str
    value: str = ""
    allowed: list[str] = []


class ProblemShape(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Problem details (RFC 9457)."""

    title: str
    status: int
    detail: str
    instance: str
    type: str = "about:blank"
    invalid_params: list[InvalidParameter] = []
