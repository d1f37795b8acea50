"""Refuses requests whose address is too long (414), those that come too often (429) and those of a crowd (503). Pure ASGI."""

from __future__ import annotations

import math
import time
from http import HTTPStatus

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.addresses import API_HEALTH, OAI_PMH
from web.clients import client_of
from web.connection import CROWDED
from web.doors import is_counted
from web.errors import refusal

MAX_TARGET = 128 * 1024  # bytes: 10,000 letters that take twelve bytes each when encoded are 120,000
_ECHOED = 200  # characters of a path that is too long which are told back
# Counts that are held. The library forgets an address after two minutes without a request, and looks through all counts at every
# request to find those, which takes two milliseconds for so many; a network with more addresses is not stopped by counting them.
MOST_COUNTS = 10_000
# Requests that may wait for their answer at a time. Each takes a few hundredths of a second; whoever came after so many would
# wait nearly as long as anyone does (web/patience.py).
MOST_WAITING = 400
_CROWD_SECONDS = 10  # after which those who wait have their answers, and connections that nobody uses have ended


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


class CrowdLimit:
    """Refuses requests while too many wait for an answer, or too many connections are held. Health is never refused.

    An answer that has begun is not counted: how fast it is taken is the client's affair (web/connection.py).
    """

    def __init__(self, app: ASGIApp, most: int = MOST_WAITING) -> None:
        self._app = app
        self._most = most
        self._waiting: set[object] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["path"] == API_HEALTH:
            await self._app(scope, receive, send)
        elif len(self._waiting) >= self._most or scope.get("state", {}).get(CROWDED):
            headers = {"Retry-After": str(_CROWD_SECONDS), "Connection": "close"}
            detail = "More ask at the same time than the library can answer."
            await refusal(scope, HTTPStatus.SERVICE_UNAVAILABLE, detail, headers)(scope, receive, send)
        else:
            await self._serve(scope, receive, send)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = object()

        async def send_begun(message: Message) -> None:
            self._waiting.discard(asked)
            await send(message)

        self._waiting.add(asked)
        try:
            await self._app(scope, receive, send_begun)
        finally:
            self._waiting.discard(asked)


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
        is_limited = scope["type"] == "http" and is_counted(scope)
        if is_limited and self._allowed and (wait := await self._wait(self._allowed, client_of(scope))):
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
