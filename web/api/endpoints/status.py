"""The state of the library and of this service."""

from __future__ import annotations

from importlib.metadata import version

from starlette.requests import Request
from starlette.responses import Response

from web.api.answering import answer, json_response
from web.api.asking import parse_nothing
from web.api.presenters.status import status_shape
from web.api.shapes.status import HealthShape, HealthState
from web.conditional import library_state
from web.site import site_of


def status(request: Request) -> Response:
    """GET /api/v1/status."""
    parse_nothing(request.query_params.multi_items())
    site = site_of(request)
    changed, last_import = site.catalogue.last_change(), site.catalogue.last_import()
    state = (*library_state(site), last_import)

    def told() -> Response:
        shape = status_shape(
            version("kartotek"),
            site.catalogue.statistics(),
            site.engine.status(),
            site.catalogue.coverage(),
            revision=site.catalogue.revision(),
            changed=changed,
            last_import=last_import,
        )
        return json_response(shape, request)

    return answer(request, told, state=state, modified=changed, max_age=0)


def health(request: Request) -> Response:
    """GET /api/v1/health: said only after catalogue and index have both been read."""
    parse_nothing(request.query_params.multi_items())
    site = site_of(request)
    site.catalogue.revision()
    site.engine.status()
    response = json_response(HealthShape(status=HealthState.OK), request)
    response.headers["Cache-Control"] = "no-store"
    return response
