"""A library of its own for exports: the site's, with a document that has every field, and those that break formats."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.index.shelf import TOPICS, Shelf
from tests.web.exports.library import WHOLE, nasty, put
from tests.web.shelf import stocked
from web.app import create_app


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    with stocked(tmp_path_factory.mktemp("exports")) as shelf:
        put(shelf, [WHOLE, *nasty()])
        yield shelf


@pytest.fixture(scope="session")
def client(shelf: Shelf) -> Iterator[TestClient]:
    engine = shelf.open()
    with TestClient(create_app(shelf.catalogue, engine, TOPICS), follow_redirects=False) as client:
        yield client
    engine.close()
