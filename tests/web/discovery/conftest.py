"""Libraries of an own: an empty one, and sites with an operator and a contact, over the library of the tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from library.catalogue import Catalogue
from library.settings import Settings
from tests.index.shelf import TOPICS, Shelf
from web.app import create_app


@contextmanager
def served(
    shelf: Shelf, *, url: str | None = None, operator: str | None = None, contact: str | None = None
) -> Iterator[TestClient]:
    """Yield what asks a site with these settings over a library that is indexed."""
    engine = shelf.open()
    settings = replace(shelf.settings, url=url, operator=operator, contact=contact)
    app = create_app(shelf.catalogue, engine, TOPICS, settings)
    with TestClient(app, follow_redirects=False) as client:
        yield client
    engine.close()


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Shelf]:
    """A library without documents."""
    settings = Settings(home=tmp_path / "bare")
    with Catalogue.open(settings) as catalogue:
        shelf = Shelf(settings, catalogue)
        shelf.index()
        yield shelf
