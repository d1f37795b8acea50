"""Answers that do not come in time: the client is told, and what can be left undone is."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import anyio.to_thread
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from tests.index.shelf import TOPICS, Shelf
from tests.web.html import read
from tests.web.served import PATIENCE, ask, served
from web.app import create_site
from web.errors import HANDLERS
from web.headers import Headers
from web.patience import Patience

SECONDS = 0.3


class Work:
    """Endpoints that wait until they may go on, and remember whether they began and ended."""

    def __init__(self) -> None:
        self.may_end = threading.Event()
        self.begun: list[str] = []
        self.ended = threading.Semaphore(0)

    def wait(self, request: Request) -> Response:
        self.begun.append(request.url.path)
        self.may_end.wait(PATIENCE)
        self.ended.release()
        return PlainTextResponse("too late")

    def fail(self, request: Request) -> Response:
        self.wait(request)
        raise ValueError("nobody hears of this")


def drip(_: Request) -> Response:
    def content() -> Iterator[str]:
        for piece in ("slowly ", "but ", "whole"):
            yield piece
            time.sleep(SECONDS)

    return StreamingResponse(content())


async def one_thread(_: Request) -> Response:
    anyio.to_thread.current_default_thread_limiter().total_tokens = 1
    return PlainTextResponse("")


@contextmanager
def working(shelf: Shelf, work: Work) -> Iterator[int]:
    """Serve endpoints that are slow, with the site's own way of telling errors; yield the port."""
    engine = shelf.open()
    app = Starlette(
        routes=[
            *(Route(path, work.wait) for path in ("/api/v1/wait", "/api/v1/other", "/nn/wait")),
            Route("/api/v1/fail", work.fail),
            Route("/drip", drip),
            Route("/one-thread", one_thread),
        ],
        middleware=[Middleware(Headers), Middleware(Patience, seconds=SECONDS)],
        exception_handlers=dict(HANDLERS),
    )
    app.state.site = create_site(shelf.catalogue, engine, TOPICS)
    with served(app) as port:
        try:
            yield port
        finally:
            work.may_end.set()
    engine.close()


def test_an_answer_that_does_not_come_is_a_problem_that_passes(shelf: Shelf, caplog: pytest.LogCaptureFixture) -> None:
    work = Work()
    with working(shelf, work) as port:
        answer = ask(port, "/api/v1/wait")
        assert (answer.status, answer.json()["status"]) == (503, 503)
        assert answer.headers["content-type"] == "application/problem+json"
        assert int(answer.headers["retry-after"]) >= 1
        assert answer.headers["access-control-allow-origin"] == "*"
        assert ask(port, "/drip").content == b"slowly but whole"
        work.may_end.set()
        assert work.ended.acquire(timeout=PATIENCE)
    assert "/api/v1/wait" in caplog.text


def test_a_reader_is_told_in_a_page(shelf: Shelf) -> None:
    with working(shelf, Work()) as port:
        answer = ask(port, "/nn/wait")
    page = read(answer.content.decode())
    assert (answer.status, page.faults) == (503, [])
    assert page.all("html", lang="nn")


def test_what_comes_too_late_is_not_sent_and_harms_nobody(shelf: Shelf) -> None:
    work = Work()
    with working(shelf, work) as port:
        assert [ask(port, path).status for path in ("/api/v1/wait", "/api/v1/fail")] == [503, 503]
        work.may_end.set()
        assert all(work.ended.acquire(timeout=PATIENCE) for _ in range(2))
        assert ask(port, "/api/v1/wait").content == b"too late"


def test_a_request_that_waits_for_a_thread_is_not_carried_out_any_more(shelf: Shelf) -> None:
    work = Work()
    with working(shelf, work) as port, ThreadPoolExecutor() as clients:
        ask(port, "/one-thread")
        answers = [clients.submit(ask, port, "/api/v1/wait"), clients.submit(ask, port, "/api/v1/wait")]
        assert [answer.result(PATIENCE).status for answer in answers] == [503, 503]
        work.may_end.set()
        assert ask(port, "/api/v1/other").content == b"too late"
        assert work.begun == ["/api/v1/wait", "/api/v1/other"]
