"""Manners that these doors have in common: HEAD, answers that are not sent twice, and open to other sites."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from library.document import Document, DocumentType
from tests.index.shelf import Shelf
from tests.web.discovery.conftest import served
from tests.web.html import read

DOORS = ("/robots.txt", "/sitemap.xml", "/sitemaps/1.xml", "/catalog.ttl", "/.well-known/api-catalog")
OF_THE_LIBRARY = ("/sitemap.xml", "/sitemaps/1.xml", "/catalog.ttl")


@pytest.mark.parametrize("door", DOORS)
def test_head_tells_what_get_would(client: TestClient, door: str) -> None:
    whole, head = client.get(door), client.head(door)
    assert head.status_code == whole.status_code == 200
    for header in ("content-type", "etag", "cache-control"):
        assert head.headers[header] == whole.headers[header]


@pytest.mark.parametrize("door", DOORS)
def test_what_is_held_is_not_sent_again(client: TestClient, door: str) -> None:
    etag = client.get(door).headers["etag"]
    assert etag.startswith('W/"')
    again = client.get(door, headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(door, headers={"if-none-match": 'W/"other"'}).status_code == 200


@pytest.mark.parametrize("door", OF_THE_LIBRARY)
def test_a_change_of_the_library_is_a_new_answer(bare: Shelf, door: str) -> None:
    with served(bare) as client:
        before = client.get(door).headers["etag"]
        with bare.catalogue.writing() as writer:
            writer.put(Document(id="ny", title="Ny", type=DocumentType.REPORT), [])
        after = client.get(door, headers={"if-none-match": before})
        assert after.status_code == 200
        assert after.headers["etag"] != before
        assert after.headers["last-modified"]


@pytest.mark.parametrize("door", DOORS)
def test_another_public_address_is_another_answer(client: TestClient, shelf: Shelf, door: str) -> None:
    with served(shelf, url="https://kartotek.example.org") as other:
        assert other.get(door).headers["etag"] != client.get(door).headers["etag"]


@pytest.mark.parametrize("door", ["/catalog.ttl", "/.well-known/api-catalog"])
def test_programs_of_other_sites_may_read(client: TestClient, door: str) -> None:
    assert client.get(door).headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("door", DOORS)
def test_nothing_can_be_sent_to_them(client: TestClient, door: str) -> None:
    assert client.post(door).status_code == 405


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_page_about_the_library_leads_to_the_catalogues(client: TestClient, language: str) -> None:
    page = read(client.get(f"/{language}/about").text)
    (data,) = page.all("link", rel="alternate", type="text/turtle")
    assert data.attributes["href"] == "/catalog.ttl"
    (interfaces,) = page.all("link", rel="api-catalog")
    assert interfaces.attributes["href"] == "/.well-known/api-catalog"
