"""A real server on a free port of this machine, in a thread, for as long as a block of code needs it."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import uvicorn
from starlette.applications import Starlette

HOST = "127.0.0.1"
PATIENCE = 10  # seconds that a start or stop may take on a busy machine


@contextmanager
def running(app: Starlette) -> Iterator[str]:
    """Serve the application and yield its address, without a slash at its end."""
    with socket.create_server((HOST, 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off", ws="none"))
        thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        _wait_for(server, thread)
        yield f"http://{HOST}:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(PATIENCE)


def _wait_for(server: uvicorn.Server, thread: Thread) -> None:
    deadline = time.monotonic() + PATIENCE
    while not server.started:
        if not thread.is_alive() or time.monotonic() > deadline:
            raise RuntimeError("The server did not start.")
        time.sleep(0.02)
