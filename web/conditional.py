"""Conditional requests (RFC 9110, section 13): an answer that the client holds already is not made again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime
from email.utils import format_datetime
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from web.site import Site, base_of, site_of

# Seconds that an answer may be shown without asking again: a librarian's change is seen everywhere within a minute,
# and a page that a thousand people open asks once.
MAX_AGE = 60


def conditional(
    request: Request,
    parts: Iterable[object],
    answer: Callable[[], Response],
    *,
    modified: datetime | None = None,
    max_age: int = MAX_AGE,
) -> Response:
    """Return 304 if the client names the ETag that an answer made of these parts would have; else the answer, with that ETag.

    The parts must change whenever the answer does; the version of the program, the address asked for and the public address
    of the site are among them anyway. The ETag is weak, since the same answer is sent in several codings.
    """
    headers = {"ETag": _etag(request, parts), "Cache-Control": f"public, max-age={max_age}" if max_age else "no-cache"}
    if modified:
        headers["Last-Modified"] = format_datetime(modified, usegmt=True)
    if _holds(request, headers["ETag"]):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    response = answer()
    if _holds_any(request):  # only now is it known that there is something to hold
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    response.headers.update(headers)
    return response


def library_state(site: Site) -> tuple[object, ...]:
    """Return what changes whenever the catalogue or the index does. Take it before anything is read that an answer is made of."""
    return site.engine.status().generation, site.catalogue.revision(), site.catalogue.fact("publishers")


def _etag(request: Request, parts: Iterable[object]) -> str:
    whole = (site_of(request).edition, base_of(request), request.url.path, *parts)
    return f'W/"{hashlib.sha256(repr(whole).encode()).hexdigest()[:32]}"'


def _holds(request: Request, etag: str) -> bool:
    """Tell whether If-None-Match names the ETag; weak comparison, as the header wants."""
    return etag.removeprefix("W/") in {one.strip().removeprefix("W/") for one in _named(request).split(",")}


def _holds_any(request: Request) -> bool:
    return _named(request).strip() == "*"


def _named(request: Request) -> str:
    return ",".join(request.headers.getlist("if-none-match"))
