"""A law has a slash in its id and goes by short titles: its pages and its JSON are found, and they say so."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from library.catalogue import Catalogue
from library.document import Document, DocumentType, Page, PartialDate
from library.settings import Settings
from tests.index.shelf import TOPICS, Shelf
from tests.web.html import read
from web.addresses import api_document_address, document_address
from web.app import create_app

LAW = Document(
    id="lov/2005-06-17-62",
    title="Lov om bygdebøker (bygdebokloven)",
    type=DocumentType.LAW,
    aliases=("bygdebokloven", "bbl"),
    published=PartialDate(2005, 6, 17),
    declared_language="nb",
)
WRITTEN = ["lov/2005-06-17-62", "lov%2F2005-06-17-62", "lov%2f2005-06-17-62"]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = Settings(home=tmp_path_factory.mktemp("laws"))
    with Catalogue.open(settings) as catalogue:
        shelf = Shelf(settings, catalogue)
        with catalogue.writing() as writer:
            writer.put(LAW, [Page(1, "§ 1. Formål\n\nOm bøker.", "§ 1. Formål", "nb", ("§ 1. Formål",))])
        shelf.index()
        engine = shelf.open()
        with TestClient(create_app(catalogue, engine, TOPICS), follow_redirects=False) as client:
            yield client
        engine.close()


@pytest.mark.parametrize("id", WRITTEN)
def test_its_page_is_found_however_the_slash_is_written(client: TestClient, id: str) -> None:
    answer = client.get(f"/nb/documents/{id}")
    assert (answer.status_code, LAW.title in answer.text) == (200, True)


@pytest.mark.parametrize("id", WRITTEN)
def test_its_json_is_found_however_the_slash_is_written(client: TestClient, id: str) -> None:
    body = client.get(f"/api/v1/documents/{id}").json()
    assert (body["id"], body["aliases"]) == (LAW.id, ["bygdebokloven", "bbl"])


@pytest.mark.parametrize("id", WRITTEN)
def test_the_address_to_cite_leads_to_a_page_that_is_there(client: TestClient, id: str) -> None:
    answer = client.get(f"/documents/{id}", headers={"Accept-Language": "nn"})
    assert answer.status_code == 302
    assert client.get(answer.headers["location"]).status_code == 200


def test_every_address_that_is_made_for_it_is_found(client: TestClient) -> None:
    result = client.get("/api/v1/search?q=bygdebokloven").json()["results"][0]
    assert result["id"] == LAW.id
    for address in (document_address("en", LAW.id), document_address("nn", LAW.id, 1), api_document_address(LAW.id)):
        assert client.get(address.partition("#")[0]).status_code == 200
    assert client.get(result["api_url"]).json()["url"] == result["url"]


@pytest.mark.parametrize(("language", "label"), [("nb", "Også kalt"), ("nn", "Blir òg kalla"), ("en", "Also called")])
def test_its_page_says_what_it_is_called(client: TestClient, language: str, label: str) -> None:
    page = read(client.get(document_address(language, LAW.id)).text)
    assert label in [found.text.strip() for found in page.all("dt")]
    assert "bygdebokloven" in [found.text.strip(" ,\n") for found in page.all("dd")] or "bbl" in str(page.all("dd"))


def test_a_law_that_is_not_there_is_not_found(client: TestClient) -> None:
    assert client.get("/nb/documents/lov/2005-06-17-63").status_code == 404
