"""The search for other sites: one script at one address, a page for frames that the setting lets in, and the code for both."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl

import pytest
from starlette.testclient import TestClient

from library.settings import Settings
from tests.index.shelf import TOPICS, Shelf
from tests.web.html import get, read
from web.app import create_app
from web.headers import SAFE
from web.labels import Labels
from web.params import parse_search
from web.statics import load_statics
from web.texts import INTERFACE_LANGUAGES, load_texts
from web.views.embed import search_label

SCRIPT = "/embed/kartotek-search.js"
MOST_SCRIPT = 10_000  # bytes as it is served before compression: what other sites take upon them for our sake
POLICY = "content-security-policy"
OURS = "http://testserver"


def asked(shelf: Shelf, settings: Settings) -> Iterator[TestClient]:
    engine = shelf.open()
    with TestClient(create_app(shelf.catalogue, engine, TOPICS, settings), follow_redirects=False) as client:
        yield client
    engine.close()


@pytest.fixture(scope="module")
def closed(shelf: Shelf) -> Iterator[TestClient]:
    """The site where no one may frame it."""
    yield from asked(shelf, Settings(frame_ancestors=()))


@pytest.fixture(scope="module")
def choosy(shelf: Shelf) -> Iterator[TestClient]:
    """The site where one other may frame it, behind a proxy."""
    yield from asked(shelf, Settings(frame_ancestors=("https://fylke.example",), url="https://kartotek.example"))


def code(client: TestClient, query: str) -> str:
    """Return the code that the builder makes, as a reader copies it."""
    (found,) = get(client, f"/nb/embed/builder?{query}").all("code", id="code")
    return found.text.strip()


@pytest.fixture(scope="module")
def labels(shelf: Shelf) -> Labels:
    return Labels(shelf.catalogue.publishers(), TOPICS, load_texts())


def named(labels: Labels, language: str, query: str) -> str:
    """Return what a box is called that searches within this."""
    return search_label(parse_search(parse_qsl(query)), labels, language)


def style(name: str) -> str:
    return load_statics()[name].content.decode()


def directive(client: TestClient, address: str, name: str) -> str:
    policy = dict(part.split(" ", 1) for part in client.get(address).headers[POLICY].split("; "))
    return policy[name]


def test_the_script_is_small_and_open_to_all_and_kept_for_an_hour(client: TestClient) -> None:
    answer = client.get(SCRIPT)
    assert 0 < len(answer.content) <= MOST_SCRIPT
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert answer.headers["cache-control"] == "public, max-age=3600"


def test_the_script_that_a_browser_has_is_not_sent_again(client: TestClient) -> None:
    etag = client.get(SCRIPT).headers["etag"]
    again = client.get(SCRIPT, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["access-control-allow-origin"] == "*"
    assert again.headers["etag"] == etag
    assert client.get(SCRIPT, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    ("address", "place"),
    [("/embed?q=by", "/nn/embed?q=by"), ("/embed/builder?kind=form", "/nn/embed/builder?kind=form")],
)
def test_an_address_without_language_leads_to_the_readers(client: TestClient, address: str, place: str) -> None:
    answer = client.get(address, headers={"Accept-Language": "nn"})
    assert (answer.status_code, answer.headers["location"]) == (302, place)


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("query", ["", "?q=kommuner&publisher=kdd&size=5", "?q=zzzz", "?page=0&foo=1", "?size=2&page=99&q="])
def test_the_page_for_frames_is_well_formed(client: TestClient, query: str, language: str) -> None:
    page = get(client, f"/{language}/embed{query}", 422 if "foo" in query else 200)
    assert page.all("html", lang=language)
    assert len(page.all("main")) == len(page.all("h1")) == 1
    assert page.all("header") == page.all("footer") == page.all("script") == []


def test_the_page_for_frames_shows_no_hits_before_it_is_asked(client: TestClient) -> None:
    assert get(client, "/nb/embed").all("h2") == []
    assert get(client, "/nb/embed?q=").all("h3")
    assert get(client, "/nb/embed?type=nou").all("h3")


def test_the_page_for_frames_marks_hits_and_keeps_what_is_fixed(client: TestClient) -> None:
    page = get(client, "/nb/embed?q=kommuner&publisher=kdd&size=1")
    assert page.all("mark")
    fixed = {(field.attributes["name"], field.attributes["value"]) for field in page.all("input", type="hidden")}
    assert fixed == {("publisher", "kdd"), ("size", "1")}
    (following,) = page.all("a", rel="next")
    assert following.attributes["href"] == "/nb/embed?q=kommuner&publisher=kdd&page=2&size=1"


def test_links_out_of_a_frame_open_beside_it_and_those_within_stay(client: TestClient) -> None:
    page = get(client, "/nb/embed?q=kommuner&size=1")
    outward = [link for link in page.all("a") if not str(link.attributes["href"]).startswith("/nb/embed")]
    assert len(outward) > 2
    assert {(link.attributes["target"], link.attributes["rel"]) for link in outward} == {("_blank", "noopener")}
    assert all("target" not in link.attributes for link in page.all("a") if link not in outward)


def test_a_faulty_frame_says_what_is_wrong_with_its_address(client: TestClient) -> None:
    answer = client.get("/nb/embed?colour=red")
    assert "colour=red" in answer.text
    assert "frame-ancestors *" in answer.headers[POLICY], "the page for errors could not be seen in a frame"


def test_anyone_may_frame_the_page_for_frames_and_no_other(client: TestClient) -> None:
    assert directive(client, "/nb/embed", "frame-ancestors") == "*"
    for address in ("/nb/", "/nb/embed/builder", "/nb/documents/nou-1", "/embed"):
        assert directive(client, address, "frame-ancestors") == "'none'"


def test_the_setting_says_who_may_frame_it(closed: TestClient, choosy: TestClient) -> None:
    assert directive(closed, "/nb/embed", "frame-ancestors") == "'none'"
    assert directive(choosy, "/nb/embed", "frame-ancestors") == "'self' https://fylke.example"


def test_nothing_else_of_the_policy_is_loosened(client: TestClient) -> None:
    common = set(SAFE["Content-Security-Policy"].split("; "))
    framed = set(client.get("/nb/embed").headers[POLICY].split("; "))
    builder = set(client.get("/nb/embed/builder").headers[POLICY].split("; "))
    assert common - framed == {"frame-ancestors 'none'"}
    assert framed - common == {"frame-ancestors *"}
    assert (common - builder, builder - common) == (set(), {"frame-src 'self'"})


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("kind", ["element", "iframe", "form"])
def test_the_builder_is_well_formed_with_its_code_at_work(client: TestClient, kind: str, language: str) -> None:
    page = get(client, f"/{language}/embed/builder?kind={kind}&publisher=kdd&q=by")
    assert page.all("html", lang=language)
    assert len(page.all("kartotek-search")) == (kind == "element")
    assert len(page.all("iframe")) == (kind == "iframe")
    assert len(page.all("form", role="search")) == (kind != "iframe")
    (chosen,) = page.all("input", type="radio", value=kind)
    assert "checked" in chosen.attributes


def test_the_code_of_a_form_is_a_whole_form(client: TestClient, labels: Labels) -> None:
    page = read(code(client, "kind=form&lang=nn&publisher=kdd&publisher=ssb&q=by"))
    assert page.faults == []
    (form,) = page.all("form")
    assert (form.attributes["action"], form.attributes["method"]) == (f"{OURS}/nn/", "get")
    fields = [(field.attributes["name"], field.attributes.get("value")) for field in page.all("input")]
    assert fields == [("q", "by"), ("publisher", "kdd"), ("publisher", "ssb")]
    (label,) = page.all("label")
    assert label.text.strip() == named(labels, "nn", "publisher=kdd&publisher=ssb")
    assert all("id" not in element.attributes for element in page.all("input")), "two forms in one page would share it"


def test_the_code_of_the_element_holds_the_form_for_those_without_script(client: TestClient, labels: Labels) -> None:
    page = read(code(client, "lang=nn&publisher=kdd&publisher=ssb&type=nou"))
    assert page.faults == []
    (script,) = page.all("script", type="module")
    assert script.attributes["src"] == OURS + SCRIPT
    (element,) = page.all("kartotek-search")
    label = named(labels, "nn", "publisher=kdd&publisher=ssb&type=nou")
    assert element.attributes == {"lang": "nn", "label": label, "publisher": "kdd ssb", "type": "nou", "size": "10"}
    assert page.all("form", action=f"{OURS}/nn/")


def test_a_box_that_searches_all_is_called_so_in_the_language_of_its_page(client: TestClient) -> None:
    (element,) = read(code(client, "lang=nn&q=by")).all("kartotek-search")
    assert element.attributes == {"lang": "nn", "query": "by", "size": "10"}
    (label,) = read(code(client, "kind=form&lang=en&q=by")).all("label")
    assert label.text.strip() == "Search Kartotek"


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_a_frame_says_what_part_it_searches_also_where_nothing_is_found(
    client: TestClient, labels: Labels, language: str
) -> None:
    for query in ("", "&q=zzzz"):
        page = get(client, f"/{language}/embed?publisher=kdd&type=nou{query}")
        assert [label.text for label in page.all("label", **{"for": "q"})] == [named(labels, language, "publisher=kdd&type=nou")]


@pytest.mark.parametrize(("theme", "scheme"), [("auto", "light dark"), ("light", "light"), ("dark", "dark")])
def test_a_frame_keeps_its_colours_from_page_to_page(client: TestClient, theme: str, scheme: str) -> None:
    page = get(client, f"/nb/embed?q=kommuner&size=1&theme={theme}")
    assert page.all("meta", name="color-scheme", content=scheme)
    assert (f"always-{theme}" in str(page.all("html")[0].attributes["class"])) == (theme != "auto")
    assert len(page.all("input", name="theme", value=theme)) == (theme != "auto")
    assert (f"theme={theme}" in str(page.all("a", rel="next")[0].attributes["href"])) == (theme != "auto")


def test_the_colours_of_a_frame_are_those_of_the_site() -> None:
    before, _, after = style("kartotek.css").partition("prefers-color-scheme: dark")
    light, dark = (dict(re.findall(r"--([\w-]+): (#\w+);", part)) for part in (before, after.partition("}")[0]))
    asked_for = re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\);", style("embed.css"))
    assert {name: (first, second) for name, first, second in asked_for} == {name: (light[name], dark[name]) for name in light}


def test_the_code_of_a_frame_has_a_name_for_it(client: TestClient, labels: Labels) -> None:
    page = read(code(client, "kind=iframe&lang=en&topic=klima"))
    assert page.faults == []
    (frame,) = page.all("iframe")
    assert frame.attributes["src"] == f"{OURS}/en/embed?topic=klima&size=5"
    assert frame.attributes["title"] == named(labels, "en", "topic=klima")
    (dark,) = read(code(client, "kind=iframe&lang=en&theme=dark")).all("iframe")
    assert dark.attributes["src"] == f"{OURS}/en/embed?size=5&theme=dark"


@pytest.mark.parametrize("kind", ["element", "iframe", "form"])
def test_what_is_written_into_the_builder_stays_text(client: TestClient, kind: str) -> None:
    hostile = '"><script>alert(1)</script>'
    page = get(client, f"/nb/embed/builder?kind={kind}&q={hostile}&publisher={hostile}")
    assert [script for script in page.all("script") if "src" not in script.attributes] == []
    inner = read(page.all("code", id="code")[0].text)
    assert inner.faults == []
    assert [script for script in inner.all("script") if "src" not in script.attributes] == []


def test_the_code_has_the_public_address_and_the_preview_the_one_that_is_open(choosy: TestClient) -> None:
    page = get(choosy, "/nb/embed/builder?kind=iframe")
    assert 'src="https://kartotek.example/nb/embed?size=5"' in page.all("code", id="code")[0].text
    assert page.all("iframe", src="/nb/embed?size=5")
    assert "https://fylke.example" in page.all("main")[0].text, "who may frame it is told"


def test_no_code_is_made_for_frames_that_are_not_allowed(closed: TestClient) -> None:
    page = get(closed, "/nb/embed/builder?kind=iframe")
    assert [str(way.attributes["value"]) for way in page.all("input", type="radio")] == ["element", "form"]
    assert page.all("select", name="theme") == []
    assert page.all("iframe") == page.all("code", id="code") == []
    assert code(closed, "kind=form")


def test_what_cannot_be_built_is_refused(client: TestClient) -> None:
    assert client.get("/nb/embed/builder?kind=popup").status_code == 422


def test_every_page_leads_to_the_builder(client: TestClient) -> None:
    assert get(client, "/nn/").all("a", href="/nn/embed/builder")
