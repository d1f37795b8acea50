"""The publishers and topics that a search can be narrowed by."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from index.engine import FacetField, SearchRequest
from web.api.answering import answer, json_response
from web.api.asking import parse_nothing
from web.api.presenters.vocabulary import publishers_shape, topics_shape
from web.site import Site, base_of, site_of


def publishers(request: Request) -> Response:
    """GET /api/v1/publishers."""
    parse_nothing(request.query_params.multi_items())
    site = site_of(request)

    def listed() -> Response:
        shape = publishers_shape(_counts(site, FacetField.PUBLISHER), site.labels(), base_of(request))
        return json_response(shape, request, total=len(shape.publishers))

    return answer(request, listed)


def topics(request: Request) -> Response:
    """GET /api/v1/topics."""
    parse_nothing(request.query_params.multi_items())
    site = site_of(request)

    def listed() -> Response:
        shape = topics_shape(_counts(site, FacetField.TOPIC), site.labels(), base_of(request))
        return json_response(shape, request, total=len(shape.topics))

    return answer(request, listed)


def _counts(site: Site, field: FacetField) -> dict[str, int]:
    (facet,) = site.engine.search(SearchRequest(size=0, facets=(field,))).facets
    return {value.key: value.count for value in facet.counts}
