"""A document's text, some pages at a time."""

import pytest
from starlette.testclient import TestClient

from tests.web.shelf import LONG_PAGES, LONG_TEXT, PAPER_PAGES
from web.api.asking import DEFAULT_TEXT_PAGES


def test_the_text_comes_page_by_page_as_it_is_held(client: TestClient) -> None:
    body = client.get("/api/v1/documents/skrift/text").json()
    assert [(page["number"], page["label"], page["language"], page["text"]) for page in body["pages"]] == [
        (page.number, page.label, page.language, page.text) for page in PAPER_PAGES
    ]
    assert body["meta"] == {"total": len(PAPER_PAGES), "first": 1, "size": DEFAULT_TEXT_PAGES}
    assert body["pages"][1]["url"] == "http://testserver/documents/skrift?page=2#side-2"
    assert (body["links"]["next"], body["links"]["prev"]) == (None, None)
    assert client.get(body["links"]["document"]).json()["id"] == "skrift"


def test_links_lead_through_the_whole_text_and_back(client: TestClient) -> None:
    address, texts = "http://testserver/api/v1/documents/nasty/text?size=7", list[str]()
    while address:
        answer = client.get(address)
        body = answer.json()
        assert answer.headers["x-total-count"] == str(LONG_PAGES)
        texts += [page["text"] for page in body["pages"]]
        address = body["links"]["next"]
    assert texts == [page.text for page in LONG_TEXT]
    back = client.get(body["links"]["prev"]).json()
    assert back["pages"][-1]["number"] == body["meta"]["first"] - 1


@pytest.mark.parametrize("query", ["first=0", "first=46", "size=0", "size=101", "page=1", "first=x"])
def test_what_is_not_there_is_refused(client: TestClient, query: str) -> None:
    answer = client.get(f"/api/v1/documents/nasty/text?{query}")
    assert answer.status_code == 422
    assert [wrong["name"] for wrong in answer.json()["invalid_params"]] == [query.partition("=")[0]]


def test_a_document_without_text_has_none(client: TestClient) -> None:
    body = client.get("/api/v1/documents/udatert/text").json()
    assert (body["meta"]["total"], body["pages"]) == (0, [])


def test_only_documents_have_texts(client: TestClient) -> None:
    assert client.get("/api/v1/documents/finnes-ikke/text").status_code == 404
    assert client.get("/api/v1/documents/gone/text").status_code == 410
