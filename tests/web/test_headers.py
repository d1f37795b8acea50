"""What every response carries, and where errors lead people."""

import pytest
from starlette.testclient import TestClient

from tests.web.html import read
from web.texts import INTERFACE_LANGUAGES


@pytest.mark.parametrize("address", ["/nb/", "/api/v1/search", "/nb/finnes-ikke", "/", "/nb/documents/nou-1"])
def test_readers_are_kept_safe_everywhere(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert "set-cookie" not in headers


def test_assets_may_be_kept_for_ever_under_the_address_of_their_content(client: TestClient) -> None:
    page = read(client.get("/nb/").text)
    style = str(page.all("link", rel="stylesheet")[0].attributes["href"])
    answer = client.get(style)
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert "immutable" in answer.headers["cache-control"]
    old = client.get("/static/000000000000/kartotek.css")
    assert (old.status_code, old.headers["location"]) == (302, style)
    assert client.get("/static/000000000000/finnes-ikke.css").status_code == 404


def test_the_weight_of_a_page_is_bounded(client: TestClient) -> None:
    page = read(client.get("/nb/").text)
    style = str(page.all("link", rel="stylesheet")[0].attributes["href"])
    script = str(page.all("script")[0].attributes["src"])
    assert len(client.get(style).content) <= 40_000
    assert len(client.get(script).content) <= 20_000


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("finnes-ikke", 404),
        ("documents/finnes-ikke", 404),
        ("documents/gone", 410),
        ("?page=0&foo=1", 422),
        ("documents/nou-1?page=x", 422),
    ],
)
def test_an_error_is_a_friendly_page_in_the_readers_language(client: TestClient, path: str, status: int, language: str) -> None:
    answer = client.get(f"/{language}/{path}")
    assert answer.status_code == status
    page = read(answer.text)
    assert page.faults == []
    assert page.all("html", lang=language)
    assert page.all("input", name="q")
    if "foo" in path:
        assert "foo=1" in answer.text


def test_an_address_outside_the_languages_follows_the_browser(client: TestClient) -> None:
    assert read(client.get("/finnes-ikke", headers={"Accept-Language": "nn"}).text).all("html", lang="nn")
    assert client.post("/nb/").status_code == 405
