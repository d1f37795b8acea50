"""The sitemap names every document in every language, in files within the limits of sitemaps.org."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from lxml import etree
from starlette.testclient import TestClient

from library.document import Document, DocumentType
from tests.index.shelf import Shelf
from tests.web.discovery.conftest import served
from tests.web.html import read
from tests.web.shelf import GONE
from web.discovery.sitemap import DOCUMENTS_PER_FILE, SITEMAPS, STANDING, XHTML, files_updated, write_file
from web.texts import INTERFACE_LANGUAGES

NAMES = {"s": SITEMAPS, "x": XHTML}
MAX_ADDRESSES, MAX_BYTES, MAX_ADDRESS = 50_000, 50_000_000, 2048  # sitemaps.org, «Sitemap protocol format»
ODD = ("lov/2005-06-17-62", "a&b<c>", "æøå «1»", "100 %", "x?y=1#z", "a//b", "emoji-😀")


def tree(answer_content: bytes) -> etree._Element:
    return etree.fromstring(answer_content)


def entries(client: TestClient) -> dict[str, etree._Element]:
    """Read the whole sitemap as a crawler does, from robots.txt on: entries by address."""
    places = [
        line.removeprefix("Sitemap: ") for line in client.get("/robots.txt").text.splitlines() if line.startswith("Sitemap")
    ]
    found: dict[str, etree._Element] = {}
    for place in places:
        for file in tree(client.get(place).content).iterfind("s:sitemap/s:loc", NAMES):
            answer = client.get(file.text or "")
            assert (answer.status_code, answer.headers["content-type"]) == (200, "application/xml")
            assert len(answer.content) <= MAX_BYTES
            some = list(tree(answer.content).iterfind("s:url", NAMES))
            assert len(some) <= MAX_ADDRESSES
            for url in some:
                address = url.findtext("s:loc", namespaces=NAMES) or ""
                assert address not in found, "an address stands once"
                assert len(address) < MAX_ADDRESS
                found[address] = url
    return found


def alternates(url: etree._Element) -> dict[str, str]:
    return {str(link.get("hreflang")): str(link.get("href")) for link in url.iterfind("x:link", NAMES)}


def test_every_document_and_standing_page_is_there_in_every_language(client: TestClient, shelf: Shelf) -> None:
    found, ids = entries(client), shelf.catalogue.ids()
    assert len(found) == (len(ids) + len(STANDING)) * len(INTERFACE_LANGUAGES)
    assert GONE not in ids
    assert all(client.get(address).status_code == 200 for address in found)


def test_it_says_the_same_as_the_pages_themselves(client: TestClient) -> None:
    for address, url in entries(client).items():
        page = read(client.get(address).text)
        told = {
            link.attributes["hreflang"]: link.attributes["href"]
            for link in page.all("link", rel="alternate")
            if "hreflang" in link.attributes
        }
        whole = {code: str(href) if str(href).startswith("http") else f"http://testserver{href}" for code, href in told.items()}
        assert alternates(url) == whole, address
        canonical = [link.attributes["href"] for link in page.all("link", rel="canonical")]
        assert canonical in ([], [address])
        assert not page.all("meta", name="robots"), f"{address} does not want to be found"


def test_alternates_name_each_other(client: TestClient) -> None:
    """Search engines ignore a language that does not link back."""
    found = entries(client)
    for address, url in found.items():
        others = {code: other for code, other in alternates(url).items() if code != "x-default"}
        assert set(others) == set(INTERFACE_LANGUAGES)
        assert address in others.values()
        assert all(alternates(found[other]) == alternates(url) for other in others.values())


def test_a_document_is_as_new_as_its_latest_change(client: TestClient, shelf: Shelf) -> None:
    found = entries(client)
    for id, document in shelf.catalogue.get_many(shelf.catalogue.ids()).items():
        assert document.updated
        for language in INTERFACE_LANGUAGES:
            told = found[f"http://testserver/{language}/documents/{id}"].findtext("s:lastmod", namespaces=NAMES)
            assert told == f"{document.updated.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def test_the_index_tells_when_each_file_changed(client: TestClient, shelf: Shelf) -> None:
    index = tree(client.get("/sitemap.xml").content)
    (moment,) = [entry.text for entry in index.iterfind("s:sitemap/s:lastmod", NAMES)]
    latest = max(updated for _, updated in shelf.catalogue.updates(limit=1000))
    assert moment == f"{latest.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


@pytest.mark.parametrize("id", ODD)
def test_any_id_makes_an_address_that_leads_back_to_it(bare: Shelf, id: str) -> None:
    with bare.catalogue.writing() as writer:
        writer.put(Document(id=id, title="Noe", type=DocumentType.REPORT), [])
    with served(bare) as client:
        addresses = [address for address in entries(client) if "/documents/" in address]
        assert len(addresses) == len(INTERFACE_LANGUAGES)
        for address in addresses:
            assert address.isascii()
            assert client.get(address).status_code == 200


def test_an_empty_library_has_its_standing_pages(bare: Shelf) -> None:
    with served(bare) as client:
        assert set(entries(client)) == {f"http://testserver/{code}/{page}" for code in INTERFACE_LANGUAGES for page in STANDING}


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        pytest.param(DOCUMENTS_PER_FILE, 1, id="as many as a file holds"),
        pytest.param(DOCUMENTS_PER_FILE + 1, 2, id="one more"),
    ],
)
def test_one_document_more_than_a_file_holds_gets_a_file_of_its_own(bare: Shelf, documents: int, expected: int) -> None:
    with bare.catalogue.writing() as writer:
        for number in range(documents):
            writer.put(Document(id=f"d-{number:05}", title="Noe", type=DocumentType.REPORT), [])
    with served(bare) as client:
        assert len(tree(client.get("/sitemap.xml").content)) == expected
        assert len(entries(client)) == (documents + len(STANDING)) * len(INTERFACE_LANGUAGES)
        assert client.get(f"/sitemaps/{expected + 1}.xml").status_code == 404
        last = tree(client.get(f"/sitemaps/{expected}.xml").content)
        assert alternates(last[-1])["x-default"] == f"http://testserver/documents/d-{documents - 1:05}", "in the order of ids"


@pytest.mark.parametrize("number", ["0", "2", "-1", "01", "1e1", "x", "50001", "9" * 30, "9" * 5000, "١"])
def test_a_file_that_there_is_not_is_not_found(client: TestClient, number: str) -> None:
    assert client.get(f"/sitemaps/{number}.xml").status_code == 404


def test_a_file_of_documents_with_long_ids_stays_within_the_limits() -> None:
    updates = [(f"{number}{'å' * 250}", datetime.now(UTC)) for number in range(DOCUMENTS_PER_FILE)]
    content = write_file(1, updates, "https://kartotek.example.org")
    assert len(content) <= MAX_BYTES
    assert len(tree(content)) <= MAX_ADDRESSES


def test_the_files_of_the_index_are_as_new_as_their_newest_document() -> None:
    old, new = datetime(2020, 1, 1, tzinfo=UTC), datetime(2024, 1, 1, tzinfo=UTC)
    assert list(files_updated([[("a", new), ("b", old)], [("c", old)]])) == [new, old]
    assert list(files_updated([])) == [None]
