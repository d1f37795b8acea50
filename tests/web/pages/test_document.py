"""The page of a document as it is served: hits marked, pages found by name, and what machines read in its head."""

import json
import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from library.document import Document, DocumentType, PartialDate, Source
from library.document import Page as TextPage
from library.settings import Settings
from tests.index.shelf import TOPICS
from tests.web.html import Page, get
from tests.web.shelf import stocked
from web.app import create_app
from web.texts import INTERFACE_LANGUAGES

BASE = "https://kartotek.example.no"


LETTER = Document(id="brev", title="Nytt om fisk", type=DocumentType.NEWSLETTER, declared_language="nn")
LISTED = Document(
    id="omtalt",
    title="Sild og samfunn",
    type=DocumentType.REPORT,
    published=PartialDate(2015),
    sources=(Source("newsletter", document="brev"),),
)


PARTED = Document(id="delt", title="Årsmelding", type=DocumentType.REPORT, declared_language="nn")
PARTS = (
    TextPage(1, "Vi fører rekneskap.", "Kva vi gjer", "nn"),
    TextPage(2, "Rekneskapen er ferdig.", "Kva vi har gjort"),
    TextPage(3, "Vi har ført regnskap.", "Sammendrag", "nb"),
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A site with a public address, a contact, and a newsletter with one of the documents that it lists."""
    with stocked(tmp_path_factory.mktemp("site")) as shelf:
        shelf.put(LETTER)
        shelf.put(LISTED)
        shelf.put(PARTED, *PARTS)
        shelf.index()
        engine = shelf.open()
        app = create_app(shelf.catalogue, engine, TOPICS, Settings(url=BASE, contact="arkiv@example.no"))
        with TestClient(app, follow_redirects=False) as client:
            yield client
        engine.close()


def named(page: Page, name: str) -> list[str | None]:
    return [entry.attributes["content"] for entry in page.all("meta", name=name)]


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize(
    "query",
    ["", "?q=oppdrettsanlegg&hit=3", "?q=finnesikke", "?q=oppdrettsanlegg&page=1", "?goto=xyz", "?page=2"],
)
def test_every_view_is_well_formed(client: TestClient, language: str, query: str) -> None:
    page = get(client, f"/{language}/documents/skrift{query}")
    assert page.all("html", lang=language)
    assert len(page.all("main")) == len(page.all("h1")) == 1


def test_every_hit_is_marked_and_can_be_linked_to(client: TestClient) -> None:
    page = get(client, "/nb/documents/skrift?q=oppdrettsanlegg&hit=3")
    marks = page.all("mark")
    assert [mark.attributes.get("id") for mark in marks] == [f"treff-{hit}" for hit in range(1, 6)]
    assert [mark.attributes.get("id") for mark in marks if "aria-current" in mark.attributes] == ["treff-3"]
    assert {mark.text for mark in marks} == {"Oppdrettsanlegg"}


def test_the_words_are_found_in_any_form_and_corrected(client: TestClient) -> None:
    assert [mark.text for mark in get(client, "/nb/documents/nou-1?q=kommune").all("mark")] == [
        "Kommunene",
        "Kommunene",
        "fylkeskommunene",
    ]
    assert get(client, "/nb/documents/skrift?q=oppdrettsanleg").all("mark")


def test_the_words_as_written_are_found_in_no_other_form(client: TestClient) -> None:
    written = get(client, "/nb/documents/nou-1?q=kommunene&match=exact")
    assert [mark.text for mark in written.all("mark")] == ["Kommunene", "Kommunene"]
    assert not get(client, "/nb/documents/nou-1?q=kommune&match=exact").all("mark")
    assert not get(client, "/nb/documents/skrift?q=oppdrettsanleg&match=exact").all("mark")


@pytest.mark.parametrize(
    ("matching", "kind"),
    [pytest.param("exact", "checkbox", id="can be left"), pytest.param("most", "hidden", id="is kept")],
)
def test_the_forms_keep_how_words_are_looked_for(client: TestClient, matching: str, kind: str) -> None:
    page = get(client, f"/nb/documents/skrift?q=oppdrettsanlegg&match={matching}")
    fields = page.all("input", name="match", value=matching)
    assert sorted(str(field.attributes["type"]) for field in fields) == sorted(["hidden", kind])
    assert [("checked" in field.attributes) for field in fields] == [field.attributes["type"] == "checkbox" for field in fields]
    assert not get(client, "/nb/documents/skrift?q=oppdrettsanlegg").all("input", name="match")


def test_an_ordinary_address_says_nothing_of_how_words_match(client: TestClient) -> None:
    page = get(client, "/nb/documents/skrift?q=oppdrettsanlegg&match=exact")
    assert page.all("link", rel="canonical")[0].attributes["href"] == f"{BASE}/nb/documents/skrift"
    answer = client.get("/nb/documents/skrift?q=oppdrettsanlegg&match=exact&goto=ii")
    assert answer.headers["location"] == "/nb/documents/skrift?q=oppdrettsanlegg&match=exact&page=2#side-2"


def test_an_empty_format_is_the_page_itself(client: TestClient) -> None:
    assert get(client, "/nb/documents/skrift?format=&q=").all("section", **{"class": "leaf"})


def test_names_of_sections_are_marked_with_their_language(client: TestClient) -> None:
    page = get(client, "/nb/documents/delt?q=rekneskap")
    leaves = {leaf.attributes["aria-label"]: leaf.attributes.get("lang") for leaf in page.all("section", **{"class": "leaf"})}
    assert leaves == {"Kva vi gjer": "nn", "Kva vi har gjort": "nn", "Sammendrag": None}
    assert {(link.text, link.attributes.get("lang")) for link in page.all("a") if link.text in leaves} == set(leaves.items())
    (place,) = page.all("span", **{"class": "steps__place"})
    assert (place.text, place.attributes.get("lang")) == ("Kva vi gjer", "nn")


def test_what_was_found_is_told_with_its_pages(client: TestClient) -> None:
    (told,) = get(client, "/en/documents/skrift?q=oppdrettsanlegg").texts("div", "found")
    assert told.startswith("5 hits on 5 pages Page 2 (printed ii) 1 hit Page 3 (printed 1) 1 hit")
    (none,) = get(client, "/en/documents/skrift?q=finnesikke").texts("div", "found")
    assert none == "“finnesikke” is not in the text of this document. Search the whole library"


def test_a_step_that_cannot_be_taken_has_no_address(client: TestClient) -> None:
    page = get(client, "/nb/documents/skrift?q=oppdrettsanlegg")
    steps = {
        link.attributes["rel"]: link.attributes.get("href")
        for link in page.all("a")
        if link.attributes.get("rel") in {"prev", "next"}
    }
    assert steps == {"prev": None, "next": "/nb/documents/skrift?q=oppdrettsanlegg&hit=2#treff-2"}


def test_a_query_is_shown_in_the_box_and_can_be_cleared(client: TestClient) -> None:
    page = get(client, "/nb/documents/nasty?q=bygdeutvikling&page=30")
    (box,) = [box for box in page.all("input", name="q") if box.attributes.get("id") == "within"]
    assert box.attributes["value"] == "bygdeutvikling"
    (clear,) = page.all("a", **{"class": "tool__clear"})
    assert clear.attributes["href"] == "/nb/documents/nasty?page=30#side-30"
    assert page.all("input", type="hidden", name="q")[0].attributes["value"] == "bygdeutvikling"


@pytest.mark.parametrize(
    ("goto", "place"),
    [
        pytest.param("ii", "page=2#side-2", id="printed"),
        pytest.param("1", "page=3#side-3", id="printed before counted"),
        pytest.param("6", "page=6#side-6", id="counted"),
    ],
)
def test_a_page_that_is_asked_for_by_name_is_led_to(client: TestClient, goto: str, place: str) -> None:
    answer = client.get(f"/nb/documents/skrift?goto={goto}&q=oppdrettsanlegg")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/nb/documents/skrift?q=oppdrettsanlegg&{place}")


def test_a_page_that_is_not_there_is_told_of(client: TestClient) -> None:
    page = get(client, "/en/documents/skrift?goto=xyz")
    assert page.texts("p", "text__told") == ["There is no page called “xyz”."]


@pytest.mark.parametrize("query", ["page=x", "hit=0.5", "q=a&q=b", "side=1", "q=a&match=fuzzy"])
def test_what_cannot_be_used_is_refused(client: TestClient, query: str) -> None:
    assert client.get(f"/nb/documents/skrift?{query}").status_code == 422


def test_markup_in_a_query_or_text_is_text(client: TestClient) -> None:
    page = get(client, "/nb/documents/nasty?q=%22%3E%3Cem%3Eside%3C/em%3E")
    assert [em.text for em in page.all("em")] == ['<script>alert("title")</script> & «ondskap»: <b>fet</b>']  # the reference's
    text = page.texts("section", "leaf")[0]
    assert "<em>Side</em> 1 om bygdeutvikling." in text


def test_printed_and_counted_numbers_both_stand_at_a_page(client: TestClient) -> None:
    page = get(client, "/en/documents/skrift")
    first = page.all("section", id="side-1")[0]
    assert first.attributes["aria-label"] == "Page 1 (printed i)"
    assert "printed i" in " ".join(first.text.split())
    files = [link.attributes["href"] for link in page.all("a", **{"class": "leaf__file"})]
    assert [str(address).partition("#")[2] for address in files] == [f"page={number}" for number in range(1, 7)]


def test_the_head_tells_machines_what_the_document_is(client: TestClient) -> None:
    page = get(client, "/nb/documents/nou-1")
    assert named(page, "citation_technical_report_institution") == ["Kommunal- og distriktsdepartementet"]
    assert named(page, "citation_technical_report_number") == ["NOU 2020: 12"]
    (block,) = page.all("script", type="application/ld+json")
    assert json.loads(block.text)["@type"] == "Report"
    links = {link.attributes.get("rel"): link.attributes["href"] for link in page.all("link")}
    assert links["canonical"] == f"{BASE}/nb/documents/nou-1"
    (default,) = page.all("link", hreflang="x-default")
    assert default.attributes["href"] == f"{BASE}/documents/nou-1"


def test_a_hostile_title_stays_within_its_data_block(client: TestClient) -> None:
    html = client.get("/nb/documents/nasty").text
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert json.loads(block)["name"].startswith('<script>alert("title")</script> & «ondskap»')


@pytest.mark.parametrize(("query", "expected"), [("", []), ("?page=2", []), ("?q=oppdrettsanlegg", ["noindex"])])
def test_only_the_page_itself_is_for_search_engines(client: TestClient, query: str, expected: list[str]) -> None:
    page = get(client, f"/nb/documents/skrift{query}")
    assert named(page, "robots") == expected
    assert page.all("link", rel="canonical")[0].attributes["href"] == f"{BASE}/nb/documents/skrift"


def test_the_lasting_address_is_printed_whole(client: TestClient) -> None:
    (lasting,) = [link for link in get(client, "/nn/documents/nou-1").all("a") if link.attributes.get("id") == "lasting"]
    assert (lasting.text, lasting.attributes["href"]) == (f"{BASE}/documents/nou-1", "/documents/nou-1")


def test_an_error_can_be_reported(client: TestClient) -> None:
    links = [str(link.attributes.get("href")) for link in get(client, "/nb/documents/nou-1").all("a")]
    (mail,) = [link for link in links if link.startswith("mailto:")]
    assert mail.startswith("mailto:arkiv@example.no?subject=")


def test_a_newsletter_leads_to_what_it_lists_and_back(client: TestClient) -> None:
    letter = get(client, "/nb/documents/brev")
    assert letter.texts("ul", "listed") == ["Sild og samfunn Rapport · 2015"]
    (listed,) = [link for link in letter.all("a") if link.text == "Sild og samfunn"]
    back = [link.attributes.get("href") for link in get(client, str(listed.attributes["href"])).all("a")]
    assert "/nb/documents/brev" in back
    assert not get(client, "/nb/documents/omtalt").texts("ul", "listed")


@pytest.mark.parametrize(
    "path", ["documents/nou-1", "documents/skrift?q=oppdrettsanlegg&hit=2", "documents/brev", "documents/nasty?page=30"]
)
def test_no_link_of_the_page_is_broken(client: TestClient, path: str) -> None:
    links = {str(link.attributes.get("href")).partition("#")[0] for link in get(client, f"/nb/{path}").all("a")}
    for link in sorted(link for link in links if link.startswith("/")):
        assert client.get(link).status_code in {200, 302}, link


def test_reference_managers_find_the_document_described(client: TestClient) -> None:
    page = get(client, "/nb/documents/nou-1")
    for described in page.all("link", rel="describedby"):
        answer = client.get(str(described.attributes["href"]))
        assert answer.headers["content-type"].startswith(str(described.attributes["type"]))
        assert "NOU 2020: 12" in answer.text or "2020: 12" in answer.text
    assert page.all("link", rel="cite-as")[0].attributes["href"] == f"{BASE}/documents/nou-1"
