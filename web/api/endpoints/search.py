"""Searching, and what a query that is being typed may become."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from index.engine import FacetField, NoticeCode, SearchRequest, SearchResults
from index.query import MAX_CHARACTERS, MAX_ITEMS
from web.api.answering import answer, json_response
from web.api.asking import RESULT_FIELDS, Asked, parse_asked
from web.api.cursor import CursorGoneError, state_digest
from web.api.presenters.search import search_shape
from web.api.presenters.suggestions import suggest_shape, wanted_documents
from web.api.shapes.search import SearchShape
from web.params import parse_suggest
from web.reader import InvalidParametersError, Problem, Reason
from web.shared.ways_out import ways_out
from web.site import Site, base_of, site_of

# Fields with so few values that a refusal can name them; those of publishers and topics would fill pages.
_FEW_VALUES = frozenset({FacetField.TYPE, FacetField.LANGUAGE, FacetField.CONTAINS})
# What a page does as well as it can and tells of, a program is better refused: nobody may be there to read what it is told.
_REFUSED: Mapping[NoticeCode, tuple[Reason, tuple[str, ...]]] = {
    NoticeCode.TOO_LONG: (Reason.TOO_LONG, (f"≤ {MAX_CHARACTERS}",)),
    NoticeCode.TOO_MANY_WORDS: (Reason.TOO_MANY_WORDS, (f"≤ {MAX_ITEMS}",)),
    NoticeCode.TOO_MANY_WORDS_BEGIN_SO: (Reason.PREFIX_TOO_WIDE, ()),
}


def search(request: Request) -> Response:
    """GET /api/v1/search."""
    site, asked = site_of(request), parse_asked(request.query_params.multi_items())
    _refuse(_unknown_keys(site, asked.request))
    return answer(request, lambda: _found(request, asked), modified=site.engine.status().updated)


def suggest(request: Request) -> Response:
    """GET /api/v1/suggest."""
    site, (query, size) = site_of(request), parse_suggest(request.query_params.multi_items())

    def found() -> Response:
        suggestions = site.engine.suggest(query, size)
        documents = site.catalogue.get_many(wanted_documents(suggestions))
        return json_response(suggest_shape(query, suggestions, documents, site.labels(), base_of(request)), request)

    return answer(request, found)


def _found(request: Request, asked: Asked) -> Response:
    site = site_of(request)
    names = site.catalogue.fact("publishers")  # which decide what a query finds, as the edition does
    results = site.engine.search(asked.request)
    _refuse(_refused(results, asked.request.query))
    order = state_digest(results.generation, site.edition, names)
    if asked.cursor and asked.cursor.state not in {"", order}:
        raise CursorGoneError("The index has changed since this reading began; begin again with cursor=*.")
    others = ways_out(asked.request, results, site.engine) if not results.total else ()
    documents = results.documents or site.catalogue.get_many([hit.id for hit in results.hits])
    shape = search_shape(asked, results, documents, site.labels(), base_of(request), others=others, state=order)
    links = {"next": shape.links.next, "prev": shape.links.prev, "alternate": shape.links.html}
    return json_response(_narrowed(shape, asked), request, links, total=results.total)


def _narrowed(shape: SearchShape, asked: Asked) -> object:
    """Leave out the fields of results that are not wanted; the id stays."""
    if asked.fields == RESULT_FIELDS:
        return shape
    results = [{name: getattr(result, name) for name in ("id", *asked.fields)} for result in shape.results]
    return {**msgspec.structs.asdict(shape), "results": results}


def _refused(results: SearchResults, query: str) -> Iterator[Problem]:
    for notice in results.notices:
        if notice.code in _REFUSED:
            reason, allowed = _REFUSED[notice.code]
            is_prefix = notice.code is NoticeCode.TOO_MANY_WORDS_BEGIN_SO
            yield Problem("q", reason, f"{notice.detail}*" if is_prefix else query[:MAX_CHARACTERS], allowed)


def _unknown_keys(site: Site, wanted: SearchRequest) -> list[Problem]:
    if not wanted.filters:
        return []
    labels, chosen = site.labels(), ((field, key) for field, keys in wanted.filters.items() for key in keys)
    unknown = [(field, key) for field, key in chosen if not labels.knows(field, key)]
    held = _held_keys(site) if unknown else {}
    return [Problem(field, Reason.UNKNOWN_KEY, key, held.get(field, ())) for field, key in unknown]


def _held_keys(site: Site) -> dict[FacetField, tuple[str, ...]]:
    """Return the keys that documents have now, of the fields with few."""
    facets = site.engine.search(SearchRequest(size=0, facets=tuple(_FEW_VALUES))).facets
    return {facet.field: tuple(value.key for value in facet.counts) for facet in facets}


def _refuse(problems: Iterator[Problem] | list[Problem]) -> None:
    if found := list(problems):
        raise InvalidParametersError(found)
