"""OpenSearch: a browser can add this library, search from its address bar and be offered completions."""

import re

import pytest
from lxml import etree
from starlette.testclient import TestClient

from tests.web.html import read
from web.exports.opensearch import DESCRIPTION, SUGGESTIONS
from web.exports.xml import OPENSEARCH
from web.texts import INTERFACE_LANGUAGES

NAMES = {"o": OPENSEARCH}


def filled(template: str, terms: str) -> str:
    """Do what a browser does: fill in what it has, and leave out what is optional."""
    return re.sub(r"\{\w+\?\}", "", template.replace("{searchTerms}", terms))


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_a_browser_can_add_this_library_and_search_it(client: TestClient, language: str) -> None:
    answer = client.get(f"/{language}/opensearch.xml")
    assert answer.headers["content-type"] == DESCRIPTION
    root = etree.fromstring(answer.content)
    assert root.tag == f"{{{OPENSEARCH}}}OpenSearchDescription"
    assert 0 < len(root.findtext("o:ShortName", namespaces=NAMES)) <= 16
    assert 0 < len(root.findtext("o:Description", namespaces=NAMES)) <= 1024
    assert root.findtext("o:Language", namespaces=NAMES) == language
    templates = {url.get("type"): url.get("template") for url in root.iterfind("o:Url", NAMES)}
    assert templates["text/html"] == f"http://testserver/{language}/?q={{searchTerms}}"
    for media_type, template in templates.items():
        found = client.get(filled(template, "sm%C3%A5%20kommuner"))
        assert found.status_code == 200, template
        assert found.headers["content-type"].startswith(media_type)
    icon = client.get(root.findtext("o:Image", namespaces=NAMES))
    assert (icon.status_code, icon.headers["content-type"]) == (200, "image/svg+xml")


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_every_page_tells_browsers_of_it(client: TestClient, language: str) -> None:
    for path in ("", "?q=kommuner", "documents/nou-1", "about", "finnes-ikke"):
        page = read(client.get(f"/{language}/{path}").text)
        (search,) = page.all("link", rel="search")
        assert search.attributes["href"] == f"/{language}/opensearch.xml"
        assert search.attributes["type"] == DESCRIPTION
        addresses = [link.attributes["href"] for link in page.all("link", rel="alternate", type="application/atom+xml")]
        assert f"/{language}/?format=atom" in addresses


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_suggestions_have_the_shape_that_browsers_read(client: TestClient, language: str) -> None:
    answer = client.get(f"/{language}/opensearch/suggest", params={"q": "Kommu "})
    assert answer.headers["content-type"] == SUGGESTIONS
    typed, completions, details, addresses = answer.json()
    assert typed == "Kommu ", "browsers drop an answer to something else than they sent"
    assert len(completions) == len(details) == len(addresses) > 0
    assert "Kommuneproposisjonen" in completions
    for address in addresses:
        assert address.startswith(f"http://testserver/{language}/")
        assert client.get(address).status_code == 200


def test_suggestions_speak_the_readers_language(client: TestClient) -> None:
    for language, completion, detail in (("en", "Statistics Norway", "Publisher"), ("nn", "Statistisk sentralbyrå", "Utgjevar")):
        _, completions, details, _ = client.get(f"/{language}/opensearch/suggest?q=statis").json()
        assert (completion, detail) in zip(completions, details, strict=True)


@pytest.mark.parametrize("query", ["", "q=", 'q="]<script>', "q=%00", "q=zzzzqqq"])
def test_nothing_to_suggest_is_an_answer_too(client: TestClient, query: str) -> None:
    answer = client.get(f"/nb/opensearch/suggest?{query}")
    assert answer.status_code == 200
    assert [type(part) for part in answer.json()] == [str, list, list, list]


def test_an_unknown_parameter_is_refused(client: TestClient) -> None:
    assert client.get("/nb/opensearch/suggest?q=a&foo=1").status_code == 422
