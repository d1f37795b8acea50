"""The search page in the hands of a reader: results change in place, the address tells all, and back leads back."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.test_site import NARROW, PHONE, WIDE


def histogram(page: Page) -> Locator:
    return page.locator(".histogram a")


def drag(page: Page, start: int, end: int) -> None:
    """Draw with the mouse from one bar of the histogram to another."""
    slots = histogram(page).locator(".slot")
    slots.nth(start).hover()  # which waits until the page stands still
    page.mouse.down()
    slots.nth(end).hover()
    page.mouse.up()


@pytest.fixture
def finder(open_page: Open) -> Iterator[Page]:
    """The search page of a wide screen, which must not be loaded anew while it is used."""
    page = open_page("/nb/", viewport=WIDE)
    page.evaluate("window.isTheSame = true")
    yield page
    assert page.evaluate("window.isTheSame"), "the page was loaded anew"


def test_ticks_pages_and_chips_change_results_in_place_and_back_leads_back(finder: Page) -> None:
    finder.get_by_label("Nordregio").check()
    finder.wait_for_url("**/nb/?publisher=nordregio")
    finder.locator("#type-report").check()
    finder.wait_for_url("**/nb/?publisher=nordregio&type=report")
    expect(finder.locator(".sentence")).to_contain_text("utgitt av Nordregio")
    finder.get_by_role("link", name="Nordregio – fjern dette filteret").click()
    finder.wait_for_url("**/nb/?type=report")
    expect(finder.locator("#count")).to_be_focused()
    expect(finder.locator("#status")).to_have_text(finder.locator("#count").inner_text())
    finder.go_back()
    expect(finder.locator(".chip")).to_have_count(2)
    expect(finder.get_by_label("Nordregio")).to_be_checked()
    finder.go_back()
    expect(finder.locator(".chip")).to_have_count(1)
    finder.go_forward()
    expect(finder.locator(".chip")).to_have_count(2)


def test_the_number_of_hits_shows_that_it_has_the_focus(finder: Page) -> None:
    finder.get_by_label("Nordregio").check()
    finder.get_by_role("link", name="Nordregio – fjern dette filteret").press("Enter")
    expect(finder.locator("#count")).to_be_focused()
    assert finder.locator("#count").evaluate("element => getComputedStyle(element).outlineStyle") == "solid"


def test_a_new_query_is_answered_in_place_and_the_box_follows_history(finder: Page) -> None:
    box = finder.locator("#search-q")
    box.fill("kommuner")
    box.press("Enter")
    finder.wait_for_url("**/nb/?q=kommuner")
    expect(finder).to_have_title("kommuner – Kartotek")
    expect(box).to_be_focused()
    finder.go_back()
    expect(box).to_have_value("")
    expect(finder).to_have_title("Søk – Kartotek")


def test_the_interface_language_keeps_the_search_that_was_made_in_place(finder: Page) -> None:
    finder.get_by_label("Nordregio").check()
    finder.wait_for_url("**publisher=nordregio")
    expect(finder.locator(".languages a[hreflang=nn]")).to_have_attribute("href", "/nn/?publisher=nordregio")


def test_a_facet_opens_whole_where_it_stands_and_is_looked_through_by_typing(finder: Page) -> None:
    finder.locator("#all-contains").click()
    find = finder.locator("#find-in-contains")
    expect(find).to_be_focused()
    finder.keyboard.type("nynor")
    values = finder.locator("#values-contains .tick")
    expect(values).to_have_count(1)
    expect(finder.locator("#status")).to_contain_text("1 av ")
    finder.keyboard.press("Enter")
    values.first.get_by_role("checkbox").check()
    finder.wait_for_url("**/nb/?contains=nn")
    expect(find).to_have_value("nynor")
    expect(values.first.get_by_role("checkbox")).to_be_focused()
    find.fill("finnes ikke")
    expect(finder.locator("#found-contains")).to_have_text("Ingenting heter det.")
    expect(values).to_have_count(1)  # what is chosen stays


def test_a_range_of_years_is_drawn_and_typed(finder: Page) -> None:
    years = [int(str(bar.get_attribute("data-first"))) for bar in histogram(finder).all()]
    drag(finder, 4, 1)
    finder.wait_for_url(f"**/nb/?year_from={years[1]}&year_to={years[4]}")
    expect(finder.locator(".sentence")).to_contain_text(f"{years[1]}–{years[4]}")
    expect(finder.locator(".histogram a.chosen")).to_have_count(4)
    drag(finder, 2, 2)
    finder.wait_for_url(f"**/nb/?year_from={years[2]}&year_to={years[2]}")
    finder.get_by_label("Fra").fill(str(years[0]))
    finder.get_by_label("Fra").press("Tab")
    finder.wait_for_url(f"**/nb/?year_from={years[0]}&year_to={years[2]}")


def test_years_are_a_table_to_those_who_hear_the_page(finder: Page) -> None:
    finder.get_by_text("År for år").click()
    table = finder.get_by_role("table", name="Dokumenter etter utgivelsesår")
    expect(table.get_by_role("row").first.get_by_role("columnheader")).to_have_text(["År", "Dokumenter"])
    table.get_by_role("checkbox", name="2020").check()
    finder.wait_for_url("**/nb/?year=2020")
    expect(table).to_be_visible()  # what was open stays so


def test_a_facet_is_a_page_of_its_own_without_script(open_page: Open) -> None:
    page = open_page("/nn/?q=kommune&type=nou", java_script_enabled=False, viewport=PHONE)
    page.get_by_role("link", name="Filter", exact=False).first.click()
    page.locator("#all-contains").click()
    page.wait_for_url("**/nn/facets/contains?q=kommune&type=nou")
    page.get_by_label("Finn i lista").fill("bokm")
    page.get_by_role("button", name="Finn", exact=True).click()
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Bruk filtera").click()
    page.wait_for_url("**/nn/?q=kommune&type=nou&contains=nb")


def test_years_are_chosen_on_the_bars_without_script(open_page: Open) -> None:
    page = open_page("/nb/", java_script_enabled=False, viewport=WIDE)
    bar = histogram(page).last
    year = bar.get_attribute("data-last")
    bar.locator(".slot").click()
    page.wait_for_url(f"**/nb/?year_from={year}&year_to={year}")


def test_filters_are_gathered_on_a_phone_and_applied_at_once(open_page: Open) -> None:
    page = open_page("/nb/", viewport=NARROW)
    page.get_by_role("link", name="Filtre").click()
    page.get_by_label("Klima").check()
    page.locator("#type-nou").check()
    expect(page.locator(".chip")).to_have_count(0)
    page.get_by_role("button", name="Bruk filtrene").click()
    page.wait_for_url("**/nb/?topic=klima&type=nou")
    expect(page.locator(".chip")).to_have_count(2)
    expect(page.locator("#filters")).to_be_hidden()


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_search_without_hits_leads_on(open_page: Open, language: str) -> None:
    page = open_page(f"/{language}/?q=klimarisiko&type=nou&publisher=ssb", viewport=WIDE)
    ways = page.locator(".empty a")
    count = int(ways.first.locator("xpath=following-sibling::span").inner_text().split()[0])
    ways.first.click()
    expect(page.locator(".hit")).to_have_count(count)


def test_what_was_unfolded_and_in_focus_stays_so(finder: Page) -> None:
    below = finder.locator("details.below").first
    below.locator("summary").click()
    finder.locator("#publisher-kdd").check()
    finder.wait_for_url("**/nb/?publisher=kdd")
    expect(finder.locator(".chip")).to_have_count(1)
    expect(below).to_have_attribute("open", "")
    finder.locator("#apply").focus()
    finder.keyboard.press("Enter")
    expect(finder.locator("#finder")).not_to_have_attribute("aria-busy", "true")
    expect(finder.locator("#apply")).to_be_focused()


def test_a_typed_year_is_one_step_back_and_keeps_the_focus(finder: Page) -> None:
    finder.get_by_label("Fra").fill("2018")
    finder.get_by_label("Fra").press("Enter")
    finder.wait_for_url("**/nb/?year_from=2018")
    expect(finder.locator(".chip")).to_have_count(1)
    expect(finder.get_by_label("Fra")).to_be_focused()
    finder.go_back()
    expect(finder.locator(".chip")).to_have_count(0)
    assert finder.url.endswith("/nb/")


def test_half_a_year_is_refused_where_it_is_typed(finder: Page) -> None:
    year = finder.get_by_label("Fra")
    year.fill("20")
    year.press("Tab")
    expect(year).to_be_focused()  # where the browser tells what is wrong
    assert year.evaluate("(field) => field.title") == "Årstall skrives med fire sifre."
    assert finder.url.endswith("/nb/")


def test_a_drawing_that_is_left_chooses_nothing(finder: Page) -> None:
    histogram(finder).locator(".slot").first.hover()
    finder.mouse.down()
    finder.locator("#count").hover()
    finder.mouse.up()
    finder.wait_for_timeout(300)
    assert finder.url.endswith("/nb/")
