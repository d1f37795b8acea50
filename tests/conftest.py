"""What tests of all packages need: a library of their own."""

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from library.catalogue import Catalogue
from library.settings import Settings

# How long one example takes says more of the machine and its neighbours than of us; slowness is tests/bench's business.
hypothesis.settings.register_profile("kartotek", deadline=None)
hypothesis.settings.load_profile("kartotek")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a home that does not exist yet."""
    return Settings(home=tmp_path / "home")


@pytest.fixture
def catalogue(settings: Settings) -> Iterator[Catalogue]:
    """An empty catalogue in that home."""
    with Catalogue.open(settings) as opened:
        yield opened
