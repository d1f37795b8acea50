"""What the API says of a document beyond its fields."""

from starlette.testclient import TestClient

from library.citations.apa import apa, plain
from tests.index.shelf import TOPICS, Shelf
from web.labels import Labels
from web.texts import load_texts
from web.views.cite import referred


def test_a_document_brings_the_reference_that_its_page_shows(client: TestClient, shelf: Shelf) -> None:
    labels = Labels(shelf.catalogue.publishers(), TOPICS, load_texts())
    for id in ("nou-1", "nasty"):
        told = client.get(f"/api/v1/documents/{id}").json()["citation"]
        assert told == plain(apa(referred(shelf.catalogue.get(id), labels, "http://testserver"), "nb"))
    assert "javascript:" not in told
    assert "Nordmann, O. (2019)." in told
