"""The seam between search and its engine: what is asked and what is answered, in our own types.

No engine's syntax and no HTTP crosses it. Answers carry keys, text and the catalogue's documents; labels are added when shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from library.document import Document

NO_VALUE = "none"
"""The facet key of documents that have no value in a field; it can be filtered by like any other."""


class FacetField(StrEnum):
    """What a search can be narrowed by."""

    PUBLISHER = "publisher"
    TOPIC = "topic"
    TYPE = "type"
    LANGUAGE = "language"
    CONTAINS = "contains"
    """Each language that a part of the document is written in; see library/contained.py."""
    YEAR = "year"


class Sort(StrEnum):
    """The order of hits. Without a query, relevance means newest first."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    ADDED = "added"
    """What came into this library last, first."""


class Matching(StrEnum):
    """Which documents answer a query of several words."""

    AUTO = "auto"
    """Those with all the words, in any form; where they are few, those with most of them. Misspelt words are corrected."""
    ALL = "all"
    """Those with all the words, in any form."""
    MOST = "most"
    """Those with most of the words, in any form."""
    EXACT = "exact"
    """Those with all the words just as typed: no other form, spelling or correction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """One question to the index. Values within a field are alternatives; fields narrow each other."""

    query: str = ""
    filters: Mapping[FacetField, tuple[str, ...]] = field(default_factory=dict)
    """Facet keys per field; years are four digits."""
    year_from: int | None = None
    year_to: int | None = None
    matching: Matching = Matching.AUTO
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    size: int = 20
    """How many hits are wanted; 0 for their number and the facets only."""
    facets: tuple[FacetField, ...] = tuple(FacetField)
    """The facets that are wanted."""
    has_snippets: bool = True
    """Whether the pages that answer are wanted, and titles and snippets marked; reading them is most of the work."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of plain text; marked where the query's words stand."""

    text: str
    marked: bool = False


Snippet = tuple[Fragment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHit:
    """A page on which the query's words stand."""

    number: int
    label: str
    snippet: Snippet


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A document that answers, with its title marked and the pages that match best (in page order).

    Title, snippet and pages are empty where the request wants no snippets.
    """

    id: str
    score: float
    title: Snippet
    snippet: Snippet = ()
    """From the abstract or the best page; empty if the document has neither."""
    pages: tuple[PageHit, ...] = ()
    pages_total: int = 0
    """How many pages match in all."""


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many documents one value would give, as if the field's own filter were off."""

    key: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """All values with documents, and all selected values; most frequent first, then by key. NO_VALUE comes last."""

    field: FacetField
    counts: tuple[FacetCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMarks:
    """A page of one document on which the query's words stand, and where."""

    number: int
    label: str
    marks: tuple[tuple[int, int], ...]
    """Start and end of each, in characters of the page's text; in order and apart from each other."""


class NoticeCode(StrEnum):
    """What the reader should know about how a query was understood."""

    TOO_LONG = "too-long"
    """The query has too many letters; its end was left out. The detail is the number of words kept."""
    TOO_MANY_WORDS = "too-many-words"
    """The query has too many words; its end was left out. The detail is the number of words kept."""
    UNBALANCED_QUOTE = "unbalanced-quote"
    """A quotation mark without its mate was ignored."""
    NOTHING_TO_SEARCH = "nothing-to-search"
    """The query has no letter or digit to look for; the detail is the query."""
    UNKNOWN_VALUE = "unknown-value"
    """A field's value is not known; the detail is what was written."""
    PREFIX_TOO_SHORT = "prefix-too-short"
    """A prefix with * needs more letters; the detail is the word, which was searched as it is."""
    TOO_MANY_WORDS_BEGIN_SO = "prefix-too-wide"
    """A prefix stands for too many words; only the most frequent were searched. The detail is the prefix."""
    SOME_WORDS_ONLY = "some-words-only"
    """Few documents have all the words; these have most of them. The detail is the number of those that have all."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell the reader."""

    code: NoticeCode
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryWord:
    """How one word of a query was understood."""

    text: str
    """As typed, save case."""
    searched: str
    """What was searched: the word itself, or what it was corrected to."""
    also: tuple[str, ...] = ()
    """Other words that it stands for, which were searched too: of utredning also utgreiing."""
    ignored: bool = False
    """Whether it is a word without a meaning of its own, which was left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResults:
    """The answer to a SearchRequest."""

    understood: str
    """The query as it was understood, in our query language."""
    total: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    notices: tuple[Notice, ...] = ()
    words: tuple[QueryWord, ...] = ()
    """The single words of the query, in order."""
    corrected: str | None = None
    """The query with misspelt words corrected, if these are the results of that."""
    suggestion: str | None = None
    """A query that may have been meant, where a correction is not sure; these are the results of what was typed."""
    matching: Matching = Matching.ALL
    """What these results are: those with ALL the words, with MOST of them, or EXACT."""
    with_all: int = 0
    """How many documents, of those that pass the filters, have all the words."""
    with_most: int = 0
    """How many have most of them; not fewer than have all."""
    generation: str = ""
    """Changes whenever the index does."""
    documents: Mapping[str, Document] = field(default_factory=dict)
    """What the catalogue says of the hits, as it did when they were marked; empty where the request wants no snippets."""


class SuggestionKind(StrEnum):
    """What a suggestion leads to."""

    NUMBER = "number"
    """A document by its number in a series; the key is its id."""
    TITLE = "title"
    """A document by a word of its title; the key is its id."""
    PUBLISHER = "publisher"
    TOPIC = "topic"
    WORD = "word"
    """A query; the key is empty."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What someone who types may be about to write; the text is empty for publishers and topics, which have labels."""

    kind: SuggestionKind
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Similar:
    """A document about the same; the score tells how much the two share of what few others have."""

    id: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexStatus:
    """The state of the index."""

    documents: int
    generation: str
    updated: datetime
    """When the index changed last (UTC)."""
    revision: int
    """The catalogue revision that the index has reached."""
    version: int
    """Of the index's fields."""


class SearchEngine(Protocol):
    """What an engine does for us. Safe to call from several threads."""

    def search(self, request: SearchRequest) -> SearchResults:
        """Answer a request; never raises because of what a user wrote in the query."""

    def suggest(self, text: str, size: int) -> tuple[Suggestion, ...]:
        """Return what a query that is being typed may become, at most so many, the likeliest first."""

    def similar(self, id: str, size: int) -> tuple[Similar, ...]:
        """Return the documents most like one, at most so many, the likest first; none if the index does not hold it."""

    def ids(self, request: SearchRequest) -> tuple[str, ...]:
        """Return the ids of the documents that answer a request, in its order, without reading anything of them."""

    def within(self, id: str, request: SearchRequest) -> tuple[PageMarks, ...]:
        """Return the pages of one document on which the query's words stand, in order; none if the index does not hold it.

        The words are understood as search() understands them; the filters of the request play no part.
        """

    def status(self) -> IndexStatus:
        """Tell how many documents are searchable, and as of when."""

    def close(self) -> None:
        """Let go of open files."""
