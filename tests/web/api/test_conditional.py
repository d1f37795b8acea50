"""Answers are made once for those who hold them: ETags that change with the library and not otherwise."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from index.whoosh_engine import WhooshEngine
from library.document import Document, DocumentType
from library.settings import Settings
from tests.index.shelf import TOPICS, Shelf
from tests.web.shelf import stocked
from web.api.operations import OPERATIONS
from web.app import create_app

ADDRESSES = [
    "/api/v1/search?q=kommuner",
    "/api/v1/search?q=kommuner&cursor=*&size=2",
    "/api/v1/suggest?q=kom",
    "/api/v1/documents/nou-1",
    "/api/v1/documents/nou-1/text",
    "/api/v1/documents/nou-1/similar",
    "/api/v1/publishers",
    "/api/v1/topics",
    "/api/v1/changes",
    "/api/v1/status",
    "/api/v1/openapi.json",
]


@pytest.fixture
def changing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Shelf, TestClient]]:
    with stocked(tmp_path_factory.mktemp("conditional")) as shelf:
        engine = shelf.open()
        with TestClient(create_app(shelf.catalogue, engine, TOPICS)) as client:
            yield shelf, client
        engine.close()


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_who_holds_an_answer_is_not_sent_it_again(client: TestClient, address: str, method: str) -> None:
    first = client.request(method, address)
    assert first.status_code == 200
    etag = first.headers["etag"]
    assert etag.startswith('W/"')
    for held in (etag, etag.removeprefix("W/"), f'"annet", {etag}', "*"):
        again = client.request(method, address, headers={"If-None-Match": held})
        assert (again.status_code, again.content) == (304, b""), held
        assert again.headers["etag"] == etag
        assert again.headers["access-control-allow-origin"] == "*"
        assert again.headers["cache-control"] == first.headers["cache-control"]
    assert client.request(method, address, headers={"If-None-Match": 'W/"annet"'}).status_code == 200


def test_the_order_of_parameters_does_not_count(client: TestClient) -> None:
    one, other = (client.get(f"/api/v1/search?{query}").headers["etag"] for query in ("q=by&size=2", "size=2&q=by"))
    assert one == other
    assert client.get("/api/v1/search?q=by&size=3").headers["etag"] != one


def test_a_change_of_the_library_changes_every_answer(changing: tuple[Shelf, TestClient]) -> None:
    shelf, client = changing
    before = {address: client.get(address).headers["etag"] for address in ADDRESSES}
    assert {address: client.get(address).headers["etag"] for address in ADDRESSES} == before
    shelf.put(Document(id="ny", title="Kommuner i endring", type=DocumentType.REPORT))
    shelf.index()
    for address, etag in before.items():
        status = client.get(address, headers={"If-None-Match": etag}).status_code
        assert status == (304 if "openapi" in address else 200), address


def test_answers_for_another_public_address_are_others(shelf: Shelf) -> None:
    engine = shelf.open()
    etags = set()
    for url in (None, "https://kartotek.example.no"):
        with TestClient(create_app(shelf.catalogue, engine, TOPICS, Settings(url=url))) as client:
            etags.add(client.get("/api/v1/documents/nou-1").headers["etag"])
    assert len(etags) == 2
    engine.close()


def test_what_is_refused_is_refused_whatever_is_held(client: TestClient) -> None:
    assert client.get("/api/v1/search?foo=1", headers={"If-None-Match": "*"}).status_code == 422
    assert client.get("/api/v1/documents/gone", headers={"If-None-Match": "*"}).status_code == 410


def test_answers_say_how_long_they_may_be_kept_and_how_old_they_are(client: TestClient) -> None:
    search = client.get("/api/v1/search").headers
    assert search["cache-control"].startswith("public, max-age=")
    assert search["last-modified"].endswith("GMT")
    assert client.get("/api/v1/changes").headers["cache-control"] == "no-cache"
    assert client.get("/api/v1/health").headers["cache-control"] == "no-store"


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_who_accepts_nothing_that_there_is_is_told_what_there_is(client: TestClient, operation: object) -> None:
    path = getattr(operation, "path").replace("{id}", "nou-1")  # noqa: B009
    answer = client.get(path, headers={"Accept": "text/html, application/json;q=0"})
    assert answer.status_code == 406
    assert "application/json" in answer.json()["detail"] or "jsonl" in answer.json()["detail"]
    assert client.get(path, headers={"Accept": "text/html,*/*;q=0.8"}).status_code in {200, 422}


def test_links_are_in_the_header_too(client: TestClient) -> None:
    answer = client.get("/api/v1/search?size=2&page=2")
    assert answer.links["next"]["url"] == answer.json()["links"]["next"]
    assert answer.links["prev"]["url"] == answer.json()["links"]["prev"]
    assert answer.links["alternate"]["url"] == answer.json()["links"]["html"]
    assert client.get(answer.links["service-desc"]["url"]).json()["openapi"] == "3.1.0"
    assert client.get(answer.links["service-doc"]["url"], follow_redirects=True).status_code == 200
    assert answer.headers["x-total-count"] == str(answer.json()["meta"]["total"])


def test_star_does_not_make_a_refusal_an_answer(client: TestClient) -> None:
    for address, status in (
        (f"/api/v1/search?q={'ord+' * 40}", 422),
        ("/api/v1/documents/skrift/text?first=9999", 422),
        ("/api/v1/search?cursor=tull", 422),
    ):
        assert client.get(address, headers={"If-None-Match": "*"}).status_code == status


def test_another_list_of_synonyms_changes_answers_and_ends_readings(shelf: Shelf, tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("zzkvakk => bygdeutvikling\n", encoding="utf-8")
    etags, cursors = [], []
    for settings in (Settings(home=shelf.settings.home), Settings(home=shelf.settings.home, synonyms=(names,))):
        engine = WhooshEngine.open(settings, shelf.catalogue, TOPICS)
        with TestClient(create_app(shelf.catalogue, engine, TOPICS, settings)) as client:
            answer = client.get("/api/v1/search?q=zzkvakk")
            etags.append((answer.headers["etag"], answer.json()["meta"]["total"] > 0))
            reading = client.get("/api/v1/search?q=kommuner&size=1&cursor=*").json()
            cursors.append(reading["links"]["next"])
            assert client.get(cursors[0]).status_code == (200 if len(cursors) == 1 else 410)
        engine.close()
    assert etags[0][0] != etags[1][0]
    assert [found for _, found in etags] == [False, True]


def test_a_change_between_reading_and_answering_is_not_taken_for_known(changing: tuple[Shelf, TestClient]) -> None:
    shelf, client = changing
    site, old = client.app.state.site, shelf.catalogue.get("nou-1")  # type: ignore[attr-defined]
    read = site.catalogue.get

    def get(id: str) -> Document:
        found = read(id)
        shelf.put(replace(old, title="En ny tittel"))
        return found  # type: ignore[no-any-return]

    site.catalogue.get = get
    etag = client.get("/api/v1/documents/nou-1").headers["etag"]
    site.catalogue.get = read
    answer = client.get("/api/v1/documents/nou-1", headers={"If-None-Match": etag})
    assert (answer.status_code, answer.json()["title"]) == (200, "En ny tittel")


def test_health_and_what_is_known_wait_for_no_search(shelf: Shelf) -> None:
    engine = shelf.open()
    with TestClient(create_app(shelf.catalogue, engine, TOPICS)) as client:
        etag = client.get("/api/v1/publishers").headers["etag"]
        with engine._lock:  # as a search that takes long does
            assert client.get("/api/v1/health").json() == {"status": "ok"}
            assert client.get("/api/v1/publishers", headers={"If-None-Match": etag}).status_code == 304
    engine.close()
