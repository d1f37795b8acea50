"""The custom element in a page of another site."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from index.query import MAX_CHARACTERS, MAX_ITEMS
from library.document import Document, DocumentType
from library.settings import Settings
from tests.browser.axe import violations
from tests.browser.chromium import ARGUMENTS, CHROMIUM
from tests.browser.embedding.conftest import Visit, built
from tests.browser.embedding.host import host, policy
from tests.browser.running import running
from tests.index.shelf import TOPICS
from tests.web.shelf import NASTY, stocked
from web.app import create_app

INSIDE = "element => element.shadowRoot.querySelectorAll('script, img, b, [onerror]').length"
COLOUR = "element => getComputedStyle(element).color"


def hits(page: Page) -> Locator:
    return page.locator("kartotek-search li")


def style(page: Page, inside: str, name: str) -> str:
    """Return how something in the element is styled."""
    found: str = page.locator(f"kartotek-search {inside}").first.evaluate(
        "(element, name) => getComputedStyle(element)[name]", name
    )
    return found


def test_the_element_searches_at_once_for_what_it_is_told_to(visit: Visit, site: str) -> None:
    page = visit("/element")
    expect(hits(page)).to_have_count(2)
    expect(page.get_by_role("status")).to_contain_text("Viser 2 av ")
    expect(page.locator("kartotek-search li mark").first).to_contain_text("ommune")
    first = hits(page).filter(has_text="Næringslivet i distriktene")
    expect(first).to_contain_text("NOU 2020: 12 · Kommunal- og distriktsdepartementet · 2020")
    expect(first.get_by_role("link")).to_have_attribute("href", f"{site}/nb/documents/nou-1?q=kommuner")
    expect(page.get_by_role("link", name="Se alle i Kartotek")).to_have_attribute("href", f"{site}/nb/?q=kommuner")
    expect(page.locator("kartotek-search form[action]")).to_be_hidden()


def test_its_links_lead_to_our_pages(visit: Visit, site: str) -> None:
    page = visit("/element")
    page.get_by_role("link", name="Se alle i Kartotek").click()
    page.wait_for_url(f"{site}/nb/?q=kommuner")
    page.go_back()
    hits(page).first.get_by_role("link").click()
    page.wait_for_url(f"{site}/nb/documents/**")
    assert page.locator("h1").inner_text()


def test_more_hits_follow_those_that_are_there_and_the_focus_is_on_the_first_of_them(visit: Visit) -> None:
    page = visit("/long")
    expect(hits(page)).to_have_count(2)
    titles = hits(page).all_inner_texts()
    page.get_by_role("searchbox").fill("noe annet som ikke er søkt etter")
    page.get_by_role("button", name="Vis flere").click()
    expect(page.get_by_role("status")).to_contain_text("Viser 4 av ")
    assert hits(page).all_inner_texts()[:2] == titles
    assert len(set(hits(page).all_inner_texts())) == 4
    expect(hits(page).nth(2).get_by_role("link")).to_be_focused()


def test_the_last_hits_have_none_after_them(visit: Visit) -> None:
    page = visit("/long")
    more = page.get_by_role("button", name="Vis flere")
    shown = 2
    expect(hits(page)).to_have_count(shown)
    while more.is_visible():
        more.click()
        expect(hits(page).nth(shown)).to_be_visible()
        shown = hits(page).count()
    expect(page.get_by_role("status")).to_have_text(f"{shown} dokumenter")


def test_it_waits_to_be_asked_and_works_by_keyboard_alone(visit: Visit) -> None:
    page = visit("/bare")
    expect(page.get_by_role("search").get_by_role("button", name="Søk")).to_be_visible()
    expect(hits(page)).to_have_count(0)
    page.keyboard.press("Tab")
    expect(page.get_by_role("searchbox")).to_be_focused()
    assert style(page, "input", "outlineStyle") == "solid"
    page.keyboard.type("kommunar")
    page.keyboard.press("Enter")
    expect(hits(page)).to_have_count(2)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(hits(page).first.get_by_role("link")).to_be_focused()


def test_nothing_found_is_told(visit: Visit) -> None:
    page = visit("/bare")
    page.get_by_role("searchbox").fill("xyzzyx")
    page.get_by_role("button", name="Søk").click()
    expect(page.get_by_role("status")).to_have_text("Fann ingen dokument")
    expect(page.locator("kartotek-search [part=ways]")).to_be_hidden()


def test_an_empty_search_finds_all(visit: Visit) -> None:
    page = visit("/bare")
    page.get_by_role("button", name="Søk").click()
    expect(page.get_by_role("status")).to_contain_text("Viser 2 av ")


@pytest.mark.parametrize(
    ("path", "button"),
    [("/bare", "Vis fleire"), ("/german", "Vis flere"), ("/english", "Show more")],
    ids=["page", "unknown", "own"],
)
def test_it_speaks_the_nearest_language_that_it_knows(visit: Visit, path: str, button: str) -> None:
    page = visit(path)
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_role("button", name=button)).to_be_visible()


def test_a_box_that_searches_a_part_is_called_so_unless_its_page_has_words_of_its_own(visit: Visit) -> None:
    page = visit("/fixed")
    expect(page.get_by_role("searchbox", name="Search a part of Kartotek")).to_be_visible()
    page.locator("kartotek-search").evaluate("element => element.removeAttribute('publisher')")
    expect(page.get_by_role("searchbox", name="Search Kartotek", exact=True)).to_be_visible()
    page.locator("kartotek-search").evaluate("element => element.setAttribute('label', 'Find reports')")
    expect(page.get_by_role("searchbox", name="Find reports")).to_be_visible()
    page = visit("/refused", expected="status of 422")
    expect(page.get_by_role("searchbox", name=re.compile("finnes-ikke"))).to_be_visible()


def test_a_hit_without_a_number_tells_its_type(visit: Visit) -> None:
    page = visit("/bare")
    page.get_by_role("searchbox").fill("ondskap")
    page.get_by_role("searchbox").press("Enter")
    expect(hits(page).filter(has_text="ondskap").locator("[part=facts]")).to_have_text("Rapport · Nordregio · 2019")


def test_the_ring_around_the_box_does_not_touch_its_label(visit: Visit) -> None:
    page = visit("/bare")
    page.get_by_role("searchbox").focus()
    width, offset = (float(style(page, "input", name).removesuffix("px")) for name in ("outlineWidth", "outlineOffset"))
    label, box = (page.locator(f"kartotek-search {part}").first.bounding_box() for part in ("[part=label]", "input"))
    assert label
    assert box
    assert label["y"] + label["height"] <= box["y"] - width - offset


@pytest.fixture
def keeping(browser: Browser) -> Iterator[Browser]:
    """A browser that keeps the pages that are left, as those of readers do."""
    given = ["--disable-back-forward-cache"]
    keeping = browser.browser_type.launch(executable_path=CHROMIUM, args=list(ARGUMENTS), ignore_default_args=given)
    yield keeping
    keeping.close()


def test_coming_back_from_a_hit_the_reader_finds_what_was_found(keeping: Browser, site: str, other: str) -> None:
    page = keeping.new_page()
    page.goto(f"{other}/bare")
    page.get_by_role("searchbox").fill("kommuner")
    page.get_by_role("searchbox").press("Enter")
    hits(page).first.get_by_role("link").click()
    page.wait_for_url(f"{site}/nn/documents/**")
    page.evaluate("history.back()")
    expect(hits(page)).to_have_count(2)
    expect(page.get_by_role("searchbox")).to_have_value("kommuner")


def test_it_follows_when_its_language_changes(visit: Visit, site: str) -> None:
    page = visit("/element")
    expect(hits(page)).to_have_count(2)
    page.locator("kartotek-search").evaluate("element => element.lang = 'en'")
    expect(page.get_by_role("searchbox", name="Search Kartotek")).to_have_value("kommuner")
    first = hits(page).filter(has_text="Næringslivet i distriktene")
    expect(first).to_contain_text("Ministry of Local Government")
    expect(first.get_by_role("link")).to_have_attribute("href", f"{site}/en/documents/nou-1?q=kommuner")
    expect(page.get_by_role("status")).to_contain_text("Showing 2 of ")


def test_it_searches_anew_when_what_it_searches_within_changes(visit: Visit) -> None:
    page = visit("/fixed")
    expect(page.get_by_role("status")).to_have_text("4 documents")
    years = [int(text[-4:]) for text in page.locator("kartotek-search [part=facts]").all_inner_texts()]
    assert years == sorted(years, reverse=True)
    page.locator("kartotek-search").evaluate("element => element.setAttribute('publisher', 'ssb')")
    expect(page.get_by_role("status")).to_have_text("1 document")
    page.locator("kartotek-search").evaluate("element => element.removeAttribute('publisher')")
    expect(page.get_by_role("status")).to_contain_text("Showing 10 of ")


def test_changes_that_come_together_are_one_search_and_a_later_one_stops_the_earlier(visit: Visit) -> None:
    page = visit("/bare")
    asked: list[str] = []
    stopped: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: stopped.append(request.url))
    page.locator("kartotek-search").evaluate("""async (element) => {
      element.setAttribute("query", "kommuner");
      element.setAttribute("type", "nou");
      await new Promise((resolve) => setTimeout(resolve));
      element.setAttribute("query", "klimarisiko");
    }""")
    expect(hits(page).first).to_contain_text("Klimarisiko og norsk økonomi")
    assert ["klimarisiko" in address for address in asked] == [False, True]
    assert stopped == asked[:1]


def test_it_looks_as_the_page_around_wants(visit: Visit) -> None:
    page = visit("/themed")
    expect(page.get_by_role("searchbox", name="Finn utgreiingar")).to_be_visible()
    expect(page.locator("kartotek-search mark").first).to_be_visible()
    assert style(page, "[part=button]", "backgroundColor") == "rgb(100, 0, 100)"
    assert style(page, "mark", "backgroundColor") == "rgb(0, 255, 0)"
    assert style(page, "[part=facts]", "textTransform") == "uppercase"
    host_colour = "element => getComputedStyle(element).backgroundColor"
    assert page.locator("kartotek-search").evaluate(host_colour) == "rgb(255, 250, 240)"


def test_its_colours_follow_the_scheme_of_the_page_around(visit: Visit) -> None:
    page = visit("/element", color_scheme="light")
    light = page.locator("kartotek-search").evaluate(COLOUR)
    page.emulate_media(color_scheme="dark")
    assert page.locator("kartotek-search").evaluate(COLOUR) != light
    page.locator("kartotek-search").evaluate("element => element.style.colorScheme = 'light'")
    assert page.locator("kartotek-search").evaluate(COLOUR) == light


def test_words_of_others_stay_text(visit: Visit) -> None:
    page = visit("/hostile")
    expect(page.get_by_role("status")).not_to_be_empty()
    page.get_by_role("searchbox").fill("ondskap")
    page.get_by_role("searchbox").press("Enter")
    expect(hits(page).get_by_role("link", name=NASTY.title)).to_be_visible()
    assert page.locator("kartotek-search").evaluate(INSIDE) == 0


def test_a_refusal_is_told_in_a_sentence(visit: Visit) -> None:
    page = visit("/refused", expected="status of 422")
    expect(page.get_by_role("status")).to_have_text("Søket kan ikke utføres: publisher=finnes-ikke")
    expect(page.locator("kartotek-search [part~=error]")).to_have_count(1)
    page.locator("kartotek-search").evaluate("element => element.removeAttribute('publisher')")
    expect(hits(page).first).to_be_visible()
    expect(page.locator("kartotek-search [part~=error]")).to_have_count(0)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        pytest.param("æ" * (MAX_CHARACTERS + 1), "Søket er for langt.", id="too long"),
        pytest.param(" ".join(f"ord{number}" for number in range(MAX_ITEMS + 1)), "Søket har for mange ord.", id="many words"),
    ],
)
def test_a_refusal_that_the_reader_can_mend_says_what_is_wrong(visit: Visit, query: str, told: str) -> None:
    page = visit("/bare", expected="status of 422")
    page.get_by_role("searchbox").fill(query)
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_role("status")).to_have_text(told)
    expect(page.get_by_role("searchbox")).to_have_value(query)


def test_a_site_that_does_not_answer_is_told_in_a_sentence(visit: Visit) -> None:
    page = visit("/down", expected="ERR_CONNECTION_REFUSED")
    expect(page.get_by_role("status")).to_have_text("Søket verkar ikkje no. Prøv igjen seinare.")
    expect(page.get_by_role("searchbox")).to_have_value("by")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/element", "/nynorsk", "/english", "/themed"])
def test_axe_finds_nothing_in_a_page_with_the_element(visit: Visit, path: str, scheme: str) -> None:
    page = visit(path, color_scheme=scheme)
    expect(hits(page).first).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 1280])
def test_it_is_never_wider_than_its_page(visit: Visit, width: int) -> None:
    page = visit("/element", viewport={"width": width, "height": 800})
    expect(hits(page).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_can_be_taken_out_while_it_searches_and_put_back(visit: Visit) -> None:
    page = visit("/bare")
    page.locator("kartotek-search").evaluate("""async (element) => {
      element.setAttribute("query", "kommuner");
      await new Promise((resolve) => setTimeout(resolve));
      const around = element.parentElement;
      element.remove();
      await new Promise((resolve) => setTimeout(resolve, 100));
      around.append(element);
    }""")
    expect(hits(page)).to_have_count(2)


@pytest.mark.parametrize("path", ["/element", "/bare"], ids=["with a query", "without"])
def test_one_that_is_moved_keeps_what_was_typed_and_found_and_does_not_search_anew(visit: Visit, path: str) -> None:
    page = visit(path)
    page.get_by_role("searchbox").fill("klimarisiko")
    page.get_by_role("searchbox").press("Enter")
    expect(hits(page).first).to_contain_text("Klimarisiko og norsk økonomi")
    page.get_by_role("searchbox").fill("noe som ikke er ferdig")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("kartotek-search").evaluate("""async (element) => {
      const place = document.createElement("section");
      place.lang = "en";
      element.removeAttribute("lang");
      element.parentElement.append(place);
      place.append(element);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }""")
    expect(page.get_by_role("searchbox", name="Search Kartotek")).to_have_value("noe som ikke er ferdig")
    expect(hits(page).first).to_contain_text("Klimarisiko og norsk økonomi")
    assert asked == []


def test_what_is_changed_while_it_is_out_of_the_page_is_searched_for_when_it_is_back(visit: Visit) -> None:
    page = visit("/element")
    expect(hits(page)).to_have_count(2)
    page.locator("kartotek-search").evaluate("""async (element) => {
      const around = element.parentElement;
      element.remove();
      element.setAttribute("query", "klimarisiko");
      await new Promise((resolve) => setTimeout(resolve));
      around.append(element);
    }""")
    expect(page.get_by_role("searchbox")).to_have_value("klimarisiko")
    expect(hits(page).first).to_contain_text("Klimarisiko og norsk økonomi")


def test_several_in_one_page_search_each_for_itself(visit: Visit) -> None:
    page = visit("/two")
    first, second = page.locator("kartotek-search").all()
    expect(first.get_by_role("status")).to_have_text("1 dokument")
    expect(second.get_by_role("status")).to_contain_text("dokument")
    second.get_by_role("searchbox", name="Meldingar").fill("xyzzyx")
    second.get_by_role("button", name="Søk").click()
    expect(second.get_by_role("status")).to_have_text("Fann ingen dokument")
    expect(first.get_by_role("listitem")).to_have_count(1)
    assert violations(page) == []


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Our site where each may ask twice a minute."""
    with stocked(tmp_path_factory.mktemp("busy")) as shelf:
        engine = shelf.open()
        with running(create_app(shelf.catalogue, engine, TOPICS, Settings(requests_per_minute=2))) as address:
            yield address
        engine.close()


@pytest.fixture(scope="module")
def wordy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Our site with more words that begin with «qv» than one beginning may stand for."""
    words = " ".join(f"qv{first}{second}{third}" for first in "abcdefgh" for second in "abcdefgh" for third in "abcd")
    with stocked(tmp_path_factory.mktemp("wordy")) as shelf:
        shelf.put(Document(id="mange", title="Mange ord", type=DocumentType.REPORT, abstract=words))
        shelf.index()
        engine = shelf.open()
        with running(create_app(shelf.catalogue, engine, TOPICS)) as address:
            yield address
        engine.close()


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nb", "For mange ord begynner med qv*. Skriv mer."),
        ("nn", "For mange ord byrjar med qv*. Skriv meir."),
        ("en", "Too many words begin with qv*. Write more."),
    ],
)
def test_a_beginning_of_too_many_words_is_named_in_the_readers_language(
    browser: Browser, wordy: str, language: str, told: str
) -> None:
    with running(host({"/": built(wordy, f"kind=element&lang={language}&q=qv*")}, policy(wordy))) as address:
        page = browser.new_page()
        page.goto(address)
        expect(page.get_by_role("status")).to_have_text(told)
        page.get_by_role("searchbox").fill("qva*")
        page.get_by_role("searchbox").press("Enter")
        expect(page.get_by_role("listitem")).to_have_count(1)
        page.close()


def test_one_who_asks_too_often_is_told_how_long_to_wait(browser: Browser, busy: str) -> None:
    with running(host({"/": built(busy, "kind=element&lang=nb")}, policy(busy))) as address:
        page = browser.new_page()
        page.goto(address)
        for _ in range(3):
            page.get_by_role("searchbox").press_sequentially("x")  # else the browser would have the answer already
            page.get_by_role("searchbox").press("Enter")
            expect(page.get_by_role("status")).not_to_have_text("Søker …")
        expect(page.get_by_role("status")).to_have_text(re.compile(r"For mange søk på kort tid\. Vent \d+ sekunder\."))
        page.close()
