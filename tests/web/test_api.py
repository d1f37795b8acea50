"""The JSON contract: shapes, problems and openness."""

import pytest
from starlette.testclient import TestClient

from tests.index.shelf import TOPICS, Shelf
from web.app import create_app
from web.params import PARAMETERS

# What other sites may rely on. Fields are added here, never taken away.
SEARCH = {"meta", "query", "results", "facets", "links"}
RESULT = {
    "id", "url", "api_url", "title", "title_marked", "subtitle", "type", "number", "publishers", "topics", "published", "year",
    "language", "landing_page", "score", "snippet", "pages", "pages_total",
}  # fmt: skip
DOCUMENT = {
    "id", "url", "title", "subtitle", "abstract", "type", "number", "publishers", "commissioners", "authors", "committee",
    "chair", "topics", "keywords", "published", "year", "concerns", "language", "landing_page", "files", "pages", "isbn", "issn",
    "doi", "note", "citation", "sources", "provenance", "first_seen", "updated",
}  # fmt: skip


def test_a_search_has_the_promised_shape(client: TestClient) -> None:
    answer = client.get("/api/v1/search?q=kommuner&size=1")
    assert answer.headers["content-type"] == "application/json"
    body = answer.json()
    assert body.keys() >= SEARCH
    assert body["meta"].keys() >= {"total", "page", "size", "pages", "generation"}
    assert (body["meta"]["page"], body["meta"]["size"], body["meta"]["pages"]) == (1, 1, body["meta"]["total"])
    assert body["results"][0].keys() >= RESULT
    assert body["facets"]["publisher"]["label"] == {"nb": "Utgiver", "nn": "Utgjevar", "en": "Publisher"}


def test_a_result_tells_where_the_words_stand(client: TestClient) -> None:
    results = client.get("/api/v1/search?q=kommuner").json()["results"]
    hit = next(result for result in results if result["id"] == "nou-1")
    assert hit["number"] == "NOU 2020: 12"
    assert hit["publishers"][0]["label"]["en"] == "Ministry of Local Government"
    assert [page["number"] for page in hit["pages"]] == sorted(page["number"] for page in hit["pages"])
    page = next(page for page in hit["pages"] if page["number"] == 2)
    assert page["url"] == "http://testserver/documents/nou-1?page=2#side-2"
    assert [part["text"].lower() for part in page["snippet"] if part["marked"]] == ["kommunene"]


def test_links_lead_through_all_results(client: TestClient) -> None:
    address, seen = "http://testserver/api/v1/search?size=4", list[str]()
    while address:
        body = client.get(address).json()
        assert body["links"]["self"] == address
        seen += [result["id"] for result in body["results"]]
        address = body["links"]["next"]
    assert len(seen) == len(set(seen)) == body["meta"]["total"]
    assert body["links"]["prev"].endswith(f"page={body['meta']['page'] - 1}&size=4")
    assert client.get(body["links"]["html"]).status_code == 302


def test_a_document_tells_all_that_is_known(client: TestClient) -> None:
    body = client.get("/api/v1/documents/nasty").json()
    assert body.keys() >= DOCUMENT
    assert body["pages"] == 45
    assert body["landing_page"] is None
    assert body["language"] == {
        "code": "nn",
        "contains": ["nn", "en"],
        "declared": "nn",
        "detected": "nn",
        "confidence": 0.9,
        "shares": {"nn": 0.9, "en": 0.1},
    }
    assert client.get(body["files"][0]["url"]).status_code == 200


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("publisher=finnes-ikke", "publisher"),
        ("topic=x", "topic"),
        ("type=roman", "type"),
        ("language=klingonsk", "language"),
        ("contains=nn&contains=klingonsk", "contains"),
        ("foo=1", "foo"),
        ("page=0", "page"),
        ("year=99", "year"),
    ],
)
def test_what_is_not_understood_is_never_ignored(client: TestClient, query: str, name: str) -> None:
    answer = client.get(f"/api/v1/search?{query}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == 422
    assert [invalid["name"] for invalid in body["invalid_params"]] == [name]
    assert all(invalid["reason"] for invalid in body["invalid_params"])


def test_an_unknown_parameter_is_told_the_known_ones(client: TestClient) -> None:
    assert client.get("/api/v1/search?fritekst=by").json()["invalid_params"][0]["allowed"] == list(PARAMETERS)


def test_documents_that_contain_a_language_are_found_and_say_so(client: TestClient) -> None:
    body = client.get("/api/v1/search?contains=en&language=nb").json()
    assert [result["id"] for result in body["results"]] == ["blandet"]
    assert body["query"]["filters"] == {"language": ["nb"], "contains": ["en"]}
    assert body["facets"]["contains"]["label"] == {"nb": "Inneholder språk", "nn": "Inneheld språk", "en": "Contains language"}
    assert client.get(body["results"][0]["api_url"]).json()["language"]["contains"] in (["nb", "en", "nn"], ["nb", "nn", "en"])


@pytest.mark.parametrize("name", ["type", "language", "contains"])
def test_a_refused_value_is_told_those_that_there_are(client: TestClient, name: str) -> None:
    (invalid,) = client.get(f"/api/v1/search?{name}=klingonsk").json()["invalid_params"]
    values = client.get("/api/v1/search").json()["facets"][name]["values"]
    assert invalid["allowed"] == [value["key"] for value in values] != []


def test_a_key_for_no_value_is_known(client: TestClient) -> None:
    body = client.get("/api/v1/search?publisher=none").json()
    assert body["meta"]["total"] == next(v["count"] for v in body["facets"]["publisher"]["values"] if v["key"] == "none") > 0


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/api/v1/documents/finnes-ikke", 404),
        ("GET", "/api/v1/documents/gone", 410),
        ("GET", "/api/v2/search", 404),
        ("POST", "/api/v1/search", 405),
        ("GET", "/api/v1/documents/nou-1?x=1", 422),
    ],
)
def test_errors_are_problem_details(client: TestClient, method: str, address: str, status: int) -> None:
    answer = client.request(method, address)
    assert (answer.status_code, answer.json()["status"]) == (status, status)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*"
    if status == 405:
        assert "GET" in answer.headers["allow"]


def test_any_site_may_read(client: TestClient) -> None:
    preflight = client.options(
        "/api/v1/search", headers={"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    )
    assert preflight.status_code == 204
    assert preflight.headers["access-control-allow-origin"] == "*"
    assert "GET" in preflight.headers["access-control-allow-methods"]
    answer = client.get("/api/v1/search", headers={"Origin": "https://example.org"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    assert "access-control-allow-origin" not in client.get("/nb/").headers


def test_head_tells_what_get_would(client: TestClient) -> None:
    assert client.head("/api/v1/search?q=by").status_code == 200
    assert client.head("/nb/").headers["content-type"] == "text/html; charset=utf-8"


def test_a_fault_of_ours_is_told_without_details(shelf: Shelf) -> None:
    engine = shelf.open()
    app = create_app(shelf.catalogue, engine, TOPICS)
    app.state.site = None  # what no request should meet
    client = TestClient(app, raise_server_exceptions=False)
    answer = client.get("/api/v1/search")
    assert answer.status_code == 500
    assert "site" not in answer.json()["detail"].split()
    assert answer.headers["access-control-allow-origin"] == "*"
    engine.close()
