"""How every JSON endpoint answers: what it accepts, what it refuses, and the headers of what it sends."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from web.addresses import API, API_OPENAPI
from web.conditional import MAX_AGE, conditional, library_state
from web.site import base_of, site_of

MEDIA_TYPE = "application/json"
# Characters of an address in a header. Clients and proxies give up on headers of 8 to 16 kB; longer links are in the body only.
_MAX_TARGET = 1_000
_ABOUT = {"service-desc": API_OPENAPI, "service-doc": API}


def answer(
    request: Request,
    shape: Callable[[], Response],
    *,
    state: Sequence[object] | None = None,
    modified: datetime | None = None,
    max_age: int = MAX_AGE,
) -> Response:
    """Answer with what is made of the library, unless the client holds just that already.

    Its state must have been taken before anything was read; if none is given, nothing has been.
    """
    known = library_state(site_of(request)) if state is None else state
    parts = (*known, sorted(request.query_params.multi_items()))
    return conditional(request, parts, shape, modified=modified, max_age=max_age)


def json_response(
    shape: object, request: Request, links: Mapping[str, str | None] | None = None, total: int | None = None
) -> Response:
    """Return a shape as JSON, with links to its neighbours (RFC 8288) and the number of all that there is."""
    base = base_of(request)
    given = {**{rel: base + path for rel, path in _ABOUT.items()}, **(links or {})}
    short = {rel: target for rel, target in given.items() if target and len(target) <= _MAX_TARGET}
    headers = {"Link": ", ".join(f'<{target}>; rel="{rel}"' for rel, target in short.items())}
    if total is not None:
        headers["X-Total-Count"] = str(total)
    return Response(msgspec.json.encode(shape), media_type=MEDIA_TYPE, headers=headers)
