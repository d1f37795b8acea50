"""A library of its own for exports: the site's, with a document that has every field, and those that break formats."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.index.shelf import Shelf
from tests.web.exports.library import WHOLE, nasty, put
from tests.web.shelf import asked, stocked


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    with stocked(tmp_path_factory.mktemp("exports")) as shelf:
        put(shelf, [WHOLE, *nasty()])
        yield shelf


@pytest.fixture(scope="session")
def client(shelf: Shelf) -> Iterator[TestClient]:
    with asked(shelf) as client:
        yield client
