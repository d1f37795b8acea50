"""How heavy the pages are and how soon they are there: `python -m tests.bench.pages [HOME]`, else over the library that ships.

Bytes are of the page and all that it needs, once as they are and once as they are sent (gzip). The server's time is the median of
answers without a network; the largest paint and the shift of the layout are what Chromium tells of the page on this machine
(largest-contentful-paint and layout-shift of its PerformanceObserver), each with an empty cache.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser
from starlette.applications import Starlette
from starlette.testclient import TestClient

from index.update import update_index
from index.whoosh_engine import WhooshEngine
from library.catalogue import Catalogue
from library.settings import Settings
from library.vocabulary import shipped_topics
from tests.browser.chromium import CHROMIUM, chromium
from tests.browser.library import furnished
from tests.browser.running import running
from tests.web.html import Page, read
from web.app import create_app

LANGUAGE = "nb"
REPEATS = 5
WIDTH, HEIGHT = 1280, 900
PAGES = {
    "start": "",
    "search": "?q=kommune",
    "search, filters": "?q=norsk&type=nou&year_from=2000",
    "facet": "facets/publisher",
    "browse": "browse",
    "publishers": "publishers",
    "years": "years",
    "about": "about",
    "help": "help",
}
# When the largest thing was painted (milliseconds after the start of the navigation), and how much of the layout has moved.
_PAINTED = """() => new Promise((resolve) => {
  let largest = 0, moved = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => (largest = entry.startTime)))
    .observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => (moved += entry.hadRecentInput ? 0 : entry.value)))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve([largest, moved]), 300);
})"""


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes of something, as it is and as it is sent."""

    whole: int
    sent: int

    def __add__(self, other: Weight) -> Weight:
        return Weight(self.whole + other.whole, self.sent + other.sent)

    def __str__(self) -> str:
        return f"{self.whole / 1000:6.1f} {self.sent / 1000:6.1f}"


NOTHING = Weight(0, 0)


@dataclass(frozen=True, slots=True)
class Weights:
    """What a page and the parts that it needs weigh."""

    page: Weight
    style: Weight
    script: Weight
    pictures: Weight

    @property
    def total(self) -> Weight:
        """The page with everything that it needs."""
        return self.page + self.style + self.script + self.pictures


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(sys.argv[1]) if len(sys.argv) > 1 else None
        with opened(home) if home else furnished(Path(folder)) as app:
            measure(app)


@contextmanager
def opened(home: Path) -> Iterator[Starlette]:
    """Yield the application over a library that is there already; its index is brought up to date."""
    settings, topics = Settings(home=home), shipped_topics()
    with Catalogue.open(settings) as catalogue:
        update_index(settings, catalogue, topics)
        engine = WhooshEngine.open(settings, catalogue, topics)
        yield create_app(catalogue, engine, topics)
        engine.close()


def measure(app: Starlette) -> None:
    """Print a line for each type of page."""
    print("kB: whole, as sent (gzip)".rjust(60))
    print(f"{'page':18} {'page':>13} {'style':>13} {'script':>13} {'total':>13} {'server':>8} {'painted':>8} {'moved':>6}")
    with TestClient(app) as client, running(app) as base, chromium() as browser:
        for name, path in {**PAGES, **_documents(app)}.items():
            address = f"/{LANGUAGE}/{path}"
            found, (painted, moved) = weigh(client, address), _paint(browser, base + address)
            print(
                f"{name:18} {found.page} {found.style} {found.script} {found.total} "
                f"{_server_time(client, address) * 1000:5.0f} ms {painted:5.0f} ms {moved:6.3f}"
            )


def weigh(client: TestClient, address: str) -> Weights:
    """Return what a page and its parts weigh, each part counted once."""
    page = read(client.get(address).text)
    return Weights(
        page=_weigh(client, {address}),
        style=_weigh(client, {str(link.attributes["href"]) for link in page.all("link", rel="stylesheet")}),
        script=_weigh(client, {source for script in page.all("script") if (source := script.attributes.get("src"))}),
        pictures=_weigh(client, _pictures(page)),
    )


def _pictures(page: Page) -> set[str]:
    icons = {str(link.attributes["href"]) for link in page.all("link", rel="icon")}
    return icons | {str(picture.attributes["src"]) for picture in page.all("img")}


def _weigh(client: TestClient, addresses: set[str]) -> Weight:
    return sum((_weigh_one(client, address) for address in addresses), NOTHING)


def _weigh_one(client: TestClient, address: str) -> Weight:
    with client.stream("GET", address, headers={"Accept-Encoding": "gzip"}) as answer:
        sent = sum(len(part) for part in answer.iter_raw())
    return Weight(len(client.get(address).content), sent)


def _server_time(client: TestClient, address: str) -> float:
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        client.get(address)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def _paint(browser: Browser, address: str) -> tuple[float, float]:
    """Return the medians of the time of the largest paint, in milliseconds, and of the shift of the layout."""
    found = [_paint_once(browser, address) for _ in range(REPEATS)]
    return statistics.median(largest for largest, _ in found), statistics.median(moved for _, moved in found)


def _paint_once(browser: Browser, address: str) -> tuple[float, float]:
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
    page = context.new_page()
    page.goto(address)
    largest, moved = page.evaluate(_PAINTED)
    context.close()
    return largest, moved


def _documents(app: Starlette) -> dict[str, str]:
    """Return a document without text and one with the longest text, the latter also with words marked."""
    catalogue: Catalogue = app.state.site.catalogue
    pages = {id: len(catalogue.pages(id)) for id in catalogue.ids()}
    longest, shortest = max(pages, key=pages.__getitem__), min(pages, key=pages.__getitem__)
    word = quote(max(catalogue.get(longest).title.split(), key=len))
    return {
        "document, no text": f"documents/{shortest}",
        "document, text": f"documents/{longest}",
        "document, marked": f"documents/{longest}?q={word}",
    }


if __name__ == "__main__":
    if CHROMIUM is None:
        sys.exit("There is no program «chromium» on this machine; install it first.")
    main()
