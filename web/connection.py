"""A connection to a client: uvicorn's, which also ends when the client keeps us waiting. Knows nothing of what is answered.

uvicorn itself waits without end for a request that has begun to come, and for a client to take what is sent; it
lets one client hold all connections, and tells a crowd 503 in a bare line of text.
"""

from __future__ import annotations

import asyncio

import h11
import msgspec
from uvicorn.protocols.http.h11_impl import H11Protocol

from web.clients import is_among, network_of

# A request is a few kilobytes, which the slowest telephone sends in a second. Clients that send a byte now and then to hold
# connections open (slowloris) hold each this long.
REQUEST_SECONDS = 20.0
# So much of an answer must be taken in so much time: half a kilobyte a second, slower than any line.
STALL_SECONDS = 60.0
# Linux gives a process 1,024 open files, of which the library and its index take a few dozen and each of the 42 threads that read
# the catalogue three.
MOST_CONNECTIONS = 800
CROWD = 700  # connections, beyond which requests are told to come later; the others are for those answers, and for who watches us
MOST_OF_ONE = 200  # connections of one address: a browser opens six, so thirty people behind one address may come at once
CROWDED = "crowded"
"""What the state of a request says when there are more connections than CROWD."""
_LEAST_TAKEN = 32 * 1024  # bytes
_PROBLEM = msgspec.json.encode(
    {"title": "Bad Request", "status": 400, "detail": "This is no valid request of HTTP/1.1, or its head is too long."}
)
_PROBLEM_HEADERS = [("Content-Type", "application/problem+json"), ("Content-Length", str(len(_PROBLEM))), ("Connection", "close")]


class Connection(H11Protocol):
    """Ends where a request is not whole, or an answer not taken, in time; or at once, where there are too many.

    Trusted proxies may hold as many as they want. Nothing is logged: such clients left or mean ill.
    """

    request_seconds = REQUEST_SECONDS
    stall_seconds = STALL_SECONDS
    most = MOST_CONNECTIONS
    crowd = CROWD
    most_of_one = MOST_OF_ONE
    network = ""
    """Whose connection it is."""
    _for_request: asyncio.TimerHandle | None = None
    _for_client: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        """Begin to wait for a request, or end if there are too many connections."""
        super().connection_made(transport)
        self.network = network_of(self.client[0]) if self.client else ""
        if len(self.connections) > self.most or self._is_one_too_many():
            transport.abort()
            return
        transport.set_write_buffer_limits(high=0)  # so that whatever is not taken pauses writing, and is waited for below
        self._await_request()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._stop_awaiting_request()
        self._stop_awaiting_client()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take a piece of a request; its time runs from its first piece, or the connection's beginning, until it is whole."""
        self.app_state = {CROWDED: len(self.connections) > self.crowd}  # the application keeps no state of its own there
        super().data_received(data)
        if self.conn.their_state not in {h11.IDLE, h11.SEND_BODY}:
            self._stop_awaiting_request()
        elif self._for_request is None:
            self._await_request()

    def pause_writing(self) -> None:
        """Begin to wait for the client to take what is sent."""
        super().pause_writing()
        self._await_client()

    def resume_writing(self) -> None:
        """Write on: everything is taken."""
        self._stop_awaiting_client()
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002  # uvicorn's words say less than ours
        """Tell in JSON that a request cannot be read; only end while another is answered, which uvicorn does not look at."""
        if self.conn.our_state is not h11.IDLE:
            self.transport.abort()
            return
        answer = h11.Response(status_code=400, reason=b"Bad Request", headers=_PROBLEM_HEADERS)
        for event in (answer, h11.Data(_PROBLEM), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _is_one_too_many(self) -> bool:
        if not self.client or is_among(self.client[0], self.config.forwarded_allow_ips or ()):
            return False
        held: int = sum(isinstance(one, Connection) and one.network == self.network for one in self.connections)
        return held > self.most_of_one

    def _await_request(self) -> None:
        self._for_request = self.loop.call_later(self.request_seconds, self.transport.abort)

    def _stop_awaiting_request(self) -> None:
        if self._for_request:
            self._for_request.cancel()
            self._for_request = None

    def _await_client(self) -> None:
        unsent = self.transport.get_write_buffer_size()
        self._for_client = self.loop.call_later(self.stall_seconds, self._end_if_stalled, unsent)

    def _stop_awaiting_client(self) -> None:
        if self._for_client:
            self._for_client.cancel()
            self._for_client = None

    def _end_if_stalled(self, unsent: int) -> None:
        if self.transport.get_write_buffer_size() > unsent - _LEAST_TAKEN:
            self.transport.abort()
        else:
            self._await_client()
