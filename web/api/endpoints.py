"""The JSON endpoints: the same parameters, the same search and the same numbers as the pages."""

from __future__ import annotations

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from index.engine import FacetField, SearchRequest
from web.api.presenters import document_shape, search_shape, similar_shape
from web.api.suggestions import suggest_shape, wanted_documents
from web.labels import Labels
from web.params import InvalidParametersError, Problem, Reason, parse_search, parse_similar, parse_suggest
from web.site import Site, base_of, site_of

MEDIA_TYPE = "application/json"
# Fields with so few values that a refusal can name them; those of publishers and topics would fill pages.
_FEW_VALUES = frozenset({FacetField.TYPE, FacetField.LANGUAGE, FacetField.CONTAINS})


def search(request: Request) -> Response:
    """GET /api/v1/search."""
    site, labels = site_of(request), site_of(request).labels()
    wanted = parse_search(request.query_params.multi_items())
    _refuse(_unknown_keys(site, labels, wanted))
    results = site.engine.search(wanted)
    documents = site.catalogue.get_many([hit.id for hit in results.hits])
    return _json(search_shape(wanted, results, documents, labels, base_of(request)))


def document(request: Request) -> Response:
    """GET /api/v1/documents/{id}."""
    site = site_of(request)
    _refuse([Problem(name, Reason.UNKNOWN_PARAMETER) for name in request.query_params])
    found = site.catalogue.get(request.path_params["id"])
    pages = site.catalogue.pages(found.id)
    return _json(document_shape(found, pages, site.labels(), base_of(request)))


def similar(request: Request) -> Response:
    """GET /api/v1/documents/{id}/similar."""
    site, size = site_of(request), parse_similar(request.query_params.multi_items())
    id = site.catalogue.get(request.path_params["id"]).id
    found = site.engine.similar(id, size)
    documents = site.catalogue.get_many([other.id for other in found])
    return _json(similar_shape(id, found, documents, site.labels(), base_of(request)))


def suggest(request: Request) -> Response:
    """GET /api/v1/suggest."""
    site, (query, size) = site_of(request), parse_suggest(request.query_params.multi_items())
    found = site.engine.suggest(query, size)
    documents = site.catalogue.get_many(wanted_documents(found))
    return _json(suggest_shape(query, found, documents, site.labels(), base_of(request)))


def _unknown_keys(site: Site, labels: Labels, wanted: SearchRequest) -> list[Problem]:
    chosen = ((field, key) for field, keys in wanted.filters.items() for key in keys)
    unknown = [(field, key) for field, key in chosen if not labels.knows(field, key)]
    held = _held_keys(site) if unknown else {}
    return [Problem(field, Reason.UNKNOWN_KEY, key, held.get(field, ())) for field, key in unknown]


def _held_keys(site: Site) -> dict[FacetField, tuple[str, ...]]:
    """Return the keys that documents have now, of the fields with few."""
    facets = site.engine.search(SearchRequest(size=1)).facets
    return {facet.field: tuple(value.key for value in facet.counts) for facet in facets if facet.field in _FEW_VALUES}


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise InvalidParametersError(problems)


def _json(shape: msgspec.Struct) -> Response:
    return Response(msgspec.json.encode(shape), media_type=MEDIA_TYPE)
