"""More clients than can be answered are told so in the words of the site, and one of them cannot keep out the others."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from library.settings import DEFAULTS, Settings
from tests.index.shelf import TOPICS, Shelf
from tests.web.html import read
from tests.web.served import PATIENCE, Answer, ask, connected, rest, served
from web.addresses import API_HEALTH
from web.app import create_app, create_site
from web.connection import Connection
from web.errors import HANDLERS
from web.headers import Headers
from web.limiting import CrowdLimit

STATUS = "/api/v1/status"
UNTRUSTED = Settings(trusted_proxies=("192.0.2.1",))


class Crowded(Connection):
    """Calls more than one a crowd."""

    crowd = 1


class Full(Connection):
    """Takes no more than one."""

    most = 1


class Fair(Connection):
    """Takes one of each address."""

    most_of_one = 1


@contextmanager
def answering(shelf: Shelf, connection: type[Connection], settings: Settings = DEFAULTS) -> Iterator[int]:
    engine = shelf.open()
    with served(create_app(shelf.catalogue, engine, TOPICS, settings), settings, connection) as port:
        yield port
    engine.close()


def is_told_to_come_later(answer: Answer) -> bool:
    return answer.status == 503 and int(answer.headers["retry-after"]) >= 1


def test_a_crowd_is_told_when_to_come_back_and_health_is_answered(shelf: Shelf) -> None:
    with answering(shelf, Crowded) as port:
        with connected(port):
            told, page, health = ask(port, STATUS), ask(port, "/nn/"), ask(port, API_HEALTH)
        assert is_told_to_come_later(told)
        assert (told.json()["status"], told.headers["content-type"]) == (503, "application/problem+json")
        assert (told.headers["access-control-allow-origin"], told.headers["connection"]) == ("*", "close")
        assert is_told_to_come_later(page)
        assert read(page.content.decode()).faults == []
        assert read(page.content.decode()).all("html", lang="nn")
        assert health.status == 200
        assert eventually(lambda: ask(port, STATUS).status == 200)


def eventually(holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while not (is_so := holds()) and time.monotonic() < deadline:
        time.sleep(0.01)
    return is_so


@pytest.mark.parametrize(("connection", "settings"), [(Full, DEFAULTS), (Fair, UNTRUSTED)], ids=["of all", "of one address"])
def test_a_connection_too_many_ends_at_once(shelf: Shelf, connection: type[Connection], settings: Settings) -> None:
    with answering(shelf, connection, settings) as port:
        with connected(port), connected(port) as another:
            assert rest(another) == b""
        assert eventually(lambda: is_answered(port))


def is_answered(port: int) -> bool:
    try:
        return ask(port, STATUS).status == 200
    except ConnectionError:
        return False


def test_a_trusted_proxy_may_hold_as_many_as_it_wants(shelf: Shelf) -> None:
    with answering(shelf, Fair) as port, ExitStack() as held:
        for _ in range(5):
            held.enter_context(connected(port))
        assert ask(port, STATUS).status == 200


class Work:
    """Endpoints whose answer, or the end of it, has to be waited for."""

    def __init__(self) -> None:
        self.is_begun = threading.Event()
        self.may_end = threading.Event()

    def answer(self, _: Request) -> Response:
        self.is_begun.set()
        self.may_end.wait(PATIENCE)
        return PlainTextResponse("at last")

    def stream(self, _: Request) -> Response:
        def content() -> Iterator[str]:
            yield "at "
            self.is_begun.set()
            self.may_end.wait(PATIENCE)
            yield "last"

        return StreamingResponse(content())


@contextmanager
def working(shelf: Shelf, work: Work) -> Iterator[int]:
    """Serve endpoints that keep waiting, one request at a time; yield the port."""
    engine = shelf.open()
    app = Starlette(
        routes=[
            Route("/api/v1/answer", work.answer),
            Route("/api/v1/stream", work.stream),
            *(Route(path, lambda _: PlainTextResponse("hello")) for path in ("/api/v1/other", API_HEALTH)),
        ],
        middleware=[Middleware(Headers), Middleware(CrowdLimit, most=1)],
        exception_handlers=dict(HANDLERS),
    )
    app.state.site = create_site(shelf.catalogue, engine, TOPICS)
    with served(app) as port:
        try:
            yield port
        finally:
            work.may_end.set()
    engine.close()


def test_where_enough_wait_for_an_answer_the_next_is_told_to_come_later(shelf: Shelf) -> None:
    work = Work()
    with working(shelf, work) as port, ThreadPoolExecutor() as clients:
        first = clients.submit(ask, port, "/api/v1/answer")
        assert work.is_begun.wait(PATIENCE)
        assert is_told_to_come_later(ask(port, "/api/v1/other"))
        assert ask(port, API_HEALTH).content == b"hello"
        work.may_end.set()
        assert first.result(PATIENCE).content == b"at last"
        assert ask(port, "/api/v1/other").content == b"hello"


def test_who_takes_long_over_an_answer_keeps_nobody_waiting(shelf: Shelf) -> None:
    work = Work()
    with working(shelf, work) as port, ThreadPoolExecutor() as clients:
        first = clients.submit(ask, port, "/api/v1/stream")
        assert work.is_begun.wait(PATIENCE)
        assert ask(port, "/api/v1/other").content == b"hello"
        work.may_end.set()
        assert first.result(PATIENCE).content == b"at last"
