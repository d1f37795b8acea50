"""How every JSON endpoint answers: what it accepts, what it refuses, and the headers of what it sends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from web.addresses import API, API_OPENAPI
from web.conditional import MAX_AGE, conditional, library_state
from web.site import base_of, site_of

MEDIA_TYPE = "application/json"
_ABOUT = {"service-desc": API_OPENAPI, "service-doc": API}


def answer(
    request: Request,
    shape: Callable[[], Response],
    *,
    modified: datetime | None = None,
    max_age: int = MAX_AGE,
) -> Response:
    """Answer with what is made of the library as it is now, unless the client holds just that already."""
    parts = (*library_state(site_of(request)), sorted(request.query_params.multi_items()))
    return conditional(request, parts, shape, modified=modified, max_age=max_age)


def json_response(
    shape: object, request: Request, links: Mapping[str, str | None] | None = None, total: int | None = None
) -> Response:
    """Return a shape as JSON, with links to its neighbours (RFC 8288) and the number of all that there is."""
    base = base_of(request)
    given = {**{rel: base + path for rel, path in _ABOUT.items()}, **(links or {})}
    headers = {"Link": ", ".join(f'<{target}>; rel="{rel}"' for rel, target in given.items() if target)}
    if total is not None:
        headers["X-Total-Count"] = str(total)
    return Response(msgspec.json.encode(shape), media_type=MEDIA_TYPE, headers=headers)
