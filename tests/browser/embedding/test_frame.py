"""The page for frames in a page of another site, and who may show it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from library.settings import Settings
from tests.browser.axe import violations
from tests.browser.embedding.conftest import Visit, built
from tests.browser.embedding.host import host, policy
from tests.browser.running import HOST, running
from tests.index.shelf import TOPICS
from tests.web.shelf import stocked
from web.app import create_app
from web.embedding import FRAME_HEIGHT


def framed(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


@pytest.mark.parametrize("has_script", [True, False], ids=["with script", "without script"])
def test_a_frame_searches_and_turns_pages_within_itself(visit: Visit, has_script: bool) -> None:
    page = visit("/frame", java_script_enabled=has_script)
    frame = framed(page)
    expect(frame.locator("mark").first).to_be_visible()
    title = frame.locator("h3").first.inner_text()
    frame.get_by_role("link", name="Neste").click()
    expect(frame.locator("h3").first).not_to_have_text(title)
    frame.get_by_role("searchbox").fill("klimarisiko")
    frame.get_by_role("button", name="Søk").click()
    expect(frame.get_by_role("link", name="Klimarisiko og norsk økonomi")).to_be_visible()
    assert page.url.endswith("/frame")


def test_a_hit_in_a_frame_opens_beside_the_other_site(visit: Visit, site: str) -> None:
    page = visit("/frame")
    with page.expect_popup() as opening:
        framed(page).get_by_role("link", name="Næringslivet i distriktene").click()
    expect(opening.value.locator("h1")).to_have_text("Næringslivet i distriktene")
    assert opening.value.url == f"{site}/nb/documents/nou-1?q=kommuner"
    assert opening.value.evaluate("opener") is None
    assert page.url.endswith("/frame")


PAPER = "element => getComputedStyle(element).backgroundColor"
COVERED = """() => {
  const box = document.activeElement.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + 1, box.y + box.height / 2);
  return !document.activeElement.contains(top) && !top?.contains(document.activeElement);
}"""
ENDS = """(facts) => facts.flatMap((line) => [...line.children].filter((fact, index) => {
  const before = line.children[index - 1];
  const startsLine = !before || before.offsetTop < fact.offsetTop;
  return startsLine !== (fact.offsetLeft === line.children[0].offsetLeft) || getComputedStyle(fact, "::after").content !== "none";
}).map((fact) => fact.textContent))"""


def paper(page: Page) -> str:
    """Return the colour of the page in the frame, once its style has come."""
    expect(framed(page).locator("body")).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")
    found: str = framed(page).locator("body").evaluate(PAPER)
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_frame_has_the_colours_that_it_was_asked_for_whatever_the_readers_system_has(visit: Visit, theme: str) -> None:
    systems = {scheme: visit("/frame", color_scheme=scheme) for scheme in ("light", "dark")}
    assert paper(systems["light"]) != paper(systems["dark"])
    for scheme in systems:
        page = visit(f"/frame-{theme}", color_scheme=scheme)
        assert paper(page) == paper(systems[theme])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_what_a_frame_shows(visit: Visit, site: str, theme: str, scheme: str) -> None:
    page = visit("/frame", color_scheme=scheme)
    page.goto(f"{site}/nb/embed?q=kommuner&publisher=kdd&size=1&theme={theme}")
    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 1280])
def test_the_ways_on_are_in_sight_while_hits_go_on_beneath_them(visit: Visit, site: str, width: int) -> None:
    page = visit("/frame", viewport={"width": width, "height": FRAME_HEIGHT})
    page.goto(f"{site}/nb/embed?q=kommuner&size=20")
    ways = page.get_by_role("link", name="Se alle i Kartotek")
    box = ways.bounding_box()
    assert box
    assert box["y"] + box["height"] <= FRAME_HEIGHT
    for _ in range(page.locator("h3 a").count() + 3):
        page.keyboard.press("Tab")
        assert page.evaluate(COVERED) is False


def test_a_separator_stands_before_what_follows_and_is_cut_off_at_the_beginning_of_a_line(visit: Visit, site: str) -> None:
    page = visit("/frame", viewport={"width": 320, "height": FRAME_HEIGHT})
    page.goto(f"{site}/nb/embed?q=kommuner&size=20")
    facts = page.locator(".framed__hit .meta")
    assert facts.evaluate_all(
        "(lines) => lines.some((line) => line.lastElementChild.offsetTop > line.firstElementChild.offsetTop)"
    )
    assert facts.evaluate_all(ENDS) == []


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Our site where only one other may frame it."""
    with stocked(tmp_path_factory.mktemp("strict")) as shelf:
        engine = shelf.open()
        settings = Settings(frame_ancestors=("http://localhost:*",))
        with running(create_app(shelf.catalogue, engine, TOPICS, settings)) as address:
            yield address
        engine.close()


@pytest.mark.parametrize(("name", "is_shown"), [("localhost", True), (HOST, False)], ids=["allowed", "another"])
def test_only_the_sites_of_the_setting_show_the_frame(browser: Browser, strict: str, name: str, is_shown: bool) -> None:
    with running(host({"/": built(strict, "kind=iframe&lang=nb")}, policy(strict))) as address:
        page = browser.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(address.replace(HOST, name), wait_until="load")
        assert framed(page).get_by_role("searchbox").is_visible() == is_shown
        assert any("frame-ancestors" in text for text in said) != is_shown
        page.close()


def test_an_address_without_language_leads_to_the_readers_within_the_frame(browser: Browser, site: str) -> None:
    pages = {"/": f'<iframe title="search" src="{site}/embed?q=kommuner"></iframe>'}
    with running(host(pages, policy(site))) as address:
        page = browser.new_page(locale="nn-NO")
        page.goto(address)
        expect(framed(page).get_by_role("button", name="Søk")).to_be_visible()
        assert framed(page).locator("html").get_attribute("lang") == "nn"
        page.close()


def test_no_other_page_of_ours_can_be_framed(browser: Browser, site: str) -> None:
    pages = {"/": f'<iframe title="start" src="{site}/nb/"></iframe>'}
    with running(host(pages, policy(site))) as address:
        page = browser.new_page()
        page.goto(address)
        assert not framed(page).get_by_role("searchbox").is_visible()
        page.close()
