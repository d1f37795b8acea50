"""The site as a newcomer meets it: over the library that ships with Kartotek."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from index.update import update_index
from index.whoosh_engine import WhooshEngine
from library.catalogue import Catalogue
from library.seed import fill
from library.settings import Settings
from library.vocabulary import shipped_topics
from tests.web.html import read
from web.app import create_app
from web.texts import INTERFACE_LANGUAGES

HEAVIEST = 100_000  # bytes of a page of results, uncompressed


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(home=tmp_path_factory.mktemp("shipped"))


@pytest.fixture(scope="module")
def catalogue(settings: Settings) -> Iterator[Catalogue]:
    with Catalogue.open(settings) as catalogue:
        fill(settings, catalogue)
        update_index(settings, catalogue, shipped_topics())
        yield catalogue


@pytest.fixture(scope="module")
def site(settings: Settings, catalogue: Catalogue) -> Iterator[TestClient]:
    topics = shipped_topics()
    engine = WhooshEngine.open(settings, catalogue, topics)
    with TestClient(create_app(catalogue, engine, topics), follow_redirects=False) as client:
        yield client
    engine.close()


def found(site: TestClient, query: str) -> list[str]:
    return [result["id"] for result in site.get(f"/api/v1/search?q={query}").json()["results"]]


def test_a_word_finds_the_report_about_it(site: TestClient) -> None:
    assert "nou-2020-12" in found(site, "næringsliv")[:2]


@pytest.mark.parametrize("query", ["NOU 2020:12", "nou 2020-12", "NOU2020:12", "NOU 2020: 12"])
def test_a_number_in_any_spelling_finds_its_document(site: TestClient, query: str) -> None:
    assert found(site, query)[0] == "nou-2020-12"


def test_counts_are_what_the_catalogue_holds(site: TestClient, catalogue: Catalogue) -> None:
    held = catalogue.statistics()
    total = site.get("/api/v1/search?publisher=nordregio").json()["meta"]["total"]
    assert total == held.by_publisher["nordregio"] > 0
    assert site.get("/api/v1/search").json()["meta"]["total"] == held.documents


def test_nynorsk_lists_nynorsk_only(site: TestClient) -> None:
    results = site.get("/api/v1/search?language=nn&size=100").json()["results"]
    assert {result["language"] for result in results} == {"nn"}


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_the_start_page_is_sound_and_light(site: TestClient, language: str) -> None:
    answer = site.get(f"/{language}/")
    assert read(answer.text).faults == []
    assert len(answer.content) <= HEAVIEST


def test_every_document_has_a_sound_page(site: TestClient, catalogue: Catalogue) -> None:
    for id in catalogue.ids()[::10]:
        answer = site.get(f"/nn/documents/{id}")
        assert (id, answer.status_code, read(answer.text).faults) == (id, 200, [])
        assert site.get(f"/api/v1/documents/{id}").json()["id"] == id


def test_the_manual_reads_as_sections(site: TestClient) -> None:
    page = read(site.get("/nn/documents/kartotek-brukarrettleiing-nn").text)
    headings = [heading.text for heading in page.all("h3")]
    assert len(headings) == len(set(headings)) > 3
    assert "#" not in "".join(headings)
