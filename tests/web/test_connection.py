"""Clients that keep the server waiting, or speak no HTTP: their connections end, and nobody has to read about it in the log."""

import socket
import time
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from tests.web.served import PATIENCE, ask, connected, rest, served, until
from web.connection import Connection
from web.serve import MAX_HEAD

ASK = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
LARGE = 40_000_000  # bytes; more than the buffers of the system hold
SMALL_BUFFER = 65536


class Hasty(Connection):
    """Waits a moment for a request."""

    request_seconds = 0.3


class Impatient(Connection):
    """Waits a second for a client to take something."""

    stall_seconds = 1.0


def hello(_: Request) -> Response:
    return PlainTextResponse("hello")


def slow(_: Request) -> Response:
    time.sleep(3 * Hasty.request_seconds)
    return PlainTextResponse("at last")


def large(_: Request) -> Response:
    return Response(bytes(LARGE))


APP = Starlette(routes=[Route("/", hello, methods=["GET", "POST"]), Route("/slow", slow), Route("/large", large)])


@pytest.fixture(autouse=True)
def _nothing_is_logged(capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    assert "Traceback" not in capfd.readouterr().err
    assert [record for record in caplog.records if record.exc_info] == []


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"GET / HT", id="a piece of the first line"),
        pytest.param(b"GET / HTTP/1.1\r\nHost: x\r\n", id="all but the last line"),
        pytest.param(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc", id="a piece of the content"),
    ],
)
def test_a_request_that_is_never_whole_ends_the_connection(said: bytes) -> None:
    with served(APP, connection=Hasty) as port, connected(port) as client:
        client.sendall(said)
        received = rest(client)
        assert b"hello" in received if said.startswith(b"POST") else received == b""
        assert ask(port, "/").content == b"hello"


def test_a_byte_now_and_then_wins_no_time() -> None:
    with served(APP, connection=Hasty) as port, connected(port) as client, pytest.raises(ConnectionError):
        drip(client)


def drip(client: socket.socket) -> None:
    for _ in range(PATIENCE * 10):
        client.sendall(b"G")
        time.sleep(Hasty.request_seconds / 3)


def test_a_later_request_on_the_connection_must_be_whole_as_well() -> None:
    with served(APP, connection=Hasty) as port, connected(port) as client:
        for _ in range(2):
            client.sendall(ASK)
            assert until(client, b"hello").startswith(b"HTTP/1.1 200")
        client.sendall(b"GET / HT")
        assert rest(client) == b""


def test_an_answer_may_take_longer_than_its_request() -> None:
    with served(APP, connection=Hasty) as port:
        assert ask(port, "/slow").content == b"at last"


def test_a_client_that_takes_nothing_is_left() -> None:
    with served(APP, connection=Impatient) as port, connected(port, SMALL_BUFFER) as client:
        client.sendall(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
        time.sleep(3 * Impatient.stall_seconds)
        assert len(rest(client)) < LARGE


def test_a_client_that_takes_little_by_little_gets_all() -> None:
    received = 0
    with served(APP, connection=Impatient) as port, connected(port, SMALL_BUFFER) as client:
        client.sendall(b"GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        began = time.monotonic()
        while piece := client.recv(65536):
            received += len(piece)
            if time.monotonic() < began + 3 * Impatient.stall_seconds:
                time.sleep(0.02)
    assert received > LARGE


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(b"hello\r\n\r\n", id="no HTTP"),
        pytest.param(b"GET / HTTP/1.1\r\n\r\n", id="no host"),
        pytest.param(b"GET / HTTP/1.1\r\nX:".ljust(MAX_HEAD + 1, b"x"), id="an endless line"),
        pytest.param(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", id="TLS"),
    ],
)
def test_what_cannot_be_read_is_refused_in_json(said: bytes) -> None:
    with served(APP) as port, connected(port) as client:
        client.sendall(said)
        head, _, content = rest(client).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 Bad Request")
    assert b"application/problem+json" in head
    assert b'"status":400' in content


@pytest.mark.parametrize("wait", [0.0, 0.2], ids=["at once", "after the answer"])
def test_nonsense_after_a_request_ends_the_connection(wait: float) -> None:
    with served(APP) as port, connected(port) as client:
        client.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        time.sleep(wait)
        client.sendall(b"nonsense\r\n")
        assert b"400" not in rest(client)
        assert ask(port, "/").content == b"hello"
