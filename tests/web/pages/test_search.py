"""The search page and the pages of its facets, as they are without script."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from starlette.testclient import TestClient

from index.engine import FacetField
from tests.web.html import Page, get, read


def ticked(page: Page, name: str) -> list[str]:
    boxes = page.all("input", type="checkbox", name=name)
    return [str(box.attributes["value"]) for box in boxes if "checked" in box.attributes]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("field", FacetField)
def test_every_facet_has_a_page_of_its_own(client: TestClient, field: FacetField, language: str) -> None:
    page = get(client, f"/{language}/facets/{field}?q=kommune")
    assert page.all("input", type="checkbox", name=field.value)
    assert page.all("html", lang=language)
    assert page.all("meta", name="robots", content="noindex")


def test_a_facet_page_keeps_the_search_and_leads_back(client: TestClient) -> None:
    page = get(client, "/nb/facets/publisher?q=kommune&type=nou&type=report&publisher=kdd&page=3")
    hidden = [(box.attributes["name"], box.attributes["value"]) for box in page.all("input", type="hidden")]
    assert hidden == [("q", "kommune"), ("type", "nou"), ("type", "report")]
    assert ticked(page, "publisher") == ["kdd"]
    assert page.all("a", href="/nb/?q=kommune&publisher=kdd&type=nou&type=report")


def test_what_was_ticked_leads_to_the_results(client: TestClient) -> None:
    answer = client.get("/nn/facets/publisher?q=kommune&find=nord&publisher=kdd&publisher=nordregio&apply=1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/nn/?q=kommune&publisher=kdd&publisher=nordregio")


def test_values_are_looked_through_without_script(client: TestClient) -> None:
    page = get(client, "/nb/facets/publisher?find=STATISTISK")
    assert [box.attributes["value"] for box in page.all("input", type="checkbox")] == ["ssb"]
    assert "1 av 4" in page.all("p", id="found")[0].text
    assert "Ingenting heter det." in get(client, "/nb/facets/publisher?find=zzz").all("p", id="found")[0].text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nb/facets/colour", 404),
        ("/nb/facets/", 404),
        ("/nb/facets/publisher?colour=red", 422),
        ("/nb/facets/publisher?find=a&find=b", 422),
        ("/nb/facets/year?year=soon", 422),
        ("/nb/?find=a", 422),
        ("/nb/?apply=1", 422),
    ],
)
def test_what_is_not_understood_is_refused_on_a_page(client: TestClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert read(answer.text).faults == []


def test_hits_carry_the_query_to_their_text(client: TestClient) -> None:
    addresses = [urlsplit(str(link.attributes["href"])) for link in get(client, "/nb/?q=kommuner").all("a")]
    documents = [address for address in addresses if address.path == "/nb/documents/nou-1"]
    assert {dict(parse_qsl(address.query))["q"] for address in documents} == {"kommuner"}
    assert {(dict(parse_qsl(address.query)).get("page"), address.fragment) for address in documents} >= {
        (None, ""),
        ("2", "side-2"),
    }


def test_a_result_can_be_saved_and_followed_in_every_form(client: TestClient) -> None:
    page = get(client, "/nb/?q=kommuner&type=nou&page=1")
    addresses = [str(link.attributes["href"]) for link in page.all("a") if "format=" in str(link.attributes.get("href"))]
    assert {dict(parse_qsl(urlsplit(address).query))["format"] for address in addresses} == {
        "csv",
        "ris",
        "bibtex",
        "csl",
        "atom",
    }
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.headers["x-total-count"] == "1", address


def test_searches_are_no_matter_for_crawlers_but_the_start_page_is(client: TestClient) -> None:
    assert not get(client, "/nb/").all("meta", name="robots")
    for address in ("/nb/?q=kommuner", "/nb/?type=nou", "/nb/?year_from=2018"):
        assert get(client, address).all("meta", name="robots", content="noindex, follow")


def test_the_years_table_has_every_year_with_its_count(client: TestClient) -> None:
    counts = client.get("/api/v1/search?q=kommuner").json()["facets"]["year"]["values"]
    page = get(client, "/nb/?q=kommuner")
    rows = zip(page.all("th", scope="row"), page.all("td"), strict=True)
    told = {year.text.strip(): count.text.strip() for year, count in rows}
    assert told == {value["label"]["nb"]: str(value["count"]) for value in counts}


def test_a_search_without_hits_names_the_filters_that_stand_in_the_way(client: TestClient) -> None:
    page = get(client, "/en/?q=klimarisiko&type=nou&publisher=ssb")
    texts = [" ".join(item.text.split()) for item in page.all("li")]
    assert "Without the filter “Publisher” 1 document" in texts
    assert "Without any filters 1 document" in texts
