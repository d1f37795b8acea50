"""Ends waiting for an answer that does not come: 503 instead. Pure ASGI.

A thread that has begun cannot be stopped; it goes on, and what it answers is not sent. A request that still waits for a thread
gets none.
"""

from __future__ import annotations

import asyncio
import logging
from http import HTTPStatus

from anyio import CancelScope
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.errors import refusal

# The oddest query that is let through takes a second or two; whoever waits longer waits for others. Proxies give up after 60.
ANSWER_SECONDS = 30.0
_RETRY_SECONDS = 30  # after which a crowd is gone, or the machine is too small for it
log = logging.getLogger(__name__)


class Patience:
    """Answers 503 where no answer has begun in so many seconds. An answer that has begun may take longer."""

    def __init__(self, app: ASGIApp, seconds: float = ANSWER_SECONDS) -> None:
        self._app = app
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        waiting = _Waiting(scope, receive, send)
        timer = asyncio.get_running_loop().call_later(self._seconds, waiting.give_up)
        try:
            with waiting.work:
                await self._app(scope, receive, waiting.send)
        finally:
            timer.cancel()
            if waiting.apology:
                await waiting.apology


class _Waiting:
    """One request on its way: whose answer is sent, that of the application or ours."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.work = CancelScope()
        self.apology: asyncio.Task[None] | None = None
        self._is_begun = False
        self._scope, self._receive, self._send = scope, receive, send

    async def send(self, message: Message) -> None:
        """Pass on what the application sends, unless it comes too late."""
        if self.apology is None:
            self._is_begun = True
            await self._send(message)

    def give_up(self) -> None:
        """Apologise, if no answer has begun."""
        if self._is_begun:
            return
        log.warning("No answer to %r within the time limit.", self._scope["path"])
        self.work.cancel()
        detail = "The library is too busy to answer now."
        answer = refusal(self._scope, HTTPStatus.SERVICE_UNAVAILABLE, detail, {"Retry-After": str(_RETRY_SECONDS)})
        self.apology = asyncio.get_running_loop().create_task(answer(self._scope, self._receive, self._send))
