"""The site over a real catalogue and a real index, asked without a network."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.index.shelf import Shelf
from tests.web.shelf import asked, stocked


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    with stocked(tmp_path_factory.mktemp("site")) as shelf:
        yield shelf


@pytest.fixture(scope="session")
def client(shelf: Shelf) -> Iterator[TestClient]:
    with asked(shelf) as client:
        yield client
