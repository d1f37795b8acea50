"""Publishers and topics: all of them, with counts that a search confirms."""

import pytest
from starlette.testclient import TestClient

from tests.index.shelf import TOPICS, Shelf


@pytest.mark.parametrize("kind", ["publishers", "topics"])
def test_each_has_as_many_documents_as_its_search_finds(client: TestClient, kind: str) -> None:
    answer = client.get(f"/api/v1/{kind}")
    listed = answer.json()[kind]
    assert answer.headers["x-total-count"] == str(len(listed))
    assert any(entry["documents"] for entry in listed)
    for entry in listed:
        assert client.get(f"{entry['api_url']}&size=0").json()["meta"]["total"] == entry["documents"]
        assert client.get(entry["url"], follow_redirects=True).status_code == 200


def test_publishers_come_by_key_and_know_whom_they_followed(client: TestClient, shelf: Shelf) -> None:
    listed = client.get("/api/v1/publishers").json()["publishers"]
    assert [entry["key"] for entry in listed] == sorted(publisher.key for publisher in shelf.catalogue.publishers())
    earlier = {entry["key"]: [other["key"] for other in entry["predecessors"]] for entry in listed if entry["predecessors"]}
    assert earlier == {
        publisher.key: [other.key for other in publisher.predecessors]
        for publisher in shelf.catalogue.publishers()
        if publisher.predecessors
    }


def test_topics_come_as_a_tree_from_the_top_down(client: TestClient) -> None:
    seen = set[str | None]({None})
    for entry in client.get("/api/v1/topics").json()["topics"]:
        assert entry["parent"] in seen
        seen.add(entry["key"])
    assert seen == {None, *(topic.key for topic in TOPICS)}


@pytest.mark.parametrize("kind", ["publishers", "topics", "status", "health", "openapi.json"])
def test_parameters_that_there_are_not_are_refused(client: TestClient, kind: str) -> None:
    answer = client.get(f"/api/v1/{kind}?kind=ministry")
    assert [wrong["name"] for wrong in answer.json()["invalid_params"]] == ["kind"]
