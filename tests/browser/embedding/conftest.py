"""Another site that takes in our search in each way, and a browser that notes everything that should not happen there."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from tests.browser.embedding.host import host, policy
from tests.browser.running import HOST, running
from tests.browser.test_safety import WATCH
from tests.web.html import read

BUILT = {
    "/element": "kind=element&lang=nb&q=kommuner&size=2",
    "/long": "kind=element&lang=nb&language=nb&size=2",
    "/hostile": "kind=element&lang=nb&q=%3Cscript%3Ealert(1)%3C/script%3E+ondskap",
    "/nynorsk": "kind=element&lang=nn&q=kommuner&size=2",
    "/english": "kind=element&lang=en&q=kommuner&size=2",
    "/refused": "kind=element&lang=nb&publisher=finnes-ikke",
    "/form": "kind=form&lang=nb&publisher=kdd",
    "/frame": "kind=iframe&lang=nb&q=kommuner&size=2",
    "/frame-light": "kind=iframe&lang=nb&q=kommuner&theme=light",
    "/frame-dark": "kind=iframe&lang=nb&q=kommuner&theme=dark",
}
Visit = Callable[..., Page]


def built(site: str, query: str) -> str:
    """Return the code that our builder makes for another site."""
    with urlopen(f"{site}/nb/embed/builder?{query}") as answer:
        (code,) = read(answer.read().decode()).all("code", id="code")
    return code.text


def unused() -> str:
    """Return an address at which no one answers."""
    with socket.create_server((HOST, 0)) as listener:
        return f"http://{HOST}:{listener.getsockname()[1]}"


@pytest.fixture(scope="module")
def other(site: str) -> Iterator[str]:
    """Another site with a page for each way, and some that are written by hand."""
    nowhere, script = unused(), f'<script type="module" crossorigin src="{site}/embed/kartotek-search.js"></script>'
    pages = {path: built(site, query) for path, query in BUILT.items()}
    pages["/bare"] = f'{script}<kartotek-search size="2"></kartotek-search>'
    pages["/german"] = f'{script}<div lang="de"><kartotek-search></kartotek-search></div>'
    pages["/fixed"] = f'{script}<kartotek-search lang="en" publisher="kdd, ssb" sort="newest"></kartotek-search>'
    pages["/themed"] = f'{script}<kartotek-search class="themed" label="Finn utgreiingar" query="kommuner"></kartotek-search>'
    pages["/two"] = f"""{script}<kartotek-search label="Utgreiingar" type="nou" topic="klima"></kartotek-search>
      <kartotek-search label="Meldingar" type="white-paper proposition"></kartotek-search>"""
    pages["/down"] = f'{script}<kartotek-search site="{nowhere}" query="by"></kartotek-search>'
    with running(host(pages, policy(site, nowhere))) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, site: str, other: str) -> Iterator[Visit]:
    """Return a function that opens a page of the other site; afterwards only what it expects may have been complained of."""
    complaints: list[str] = []
    contexts = ExitStack()

    def opened(path: str, expected: str = "", **options: object) -> Page:
        context = contexts.enter_context(browser.new_context(base_url=other, **options))  # type: ignore[arg-type]  # passed on as they are
        page = context.new_page()

        def heard(message: ConsoleMessage) -> None:
            if not expected or expected not in message.text:
                complaints.append(message.text)

        def asked(request: Request) -> None:
            if not expected and not request.url.startswith((site, other, "data:")):
                complaints.append(request.url)

        page.add_init_script(WATCH)
        page.on("console", heard)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        page.on("request", asked)
        page.goto(path)
        return page

    with contexts:
        yield opened
    assert complaints == []
