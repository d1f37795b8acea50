"""Harvesters ask by GET or POST, and get XML whatever they ask."""

import pytest
from starlette.testclient import TestClient

from tests.web.oai.library import checked
from web.oai.endpoints import FORM, MAX_BODY

ASKED = {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc", "set": "publisher:kdd"}


def test_the_same_is_answered_to_get_and_post(client: TestClient) -> None:
    got, posted = client.get("/oai", params=ASKED), client.post("/oai", data=ASKED)
    assert (got.status_code, posted.status_code) == (200, 200)
    assert checked(got.content).ids == checked(posted.content).ids != []
    assert got.headers["content-type"] == posted.headers["content-type"] == "text/xml; charset=utf-8"
    assert got.headers["cache-control"] == "no-store"


def test_a_removed_document_is_told(client: TestClient) -> None:
    assert "gone removed" in checked(client.get("/oai?verb=ListRecords&metadataPrefix=oai_dc").content).ids


QUERIES = {
    "nothing": "",
    "an unknown verb": "?verb=%F0%9F%92%A5",
    "broken escapes": "?verb=%E0%A4%A&%ff=%00",
    "an argument without a value": "?verb=Identify&set",
    "very long": f"?verb=GetRecord&metadataPrefix=oai_dc&identifier={'x' * 50_000}",
    "a number too large": "?verb=ListRecords&metadataPrefix=oai_dc&from=99999-01-01",
}


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES.keys())
def test_what_the_protocol_refuses_is_an_answer_of_status_200(client: TestClient, query: str) -> None:
    answer = client.get(f"/oai{query}")
    assert answer.status_code == 200
    assert checked(answer.content).codes


BODIES = {
    "empty": b"",
    "not UTF-8": b"verb=\xff\xfe",
    "no form": b"\x00\x01=;&&&=&verb",
    "an argument beside that of the address": b"verb=Identify",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_a_body_is_read_as_a_form_and_nothing_in_it_breaks_us(client: TestClient, body: bytes) -> None:
    answer = client.post(
        "/oai?verb=Identify" if body == b"verb=Identify" else "/oai", content=body, headers={"content-type": FORM}
    )
    assert (answer.status_code, checked(answer.content).codes) == (200, ["badVerb"])


def test_a_body_in_another_form_or_too_long_is_refused_by_http(client: TestClient) -> None:
    assert client.post("/oai", json=ASKED).status_code == 415
    assert client.post("/oai").status_code == 415
    assert client.post("/oai", content=b"x" * (MAX_BODY + 1), headers={"content-type": FORM}).status_code == 413
    exactly = client.post(
        "/oai", content=b"verb=Identify&x=".ljust(MAX_BODY, b"x"), headers={"content-type": f"{FORM}; charset=UTF-8"}
    )
    assert checked(exactly.content).codes == ["badArgument"]


def test_other_methods_are_not_allowed(client: TestClient) -> None:
    assert client.head("/oai?verb=Identify").status_code == 200
    assert client.put("/oai?verb=Identify").status_code == 405
