"""The answer to a search."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from index.engine import Facet, FacetCount, FacetField, Notice, SearchRequest, SearchResults
from library.document import Document
from web.addresses import api_parameter, api_search_address, search_address
from web.api.asking import Asked
from web.api.cursor import START, Cursor
from web.api.presenters.found import result_shape
from web.api.presenters.names import label, same
from web.api.shapes.names import Label
from web.api.shapes.search import (
    FacetShape,
    FacetValueShape,
    LinksShape,
    MetaShape,
    NoticeShape,
    OtherSearchShape,
    QueryShape,
    QueryWordShape,
    SearchShape,
)
from web.labels import Labels
from web.params import DEFAULT_SIZE, on_page, page_number, with_query, with_toggled
from web.shared.notices import notice_sentence
from web.shared.otherwise import otherwise
from web.shared.paging import neighbours, page_count
from web.shared.ways_out import Way, WayKind, as_asked

_ANY = "\0"  # stands for the key of any value; no key and nothing that can be asked for holds it


def search_shape(
    asked: Asked,
    results: SearchResults,
    documents: Mapping[str, Document],
    labels: Labels,
    base: str,
    *,
    others: Iterable[Way],
    state: str,
) -> SearchShape:
    """Present an answer: documents hold those of the hits that the catalogue still has, others are ways out of an empty one.

    Base is the address of the site, without a slash at its end.
    """
    request, following = asked.request, _next_cursor(asked, results, state)
    return SearchShape(
        meta=_meta(asked, results, following),
        query=_query(request, results, labels),
        results=[result_shape(hit, documents[hit.id], request, labels, base) for hit in results.hits if hit.id in documents],
        facets={facet.field: _facet(facet, asked, labels, base) for facet in results.facets},
        suggestions=[*_spelled(asked, results, base), *(_other(way, asked, labels, base) for way in others)],
        links=_links(asked, results, base, following),
    )


def _next_cursor(asked: Asked, results: SearchResults, state: str) -> str | None:
    """Return where a complete reading goes on; None if this is none, or its end."""
    reached = asked.request.offset + asked.request.size
    if asked.cursor is None or reached >= results.total:
        return None
    return str(Cursor(reached, asked.cursor.search, state))


def _meta(asked: Asked, results: SearchResults, following: str | None) -> MetaShape:
    request = asked.request
    return MetaShape(
        total=results.total,
        page=page_number(request),
        size=request.size,
        pages=page_count(results.total, request.size),
        next_cursor=following,
        generation=results.generation,
    )


def _query(request: SearchRequest, results: SearchResults, labels: Labels) -> QueryShape:
    return QueryShape(
        text=request.query,
        understood=results.understood,
        words=[QueryWordShape(word.text, word.searched, list(word.also), word.ignored) for word in results.words],
        corrected=results.corrected,
        suggestion=results.suggestion,
        matching=results.matching,
        with_all=results.with_all,
        with_most=results.with_most,
        notices=[_notice(notice, labels) for notice in results.notices],
        filters={field: list(keys) for field, keys in request.filters.items()},
        year_from=request.year_from,
        year_to=request.year_to,
        sort=request.sort,
    )


def _notice(notice: Notice, labels: Labels) -> NoticeShape:
    message = label(lambda language: notice_sentence(notice, labels, language))
    return NoticeShape(code=notice.code, detail=notice.detail, message=message)


def _facet(facet: Facet, asked: Asked, labels: Labels, base: str) -> FacetShape:
    toggled = _toggled(facet.field, asked, base)
    return FacetShape(
        label=label(lambda language: labels.facet(facet.field, language)),
        values=[_facet_value(facet.field, count, labels, toggled) for count in facet.counts],
    )


def _facet_value(field: FacetField, count: FacetCount, labels: Labels, toggled: Callable[[str], str]) -> FacetValueShape:
    key, name = count.key, labels.value
    return FacetValueShape(
        key=key,
        label=Label(nb=name(field, key, "nb"), nn=name(field, key, "nn"), en=name(field, key, "en")),
        count=count.count,
        selected=count.selected,
        toggle_url=toggled(key),
    )


def _toggled(field: FacetField, asked: Asked, base: str) -> Callable[[str], str]:
    """Return what tells the address of this search with a value of a field chosen or given up.

    A facet may have hundreds of values, and the addresses in which one more is chosen differ in that value only.
    """
    first, chosen = on_page(asked.request, 1), asked.request.filters.get(field, ())
    before, any_value, after = _address(asked, base, with_toggled(first, field, _ANY)).partition(api_parameter(field.value, _ANY))
    assert any_value

    def address(key: str) -> str:
        if key in chosen:
            return _address(asked, base, with_toggled(first, field, key))
        return f"{before}{api_parameter(field.value, key)}{after}"

    return address


def _spelled(asked: Asked, results: SearchResults, base: str) -> Iterator[OtherSearchShape]:
    if results.suggestion:
        meant = with_query(asked.request, results.suggestion)
        yield OtherSearchShape(
            kind=WayKind.SPELLING,
            label=same(results.suggestion),
            total=None,
            url=_page(asked, base, meant),
            api_url=_address(asked, base, meant),
        )


def _other(way: Way, asked: Asked, labels: Labels, base: str) -> OtherSearchShape:
    request = as_asked(way, asked.request)
    return OtherSearchShape(
        kind=way.kind,
        label=label(lambda language: way.label(labels, language)),
        total=way.count,
        url=_page(asked, base, request),
        api_url=_address(asked, base, request),
    )


def _links(asked: Asked, results: SearchResults, base: str, following: str | None) -> LinksShape:
    request, others = asked.request, otherwise(asked.request, results)
    before, after = _neighbours(asked, results, base, following)
    return LinksShape(
        self=_address(asked, base, request, str(asked.cursor) if asked.cursor and asked.cursor.state else None),
        next=after,
        prev=before,
        html=_page(asked, base, request),
        exact=_address(asked, base, others.exact) if others.exact else None,
        all=_address(asked, base, others.all) if others.all else None,
        most=_address(asked, base, others.most) if others.most else None,
    )


def _neighbours(asked: Asked, results: SearchResults, base: str, following: str | None) -> tuple[str | None, str | None]:
    """Return the pages before and after this one; a reading by cursor only goes on."""
    request = asked.request
    if asked.cursor:
        return None, _address(asked, base, request, following) if following else None
    before, after = neighbours(request, results.total)
    return (_address(asked, base, before) if before else None), (_address(asked, base, after) if after else None)


def _address(asked: Asked, base: str, request: SearchRequest, cursor: str | None = None) -> str:
    """Return where another search is asked for in the same way; a reading that begins has its own first cursor."""
    wanted = replace(request, offset=0) if asked.cursor else request
    reading = [("cursor", cursor or START)] if asked.cursor else []
    return base + api_search_address(wanted, [*asked.narrowing(), *reading])


def _page(asked: Asked, base: str, request: SearchRequest) -> str:
    """Return a search for people, who see some hits on a page, and read no cursors."""
    wanted = replace(request, size=request.size or DEFAULT_SIZE)
    return base + search_address(None, on_page(wanted, 1) if asked.cursor else wanted)
