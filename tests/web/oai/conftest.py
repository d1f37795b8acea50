"""A catalogue for harvesters: seven documents, of which the last was removed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from library.catalogue import Catalogue
from library.settings import Settings
from tests.index.shelf import PUBLISHERS, make
from tests.web.oai.library import put, remove

HELD = [make(f"rapport/{number}", f"Rapport {number}", publishers=["kdd"] if number % 2 else ["ssb"]) for number in range(1, 7)]


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    with Catalogue.open(Settings(home=tmp_path / "home")) as catalogue:
        with catalogue.writing() as writer:
            writer.put_publishers(PUBLISHERS)
        put(catalogue, *HELD, make("lov", "Lov om noe", type="law", publishers=["kdd"]))
        remove(catalogue, "lov")
        yield catalogue
