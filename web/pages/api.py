"""The page that describes the API to those who build on it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from web.addresses import API_OPENAPI
from web.site import base_of, page
from web.views.api import api_view


def api(request: Request) -> Response:
    """What can be asked of the API, and what it answers."""
    return page(request, "api.html", {"view": api_view(), "base": base_of(request), "openapi": API_OPENAPI})
