"""The JSON contract: shapes, problems and openness."""

import pytest
from starlette.testclient import TestClient

from tests.index.shelf import TOPICS, Shelf
from tests.web.shelf import PAPER_FILE
from web.api.asking import SEARCH_PARAMETERS
from web.app import create_app

# What other sites may rely on. Fields are added here, never taken away.
SEARCH = {"meta", "query", "results", "facets", "links"}
RESULT = {
    "id", "url", "api_url", "title", "title_marked", "subtitle", "type", "number", "publishers", "topics", "published", "year",
    "language", "landing_page", "score", "snippet", "pages", "pages_total",
}  # fmt: skip
QUERY = {
    "text", "understood", "words", "corrected", "suggestion", "matching", "with_all", "with_most", "notices", "filters",
    "year_from", "year_to", "sort",
}  # fmt: skip
LINKS = {"self", "next", "prev", "html", "exact", "all", "most"}
SIMILAR = RESULT - {"title_marked", "snippet", "pages", "pages_total"}
SUGGESTION = {"kind", "key", "text", "label", "detail", "url", "html", "api_url"}
DOCUMENT = {
    "id", "url", "title", "subtitle", "aliases", "abstract", "type", "number", "publishers", "commissioners", "authors",
    "committee", "chair", "topics", "keywords", "published", "year", "concerns", "language", "landing_page", "files", "pages",
    "isbn", "issn", "doi", "note", "citation", "sources", "provenance", "first_seen", "updated",
}  # fmt: skip


def test_a_search_has_the_promised_shape(client: TestClient) -> None:
    answer = client.get("/api/v1/search?q=kommuner&size=1")
    assert answer.headers["content-type"] == "application/json"
    body = answer.json()
    assert body.keys() >= SEARCH
    assert body["meta"].keys() >= {"total", "page", "size", "pages", "generation"}
    assert (body["meta"]["page"], body["meta"]["size"], body["meta"]["pages"]) == (1, 1, body["meta"]["total"])
    assert body["query"].keys() >= QUERY
    assert body["links"].keys() >= LINKS
    assert body["results"][0].keys() >= RESULT
    assert body["facets"]["publisher"]["label"] == {"nb": "Utgiver", "nn": "Utgjevar", "en": "Publisher"}


def test_a_result_tells_where_the_words_stand(client: TestClient) -> None:
    results = client.get("/api/v1/search?q=kommuner").json()["results"]
    hit = next(result for result in results if result["id"] == "nou-1")
    assert hit["number"] == "NOU 2020: 12"
    assert hit["publishers"][0]["label"]["en"] == "Ministry of Local Government"
    assert [page["number"] for page in hit["pages"]] == sorted(page["number"] for page in hit["pages"])
    page = next(page for page in hit["pages"] if page["number"] == 2)
    assert page["url"] == "http://testserver/documents/nou-1?q=kommuner&page=2#side-2"
    assert [part["text"].lower() for part in page["snippet"] if part["marked"]] == ["kommunene"]


def test_a_page_is_linked_in_the_file_too(client: TestClient) -> None:
    (hit,) = client.get("/api/v1/search?q=oppdrettsanlegg").json()["results"]
    page = hit["pages"][0]
    assert (page["number"], page["label"]) == (2, "ii")
    assert page["url"] == "http://testserver/documents/skrift?q=oppdrettsanlegg&page=2#side-2"
    address, _, place = page["file_url"].partition("#")
    assert place == "page=2"
    answer = client.get(address)
    assert answer.content == PAPER_FILE
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith("inline")
    others = client.get("/api/v1/search?q=bygdeutvikling").json()["results"]
    assert {page["file_url"] for result in others for page in result["pages"]} == {None}


def test_a_correction_is_told_and_can_be_declined(client: TestClient) -> None:
    body = client.get("/api/v1/search?q=oppdrettsanleg+berekraftig&size=1").json()
    assert body["query"]["corrected"] == body["query"]["understood"] == "oppdrettsanlegg berekraftig"
    assert body["query"]["words"] == [
        {"text": "oppdrettsanleg", "searched": "oppdrettsanlegg", "also": [], "ignored": False},
        {"text": "berekraftig", "searched": "berekraftig", "also": ["bærekraftig"], "ignored": False},
    ]
    assert body["links"]["exact"] == "http://testserver/api/v1/search?q=oppdrettsanleg+berekraftig&match=exact&size=1"
    exact = client.get(body["links"]["exact"]).json()
    assert (exact["meta"]["total"], exact["query"]["corrected"], exact["query"]["matching"]) == (0, None, "exact")
    assert exact["links"]["exact"] is None


def test_a_word_without_a_meaning_of_its_own_is_left_out_and_said_to_be(client: TestClient) -> None:
    words = client.get("/api/v1/search?q=samarbeid+om+kommuner").json()["query"]["words"]
    assert [word["text"] for word in words if word["ignored"]] == ["om"]


def test_a_wider_answer_says_so_and_can_be_narrowed_and_widened_again(client: TestClient) -> None:
    wide = client.get("/api/v1/search?q=kommuner+små+samarbeide+bygdene").json()
    assert (wide["query"]["matching"], wide["query"]["with_all"]) == ("most", 1)
    assert wide["meta"]["total"] == wide["query"]["with_most"] > 1
    assert [(notice["code"], notice["detail"]) for notice in wide["query"]["notices"]] == [("some-words-only", "1")]
    assert "1" in wide["query"]["notices"][0]["message"]["nn"]
    assert wide["links"]["most"] is None
    narrow = client.get(wide["links"]["all"]).json()
    assert (narrow["query"]["matching"], narrow["meta"]["total"]) == ("all", 1)
    assert narrow["query"]["notices"] == []
    assert narrow["links"]["all"] is None
    assert client.get(narrow["links"]["most"]).json()["meta"]["total"] == wide["meta"]["total"]


def test_another_way_to_match_is_refused_with_those_that_there_are(client: TestClient) -> None:
    (invalid,) = client.get("/api/v1/search?q=by&match=some").json()["invalid_params"]
    assert (invalid["name"], invalid["allowed"]) == ("match", ["auto", "all", "most", "exact"])


@pytest.mark.parametrize(
    ("query", "kind", "key", "label", "detail", "path"),
    [
        ("nou 2020", "number", "nou-1", "NOU 2020: 12", "Næringslivet i distriktene", "documents/nou-1"),
        ("sentrali", "title", "felles", "Sentralitetsindeks", "Rapport, 2020", "documents/felles"),
        ("kommunal", "publisher", "kdd", "Kommunal- og distriktsdepartementet", "Utgjevar", "?publisher=kdd"),
        ("kommun", "topic", "regioner", "Kommunar og regionar", "Tema", "?topic=regioner"),
        ("rural ho", "word", "", "rural housing", "Søk etter dette", "?q=rural+housing"),
    ],
)
def test_a_suggestion_says_what_it_is_and_where_it_leads(  # noqa: PLR0917 - a column of the table each
    client: TestClient, query: str, kind: str, key: str, label: str, detail: str, path: str
) -> None:
    body = client.get("/api/v1/suggest", params={"q": query}).json()
    assert body["query"] == query
    found = next(found for found in body["suggestions"] if (found["kind"], found["key"]) == (kind, key))
    assert found.keys() >= SUGGESTION
    assert (found["label"]["nn"], found["detail"]["nn"]) == (label, detail)
    assert found["url"] == f"http://testserver/{path}"
    assert found["html"] == {language: f"http://testserver/{language}/{path}" for language in ("nb", "nn", "en")}
    for address in (found["api_url"], found["html"]["nn"]):
        assert client.get(address).status_code == 200


def test_suggestions_are_few_and_open_to_any_site(client: TestClient) -> None:
    answer = client.get("/api/v1/suggest?q=kommun&size=2", headers={"Origin": "https://example.org"})
    assert len(answer.json()["suggestions"]) == 2
    assert answer.headers["access-control-allow-origin"] == "*"
    for nothing in ("", "?q=", "?q=k", "?q=%22%C2%A7%00", "?q=zzzzz"):
        assert client.get(f"/api/v1/suggest{nothing}").json()["suggestions"] == []
    refused = client.get("/api/v1/suggest?q=by&size=21&topic=x").json()["invalid_params"]
    assert {invalid["name"] for invalid in refused} == {"size", "topic"}


def test_similar_documents_come_as_results_do(client: TestClient) -> None:
    body = client.get("/api/v1/documents/nou-1/similar").json()
    assert body["id"] == "nou-1"
    assert "nou-1" not in [result["id"] for result in body["results"]]
    assert body["results"]
    assert all(result.keys() >= SIMILAR and result["score"] > 0 for result in body["results"])
    assert len(client.get("/api/v1/documents/nou-1/similar?size=1").json()["results"]) == 1
    assert client.get("/api/v1/documents/udatert/similar").json()["results"] == []


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
    assert client.get("/api/v1/search?fritekst=by").json()["invalid_params"][0]["allowed"] == list(SEARCH_PARAMETERS)


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
        ("GET", "/api/v1/documents/finnes-ikke/similar", 404),
        ("GET", "/api/v1/documents/gone/similar", 410),
        ("GET", "/api/v1/documents/nou-1/similar?size=21", 422),
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


def test_norwegian_is_both_its_standards_and_und_is_not_known(client: TestClient) -> None:
    def total(query: str) -> int:
        return int(client.get(f"/api/v1/search?size=0&facets=none&{query}").json()["meta"]["total"])

    assert total("language=no") == total("language=nb&language=nn") > 0
    assert total("language=und") == total("language=none") > 0
    assert total("contains=und") == total("contains=none")


def test_who_asks_for_what_was_removed_is_told_so(client: TestClient) -> None:
    assert "was removed" in client.get("/api/v1/documents/gone").json()["detail"]


def test_the_place_of_a_problem_is_an_address(client: TestClient) -> None:
    for path, instance in (
        ("/api/v1/documents/æ", "/api/v1/documents/%C3%A6"),
        ("/api/v1/documents/%00", "/api/v1/documents/%00"),
    ):
        assert client.get(path).json()["instance"] == instance
