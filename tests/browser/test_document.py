"""A document's page in a browser: stepping from hit to hit, searching within, copying, and what comes out on paper."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.test_site import PHONE, WIDE

NASTY = "/nb/documents/nasty?q=bygdeutvikling"  # a hit on each of 45 pages, 20 of which are shown at once
FETCHED = frozenset({"document", "fetch", "xhr"})
PATHS = [
    "/nb/documents/nou-1",
    "/nn/documents/skrift?q=oppdrettsanlegg&hit=3",
    f"{NASTY}&hit=30",
    "/en/documents/nasty?q=finnesikke&goto=999",
]


@pytest.mark.parametrize("path", PATHS)
def test_what_is_pressed_is_large_enough(open_page: Open, path: str) -> None:
    page = open_page(path, viewport=PHONE)
    assert page.evaluate(SMALL) == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_step_leads_to_the_next_hit_and_back(open_page: Open, script: bool) -> None:
    page = open_page(f"{NASTY}&hit=2#treff-2", viewport=WIDE, java_script_enabled=script)
    expect_current(page, 2)
    next_hit(page).click()
    expect_current(page, 3)
    assert page.url.endswith("?q=bygdeutvikling&hit=3#treff-3")
    expect(page.locator(".steps__here")).to_contain_text("3")
    page.locator(".steps [rel=prev]").click()
    expect_current(page, 2)


def test_steps_within_the_shown_pages_ask_nothing_of_the_server(open_page: Open) -> None:
    page = open_page(NASTY, viewport=WIDE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.resource_type in FETCHED else None)
    next_hit(page).press("Enter")
    expect_current(page, 2)
    expect(page.locator("#status")).to_contain_text("2")
    expect(page.locator("#status")).to_contain_text("Side 2")
    expect(next_hit(page)).to_be_focused()
    assert asked == []


def test_a_step_past_the_shown_pages_brings_the_next_ones(open_page: Open) -> None:
    page = open_page(f"{NASTY}&hit=20#treff-20", viewport=WIDE)
    next_hit(page).click()
    page.wait_for_url("**hit=21#treff-21")
    expect_current(page, 21)
    expect(page.locator(".leaf").first).to_have_id("side-21")


def test_steps_keep_that_words_are_looked_for_as_written(open_page: Open) -> None:
    page = open_page(f"{NASTY}&match=exact&page=1", viewport=WIDE)
    next_hit(page).click()
    expect_current(page, 2)
    assert page.url.endswith("?q=bygdeutvikling&match=exact&hit=2#treff-2")
    page.get_by_label("Ord nøyaktig slik de er skrevet").uncheck()
    page.locator("#within").press("Enter")
    page.wait_for_url("**/nasty?q=bygdeutvikling#text")


def test_the_last_step_is_none_and_the_focus_stays_near(open_page: Open) -> None:
    page = open_page(f"{NASTY}&hit=44#treff-44", viewport=WIDE)
    next_hit(page).press("Enter")
    expect_current(page, 45)
    expect(next_hit(page)).not_to_have_attribute("href", re.compile(".*"))
    expect(page.locator(".steps__here")).to_be_focused()


def test_a_reload_comes_back_to_the_same_hit(open_page: Open) -> None:
    page = open_page(NASTY, viewport=WIDE)
    next_hit(page).click()
    next_hit(page).click()
    expect_current(page, 3)
    page.reload()
    expect_current(page, 3)


def test_the_current_hit_is_told_by_more_than_its_colour(open_page: Open) -> None:
    page = open_page(NASTY, viewport=WIDE)
    outline = "element => getComputedStyle(element).outlineStyle"
    assert page.locator("#treff-1").evaluate(outline) == "solid"
    assert page.locator("#treff-2").evaluate(outline) == "none"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_document_is_searched_within(open_page: Open, script: bool) -> None:
    page = open_page("/nb/documents/skrift", viewport=PHONE, java_script_enabled=script)
    box = page.locator("#within")
    box.fill("oppdrettsanlegg")
    box.press("Enter")
    page.wait_for_url("**/nb/documents/skrift?q=oppdrettsanlegg#text")
    expect_current(page, 1)
    expect(page.locator(".found__pages li")).to_have_count(5)
    page.locator(".tool__clear").click()
    expect(page.locator("mark")).to_have_count(0)


def test_what_was_found_is_spoken(open_page: Open) -> None:
    page = open_page("/en/documents/skrift?q=oppdrettsanlegg", viewport=WIDE)
    expect(page.locator("#status")).to_have_text("5 hits on 5 pages")


def test_a_page_is_gone_to_by_its_printed_number(open_page: Open) -> None:
    page = open_page("/nb/documents/skrift", viewport=PHONE, java_script_enabled=False)
    page.locator("#goto").fill("3")
    page.locator("#goto").press("Enter")
    page.wait_for_url("**/nb/documents/skrift?page=5#side-5")
    expect(page.locator("#side-5")).to_be_in_viewport()


def test_a_hit_is_not_covered_by_the_bar_that_stays(open_page: Open) -> None:
    page = open_page(f"{NASTY}&hit=12#treff-12", viewport=PHONE, java_script_enabled=False)
    bar, mark = page.locator(".steps").bounding_box(), page.locator("#treff-12").bounding_box()
    assert bar
    assert mark
    assert bar["y"] + bar["height"] <= mark["y"]
    expect(page.locator("#treff-12")).to_be_in_viewport()


@pytest.mark.parametrize("permission", [True, False], ids=["clipboard", "old command"])
def test_a_reference_is_copied_with_its_italics(open_page: Open, permission: bool) -> None:
    allowed = ["clipboard-read", "clipboard-write"] if permission else []
    page = open_page("/nb/documents/nou-1", viewport=WIDE, permissions=allowed)
    if not permission:
        page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    button = page.locator("[data-copy=citation]")
    button.click()
    expect(page.locator("#status")).to_have_text(str(button.get_attribute("data-done")))
    expect(button).to_have_text(str(button.get_attribute("data-short")))
    if permission:
        assert page.evaluate("navigator.clipboard.readText()") == page.locator("#citation").inner_text()
        assert "<em" in page.evaluate(COPIED_HTML)


def test_without_script_there_is_no_button_that_does_nothing(open_page: Open) -> None:
    page = open_page("/nb/documents/nou-1", viewport=WIDE, java_script_enabled=False)
    for button in page.locator("[data-copy]").all():
        expect(button).to_be_hidden()


def test_paper_has_the_reference_the_address_and_the_text_without_the_controls(open_page: Open) -> None:
    page = open_page("/nb/documents/skrift?q=oppdrettsanlegg", viewport=WIDE)
    page.emulate_media(media="print")
    for shown in (".citation", "#lasting", ".leaf__text", ".leaf__number"):
        expect(page.locator(shown).first).to_be_visible()
    for control in (".steps", ".text__tools", ".cite", ".leaf__file", "[data-copy=lasting]"):
        expect(page.locator(control).first).to_be_hidden()


def next_hit(page: Page) -> Locator:
    return page.locator(".steps [rel=next]")


def expect_current(page: Page, hit: int) -> None:
    expect(page.locator("mark[aria-current]")).to_have_id(f"treff-{hit}")
    expect(page.locator(f"#treff-{hit}")).to_be_in_viewport()


COPIED_HTML = """async () => {
  const [item] = await navigator.clipboard.read();
  return (await item.getType("text/html")).text();
}"""
# Links and buttons in the document that are smaller than 24 by 24 pixels and do not stand in a sentence (WCAG 2.2, 2.5.8).
SMALL = """() => [...document.querySelector(".document")
    .querySelectorAll("button, .cite a, .leaf__number a, .slices a, .steps a, .found__pages a")]
  .filter((element) => element.checkVisibility())
  .map((element) => [element, element.getBoundingClientRect()])
  .filter(([, box]) => box.height < 24 || box.width < 24)
  .map(([element, box]) => `${element.className} ${element.textContent.trim()} ${box.width}x${box.height}`)"""
