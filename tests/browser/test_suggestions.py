"""The search box suggests while one types: by keyboard, by mouse and to those who hear it, and never in the way."""

import pytest
from playwright.sync_api import Locator, Page, Request, Route, expect

from tests.browser.conftest import Open
from tests.browser.test_site import CONTRASTS, NARROW, WIDE

ENDPOINT = "**/api/v1/suggest?*"


def box(page: Page) -> Locator:
    return page.locator(".search__box")


def typed(page: Page, text: str) -> Locator:
    """Type into the search box, wait for the suggestions and return them."""
    box(page).focus()
    page.keyboard.type(text)
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    return page.get_by_role("listbox", name="Forslag").get_by_role("option")


def test_suggestions_are_told_and_walked_through_by_keyboard(open_page: Open) -> None:
    page = open_page("/nn/", viewport=WIDE)
    combobox = page.get_by_role("combobox", name="Søk i biblioteket")
    expect(combobox).to_have_attribute("aria-expanded", "false")
    options = typed(page, "kommun")
    count = options.count()
    assert count > 2
    expect(page.locator("#status")).to_have_text(f"{count} forslag")
    expect(combobox).to_have_attribute("aria-controls", str(page.get_by_role("listbox").get_attribute("id")))
    page.keyboard.press("ArrowDown")
    expect(combobox).to_have_attribute("aria-activedescendant", str(options.first.get_attribute("id")))
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    assert combobox.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowUp")
    expect(combobox).to_have_attribute("aria-activedescendant", str(options.last.get_attribute("id")))
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(1)
    page.keyboard.press("Home")
    assert combobox.get_attribute("aria-activedescendant") is None
    page.keyboard.press("End")
    expect(combobox).to_be_focused()
    expect(combobox).to_have_value("kommun")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(combobox).to_have_value("kommun")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(combobox).to_have_value("")


def test_enter_goes_where_the_chosen_suggestion_leads(open_page: Open) -> None:
    page = open_page("/nn/about", viewport=WIDE)
    page.goto("/nn/documents/nasty")
    typed(page, "nou 2020")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/nn/documents/nou-1")


def test_enter_without_a_choice_searches_for_what_was_typed(open_page: Open) -> None:
    page = open_page("/nb/", viewport=WIDE)
    typed(page, "kommun")
    page.keyboard.press("Enter")
    page.wait_for_url("**/nb/?q=kommun")


def test_a_suggestion_can_be_clicked_and_a_click_elsewhere_closes_the_list(open_page: Open) -> None:
    page = open_page("/nb/", viewport=WIDE)
    options = typed(page, "regioner")
    page.get_by_role("heading", level=1).click()
    expect(page.get_by_role("listbox")).to_be_hidden()
    box(page).focus()
    page.keyboard.press("ArrowDown")
    options.filter(has_text="Kommuner og regioner").click()
    page.wait_for_url("**/nb/?topic=regioner")


def test_a_pause_is_waited_for_and_one_letter_asks_nothing(open_page: Open) -> None:
    page = open_page("/nb/", viewport=WIDE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "suggest" in request.url else None)
    typed(page, "klima")
    assert asked[-1].endswith("?q=klima")
    assert len(asked) < len("klima")
    asked.clear()
    box(page).fill("k")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.wait_for_timeout(300)
    assert asked == []


def test_an_answer_that_comes_too_late_is_not_shown(open_page: Open) -> None:
    page = open_page("/nb/", viewport=WIDE)
    given_up: list[Request] = []
    page.on("requestfailed", lambda request: given_up.append(request))  # noqa: PLW0108 - a bound method cannot be wrapped

    def answer(route: Route) -> None:
        if not route.request.url.endswith("q=klima"):  # what is never answered must be given up
            route.continue_()

    page.route(ENDPOINT, answer)
    box(page).focus()
    with page.expect_request(ENDPOINT):
        page.keyboard.type("klima")
    page.keyboard.press("Control+A")
    options = typed(page, "sentralitet")
    expect(options.last).to_contain_text("Sentralitetsindeks")
    assert [request.url.rpartition("=")[2] for request in given_up] == ["klima"]


def test_the_search_works_when_the_endpoint_does_not(open_page: Open) -> None:
    page = open_page("/nb/", viewport=WIDE)
    page.route(ENDPOINT, lambda route: route.fulfill(body="<html>"))
    box(page).focus()
    with page.expect_response(ENDPOINT):
        page.keyboard.type("kommuner")
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    page.wait_for_url("**/nb/?q=kommuner")


def test_without_script_the_box_is_a_plain_search_field(open_page: Open) -> None:
    page = open_page("/nb/", java_script_enabled=False, viewport=WIDE)
    expect(page.get_by_role("searchbox", name="Søk i biblioteket")).to_be_visible()
    assert box(page).get_attribute("role") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["desktop", "narrow"])
def test_suggestions_fit_and_can_be_read(open_page: Open, viewport: dict[str, int], scheme: str) -> None:
    page = open_page("/nb/", color_scheme=scheme, viewport=viewport)
    typed(page, "kommun")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert page.evaluate(CONTRASTS) == []


def test_a_way_to_match_stays_with_its_filters_and_ends_with_its_query(open_page: Open) -> None:
    page = open_page("/nb/?q=kommuner&match=most", viewport=WIDE)
    page.locator(".tick input").first.check()
    page.wait_for_url("**/nb/?q=kommuner&*match=most*")
    expect(page.locator(".chip")).to_have_count(1)
    page.locator("#understood summary").click()
    page.locator(".tick input").nth(1).check()
    expect(page.locator(".chip")).to_have_count(2)
    expect(page.locator("#understood")).to_have_attribute("open", "")
    box(page).fill("klima")
    page.keyboard.press("Enter")
    page.wait_for_url("**/nb/?q=klima&*")
    assert "match" not in page.url
