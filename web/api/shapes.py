"""The JSON that other sites read: the contract of /api/v1. Fields are added, never removed or renamed."""

from __future__ import annotations

import msgspec

from index.engine import Matching, NoticeCode, Sort, SuggestionKind
from library.document import DocumentType, Provenance


class Label(msgspec.Struct, frozen=True):
    """A name in the three interface languages."""

    nb: str
    nn: str
    en: str


class Addresses(msgspec.Struct, frozen=True):
    """A page in the three interface languages."""

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
    file_url: str | None
    """The same page of the PDF that the text was read from."""
    snippet: list[FragmentShape]


class FoundShape(msgspec.Struct, frozen=True, kw_only=True):
    """One document of a list."""

    id: str
    url: str
    api_url: str
    title: str
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


class ResultShape(FoundShape, frozen=True, kw_only=True):
    """One document that answers a query, and where."""

    title_marked: list[FragmentShape]
    snippet: list[FragmentShape]
    pages: list[PageShape]
    pages_total: int


class SimilarShape(msgspec.Struct, frozen=True, kw_only=True):
    """The documents most like one, the likest first."""

    id: str
    results: list[FoundShape]


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


class QueryWordShape(msgspec.Struct, frozen=True):
    """A word as typed, what was searched for it, what else it stands for, and whether it was left out of account."""

    text: str
    searched: str
    also: list[str]
    ignored: bool


class QueryShape(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked, and how it was understood."""

    text: str
    understood: str
    words: list[QueryWordShape]
    corrected: str | None
    """The query that these results answer, if the one that was typed is misspelt."""
    suggestion: str | None
    """A query that may have been meant; these results answer the one that was typed."""
    matching: Matching
    """What these results are: those with all the words, with most of them, or with them exactly as written."""
    with_all: int
    with_most: int
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
    exact: str | None
    """The words exactly as written."""
    all: str | None
    """Only the documents that have all the words, where these have most of them."""
    most: str | None
    """Those that have most of the words too, where these have all of them."""


class SearchShape(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to a search."""

    meta: MetaShape
    query: QueryShape
    results: list[ResultShape]
    facets: dict[str, FacetShape]
    links: LinksShape


class SuggestionShape(msgspec.Struct, frozen=True, kw_only=True):
    """What a query that is being typed may become, and where that leads."""

    kind: SuggestionKind
    key: str
    """A document's id, or the key of a publisher or topic; empty for a word."""
    text: str
    """What it is found by: a title, a number or a word; empty for publishers and topics."""
    label: Label
    """What to show."""
    detail: Label
    """What it is, to show beside it."""
    url: str
    """A document's lasting address, or a search; it leads to the language that the reader's browser asks for."""
    html: Addresses
    """The same page in each interface language."""
    api_url: str


class SuggestShape(msgspec.Struct, frozen=True, kw_only=True):
    """The suggestions for what is being typed, the likeliest first."""

    query: str
    suggestions: list[SuggestionShape]


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
    aliases: list[str]
    """Short titles, abbreviations and popular names."""
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
