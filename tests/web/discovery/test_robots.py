"""robots.txt: documents and the ways to them are found, endless combinations are left alone (RFC 9309)."""

from __future__ import annotations

import re
from urllib.robotparser import RobotFileParser

import pytest
from starlette.testclient import TestClient

from tests.index.shelf import Shelf
from tests.web.discovery.conftest import served
from tests.web.html import read

MAY = [
    "/",
    "/nb/",
    "/nn/browse",
    "/en/publishers",
    "/nb/topics",
    "/nb/years",
    "/nb/series",
    "/nb/series/nou",
    "/nb/series/nou?page=2",
    "/nb/about",
    "/nb/help",
    "/nb/documents/nou-2023-16",
    "/documents/a/b/c",
    "/originals/abc/nou-1",
    "/static/0123/kartotek.css",
    "/sitemap.xml",
    "/sitemaps/1.xml",
    "/catalog.ttl",
    "/.well-known/api-catalog",
    "/api",
    "/api/v1/export.jsonl",
    "/api/v1/openapi.json",
    "/api/v1/status",
    "/?format=csv",
    "/nb/?format=atom",
    "/oai?verb=Identify",
]
MAY_NOT = [
    "/?q=klima",
    "/nb/?q=klima",
    "/nb/?topic=klima&year_from=2010",
    "/nb/?q=klima&format=csv",
    "/nb/?format=ris",
    "/nn/?page=7",
    "/nb/documents/nou-1?format=ris",
    "/nb/documents/nou-1?q=klima&hit=3",
    "/en/publishers?kind=ministry",
    "/en/facets/publisher",
    "/en/facets/publisher?q=klima",
    "/nb/opensearch/suggest?q=kl",
    "/nb/series/nou?year=2020",
    "/api/v1/search",
    "/api/v1/documents/nou-1",
    "/oai?verb=ListRecords&metadataPrefix=oai_dc",
]


def rules(text: str) -> list[tuple[bool, str]]:
    """Read the rules of a file that has one group."""
    found = re.findall(r"^(allow|disallow):\s*([^\s#]+)", text, re.MULTILINE | re.IGNORECASE)
    return [(verb.lower() == "allow", pattern) for verb, pattern in found]


def may(text: str, path: str) -> bool:
    """Do as RFC 9309, 2.2.2 and 2.2.3: the longest pattern that matches from the beginning counts, allowing wins a draw."""
    matching = [(len(pattern), allowed) for allowed, pattern in rules(text) if matches(pattern, path)]
    return max(matching, default=(0, True))[1]


def matches(pattern: str, path: str) -> bool:
    whole = ".*".join(re.escape(part) for part in pattern.removesuffix("$").split("*"))
    return re.match(whole + ("$" if pattern.endswith("$") else ""), path) is not None


@pytest.mark.parametrize("path", MAY)
def test_what_should_be_found_may_be_read(client: TestClient, path: str) -> None:
    assert may(client.get("/robots.txt").text, path)


@pytest.mark.parametrize("path", MAY_NOT)
def test_crawlers_stay_out_of_what_has_no_end(client: TestClient, path: str) -> None:
    assert not may(client.get("/robots.txt").text, path)


@pytest.mark.parametrize(
    ("path", "expected"), [*((path, True) for path in MAY), ("/api/v1/search", False), ("/nb/facets/topic", False)]
)
def test_crawlers_that_know_no_wildcards_are_not_shut_out(client: TestClient, path: str, expected: bool) -> None:
    parser = RobotFileParser()
    parser.parse(client.get("/robots.txt").text.splitlines())
    assert parser.can_fetch("AnyBot", f"http://testserver{path}") is expected


@pytest.mark.parametrize("place", ["/nb/", "/nb/browse", "/nb/series", "/nb/about", "/nb/help", "/nb/topics"])
def test_the_site_needs_nothing_that_crawlers_may_not_read(client: TestClient, place: str) -> None:
    """A crawler that draws a page, as Google's does, must get its style sheets and scripts."""
    robots, page = client.get("/robots.txt").text, read(client.get(place).text)
    parts = [link.attributes["href"] for link in page.all("link", rel="stylesheet")]
    parts += [script.attributes["src"] for script in page.all("script") if "src" in script.attributes]
    assert parts
    assert all(may(robots, part or "") for part in parts)


def test_the_sitemap_is_named_by_its_whole_address(client: TestClient, shelf: Shelf) -> None:
    answer = client.get("/robots.txt")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    parser = RobotFileParser()
    parser.parse(answer.text.splitlines())
    assert parser.site_maps() == ["http://testserver/sitemap.xml"]
    with served(shelf, url="https://kartotek.example.org") as elsewhere:
        assert "\nSitemap: https://kartotek.example.org/sitemap.xml\n" in elsewhere.get("/robots.txt").text
