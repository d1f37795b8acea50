"""The state of the library, as those who watch it are told."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from library.document import Document, DocumentType
from library.ingest.run import Order, ingest
from tests.index.shelf import TOPICS, Shelf
from tests.web.shelf import stocked
from web.app import create_app


@pytest.fixture
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Shelf, TestClient]]:
    with stocked(tmp_path_factory.mktemp("watched")) as shelf:
        engine = shelf.open()
        with TestClient(create_app(shelf.catalogue, engine, TOPICS)) as client:
            yield shelf, client
        engine.close()


def test_the_status_tells_what_there_is_and_how_current_the_index_is(watched: tuple[Shelf, TestClient]) -> None:
    shelf, client = watched
    first = client.get("/api/v1/status").json()
    held = shelf.catalogue.statistics()
    assert (first["documents"], first["searchable"], first["pages"]) == (held.documents, held.documents, held.pages)
    assert sum(first["types"].values()) == sum(first["languages"].values()) == held.documents
    assert first["revision"] == first["indexed_revision"] == shelf.catalogue.revision()
    assert first["versions"]["api"] == "v1"
    shelf.put(Document(id="ny", title="Ny", type=DocumentType.REPORT))
    then = client.get("/api/v1/status").json()
    assert (then["documents"], then["searchable"]) == (held.documents + 1, held.documents)
    assert then["indexed_revision"] == first["revision"] < then["revision"]
    shelf.index()
    after = client.get("/api/v1/status").json()
    assert after["searchable"] == after["documents"]
    assert after["indexed_revision"] == after["revision"]
    assert after["generation"] != first["generation"]


def test_an_import_is_told_also_if_it_changed_nothing(watched: tuple[Shelf, TestClient], tmp_path: Path) -> None:
    shelf, client = watched
    before = client.get("/api/v1/status")
    assert before.json()["last_import"] is None
    (tmp_path / "liste.jsonl").write_text('{"title": "Ny", "type": "report", "id": "ny"}\n', encoding="utf-8")
    for counts in ({"added": 1, "unchanged": 0}, {"added": 0, "unchanged": 1}):
        ingest(shelf.settings, shelf.catalogue, Order(paths=(tmp_path / "liste.jsonl",)))
        answer = client.get("/api/v1/status", headers={"If-None-Match": before.headers["etag"]})
        assert answer.status_code == 200
        told = answer.json()["last_import"]
        assert {name: told[name] for name in counts} == counts
        assert "names" not in told
        before = answer
