"""Search results as a page shows them: labels, addresses and numbers, ready to print. No HTML, no HTTP."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from index.engine import NoticeCode, SearchRequest, SearchResults, Sort
from library.document import Document
from web.addresses import api_search_address, feed_address, search_address
from web.exports.links import ExportLink, export_links
from web.labels import SORTS, Labels
from web.params import on_page, page_number, without_filters
from web.shared.notices import notice_sentence
from web.shared.paging import neighbours, page_count
from web.views.chips import Clause, clauses
from web.views.facets import FacetView, facet_view
from web.views.hits import HitView, hit_view
from web.views.links import Link
from web.views.understanding import Understanding, understanding

_TOLD_ELSEWHERE = frozenset({NoticeCode.SOME_WORDS_ONLY})  # by the understanding, which has the numbers and the ways on
PAGES_AROUND = 2  # page numbers on each side of the current one


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """Everything on a page of results, in one interface language."""

    request: SearchRequest
    total: int
    first: int
    last: int
    understanding: Understanding | None
    hits: tuple[HitView, ...]
    facets: tuple[FacetView, ...]
    clauses: tuple[Clause, ...]
    notices: tuple[str, ...]
    sorts: tuple[tuple[Sort, str], ...]
    pager: tuple[Link | None, ...]
    previous: str | None
    next: str | None
    clear: str
    json: str
    feed: str
    exports: tuple[ExportLink, ...]


def search_view(
    request: SearchRequest, results: SearchResults, documents: Mapping[str, Document], labels: Labels, language: str
) -> SearchView:
    """Present the answer to a request; documents hold those of the hits that the catalogue still has."""
    pages, (before, after) = page_count(results.total, request.size), neighbours(request, results.total)
    hits = [(hit, documents[hit.id]) for hit in results.hits if hit.id in documents]
    return SearchView(
        request=request,
        total=results.total,
        first=min(request.offset + 1, results.total),
        last=min(request.offset + request.size, results.total),
        understanding=understanding(request, results, labels, language),
        hits=tuple(hit_view(hit, document, request.query, labels, language, matching=request.matching) for hit, document in hits),
        facets=tuple(facet_view(facet, request, labels, language) for facet in results.facets),
        clauses=tuple(clauses(request, labels, language)),
        notices=tuple(
            notice_sentence(notice, labels, language) for notice in results.notices if notice.code not in _TOLD_ELSEWHERE
        ),
        sorts=tuple((sort, labels.texts.get(language, SORTS[sort])) for sort in Sort),
        pager=tuple(_pager(request, pages, language)) if pages > 1 else (),
        previous=search_address(language, before) if before else None,
        next=search_address(language, after) if after else None,
        clear=search_address(language, without_filters(request)),
        json=api_search_address(request),
        feed=feed_address(language, request),
        exports=export_links(request, labels.texts, language),
    )


def _pager(request: SearchRequest, pages: int, language: str) -> Iterator[Link | None]:
    """Yield the first page, those around the current one and the last; None for each gap."""
    current, reached = page_number(request), 0
    for number in range(1, pages + 1):
        if number not in {1, pages} and abs(number - current) > PAGES_AROUND:
            continue
        if number > reached + 1:
            yield None
        yield Link(str(number), None if number == current else search_address(language, on_page(request, number)))
        reached = number
