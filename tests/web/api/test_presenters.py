"""What the API says of a document beyond its fields."""

import pytest
from starlette.testclient import TestClient

from index.engine import FacetField
from library.citations.apa import apa, plain
from tests.index.shelf import TOPICS, Shelf
from web.api.asking import parse_asked
from web.api.presenters.search import _address, _toggled
from web.labels import Labels
from web.params import on_page, with_toggled
from web.shared.documents import referred
from web.texts import load_texts

KEYS = ("nb", "kdd", "tema/under", "none", "2020", "å & b=c,d+e", "year=2020", "")


def test_a_document_brings_the_reference_that_its_page_shows(client: TestClient, shelf: Shelf) -> None:
    labels = Labels(shelf.catalogue.publishers(), TOPICS, load_texts())
    for id in ("nou-1", "nasty"):
        told = client.get(f"/api/v1/documents/{id}").json()["citation"]
        assert told == plain(apa(referred(shelf.catalogue.get(id), labels, "http://testserver"), "nb"))
    assert "javascript:" not in told
    assert "Nordmann, O. (2019)." in told


@pytest.mark.parametrize("field", FacetField)
@pytest.mark.parametrize(
    "asked",
    [
        pytest.param([], id="everything"),
        pytest.param([("q", "æ%00 publisher=kdd&year=%00"), ("page", "3"), ("match", "all"), ("sort", "title")], id="a query"),
        pytest.param([(field, key) for field in FacetField for key in ("2020", "2021")], id="values of all fields"),
        pytest.param([("type", "nou"), ("year_from", "1990"), ("fields", "title"), ("cursor", "*")], id="a reading"),
    ],
)
def test_the_address_with_one_more_value_is_that_of_the_search_with_it(field: FacetField, asked: list[tuple[str, str]]) -> None:
    wanted = parse_asked(asked)
    address, first = _toggled(field, wanted, "https://example.org"), on_page(wanted.request, 1)
    for key in KEYS:
        assert address(key) == _address(wanted, "https://example.org", with_toggled(first, field, key))
