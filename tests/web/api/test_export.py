"""The whole catalogue over HTTP: what the command writes, piece by piece, whole or visibly broken off."""

import http.client
import json
import sqlite3
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from library.catalogue import Catalogue
from library.document import Document
from library.exporting import BATCH, export_catalogue
from library.settings import Settings
from tests.index.shelf import TOPICS, Shelf
from tests.web.exports.library import many, put
from tests.web.exports.test_responses import serving
from tests.web.shelf import stocked
from web.addresses import API_EXPORT
from web.app import create_app

MANY = 2 * BATCH + 50


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """A library with more documents than two batches hold."""
    with stocked(tmp_path_factory.mktemp("full")) as shelf:
        put(shelf, many(MANY))
        yield shelf


class WatchedCatalogue(Catalogue):
    """A catalogue that counts the batches it gives out, and can fail at one."""

    batches: int = 0
    bad: int | None = None

    def _after(self, id: str, limit: int) -> list[Document]:
        self.batches += 1
        if self.batches == self.bad:
            raise sqlite3.OperationalError("disk I/O error")
        return super()._after(id, limit)


@pytest.fixture
def watched(full: Shelf) -> Iterator[WatchedCatalogue]:
    with WatchedCatalogue.open(full.settings) as catalogue:
        yield catalogue


def test_the_answer_is_what_the_command_writes(client: TestClient, shelf: Shelf) -> None:
    answer = client.get(API_EXPORT)
    assert answer.status_code == 200
    assert answer.content == b"".join(export_catalogue(shelf.catalogue))
    assert answer.headers["content-type"] == "application/jsonl"
    assert answer.headers["content-disposition"] == 'attachment; filename="kartotek.jsonl"'
    ids = [record["id"] for line in answer.text.splitlines() if "id" in (record := json.loads(line))]
    assert ids == shelf.catalogue.ids()
    assert answer.headers["x-total-count"] == str(len(ids))
    assert answer.headers["access-control-allow-origin"] == "*"


def test_head_tells_the_same_and_reads_no_document(full: Shelf, watched: WatchedCatalogue) -> None:
    engine = full.open()
    with TestClient(create_app(watched, engine, TOPICS)) as client:
        head = client.head(API_EXPORT)
        assert (head.status_code, head.content, watched.batches) == (200, b"", 0)
        whole = client.get(API_EXPORT)
    engine.close()
    for name in ("content-type", "content-disposition", "x-total-count", "etag", "last-modified"):
        assert head.headers[name] == whole.headers[name]


def test_who_holds_the_present_state_is_told_so_unread(full: Shelf, watched: WatchedCatalogue) -> None:
    engine = full.open()
    with TestClient(create_app(watched, engine, TOPICS)) as client:
        etag = client.head(API_EXPORT).headers["etag"]
        again = client.get(API_EXPORT, headers={"If-None-Match": etag})
    engine.close()
    assert (again.status_code, again.content, watched.batches) == (304, b"", 0)


@pytest.mark.parametrize("query", ["q=sild", "format=csv", "text=1", "page=2"])
def test_a_parameter_is_refused_by_name(client: TestClient, query: str) -> None:
    answer = client.get(f"{API_EXPORT}?{query}")
    assert answer.status_code == 422
    assert answer.json()["invalid_params"][0]["name"] == query.partition("=")[0]


def test_who_does_not_accept_lines_of_json_is_told_what_there_is(client: TestClient) -> None:
    assert client.get(API_EXPORT, headers={"Accept": "text/csv"}).status_code == 406
    assert client.get(API_EXPORT, headers={"Accept": "application/jsonl"}).status_code == 200


def test_an_error_half_way_breaks_the_answer_off(full: Shelf, watched: WatchedCatalogue) -> None:
    """HTTP/1.1's last chunk is missing, so that no client takes the part for the whole."""
    watched.bad = 3
    engine = full.open()
    with serving(create_app(watched, engine, TOPICS)) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", API_EXPORT)
        answer = connection.getresponse()
        assert answer.status == 200
        with pytest.raises(http.client.IncompleteRead) as caught:
            answer.read()
        connection.close()
    engine.close()
    assert b'"id":"kort-0000"' in caught.value.partial


def test_an_error_at_the_beginning_is_told(settings: Settings, full: Shelf) -> None:
    with WatchedCatalogue.open(settings) as broken:  # without publishers, so that the first documents are the first piece
        broken.bad = 1
        engine = full.open()
        with TestClient(create_app(broken, engine, TOPICS), raise_server_exceptions=False) as client:
            answer = client.get(API_EXPORT)
        engine.close()
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
