"""The catalogue of interfaces is where RFC 9727 says, and leads to what describes them."""

from __future__ import annotations

import json
import re

import pytest
from starlette.testclient import TestClient

from web.discovery.offers import PROTOCOL

PLACE = "/.well-known/api-catalog"
HERE = "http://testserver"
RELATIONS = {"item", "service-desc", "service-doc", "service-meta", "status"}  # RFC 6573, 8631


@pytest.fixture(scope="module")
def contexts(client: TestClient) -> dict[str, dict[str, list[dict[str, str]]]]:
    """What is linked, by anchor and relation."""
    linkset = json.loads(client.get(PLACE).content)
    assert set(linkset) == {"linkset"}
    return {context.pop("anchor"): context for context in linkset["linkset"]}


def test_it_is_a_linkset_of_the_profile_of_api_catalogues(client: TestClient) -> None:
    media_type, *parameters = re.split(r";\s*", client.get(PLACE).headers["content-type"])
    assert media_type == "application/linkset+json"
    assert parameters == ['profile="https://www.rfc-editor.org/info/rfc9727"']


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_the_header_tells_where_the_catalogue_is(client: TestClient, method: str) -> None:
    answer = client.request(method, PLACE)
    assert answer.status_code == 200
    assert answer.headers["link"] == f'<{HERE}{PLACE}>; rel="api-catalog"'


def test_every_interface_is_an_item_and_described(contexts: dict[str, dict[str, list[dict[str, str]]]]) -> None:
    items = [link["href"] for link in contexts[f"{HERE}{PLACE}"]["item"]]
    assert items == [f"{HERE}/api/v1", f"{HERE}/oai"]
    assert set(items) | {f"{HERE}{PLACE}"} == set(contexts)
    assert set(contexts[items[0]]) == {"service-desc", "service-doc", "service-meta", "status"}
    assert set(contexts[items[1]]) == {"service-doc", "service-meta"}


def test_links_are_as_rfc_9264_has_them(contexts: dict[str, dict[str, list[dict[str, str]]]]) -> None:
    for context in contexts.values():
        assert set(context) <= RELATIONS
        for links in context.values():
            assert links
            assert all(set(link) <= {"href", "type"} and link["href"].startswith("http") for link in links)


def test_what_describes_them_can_be_had(client: TestClient, contexts: dict[str, dict[str, list[dict[str, str]]]]) -> None:
    for context in contexts.values():
        for relation, links in context.items():
            for link in links:
                if relation == "item" or link["href"] == PROTOCOL:
                    continue  # the beginning of addresses, and a standard that lies elsewhere
                answer = client.get(link["href"], follow_redirects=True)
                assert answer.status_code == 200, link
                assert answer.headers["content-type"].split(";")[0] == link["type"], link
