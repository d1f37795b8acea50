"""The JSON endpoints: the same parameters, the same search and the same numbers as the pages."""

from __future__ import annotations

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from web.api_presenters import document_shape, search_shape
from web.params import InvalidParametersError, Problem, Reason, parse_search
from web.site import site_of

MEDIA_TYPE = "application/json"


def search(request: Request) -> Response:
    """GET /api/v1/search."""
    site, labels = site_of(request), site_of(request).labels()
    wanted = parse_search(request.query_params.multi_items())
    chosen = ((field, key) for field, keys in wanted.filters.items() for key in keys)
    _refuse([Problem(field, Reason.UNKNOWN_KEY, key) for field, key in chosen if not labels.knows(field, key)])
    results = site.engine.search(wanted)
    documents = site.catalogue.get_many([hit.id for hit in results.hits])
    return _json(search_shape(wanted, results, documents, labels, _base(request)))


def document(request: Request) -> Response:
    """GET /api/v1/documents/{id}."""
    site = site_of(request)
    _refuse([Problem(name, Reason.UNKNOWN_PARAMETER) for name in request.query_params])
    found = site.catalogue.get(request.path_params["id"])
    pages = len(site.catalogue.pages(found.id))
    return _json(document_shape(found, pages, site.labels(), _base(request)))


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise InvalidParametersError(problems)


def _json(shape: msgspec.Struct) -> Response:
    return Response(msgspec.json.encode(shape), media_type=MEDIA_TYPE)


def _base(request: Request) -> str:
    return str(request.base_url).rstrip("/")
