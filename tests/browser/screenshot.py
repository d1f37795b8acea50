"""Takes the pictures of docs/ from the running site, over the library that ships with Kartotek.

Run as: python -m tests.browser.screenshot
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser

from index.update import update_index
from index.whoosh_engine import WhooshEngine
from library.catalogue import Catalogue
from library.seed import fill
from library.settings import Settings
from library.vocabulary import shipped_topics
from tests.browser.chromium import CHROMIUM, chromium
from tests.browser.running import running
from web.app import create_app

PUBLIC = "https://kartotek.example.org"  # as the lasting address of a document; the pages themselves link without a host
COLOURS = 128  # a page has some ten, the others are the edges of letters
DOCS = Path(__file__).resolve().parents[2] / "docs"
PICTURES = DOCS / "screenshots"
README_PICTURE = DOCS / "screenshot.png"
SEARCH = "/nb/?q=distrikt&topic=kommuner-og-regioner"
PAGES = {
    "search": f"{SEARCH}&publisher=nordregio&publisher=distriktssenteret&year_from=2015&year_to=2025",
    "document": "/nn/documents/nou-2020-12",
    "text": "/nb/documents/kartotek-brukerhandbok-nb?q=utgiver&hit=2#treff-2",
    "series": "/nb/series/nou",
    "about": "/en/about",
}


@dataclass(frozen=True, slots=True)
class Screen:
    """What a reader looks at the site with."""

    name: str
    width: int
    height: int


DESKTOP, PHONE = Screen("desktop", 1280, 900), Screen("phone", 390, 844)
IN_THE_DARK = frozenset({"search", "text"})  # the others have no colours that these lack


def main() -> None:
    """Fill a library of its own, serve it and take the pictures."""
    if CHROMIUM is None:
        sys.exit("There is no program «chromium» on this machine; install it first.")
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as home, Catalogue.open(settings := Settings(home=Path(home), url=PUBLIC)) as catalogue:
        topics = shipped_topics()
        fill(settings, catalogue)
        update_index(settings, catalogue, topics)
        engine = WhooshEngine.open(settings, catalogue, topics)
        with running(create_app(catalogue, engine, topics, settings)) as address, chromium() as browser:
            take(browser, address + SEARCH, README_PICTURE, DESKTOP, "light")
            for name, path in PAGES.items():
                for screen, scheme in product((DESKTOP, PHONE), ("light", "dark") if name in IN_THE_DARK else ("light",)):
                    take(browser, address + path, PICTURES / f"{name}-{screen.name}-{scheme}.png", screen, scheme)
        engine.close()


def take(browser: Browser, address: str, target: Path, screen: Screen, scheme: str) -> None:
    """Write what a reader sees first."""
    context = browser.new_context(
        viewport={"width": screen.width, "height": screen.height},
        color_scheme=scheme,  # type: ignore[arg-type]  # light or dark
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address)
    page.screenshot(path=target)
    context.close()
    _thin(target)
    print(f"Wrote {target.relative_to(DOCS.parent)}.")


def _thin(target: Path) -> None:
    """Keep the colours that a page of ours has, so that the picture is a third as large."""
    with Image.open(target) as picture:
        picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)


if __name__ == "__main__":
    main()
