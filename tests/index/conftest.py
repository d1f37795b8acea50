"""Shelves for the tests of the index: one that is only read, and new ones to write to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.whoosh_engine import WhooshEngine
from library.catalogue import Catalogue
from library.settings import Settings
from tests.index.shelf import Shelf, fill


def _shelf(home: Path) -> Iterator[Shelf]:
    settings = Settings(home=home)
    with Catalogue.open(settings) as catalogue:
        shelf = Shelf(settings, catalogue)
        fill(shelf)
        yield shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    yield from _shelf(tmp_path / "home")


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WhooshEngine]:
    for shelf in _shelf(tmp_path_factory.mktemp("shelf")):
        engine = shelf.open()
        yield engine
        engine.close()
