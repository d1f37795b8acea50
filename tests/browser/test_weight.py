"""The pages are light. The limits are those of docs/frontend.md; how long things take is measured by tests/bench/pages.py."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page
from starlette.testclient import TestClient

from tests.bench.pages import weigh
from tests.browser.layout import DESK
from tests.browser.library import furnished
from tests.browser.pages import PAGES, SEARCH, START, PageType
from tests.web.html import read
from web.statics import load_statics

MOST_STYLE = 40_000  # bytes of all stylesheets together, uncompressed
MOST_SCRIPT = 20_000  # bytes of all scripts together, uncompressed
MOST_SENT = 100_000  # bytes of a page of results with all that it needs, as it is sent
ONE_PART = 4_000  # bytes of a picture
MOST_SHIFT = 0.01  # of the window, times how far it moves (Cumulative Layout Shift); below what anyone sees
SHIFTED = """() => new Promise((resolve) => {
  let moved = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => (moved += entry.value)))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(moved), 100);
})"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with furnished(tmp_path_factory.mktemp("weighed")) as app, TestClient(app) as client:
        yield client


def test_all_style_and_all_script_together_are_small() -> None:
    sizes = {name: len(asset.content) for name, asset in load_statics().items()}
    assert 0 < sum(size for name, size in sizes.items() if name.endswith(".css")) <= MOST_STYLE
    assert 0 < sum(size for name, size in sizes.items() if name.endswith(".js")) <= MOST_SCRIPT
    assert all(size <= ONE_PART for name, size in sizes.items() if not name.endswith((".css", ".js")))


@pytest.mark.parametrize(
    "address", [START.address("nb"), SEARCH.address("nb"), "/en/?q=kommune&size=20", "/nn/?q=region&type=nou"]
)
def test_a_page_of_results_with_all_that_it_needs_is_light(client: TestClient, address: str) -> None:
    total = weigh(client, address).total
    assert 0 < total.sent <= MOST_SENT
    assert total.sent < total.whole


@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind.name)
def test_a_page_needs_one_style_and_one_script_at_most_besides_the_common_ones(client: TestClient, kind: PageType) -> None:
    page = read(client.get(kind.address("nb")).text)
    assert 1 <= len(page.all("link", rel="stylesheet")) <= 2
    assert len([script for script in page.all("script") if script.attributes.get("src")]) <= 2


@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind.name)
def test_nothing_jumps_while_a_page_comes(desk: Page, kind: PageType) -> None:
    desk.set_viewport_size(DESK)  # type: ignore[arg-type]  # a width and a height
    desk.goto(kind.address("nb").partition("&hit")[0])  # a page that is led to a hit scrolls, which counts as a shift
    assert desk.evaluate(SHIFTED) <= MOST_SHIFT
