"""The description of the API for programs."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from web.api.answering import MEDIA_TYPE, json_response
from web.api.asking import parse_nothing
from web.api.openapi import openapi
from web.conditional import conditional
from web.negotiation import refuse_unless_accepted
from web.site import base_of


def description(request: Request) -> Response:
    """GET /api/v1/openapi.json."""
    refuse_unless_accepted(request, [MEDIA_TYPE])
    parse_nothing(request.query_params.multi_items())
    return conditional(request, (), lambda: json_response({**openapi(), "servers": [{"url": base_of(request)}]}, request))
