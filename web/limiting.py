"""Refuses requests whose address is too long (414), and those for programs that come too often (429). Pure ASGI."""

from __future__ import annotations

import math
import time
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from starlette.types import ASGIApp, Receive, Scope, Send

from web.addresses import API_HEALTH, OAI_PMH
from web.doors import is_for_programs
from web.errors import refusal

MAX_TARGET = 128 * 1024  # bytes: 10,000 letters that take twelve bytes each when encoded are 120,000
_ECHOED = 200  # characters of a path that is too long which are told back
# Counts that are held. The library forgets an address after two minutes without a request, and looks through all counts at every
# request to find those, which takes two milliseconds for so many; a network with more addresses is not stopped by counting them.
MOST_COUNTS = 10_000
_NETWORK = 64  # bits of an IPv6 address that tell whose it is; the others a client may choose anew for each request


class TargetLimit:
    """Refuses addresses that are longer than any that means something here."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and len(scope.get("raw_path") or b"") + len(scope["query_string"]) >= MAX_TARGET:
            short = {**scope, "path": scope["path"][:_ECHOED], "query_string": b""}
            detail = f"The address is longer than {MAX_TARGET} bytes."
            await refusal(short, HTTPStatus.REQUEST_URI_TOO_LONG, detail)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


class RateLimit:
    """Lets each address ask so many times a minute for what is for programs; None for no limit. Health is never refused.

    Counts in a sliding window: those of the last whole minute weigh as much as of it lies within the last sixty seconds.
    """

    def __init__(self, app: ASGIApp, per_minute: int | None, most_counts: int = MOST_COUNTS) -> None:
        self._app = app
        self._allowed = RateLimitItemPerMinute(per_minute) if per_minute else None
        self._most_counts = most_counts
        self.counts = MemoryStorage()
        self._limiter = SlidingWindowCounterRateLimiter(self.counts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        is_counted = scope["type"] == "http" and is_for_programs(scope) and scope["path"] != API_HEALTH
        if is_counted and self._allowed and (wait := await self._wait(self._allowed, client_of(scope))):
            detail = f"More than {self._allowed.amount} requests a minute come from your address. Ask again in {wait} s."
            answer = refusal(scope, _refused_with(scope["path"]), detail, {"Retry-After": str(wait)})
            await answer(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _wait(self, allowed: RateLimitItemPerMinute, client: str) -> int:
        """Count a request; return whole seconds to wait before the next one may come, 0 if this one may."""
        if len(self.counts.storage) >= self._most_counts:
            await self.counts.reset()
        if await self._limiter.hit(allowed, client):
            return 0
        free_at, _ = await self._limiter.get_window_stats(allowed, client)
        return max(1, math.ceil(free_at - time.time()))


def _refused_with(path: str) -> HTTPStatus:
    """Return the status that tells a client to come later; harvesters know the one that OAI-PMH names (section 3.1.2.2)."""
    return HTTPStatus.SERVICE_UNAVAILABLE if path == OAI_PMH else HTTPStatus.TOO_MANY_REQUESTS


def client_of(scope: Scope) -> str:
    """Return who asks: an IPv4 address, the /64 network of an IPv6 address, or whatever a trusted proxy calls the client."""
    host = scope["client"][0] if scope.get("client") else ""
    try:
        address = ip_address(host)
    except ValueError:
        return str(host)
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:  # as an IPv4 client is called where we listen on both
        return str(address.ipv4_mapped)
    return str(IPv6Address(int(address) >> (128 - _NETWORK) << (128 - _NETWORK)))
