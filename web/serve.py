"""`kartotek serve`: takes the address and answers; what must be there before that is readiness.py's."""

from __future__ import annotations

import errno
import gc
import socket
import threading
from contextlib import suppress

import uvicorn
from rich.console import Console
from starlette.types import ASGIApp

from library.catalogue import Catalogue
from library.errors import KartotekError
from library.settings import Settings
from library.vocabulary import shipped_topics
from web.app import create_app
from web.connection import Connection
from web.limiting import MAX_TARGET
from web.readiness import Readiness

MAX_HEAD = 2 * MAX_TARGET  # bytes of request line and headers; between the two, what is too long is told in full
IDLE_SECONDS = 5  # that a connection stays open for another request
WARM_AFTER = 1.0  # seconds; whoever waited for the start is answered before, and need not share the processor with it
BACKLOG = 1024  # connections that may wait while all are busy; uvicorn's own default is twice that


class AddressError(KartotekError):
    """The address to answer on is taken or not ours."""


def serve(settings: Settings, console: Console) -> None:
    """Answer until interrupted. Everything that can go wrong is tried before the first request is taken."""
    listener = _listen(settings.host, settings.port)
    with listener, Catalogue.open(settings) as catalogue:
        topics = shipped_topics()
        readiness = Readiness(settings, catalogue, topics, console)
        engine = readiness.engine()
        console.print(f"{engine.status().documents} documents in {settings.home}.")
        console.print(f"Kartotek answers on [bold]{_address(listener)}[/bold] (stop with Ctrl-C)")
        gc.freeze()  # what is loaded by now stays: no search for garbage need look through it
        warming = threading.Timer(WARM_AFTER, engine.warm)
        warming.daemon = True
        warming.start()
        app = create_app(catalogue, engine, topics, settings)
        with readiness.catching_up(engine), suppress(KeyboardInterrupt):  # uvicorn raises Ctrl-C again once it has closed down
            uvicorn.Server(server_config(app, settings)).run(sockets=[listener])
        warming.cancel()
        engine.close()


def server_config(app: ASGIApp, settings: Settings, connection: type[Connection] = Connection) -> uvicorn.Config:
    """Return how the application is served: whom it believes, and how long it waits."""
    return uvicorn.Config(
        app,
        http=connection,
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        forwarded_allow_ips=list(settings.trusted_proxies),
        timeout_keep_alive=IDLE_SECONDS,
        h11_max_incomplete_event_size=MAX_HEAD,
    )


def _listen(host: str, port: int) -> socket.socket:
    """Take the address, or raise AddressError with what to do about it."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError as error:
        raise AddressError(_why(host, port, error)) from error
    return listener


def _why(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is in use by another program; choose another with: PORT={port + 1} make serve"
    if error.errno == errno.EACCES:
        return f"Port {port} may not be used by you; choose one above 1023, for example PORT=8000."
    return f"Kartotek cannot answer on {host}, port {port}: {error.strerror or error}."


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
