"""What tests of the library need: an editor's desk."""

from pathlib import Path

import pytest

from library.catalogue import Catalogue
from library.settings import Settings
from tests.library.desk import Desk


@pytest.fixture
def desk(settings: Settings, catalogue: Catalogue, tmp_path: Path) -> Desk:
    """A desk in a folder of its own, with an empty library."""
    folder = tmp_path / "desk"
    folder.mkdir()
    return Desk(settings, catalogue, folder)
