"""What happened to the library, for those who keep a copy of it."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from library.document import Document, DocumentType
from library.history import SETTLING
from tests.index.shelf import TOPICS, Shelf
from tests.web.shelf import GONE, stocked
from web.app import create_app

CHANGES = "/api/v1/changes"


@pytest.fixture
def copied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Shelf, TestClient]]:
    with stocked(tmp_path_factory.mktemp("copied")) as shelf:
        engine = shelf.open()
        with TestClient(create_app(shelf.catalogue, engine, TOPICS)) as client:
            yield shelf, client
        engine.close()


def read(client: TestClient, address: str, copy: dict[str, object], seen: list[str]) -> str:
    """Bring a copy up to date as a client would, and return where it goes on later."""
    while True:
        body = client.get(address).json()
        for change in body["changes"]:
            seen.append(change["kind"])
            if change["kind"] == "removed":
                assert client.get(change["api_url"]).status_code == 410
                copy.pop(change["id"], None)
            else:
                copy[change["id"]] = client.get(change["api_url"]).json()["title"]
        if body["links"]["next"] is None:
            return str(body["links"]["later"])
        address = body["links"]["next"]


def titles(shelf: Shelf) -> dict[str, object]:
    return {id: shelf.catalogue.get(id).title for id in shelf.catalogue.ids()}


def test_a_copy_that_follows_is_always_the_library(copied: tuple[Shelf, TestClient]) -> None:
    shelf, client = copied
    copy, seen = dict[str, object](), list[str]()
    later = read(client, f"{CHANGES}?size=3", copy, seen)
    assert copy == titles(shelf)
    assert set(seen) == {"added", "removed"}
    seen.clear()
    assert read(client, later, copy, seen) == later
    assert seen == []
    shelf.put(Document(id="ny", title="Ny", type=DocumentType.REPORT))
    shelf.put(Document(id="nasty", title="Ikke farlig", type=DocumentType.REPORT))
    shelf.put(Document(id="ny", title="Nyere", type=DocumentType.REPORT))
    shelf.remove("skrift")
    read(client, later, copy, seen)
    assert copy == titles(shelf)
    assert sorted(seen) == ["added", "changed", "removed"]


def test_changes_are_asked_for_since_a_time(copied: tuple[Shelf, TestClient]) -> None:
    shelf, client = copied
    last = client.get(f"{CHANGES}?size=1000").json()["changes"][-1]
    later = (datetime.fromisoformat(last["at"]) + SETTLING).isoformat()  # what is newer may have been under way just then
    assert client.get(CHANGES, params={"since": later}).json()["changes"] == []
    assert len(client.get(CHANGES, params={"since": last["at"]}).json()["changes"]) > 1
    shelf.put(Document(id="ny", title="Ny", type=DocumentType.REPORT))
    body = client.get(CHANGES, params={"since": later}).json()
    assert [(change["id"], change["kind"]) for change in body["changes"]] == [("ny", "added")]
    assert body["since"] == last["revision"]
    assert len(client.get(CHANGES, params={"since": "2001-01-01"}).json()["changes"]) > 1
    assert client.get(CHANGES, params={"since": "2999-01-01T00:00:00+02:00"}).json()["changes"] == []


def test_a_removed_document_is_told_of(client: TestClient) -> None:
    changes = client.get(f"{CHANGES}?size=1000").json()["changes"]
    assert [change["kind"] for change in changes if change["id"] == GONE] == ["removed"]
    assert [change["revision"] for change in changes] == sorted(change["revision"] for change in changes)


@pytest.mark.parametrize(
    ("query", "name", "code"),
    [
        ("since=i+går", "since", "not-a-time"),
        ("since=2026-13-01", "since", "not-a-time"),
        ("since=-1", "since", "not-a-time"),
        ("since=999999", "since", "not-in-range"),
        ("after=999999", "after", "not-in-range"),
        ("since=9999999999", "since", "not-a-time"),
        ("since=0001-01-01T00:00:00%2B23:59", "since", "not-a-time"),
        ("since=9999-12-31T23:59:59-23:59", "since", "not-a-time"),
        ("since=5-tull", "since", "not-a-time"),
        ("size=0", "size", "not-in-range"),
        ("size=1001", "size", "not-in-range"),
        ("fra=0", "fra", "unknown-parameter"),
    ],
)
def test_what_is_not_understood_is_refused(client: TestClient, query: str, name: str, code: str) -> None:
    answer = client.get(f"{CHANGES}?{query}")
    assert answer.status_code == 422
    assert [(wrong["name"], wrong["code"]) for wrong in answer.json()["invalid_params"]] == [(name, code)]


@given(st.datetimes(timezones=st.timezones() | st.just(timezone(timedelta(hours=23, minutes=59)))) | st.text())
def test_whatever_stands_for_a_time_is_understood_or_refused(client: TestClient, since: object) -> None:
    text = since.isoformat() if isinstance(since, datetime) else str(since)
    answer = client.get(CHANGES, params={"since": text})
    assert answer.status_code in {200, 422}
    if isinstance(since, datetime) and since.year > 1 and since.year < 9999:
        assert answer.status_code == 200


def test_who_follows_a_library_that_was_set_back_is_told_to_begin_again(copied: tuple[Shelf, TestClient]) -> None:
    _, client = copied
    later = client.get(f"{CHANGES}?size=1000").json()["links"]["later"]
    assert client.get(later).status_code == 200
    other = re.sub(r"-[0-9a-f]+", "-0123456789ab", later)
    answer = client.get(other)
    assert (answer.status_code, answer.json()["type"]) == (410, "/api#gone")
    assert "since=0" in answer.json()["detail"]
