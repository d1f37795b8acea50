"""Takes docs/screenshot.png for the README from the running site, over the library that ships with Kartotek.

Run as: python -m tests.browser.screenshot
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from index.update import update_index
from index.whoosh_engine import WhooshEngine
from library.catalogue import Catalogue
from library.seed import fill
from library.settings import Settings
from library.vocabulary import shipped_topics
from tests.browser.chromium import CHROMIUM, chromium
from tests.browser.running import running
from web.app import create_app

TARGET = Path(__file__).resolve().parents[2] / "docs" / "screenshot.png"
SEARCH = "/nb/?q=distrikt&topic=kommuner-og-regioner"
WIDTH, HEIGHT = 1280, 960


def main() -> None:
    """Fill a library of its own, serve it and take the picture."""
    if CHROMIUM is None:
        sys.exit("There is no program «chromium» on this machine; install it first.")
    with TemporaryDirectory() as home, Catalogue.open(settings := Settings(home=Path(home))) as catalogue:
        topics = shipped_topics()
        fill(settings, catalogue)
        update_index(settings, catalogue, topics)
        engine = WhooshEngine.open(settings, catalogue, topics)
        with running(create_app(catalogue, engine, topics)) as address:
            take(address + SEARCH, TARGET)
        engine.close()
    print(f"Wrote {TARGET.relative_to(Path.cwd()) if TARGET.is_relative_to(Path.cwd()) else TARGET}.")


def take(address: str, target: Path) -> None:
    """Write what a reader with a common screen sees."""
    with chromium() as browser:
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        page.goto(address)
        page.screenshot(path=target)


if __name__ == "__main__":
    main()
