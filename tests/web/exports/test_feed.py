"""Feeds: what RFC 4287 and RFC 5005 demand, ids and dates that last, and hostile titles."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import etree
from starlette.testclient import TestClient

from index.engine import SearchRequest, Sort
from index.whoosh_engine import WhooshEngine
from library.catalogue import Catalogue
from library.settings import Settings
from library.vocabulary import shipped_topics
from tests.index.shelf import TOPICS, Shelf, make
from tests.web.exports.library import WHOLE, many, put
from tests.web.shelf import stocked
from tests.web.test_serve import run
from web.app import create_app
from web.exports.formats import FEED_SIZE, MEDIA_TYPES, Format
from web.exports.xml import ATOM, DUBLIN_CORE, LANG, OPENSEARCH
from web.texts import INTERFACE_LANGUAGES

NAMES = {"a": ATOM, "o": OPENSEARCH, "dc": DUBLIN_CORE}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_URN = re.compile(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def feed(client: TestClient, query: str = "", language: str = "nb") -> etree._Element:
    answer = client.get(f"/{language}/?{query}&format=atom")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == MEDIA_TYPES[Format.ATOM]
    root = etree.fromstring(answer.content)
    assert faults(root) == []
    return root


def texts(root: etree._Element, path: str) -> list[str]:
    found: list[str] = root.xpath(f"{path}/text()", namespaces=NAMES)
    return found


def links(root: etree._Element, path: str = "a:link") -> dict[str, str]:
    return {link.get("rel"): link.get("href") for link in root.xpath(path, namespaces=NAMES)}


def faults(root: etree._Element) -> list[str]:
    """Return what RFC 4287 forbids: 4.1.1 and 4.1.2 (elements), 3.3 (dates), 4.2.6 (ids), 4.2.7 (links), 4.2.2 (categories)."""
    entries = root.xpath("a:entry", namespaces=NAMES)
    found = [f"root {root.tag}"] if root.tag != f"{{{ATOM}}}feed" else []
    for element in (root, *entries):
        counts = {
            name: len(element.xpath(f"a:{name}", namespaces=NAMES)) for name in ("id", "title", "updated", "author", "summary")
        }
        found += [f"{name}: {counts[name]}" for name in ("id", "title", "updated") if counts[name] != 1]
        found += ["summary"] if counts["summary"] > 1 else []
        alternates = [
            (link.get("type"), link.get("hreflang")) for link in element.xpath("a:link[@rel='alternate']", namespaces=NAMES)
        ]
        found += ["alternate"] if not alternates or len(alternates) != len(set(alternates)) else []
    found += ["author"] if not root.xpath("a:author", namespaces=NAMES) else []
    found += ["self"] if len(root.xpath("a:link[@rel='self']", namespaces=NAMES)) != 1 else []
    found += [
        moment for name in ("updated", "published") for moment in texts(root, f"//a:{name}") if not _MOMENT.fullmatch(moment)
    ]
    found += [id for id in texts(root, "//a:id") if not _URN.fullmatch(id)]
    found += ["id twice"] if len(set(texts(root, "a:entry/a:id"))) != len(entries) else []
    found += [
        link.get("href") for link in root.iter(f"{{{ATOM}}}link") if not urlsplit(link.get("href")).scheme.startswith("http")
    ]
    found += [
        "category" for category in root.iter(f"{{{ATOM}}}category") if not (category.get("term") and category.get("scheme"))
    ]
    found += ["person" for person in root.iter(f"{{{ATOM}}}author") if not texts(person, "a:name")]
    return found


@contextmanager
def site(home: Path) -> Iterator[TestClient]:
    """Open a home that commands have filled."""
    settings = Settings(home=home)
    with Catalogue.open(settings) as catalogue:
        engine = WhooshEngine.open(settings, catalogue, shipped_topics())
        with TestClient(create_app(catalogue, engine, shipped_topics())) as client:
            yield client
        engine.close()


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("query", ["", "q=kommuner", "q=zzzz&match=all", "publisher=kdd&topic=none&year_from=2000", "page=999"])
def test_any_search_is_a_feed_by_the_rules(client: TestClient, query: str, language: str) -> None:
    if query == "page=999":
        assert client.get(f"/{language}/?{query}&format=atom").status_code == 422
        return
    root = feed(client, query, language)
    assert root.get(LANG) == language
    assert texts(root, "o:totalResults") == [client.get(f"/{language}/?{query}&format=ris").headers["x-total-count"]]


def test_an_entry_tells_what_is_known(client: TestClient) -> None:
    root = feed(client, "q=%22store+planer%22", "en")
    (entry,) = root.xpath("a:entry", namespaces=NAMES)
    assert texts(entry, "a:title") == ["Små kommuner; store planer: En «studie», med komma (TF-rapport 549)"]
    assert texts(entry, "a:author/a:name") == ["Bent Aslak Brandtzæg", "Ailin Aastvedt"]
    assert texts(entry, "dc:publisher") == ["Ministry of Local Government", "Statistics Norway"]
    assert texts(entry, "a:summary") == ["Første linje.\nAndre linje <b>uthevet</b> & mer."]
    assert [element.get(LANG) for element in entry.xpath("a:title | a:summary", namespaces=NAMES)] == ["nn", "nn"]
    assert [(category.get("term"), category.get("label")) for category in entry.iter(f"{{{ATOM}}}category")] == [
        ("evaluation", "Evaluation"),
        ("distrikt", "Rural policy"),
        ("klima", "Climate"),
    ]
    assert links(entry) == {"alternate": f"http://testserver/en/documents/{WHOLE.id}", "via": WHOLE.landing_page}


def test_without_a_number_the_title_says_what_sort_it_is(client: TestClient) -> None:
    assert texts(feed(client, "q=housing"), "a:entry/a:title") == ["Rural housing in the Nordic region (Policynotat)"]


def test_hostile_documents_make_a_feed_that_can_be_read(client: TestClient) -> None:
    root = feed(client)
    entries = {texts(entry, "a:id")[0]: entry for entry in root.xpath("a:entry", namespaces=NAMES)}
    assert len(entries) == int(texts(root, "o:totalResults")[0])
    titles = texts(root, "a:entry/a:title")
    assert '<script>alert("title")</script> & «ondskap»: <b>fet</b> (Rapport)' in titles
    assert "Bjelle og null, vertikal , ikke tegn , [31mrødt snudd (Rapport)" in titles
    assert "javascript:" not in etree.tostring(root).decode()


@pytest.mark.parametrize("query", ["\ufffe\uffff", "a\x00b", "<feed>&amp;", "]]>", "\u202eabc", "😀"])
def test_any_query_makes_a_feed(client: TestClient, query: str) -> None:
    answer = client.get("/nb/", params={"q": query, "format": "atom"})
    assert answer.status_code == 200
    assert faults(etree.fromstring(answer.content)) == []


def test_what_came_last_stands_first_whatever_order_the_page_has(tmp_path: Path) -> None:
    with stocked(tmp_path) as shelf:
        engine = shelf.open()
        with TestClient(create_app(shelf.catalogue, engine, TOPICS)) as client:
            root = feed(client, "sort=title")
            minutes = [moment[: len("2026-11-25T04:53")] for moment in texts(root, "a:entry/a:published")]
            assert minutes == sorted(minutes, reverse=True), "the index orders by the minute, and within it by id"
            expected = shelf.catalogue.get_many(engine.ids(SearchRequest(sort=Sort.ADDED)))
            shown = [address.removeprefix("http://testserver/nb/documents/") for address in entry_addresses(root)]
            assert shown == list(expected)
        engine.close()


def entry_addresses(root: etree._Element) -> list[str]:
    return [links(entry)["alternate"] for entry in root.xpath("a:entry", namespaces=NAMES)]


def test_a_long_feed_can_be_walked_from_end_to_end(tmp_path: Path) -> None:
    number = 2 * FEED_SIZE + 10
    with stocked(tmp_path) as shelf:
        put(shelf, many(number))
        engine = shelf.open()
        with TestClient(create_app(shelf.catalogue, engine, TOPICS)) as client:
            pages, address = [], "/nb/?q=tidevannskraft&format=atom"
            while address:
                pages.append(etree.fromstring(client.get(address).content))
                address = links(pages[-1]).get("next", "")
            seen = [id for page in pages for id in texts(page, "a:entry/a:id")]
            assert (len(seen), len(set(seen)), len(pages)) == (number, number, 3)
            assert len({texts(page, "a:id")[0] for page in pages}) == 1
            assert [links(page).get("previous") for page in pages] == [None, links(pages[0])["self"], links(pages[1])["self"]]
            assert {links(page)["first"] for page in pages} == {links(pages[0])["self"]}
            assert {links(page)["last"] for page in pages} == {links(pages[2])["self"]}
            assert [texts(page, "o:startIndex") for page in pages] == [["1"], ["51"], ["101"]]
            beyond = etree.fromstring(client.get("/nb/?q=tidevannskraft&format=atom&page=9").content)
            assert (texts(beyond, "a:entry/a:id"), links(beyond)["previous"]) == ([], links(pages[2])["self"])
        engine.close()


def test_the_same_search_is_the_same_feed_however_it_is_asked_for(client: TestClient) -> None:
    def id(query: str, language: str = "nb") -> str:
        return texts(feed(client, query, language), "a:id")[0]

    assert id("q=by&topic=klima&topic=distrikt&type=nou") == id("type=nou&size=5&sort=title&topic=distrikt&q=by&topic=klima")
    assert len({id(""), id("q=by"), id("q=by&topic=klima"), id("topic=by"), id("q=by", "nn"), id("q=by&match=exact")}) == 6


def test_a_document_is_the_same_entry_in_every_feed_language_and_place(shelf: Shelf) -> None:
    def ids(url: str, query: str, language: str) -> list[str]:
        engine = shelf.open()
        with TestClient(create_app(shelf.catalogue, engine, TOPICS, Settings(url=url))) as client:
            found = texts(feed(client, query, language), "a:entry/a:id")
        engine.close()
        return found

    (here,) = ids("https://a.example", "q=%22store+planer%22", "nb")
    assert [here] == ids("https://b.example", "type=evaluation", "en")


def test_links_are_whole_addresses_of_the_public_site(shelf: Shelf) -> None:
    engine = shelf.open()
    with TestClient(create_app(shelf.catalogue, engine, TOPICS, Settings(url="https://bibliotek.example"))) as client:
        found = links(feed(client, "q=små+kommuner&sort=title&page=1&size=7"))
    engine.close()
    assert found["self"] == "https://bibliotek.example/nb/?q=sm%C3%A5+kommuner&format=atom"
    assert parse_qs(urlsplit(found["alternate"]).query) == {"q": ["små kommuner"], "sort": ["added"]}
    assert found["search"] == "https://bibliotek.example/nb/opensearch.xml"


def test_ids_and_dates_outlive_rebuilds_and_imports(tmp_path: Path) -> None:
    home, records = tmp_path / "home", tmp_path / "records.jsonl"
    line = '{{"id": "klimaplan", "title": "{}", "type": "report", "publishers": ["Nordregio"], "published": "2021"}}\n'
    records.write_text(line.format("Klimaplan"), encoding="utf-8")
    assert run("import", str(records), KARTOTEK_HOME=str(home)).returncode == 0
    with site(home) as client:
        first = feed(client)
    assert run("index", "--rebuild", KARTOTEK_HOME=str(home)).returncode == 0
    assert run("import", str(records), KARTOTEK_HOME=str(home)).returncode == 0
    with site(home) as client:
        again = feed(client)
    assert etree.tostring(again) == etree.tostring(first)
    records.write_text(line.format("Klimaplan for Norden"), encoding="utf-8")
    assert run("import", str(records), KARTOTEK_HOME=str(home)).returncode == 0
    moved = home.rename(tmp_path / "moved")
    with site(moved) as client:
        corrected = feed(client)
    assert texts(corrected, "a:entry/a:title") == ["Klimaplan for Norden (Rapport)"]
    for path in ("a:id", "a:entry/a:id", "a:entry/a:published"):
        assert texts(corrected, path) == texts(first, path)
    assert texts(corrected, "a:entry/a:updated") >= texts(first, "a:entry/a:updated")


def test_an_empty_feed_says_the_same_every_time(client: TestClient) -> None:
    root = feed(client, "q=zzzz&match=all")
    assert texts(root, "a:updated") == ["1970-01-01T00:00:00Z"]
    assert etree.tostring(root) == etree.tostring(feed(client, "q=zzzz&match=all"))


def test_a_document_without_anyone_behind_it_has_the_feeds_author(tmp_path: Path) -> None:
    with stocked(tmp_path) as shelf:
        put(shelf, [replace(make("ingen", "Ingenmannsland"), abstract="\x00")])
        engine = shelf.open()
        with TestClient(create_app(shelf.catalogue, engine, TOPICS)) as client:
            (entry,) = feed(client, "q=ingenmannsland").xpath("a:entry", namespaces=NAMES)
        assert texts(entry, "a:author/a:name") == []
        assert texts(entry, "a:summary") == []
        engine.close()
