"""What every response carries, and where errors lead people."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from tests.web.html import read
from web.app import routes
from web.compression import compression
from web.headers import Headers
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


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/search",
        "/api/v1/finnes-ikke",
        "/oai",
        "/catalog.ttl",
        "/sitemap.xml",
        "/robots.txt",
        "/.well-known/api-catalog",
        "/nb/?format=atom",
        "/nb/documents/nou-1?format=ris",
        "/nb/?format=ukjent",
    ],
)
def test_scripts_of_other_sites_may_read_what_is_for_programs(client: TestClient, address: str) -> None:
    headers = client.get(address, headers={"Origin": "https://annen.example"}).headers
    assert headers["access-control-allow-origin"] == "*"
    assert headers["cross-origin-resource-policy"] == "cross-origin"
    assert {"Link", "ETag", "Retry-After", "X-Total-Count"} <= set(headers["access-control-expose-headers"].split(", "))
    assert "access-control-allow-credentials" not in headers


@pytest.mark.parametrize("address", ["/nb/", "/nb/documents/nou-1", "/nb/?format=", "/nb/?format=%20", "/nb/?format=%00"])
def test_pages_are_for_their_readers(client: TestClient, address: str) -> None:
    assert "access-control-allow-origin" not in client.get(address, headers={"Origin": "https://annen.example"}).headers


def test_head_is_answered_wherever_get_is() -> None:
    served = [route for route in routes() if isinstance(route, Route)]
    assert served
    assert [route.path for route in served if "GET" in (route.methods or ()) and "HEAD" not in (route.methods or ())] == []


@pytest.mark.parametrize("address", ["/api/v1/search?q=kommuner", "/nb/", "/nb/?format=csv", "/nb/finnes-ikke", "/api/v1/finnes"])
def test_head_tells_what_get_does_without_content(client: TestClient, address: str) -> None:
    head, get = client.head(address), client.get(address)
    assert (head.status_code, head.content) == (get.status_code, b"")
    assert head.headers["content-type"] == get.headers["content-type"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_a_method_that_is_not_there_is_a_problem_that_names_those_that_are(client: TestClient, method: str) -> None:
    answer = client.request(method, "/api/v1/search")
    assert (answer.status_code, answer.json()["status"]) == (405, 405)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["allow"] == client.options("/api/v1/search").headers["allow"] == "GET, HEAD, OPTIONS"


def test_a_page_allows_what_it_answers(client: TestClient) -> None:
    assert set(client.post("/nb/").headers["allow"].split(", ")) == {"GET", "HEAD"}


@pytest.mark.parametrize("address", ["/api/v1/search", "/api/v1/documents/nou-1", "/nb/?format=atom"])
def test_options_tell_what_other_sites_may_ask(client: TestClient, address: str) -> None:
    asked = {"Origin": "https://annen.example", "Access-Control-Request-Method": "GET"}
    answer = client.options(address, headers=asked)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["access-control-allow-methods"] == answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert answer.headers["access-control-allow-headers"] == "*"
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(("address", "status"), [("/api/v1/finnes-ikke", 404), ("/finnes-ikke?format=csv", 404), ("/nb/", 405)])
def test_options_of_nothing_are_an_error(client: TestClient, address: str, status: int) -> None:
    assert client.options(address).status_code == status


def test_not_modified_varies_as_what_is_not() -> None:
    def endpoint(_: Request) -> Response:
        return Response(status_code=304, headers={"ETag": 'W/"1"', "Vary": "Accept"})

    answer = TestClient(Starlette(routes=[Route("/", endpoint)], middleware=[Middleware(Headers), compression()])).get("/")
    assert answer.headers["etag"] == 'W/"1"'
    assert answer.headers["vary"] == "Accept, Accept-Encoding"
