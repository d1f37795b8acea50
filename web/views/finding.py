"""What was found within a document: the pages that have it, the current hit, and the ways to the others. No HTML, no HTTP."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from index.engine import Matching, PageMarks, SearchRequest
from web.addresses import document_address, hit_address, search_address
from web.reading import Reading
from web.views.links import Link

FIRST_PAGES = 12  # pages with hits that are named at once; the others are folded away


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFound:
    """A page with hits, leading to its first."""

    page: Link
    hits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a query found in one document."""

    query: str
    match: str
    """How the words are looked for, as the address says it; empty for the ordinary way."""
    total: int
    pages: tuple[PageFound, ...]
    current: int
    """The hit that the reader is at; 0 if the page that was asked for has none."""
    place: Link | None
    """What the page of the current hit is called."""
    previous: str | None
    next: str | None
    clear: str
    everywhere: str

    @property
    def first_pages(self) -> tuple[PageFound, ...]:
        """The pages that are named at once."""
        return self.pages[:FIRST_PAGES]

    @property
    def more_pages(self) -> tuple[PageFound, ...]:
        """The pages that are folded away."""
        return self.pages[FIRST_PAGES:]


@dataclass(frozen=True, slots=True)
class Hits:
    """All hits of a document, numbered through from 1."""

    found: tuple[PageMarks, ...]
    starts: tuple[int, ...]
    """The number of hits before each page that has some, and last the number of all."""

    @classmethod
    def of(cls, found: Sequence[PageMarks]) -> Hits:
        """Number the hits on these pages."""
        return cls(tuple(found), tuple(accumulate((len(page.marks) for page in found), initial=0)))

    @property
    def total(self) -> int:
        """How many there are."""
        return self.starts[-1]

    def before(self, page: int) -> int:
        """Return the number of hits on the pages before this one."""
        return self.starts[bisect_left([found.number for found in self.found], page)]

    def page_of(self, hit: int) -> int:
        """Return the number of the page on which a hit stands."""
        return self.found[bisect_left(self.starts, hit) - 1].number

    def on(self, page: int) -> tuple[tuple[int, int], ...]:
        """Return where the hits on a page begin and end."""
        return next((found.marks for found in self.found if found.number == page), ())


def current_hit(hits: Hits, reading: Reading) -> int:
    """Return the hit that is asked for, else the first on the page that is asked for, else the first; 0 if there is none."""
    if reading.hit:
        return min(reading.hit, hits.total)
    if reading.page:
        return hits.before(reading.page) + 1 if hits.on(reading.page) else 0
    return min(1, hits.total)


def finding(hits: Hits, reading: Reading, id: str, names: Mapping[int, Link], language: str) -> Finding | None:
    """Present what was found; names hold what each page is called. Return None if nothing was looked for."""
    if not reading.query:
        return None
    current = current_hit(hits, reading)
    behind = current - 1 if current else hits.before(reading.page or 0)
    ahead = current + 1 if current else behind + 1

    def to(hit: int) -> str:
        return hit_address(language, id, reading.query, hit, matching=reading.matching)

    return Finding(
        query=reading.query,
        match=reading.matching if reading.matching is not Matching.AUTO else "",
        total=hits.total,
        pages=tuple(
            PageFound(page=replace(_named(page.number, names), address=to(start + 1)), hits=end - start)
            for page, (start, end) in zip(hits.found, pairwise(hits.starts), strict=True)
        ),
        current=current,
        place=_named(hits.page_of(current), names) if current else None,
        previous=to(behind) if behind > 0 else None,
        next=to(ahead) if ahead <= hits.total else None,
        clear=document_address(language, id, reading.page),
        everywhere=search_address(language, SearchRequest(query=reading.query, matching=reading.matching)),
    )


def _named(number: int, names: Mapping[int, Link]) -> Link:
    """Return what a page is called; one that the catalogue lost a moment ago is called by its number."""
    return names.get(number, Link(str(number)))
