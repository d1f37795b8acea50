"""A document in a list, and where in it the words of a query stand."""

from __future__ import annotations

import msgspec

from library.document import DocumentType
from web.api.shapes.names import Named


class FragmentShape(msgspec.Struct, frozen=True):
    """Plain text, marked where the query's words stand."""

    text: str
    marked: bool


class PageShape(msgspec.Struct, frozen=True, kw_only=True):
    """A page on which the words stand."""

    number: int
    """The page as counted from 1."""
    label: str
    """The number as printed on it, or the heading of a section; may be empty."""
    url: str
    """The page in the text view, with the words marked there."""
    file_url: str | None
    """The same page of the PDF that the text was read from."""
    snippet: list[FragmentShape]


class FoundShape(msgspec.Struct, frozen=True, kw_only=True):
    """One document of a list."""

    id: str
    """Lasting; may hold slashes."""
    url: str
    """The lasting address of the document's page, to link to and to cite."""
    api_url: str
    title: str
    subtitle: str | None
    type: DocumentType
    number: str | None
    """The number in its series, such as «NOU 2020: 12»."""
    publishers: list[Named]
    topics: list[Named]
    published: str | None
    """A date that may be known to the year or the month only: 2020, 2020-10 or 2020-10-28."""
    year: int | None
    language: str
    """The code of the main language: nb, nn, se, sv, da, fi, en …; und where it is not known."""
    landing_page: str | None
    """Where it was published."""
    score: float
    """How well it answers; comparable within one answer only."""


class ResultShape(FoundShape, frozen=True, kw_only=True):
    """One document that answers a query, and where."""

    title_marked: list[FragmentShape]
    snippet: list[FragmentShape]
    """From the abstract or the best page; empty where the document has neither."""
    pages: list[PageShape]
    """The pages that answer best, in their order."""
    pages_total: int
    """How many pages answer in all."""


class SimilarShape(msgspec.Struct, frozen=True, kw_only=True):
    """The documents most like one, the likest first."""

    id: str
    results: list[FoundShape]
