"""Search results as a page shows them: labels, addresses and numbers, ready to print. No HTML, no HTTP."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.engine import Facet, FacetCount, FacetField, Hit, Notice, NoticeCode, SearchRequest, SearchResults, Snippet, Sort
from library.document import UNDETERMINED, Document
from web.addresses import api_search_address, document_address, search_address, value_address
from web.files import page_in_file
from web.labels import NOTICES, SORTS, Labels
from web.params import MAX_DEPTH, on_page, page_number, without_filters, without_value, without_years
from web.understanding import Understanding, understanding

SHOWN_VALUES = 10  # of a facet before «show more»: about what fits beside five results
SHOWN_PAGES = 3  # matching pages named under a result; the document itself shows the rest
# A page's number as printed, which is a label but no heading: «12», «iv».
PRINTED_NUMBER = re.compile(r"\d+|[ivxlc]+", re.IGNORECASE)
_FOLDED = frozenset({FacetField.CONTAINS})  # seldom asked for, and beside «Language» much the same numbers again
_TOLD_ELSEWHERE = frozenset({NoticeCode.SOME_WORDS_ONLY})  # by the understanding, which has the numbers and the ways on
PAGES_AROUND = 2  # page numbers on each side of the current one


@dataclass(frozen=True, slots=True)
class Link:
    """Something to follow, or the current place if there is no address."""

    label: str
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueView:
    """One value of a facet with its box to tick; a topic has its children below it."""

    key: str
    label: str
    count: int
    selected: bool
    children: tuple[ValueView, ...] = ()

    @property
    def open(self) -> bool:
        """Whether something below is ticked, so that the children must show."""
        return any(child.selected or child.open for child in self.children)


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetView:
    """A facet: what is seen at once, and what is folded away."""

    field: FacetField
    label: str
    shown: tuple[ValueView, ...]
    folded: tuple[ValueView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One chosen filter and the address that takes it away."""

    facet: str
    label: str
    remove: str


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page on which the words stand, in our view of the text and, if that is a PDF's, in the file."""

    label: str
    address: str
    snippet: Snippet
    file: str | None

    @property
    def numbered(self) -> bool:
        """Whether the label is a page number, as printed, and not a section's heading."""
        return PRINTED_NUMBER.fullmatch(self.label) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class HitView:
    """One result."""

    address: str
    title: Snippet
    subtitle: str | None
    lang: str | None
    type: str
    number: str | None
    publishers: tuple[Link, ...]
    year: int | None
    language: str
    snippet: Snippet
    pages: tuple[PageLink, ...]
    pages_more: int

    @property
    def plain_title(self) -> str:
        """The title without marks, for those who hear what a link belongs to."""
        return "".join(part.text for part in self.title)

    @property
    def extracts(self) -> tuple[PageLink, ...]:
        """The pages with a snippet of their own."""
        return tuple(page for page in self.pages if page.snippet)


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
    chips: tuple[Chip, ...]
    notices: tuple[str, ...]
    sorts: tuple[tuple[Sort, str], ...]
    pager: tuple[Link | None, ...]
    previous: str | None
    next: str | None
    clear: str
    json: str


def search_view(
    request: SearchRequest, results: SearchResults, documents: Mapping[str, Document], labels: Labels, language: str
) -> SearchView:
    """Present the answer to a request; documents hold those of the hits that the catalogue still has."""
    page, pages = page_number(request), page_count(results.total, request.size)
    hits = [(hit, documents[hit.id]) for hit in results.hits if hit.id in documents]
    return SearchView(
        request=request,
        total=results.total,
        first=min(request.offset + 1, results.total),
        last=min(request.offset + request.size, results.total),
        understanding=understanding(request, results, labels, language),
        hits=tuple(_hit_view(hit, document, labels, language) for hit, document in hits),
        facets=tuple(_facet_view(facet, labels, language) for facet in results.facets),
        chips=tuple(_chips(request, labels, language)),
        notices=tuple(
            notice_sentence(notice, labels, language) for notice in results.notices if notice.code not in _TOLD_ELSEWHERE
        ),
        sorts=tuple((sort, labels.texts.get(language, SORTS[sort])) for sort in Sort),
        pager=tuple(_pager(request, pages, language)) if pages > 1 else (),
        previous=search_address(language, on_page(request, min(page - 1, pages))) if page > 1 and pages else None,
        next=search_address(language, on_page(request, page + 1)) if page < pages else None,
        clear=search_address(language, without_filters(request)),
        json=api_search_address(request),
    )


def page_count(total: int, size: int) -> int:
    """Return how many pages of results can be asked for."""
    return min(-(-total // size), MAX_DEPTH // size)


def notice_sentence(notice: Notice, labels: Labels, language: str) -> str:
    """Return a notice as a sentence for the reader."""
    return labels.texts.get(language, NOTICES[notice.code]) % {"detail": notice.detail}


def spoken(language: str) -> str | None:
    """Return the value of a lang attribute for text in this language; None if it is not known."""
    return language if language != UNDETERMINED else None


def publisher_links(document: Document, labels: Labels, language: str) -> tuple[Link, ...]:
    """Return a document's publishers, each leading to all that it published."""
    return tuple(
        Link(labels.publisher(key, language), value_address(language, FacetField.PUBLISHER, key)) for key in document.publishers
    )


def topic_links(document: Document, labels: Labels, language: str) -> tuple[Link, ...]:
    """Return a document's topics, each leading to all about it."""
    return tuple(Link(labels.topic(key, language), value_address(language, FacetField.TOPIC, key)) for key in document.topics)


def topic_tree(counts: Sequence[FacetCount], labels: Labels, language: str, *, complete: bool = False) -> tuple[ValueView, ...]:
    """Return the topics with documents as a tree in the counts' order, then keys that are no topic of ours.

    A complete tree also has the topics without documents, in the vocabulary's order.
    """
    by_key = {count.key: count for count in counts}
    order = {count.key: place for place, count in enumerate(counts)}

    def branch(parent: str | None) -> tuple[ValueView, ...]:
        keys = [topic.key for topic in labels.topics.children(parent) if complete or topic.key in by_key]
        keys.sort(key=lambda key: order.get(key, len(order)))
        views = (by_key.get(key) or FacetCount(key, 0, selected=False) for key in keys)
        return tuple(_value_view(FacetField.TOPIC, count, labels, language, branch(count.key)) for count in views)

    others = (count for count in counts if count.key not in labels.topics)
    return branch(None) + tuple(_value_view(FacetField.TOPIC, count, labels, language) for count in others)


def _hit_view(hit: Hit, document: Document, labels: Labels, language: str) -> HitView:
    return HitView(
        address=document_address(language, hit.id),
        title=hit.title,
        subtitle=document.subtitle,
        lang=spoken(document.language),
        type=labels.type(document.type, language),
        number=str(document.number) if document.number else None,
        publishers=publisher_links(document, labels, language),
        year=document.year,
        language=labels.language(document.language, language),
        snippet=hit.snippet,
        pages=tuple(
            PageLink(
                label=page.label or str(page.number),
                address=document_address(language, hit.id, page.number),
                snippet=page.snippet if page.snippet != hit.snippet else (),
                file=page_in_file(document, page.number),
            )
            for page in hit.pages[:SHOWN_PAGES]
        ),
        pages_more=max(0, hit.pages_total - len(hit.pages[:SHOWN_PAGES])),
    )


def _facet_view(facet: Facet, labels: Labels, language: str) -> FacetView:
    values = _values(facet, labels, language)
    chosen = [value for value in values if value.selected or value.open]
    seen = 0 if facet.field in _FOLDED else SHOWN_VALUES
    shown = [*chosen, *(value for value in values if value not in chosen)][: max(seen, len(chosen))]
    if facet.field is FacetField.YEAR:
        shown = [value for value in values if value in shown]
    return FacetView(
        field=facet.field,
        label=labels.facet(facet.field, language),
        shown=tuple(shown),
        folded=tuple(value for value in values if value not in shown),
    )


def _values(facet: Facet, labels: Labels, language: str) -> tuple[ValueView, ...]:
    if facet.field is FacetField.TOPIC:
        return topic_tree(facet.counts, labels, language)
    views = (_value_view(facet.field, count, labels, language) for count in facet.counts)
    if facet.field is FacetField.YEAR:  # years are looked for in their own order; «not known» comes last
        return tuple(sorted(views, key=lambda value: (not value.key.isdigit(), -int(value.key) if value.key.isdigit() else 0)))
    return tuple(views)


def _value_view(
    field: FacetField, count: FacetCount, labels: Labels, language: str, children: tuple[ValueView, ...] = ()
) -> ValueView:
    label = labels.value(field, count.key, language)
    return ValueView(key=count.key, label=label, count=count.count, selected=count.selected, children=children)


def _chips(request: SearchRequest, labels: Labels, language: str) -> Iterator[Chip]:
    for field, keys in request.filters.items():
        for key in keys:
            yield Chip(
                facet=labels.facet(field, language),
                label=labels.value(field, key, language),
                remove=search_address(language, without_value(request, field, key)),
            )
    if request.year_from or request.year_to:
        yield Chip(
            facet=labels.facet(FacetField.YEAR, language),
            label=f"{request.year_from or ''}–{request.year_to or ''}",
            remove=search_address(language, without_years(request)),
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
