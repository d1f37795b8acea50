"""Sends long files a piece at a time, each made in one of few threads that serve nothing else, so that searches go on meanwhile.

An error before the first piece is an answer of its own. After that the status is sent, and the error breaks the connection off,
so that what has come is no complete answer: HTTP/1.1's last chunk is missing, and browsers call the download failed.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping

from anyio import CapacityLimiter
from anyio.lowlevel import RunVar
from anyio.to_thread import run_sync
from starlette.responses import Content, StreamingResponse
from starlette.types import Send

# Pieces that are made at a time. More would not be made faster, since Python computes in one thread at a time, and would leave a
# search that much less of it. Whoever waits for a piece longer than anyone does is told so (web/patience.py).
THREADS = 2
_LIMITER: RunVar[CapacityLimiter] = RunVar("streams")  # one in an event loop, as the limiter of all other threads is


class FileStream(StreamingResponse):
    """A file that begins when its first piece is made. However many are open, no more than THREADS pieces are made at a time."""

    def __init__(self, content: Iterable[bytes], headers: Mapping[str, str], media_type: str) -> None:
        super().__init__(_pieces(iter(content)), headers=headers, media_type=media_type)

    async def stream_response(self, send: Send) -> None:
        """Send the file; raise what fails before its first piece while nothing is sent."""
        pieces = aiter(self.body_iterator)
        self.body_iterator = _joined(await anext(pieces, b""), pieces)
        await super().stream_response(send)


async def _pieces(content: Iterator[bytes]) -> AsyncIterator[bytes]:
    while (piece := await run_sync(_next, content, limiter=_limiter())) is not None:
        yield piece


async def _joined(first: Content, pieces: AsyncIterator[Content]) -> AsyncIterator[Content]:
    if first:
        yield first
    async for piece in pieces:
        yield piece


def _next(content: Iterator[bytes]) -> bytes | None:
    return next(content, None)


def _limiter() -> CapacityLimiter:
    limiter = _LIMITER.get(None)
    if limiter is None:
        limiter = CapacityLimiter(THREADS)
        _LIMITER.set(limiter)
    return limiter
