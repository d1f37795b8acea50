"""Parts of an answer, and whole results: fields, facets, sizes and cursors."""

from base64 import urlsafe_b64encode
from collections.abc import Iterator
from unicodedata import category
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from index.engine import FacetField
from library.document import Document, DocumentType
from tests.index.shelf import TOPICS, Shelf
from tests.web.shelf import stocked
from web.api.asking import FACETS, RESULT_FIELDS
from web.app import create_app
from web.params import MAX_DEPTH
from web.reader import printable

SEARCH = "/api/v1/search"


def b64(content: str | bytes) -> str:
    return urlsafe_b64encode(content.encode() if isinstance(content, str) else content).decode().rstrip("=")


def test_only_the_fields_that_are_wanted_come_and_always_the_id(client: TestClient) -> None:
    whole = client.get(SEARCH, params={"q": "kommuner"}).json()
    for fields in ("title,url", "snippet", "id"):
        some = client.get(SEARCH, params={"q": "kommuner", "fields": fields}).json()
        wanted = {"id", *fields.split(",")}
        assert some["results"] == [{name: result[name] for name in wanted} for result in whole["results"]]
        assert some["meta"] == whole["meta"]
    repeated = client.get(SEARCH, params=[("q", "kommuner"), ("fields", "title"), ("fields", "url, year")]).json()
    assert repeated["results"][0].keys() == {"id", "title", "url", "year"}


def test_every_field_can_be_asked_for_by_itself(client: TestClient) -> None:
    for field in RESULT_FIELDS:
        (result,) = client.get(SEARCH, params={"q": "kommuner", "fields": field, "size": 1}).json()["results"]
        assert result.keys() == {"id", field}


def test_only_the_facets_that_are_wanted_come(client: TestClient) -> None:
    whole = client.get(SEARCH).json()["facets"]
    assert client.get(SEARCH, params={"facets": "year,publisher"}).json()["facets"].keys() == {"year", "publisher"}
    assert client.get(SEARCH, params={"facets": "none"}).json()["facets"] == {}
    (alone,) = client.get(SEARCH, params={"facets": "type"}).json()["facets"].values()
    assert [(value["key"], value["count"]) for value in alone["values"]] == [
        (value["key"], value["count"]) for value in whole["type"]["values"]
    ]


@pytest.mark.parametrize(("name", "allowed"), [("fields", RESULT_FIELDS), ("facets", FACETS)])
def test_an_unknown_part_is_refused_with_those_that_there_are(client: TestClient, name: str, allowed: tuple[str, ...]) -> None:
    (wrong,) = client.get(SEARCH, params={name: "title,year,finnes-ikke"[10 if name == "facets" else 0 :]}).json()[
        "invalid_params"
    ][-1:]
    assert (wrong["name"], wrong["code"], wrong["value"]) == (name, "not-allowed", "finnes-ikke")
    assert wrong["allowed"] == list(allowed)


def test_a_size_of_none_gives_numbers_and_facets_only(client: TestClient) -> None:
    none, some = client.get(f"{SEARCH}?size=0&q=kommuner"), client.get(f"{SEARCH}?q=kommuner")
    assert none.json()["results"] == []
    assert (none.json()["meta"]["total"], none.json()["meta"]["pages"]) == (some.json()["meta"]["total"], 0)
    assert _counts(none.json()) == _counts(some.json())
    assert client.get(none.json()["links"]["html"], follow_redirects=True).status_code == 200


def test_each_value_leads_to_the_search_with_it_and_back(client: TestClient) -> None:
    first = client.get(f"{SEARCH}?q=kommuner&type=report&fields=title&page=1&size=2").json()
    for field in FacetField:
        for value in first["facets"][field]["values"]:
            assert value["selected"] == ((field, value["key"]) == ("type", "report"))
            then = client.get(value["toggle_url"]).json()
            assert then["results"] == [] or then["results"][0].keys() == {"id", "title"}
            (same,) = [other for other in then["facets"][field]["values"] if other["key"] == value["key"]] or [None]
            assert same is None or same["selected"] is not value["selected"]
            if same:
                assert client.get(same["toggle_url"]).json()["query"]["filters"] == first["query"]["filters"]


def test_a_reading_by_cursor_gives_everything_once_in_order(client: TestClient) -> None:
    whole = client.get(f"{SEARCH}?size=100&sort=title").json()["results"]
    seen, address = list[str](), f"{SEARCH}?cursor=*&size=3&sort=title&fields=id&facets=none"
    while address:
        answer = client.get(address)
        body = answer.json()
        seen += [result["id"] for result in body["results"]]
        following = body["meta"]["next_cursor"]
        assert (following is None) == (body["links"]["next"] is None)
        assert body["links"]["prev"] is None
        assert ("next" in answer.links) == bool(following)
        address = body["links"]["next"]
        if address:
            assert dict(parse_qsl(urlsplit(address).query))["cursor"] == following
            assert answer.links["next"]["url"] == address
    assert seen == [result["id"] for result in whole]


def test_the_same_question_is_answered_in_the_same_order(client: TestClient) -> None:
    for sort in ("relevance", "newest", "oldest", "title", "added"):
        answers = [client.get(f"{SEARCH}?q=kommuner&sort={sort}").json()["results"] for _ in range(3)]
        assert answers[0] == answers[1] == answers[2]


@pytest.fixture
def changing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Shelf, TestClient]]:
    """A library of its own, to change while it is read."""
    with stocked(tmp_path_factory.mktemp("changing")) as shelf:
        engine = shelf.open()
        with TestClient(create_app(shelf.catalogue, engine, TOPICS)) as client:
            yield shelf, client
        engine.close()


def test_a_reading_ends_with_a_clear_word_when_the_index_changes(changing: tuple[Shelf, TestClient]) -> None:
    shelf, client = changing
    first = client.get(f"{SEARCH}?cursor=*&size=2").json()
    shelf.put(Document(id="ny", title="Nykomen", type=DocumentType.REPORT))
    shelf.index()
    answer = client.get(first["links"]["next"])
    assert (answer.status_code, answer.headers["content-type"]) == (410, "application/problem+json")
    assert answer.json()["type"] == "/api#gone"
    assert "cursor=*" in answer.json()["detail"]
    again = client.get(f"{SEARCH}?cursor=*&size=2").json()
    assert again["meta"]["generation"] != first["meta"]["generation"]
    assert client.get(again["links"]["next"]).status_code == 200


@pytest.mark.parametrize(
    ("more", "name", "code"),
    [
        pytest.param({"cursor": "tull"}, "cursor", "not-a-cursor", id="no cursor of ours"),
        pytest.param({"cursor": "eyJvZmZzZXQiOi0xfQ"}, "cursor", "not-a-cursor", id="base64 of something else"),
        pytest.param({"cursor": "æ" * 900}, "cursor", "not-a-cursor", id="long and not ASCII"),
        pytest.param({"cursor": b64('{"offset":10000000000,"search":"","state":""}')}, "cursor", "not-a-cursor", id="too far"),
        pytest.param({"cursor": b64(b'{"offset":0,"search":"","state":"\xff"}')}, "cursor", "not-a-cursor", id="no UTF-8"),
        pytest.param({"size": "0", "page": "7"}, "page", "not-in-range", id="a page of nothing"),
        pytest.param({"facets": "none,type"}, "facets", "not-allowed", id="no facets and one"),
        pytest.param({"year_from": "2000", "year_to": "0000"}, "year_from", "years-reversed", id="the year nought"),
        pytest.param({"cursor": "*", "page": "2"}, "page", "not-with-cursor", id="a page as well"),
        pytest.param({"cursor": "*", "size": "0"}, "size", "not-with-cursor", id="nothing to read"),
        pytest.param({"page": str(MAX_DEPTH), "size": "100"}, "page", "too-deep", id="too deep for pages"),
        pytest.param({"q": "x" * 1_001}, "q", "too-long", id="too many letters"),
        pytest.param({"q": "ord " * 40}, "q", "too-many-words", id="too many words"),
    ],
)
def test_what_costs_too_much_or_makes_no_sense_has_its_own_error(
    client: TestClient, more: dict[str, str], name: str, code: str
) -> None:
    answer = client.get(SEARCH, params=more)
    assert answer.status_code == 422
    assert [(wrong["name"], wrong["code"]) for wrong in answer.json()["invalid_params"]] == [(name, code)]
    assert answer.json()["type"] == "/api#invalid-parameters"


def test_a_cursor_of_another_search_is_refused(client: TestClient) -> None:
    cursor = client.get(f"{SEARCH}?cursor=*&size=2").json()["meta"]["next_cursor"]
    (wrong,) = client.get(SEARCH, params={"q": "kommuner", "cursor": cursor, "size": 2}).json()["invalid_params"]
    assert (wrong["name"], wrong["code"]) == ("cursor", "cursor-of-another-search")


def test_a_beginning_of_too_many_words_is_refused(changing: tuple[Shelf, TestClient]) -> None:
    shelf, client = changing
    words = " ".join(f"qv{first}{second}{third}" for first in "abcdefgh" for second in "abcdefgh" for third in "abcd")
    shelf.put(Document(id="mange", title="Mange ord", type=DocumentType.REPORT, abstract=words))
    shelf.index()
    (wrong,) = client.get(SEARCH, params={"q": "qv*"}).json()["invalid_params"]
    assert (wrong["name"], wrong["code"], wrong["value"]) == ("q", "prefix-too-wide", "qv*")
    assert client.get(SEARCH, params={"q": "qva*"}).json()["meta"]["total"] == 1


def test_a_search_without_hits_leads_on(client: TestClient) -> None:
    body = client.get(SEARCH, params={"q": "kommuner", "type": "law", "match": "all", "size": 5}).json()
    assert body["meta"]["total"] == 0
    kinds = {other["kind"] for other in body["suggestions"]}
    assert "without-filters" in kinds
    for other in body["suggestions"]:
        found = client.get(other["api_url"]).json()["meta"]
        assert (found["total"], found["size"]) == (other["total"], 5)
        assert client.get(other["url"], follow_redirects=True).status_code == 200


def _counts(body: dict[str, dict[str, dict[str, list[dict[str, object]]]]]) -> dict[str, list[tuple[object, object]]]:
    return {field: [(value["key"], value["count"]) for value in facet["values"]] for field, facet in body["facets"].items()}


@given(st.binary(max_size=80) | st.text(max_size=80))
def test_whatever_stands_for_a_cursor_is_refused(client: TestClient, content: bytes | str) -> None:
    for text in (b64(content), content if isinstance(content, str) else content.decode("latin-1")):
        answer = client.get(SEARCH, params={"cursor": text, "size": 1, "facets": "none", "fields": "id"})
        is_text = all(letter in "\t\n\r\f\v" or (category(letter) != "Cc" and letter != "\ufffd") for letter in text)
        assert answer.status_code == (200 if is_text and printable(text) in {"", "*"} else 422)


def test_ways_out_do_not_depend_on_the_facets_that_are_wanted(client: TestClient) -> None:
    asked = {"q": "bygdeutvikling", "language": "se"}
    some, none = (client.get(SEARCH, params={**asked, **more}).json()["suggestions"] for more in ({}, {"facets": "none"}))
    assert [other["kind"] for other in some] == [other["kind"] for other in none]
    assert "other-language" in [other["kind"] for other in some]


def test_every_link_of_an_answer_can_be_followed(client: TestClient) -> None:
    body = client.get(f"{SEARCH}?q=kommuner&year_from=0900&year_to=0999&match=all").json()
    links = [link for name, link in body["links"].items() if link] + [other["api_url"] for other in body["suggestions"]]
    for link in links:
        assert client.get(link, follow_redirects=True).status_code == 200, link


def test_links_that_are_too_long_for_a_header_are_in_the_body_only(client: TestClient) -> None:
    answer = client.get(SEARCH, params={"q": "kommuner OR " + "ø" * 900, "size": 1})
    assert answer.status_code == 200
    assert answer.json()["links"]["next"]
    assert len(answer.headers["link"]) < 4_000
    assert "next" not in answer.links


def test_a_query_that_is_typed_may_not_be_too_long(client: TestClient) -> None:
    (wrong,) = client.get("/api/v1/suggest", params={"q": "k" * 1_001}).json()["invalid_params"]
    assert (wrong["name"], wrong["code"]) == ("q", "too-long")
