"""`kartotek serve` in processes of its own, and clients that ask it over the network interface of this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import psutil

from web.addresses import API_HEALTH

HOST = "127.0.0.1"
PATIENCE = 120  # seconds for a server to open a large library
_HEADERS = {"Accept-Encoding": "gzip, br"}


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers."""

    port: int
    process: psutil.Popen

    def processor(self) -> float:
        """Return the seconds that processors have worked for it."""
        times = self.process.cpu_times()
        return float(times.user + times.system)


@dataclass(frozen=True, slots=True)
class Load:
    """What clients saw that asked at the same time, each its next question when the last was answered; times in milliseconds."""

    clients: int
    answers: int
    seconds: float
    times: tuple[float, ...]
    """Of each answer, by the clock of the client."""
    processor: float
    """Of the servers for each answer."""

    @property
    def per_second(self) -> float:
        """How many answers came in a second."""
        return self.answers / self.seconds


@contextmanager
def serving(home: Path, count: int) -> Iterator[list[Server]]:
    """Serve a library from so many processes, and end them."""
    with ExitStack() as stack:
        servers = [stack.enter_context(_serving(home)) for _ in range(count)]
        yield servers


def put_load(servers: Sequence[Server], paths: Sequence[str], clients: int) -> Load:
    """Ask each of these once; clients are spread evenly over the servers. Raises RuntimeError at an answer that is none."""
    before, started = sum(server.processor() for server in servers), time.perf_counter()
    times: list[float] = []
    threads = [
        threading.Thread(target=_ask, args=(servers[client % len(servers)].port, paths[client::clients], times))
        for client in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - started
    if len(times) != len(paths):
        raise RuntimeError(f"{len(paths) - len(times)} of {len(paths)} questions were not answered.")
    spent = sum(server.processor() for server in servers) - before
    return Load(clients, len(times), seconds, tuple(times), spent / len(times) * 1000)


def _ask(port: int, paths: Sequence[str], times: list[float]) -> None:
    """Ask over one connection that stays open."""
    connection = HTTPConnection(HOST, port, timeout=PATIENCE)
    for path in paths:
        started = time.perf_counter()
        connection.request("GET", path, headers=_HEADERS)
        answer = connection.getresponse()
        answer.read()
        if answer.status != HTTPStatus.OK:
            raise RuntimeError(f"{path} was answered {answer.status}.")
        times.append((time.perf_counter() - started) * 1000)
    connection.close()


@contextmanager
def _serving(home: Path) -> Iterator[Server]:
    port = _free_port()
    environment = {**os.environ, "KARTOTEK_HOME": str(home), "HOST": HOST, "PORT": str(port), "KARTOTEK_RATE_LIMIT": "0"}
    with TemporaryFile() as said:
        command = [sys.executable, "-m", "web", "serve"]
        process = psutil.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=said)
        try:
            _wait_for(port, process, said)
            yield Server(port, process)
        finally:
            process.terminate()
            process.wait()


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as listener:
        return int(listener.getsockname()[1])


def _wait_for(port: int, process: psutil.Popen, said: IO[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            said.seek(0)
            raise RuntimeError(f"The server ended before it answered: {said.read().decode()}")
        try:
            connection = HTTPConnection(HOST, port, timeout=PATIENCE)
            connection.request("GET", API_HEALTH)
            if connection.getresponse().status == HTTPStatus.OK:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The server does not answer.")
