"""Every type has a name in each language, by which our readers know it."""

import pytest

from library.citations.genres import GENRES
from library.document import DocumentType
from library.lists.names import find_type


def test_every_type_has_one() -> None:
    assert set(GENRES) == set(DocumentType)


@pytest.mark.parametrize("type", DocumentType)
def test_each_of_its_names_is_read_as_the_type(type: DocumentType) -> None:
    names = GENRES[type]
    assert {find_type(name) for name in (names.nb, names.nn, names.en) if name} == {type}
    assert all((names.nb, names.nn, names.en))
