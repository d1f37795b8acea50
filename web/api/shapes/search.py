"""The answer to a search."""

from __future__ import annotations

import msgspec

from index.engine import FacetField, Matching, NoticeCode, Sort
from web.api.shapes.found import ResultShape
from web.api.shapes.names import Label
from web.shared.ways_out import WayKind


class FacetValueShape(msgspec.Struct, frozen=True, kw_only=True):
    """A value, and how many documents it would give as if its field's own filter were off."""

    key: str
    """What to filter by; «none» for documents without a value."""
    label: Label
    count: int
    selected: bool
    toggle_url: str
    """This search with the value chosen or, if it is selected, given up."""


class FacetShape(msgspec.Struct, frozen=True, kw_only=True):
    """A field to narrow the search by."""

    label: Label
    values: list[FacetValueShape]
    """The most frequent first; all that have documents, and all that are selected."""


class MetaShape(msgspec.Struct, frozen=True, kw_only=True):
    """The size of the answer, and the index that gave it."""

    total: int
    """How many documents answer."""
    page: int
    size: int
    pages: int
    """How many pages can be asked for; results further down are read with a cursor."""
    next_cursor: str | None
    """Where a complete reading goes on; only where the request has a cursor, and not on its last page."""
    generation: str
    """The state of the index; a new one whenever it changes."""


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
    """How many documents have all the words."""
    with_most: int
    """How many have most of them."""
    notices: list[NoticeShape]
    filters: dict[FacetField, list[str]]
    year_from: int | None
    year_to: int | None
    sort: Sort


class OtherSearchShape(msgspec.Struct, frozen=True, kw_only=True):
    """Another search that may help: the query as it may have been meant or, where nothing answers, one near by that finds."""

    kind: WayKind
    label: Label
    """The query, the language or the filter that makes the difference."""
    total: int | None
    """How many documents it finds; null where that was not counted."""
    url: str
    """The search for people."""
    api_url: str


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
    facets: dict[FacetField, FacetShape]
    """Those asked for with «facets»; all of them, if it is left out."""
    suggestions: list[OtherSearchShape]
    links: LinksShape
