"""A server as `kartotek serve` runs it, on a free port of this machine, and what a client says to it byte by byte."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage

import uvicorn
from starlette.types import ASGIApp

from library.settings import DEFAULTS, Settings
from web.connection import Connection
from web.serve import server_config

HOST = "127.0.0.1"
PATIENCE = 60  # seconds; nothing that is waited for takes more than a few


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whole."""

    status: int
    headers: HTTPMessage
    content: bytes

    def json(self) -> dict[str, object]:
        found: dict[str, object] = json.loads(self.content)
        return found


@contextmanager
def served(app: ASGIApp, settings: Settings = DEFAULTS, connection: type[Connection] = Connection) -> Iterator[int]:
    """Serve for as long as the block lasts; yield the port."""
    with socket.create_server((HOST, 0)) as listener:
        server = uvicorn.Server(server_config(app, settings, connection))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            _wait_for(server, thread)
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join(PATIENCE)
        assert not thread.is_alive()


def ask(port: int, target: str, headers: Mapping[str, str] | None = None, method: str = "GET") -> Answer:
    """Ask over a connection of its own."""
    connection = HTTPConnection(HOST, port, timeout=PATIENCE)
    try:
        connection.request(method, target, headers=dict(headers or {}))
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())
    finally:
        connection.close()


@contextmanager
def connected(port: int, buffer: int = 0) -> Iterator[socket.socket]:
    """Yield a bare connection, which takes no more than so many bytes unread if a number is given."""
    with socket.socket() as client:
        if buffer:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        client.settimeout(PATIENCE)
        client.connect((HOST, port))
        yield client


def rest(client: socket.socket) -> bytes:
    """Return everything that comes until the server ends the connection, in whichever way."""
    received = b""
    try:
        while piece := client.recv(65536):
            received += piece
    except ConnectionResetError:
        pass
    return received


def until(client: socket.socket, end: bytes) -> bytes:
    """Return what comes until these bytes do, or the server ends the connection."""
    received = b""
    while not received.endswith(end) and (piece := client.recv(65536)):
        received += piece
    return received


def _wait_for(server: uvicorn.Server, thread: threading.Thread) -> None:
    deadline = time.monotonic() + PATIENCE
    while not server.started:
        if not thread.is_alive() or time.monotonic() > deadline:
            raise RuntimeError("The server did not start.")
        time.sleep(0.01)
