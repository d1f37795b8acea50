"""Readers are kept safe: no cookies, nothing from elsewhere, nothing that runs but our own scripts, whatever a document holds."""

from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect
from starlette.testclient import TestClient

from tests.browser.library import furnished
from tests.browser.pages import PAGES, PageType
from tests.web.shelf import ORIGINAL
from web.headers import SAFE

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "</title><script>alert(1)</script>",
    "{{ 7*7 }} {% raise %}",
    "\u202eovert\u202c \u0000 \ud7ff 𝕏 👩‍👩‍👧",
    "%00%0d%0aSet-Cookie: a=b",
)
DOORS = (
    "?q={}",
    "?publisher={}",
    "documents/nasty?q={}",
    "documents/{}",
    "facets/publisher?find={}",
    "series/{}",
    "?sort={}",
    "?{}=1",
)
ANSWERS = {
    "page": "/nb/",
    "document": "/nb/documents/nasty",
    "feed": "/nb/?format=atom",
    "table": "/nb/?format=csv",
    "references": "/nb/?format=bibtex",
    "reference": "/nb/documents/nasty?format=ris",
    "opensearch": "/nb/opensearch.xml",
    "not found": "/nb/finnes-ikke",
    "taken out": "/nb/documents/gone",
    "refused": "/nb/?page=0",
    "refused file": "/nb/?format=xlsx",
    "redirect": "/",
    "static": "/static/000000000000/kartotek.css",
    "no such static": "/static/000000000000/finnes-ikke.css",
    "api": "/api/v1/search",
    "api problem": "/api/v1/search?page=0",
    "suggestions": "/api/v1/suggest?q=ko",
}
# What happened on a page that its console does not tell.
WATCH = """addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`))"""
LEFT_BEHIND = "[document.cookie, localStorage.length, sessionStorage.length]"
INJECTED = """() => [...document.querySelectorAll(
  "script:not([src]):not([type='application/ld+json']), [onerror], [onmouseover], [href^='javascript:']")]
  .map((element) => element.outerHTML)"""

Visit = Callable[[str], Page]


@pytest.fixture(scope="module")
def visitor(browser: Browser, furnished_site: str) -> Iterator[tuple[Page, list[str]]]:
    """A reader's page, and what has happened on it that should not."""
    context = browser.new_context(base_url=furnished_site)
    page, complaints = context.new_page(), list[str]()

    def note(request: Request) -> None:
        if not request.url.startswith(furnished_site):
            complaints.append(request.url)

    def heard(message: ConsoleMessage) -> None:
        # Chromium tells of every answer that is an error, though an error is what these addresses are answered with.
        if "Failed to load resource" not in message.text:
            complaints.append(message.text)

    page.add_init_script(WATCH)
    page.on("request", note)
    page.on("console", heard)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
    yield page, complaints
    context.close()


@pytest.fixture
def visit(visitor: tuple[Page, list[str]]) -> Iterator[Visit]:
    """Return a function that opens an address; afterwards nothing may have been left behind or complained of."""
    page, complaints = visitor
    complaints.clear()

    def opened(address: str) -> Page:
        page.goto(address)
        return page

    yield opened
    assert page.evaluate(LEFT_BEHIND) == ["", 0, 0]
    assert page.context.cookies() == []
    assert complaints == []


@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind.name)
def test_a_page_keeps_to_itself(visit: Visit, kind: PageType) -> None:
    assert visit(kind.address("nn")).evaluate(INJECTED) == []


@pytest.mark.parametrize("door", DOORS)
def test_what_a_reader_sends_stays_text(visit: Visit, door: str) -> None:
    for text in HOSTILE:
        assert visit("/en/" + door.format(quote(text, safe=""))).evaluate(INJECTED) == []


def test_what_a_reader_types_stays_text(visit: Visit) -> None:
    page = visit("/nb/")
    for text in HOSTILE[:3]:
        with page.expect_response("**/api/v1/suggest?*"):
            page.locator(".search__box").fill(text)
        assert page.evaluate(INJECTED) == []
    page.locator("#all-publisher").click()
    page.locator("#find-in-publisher").fill(HOSTILE[1])
    expect(page.locator("#values-publisher .tick")).to_have_count(0)
    assert page.evaluate(INJECTED) == []


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with furnished(tmp_path_factory.mktemp("safe")) as app, TestClient(app, follow_redirects=False) as client:
        yield client


@pytest.mark.parametrize("address", ANSWERS.values(), ids=ANSWERS.keys())
def test_every_answer_keeps_readers_safe(client: TestClient, address: str) -> None:
    for answer in (client.get(address), client.head(address)):
        assert {name: answer.headers.get(name) for name in SAFE} == dict(SAFE)
        assert "set-cookie" not in answer.headers
        assert answer.headers.get("content-type") or answer.status_code == 302


def test_an_original_is_handed_over_and_never_shown(client: TestClient) -> None:
    page = client.get("/nb/documents/nasty").text
    (address,) = {part.partition('"')[0] for part in page.split('href="') if part.startswith("/originals/")}
    answer = client.get(address)
    assert answer.content == ORIGINAL
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in answer.headers
