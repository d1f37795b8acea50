"""The keyboard is enough: every page can be walked through, in its order, without a trap, and the focus can always be seen."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.keyboard import usable, walk
from tests.browser.layout import DESK, NARROW, PHONE
from tests.browser.pages import FACET, MARKED, PAGES, SEARCH, START, PageType

NAMES = [kind.name for kind in PAGES]


@pytest.fixture
def page(desk: Page) -> Page:
    """The page on a desk, whatever was done with it before."""
    desk.set_viewport_size(DESK)  # type: ignore[arg-type]  # a width and a height
    desk.emulate_media(color_scheme="light", forced_colors="none")
    return desk


def check_walk(page: Page, start: str = "") -> None:
    """Walk on from where the address leads: everything once, in the order in which it is read, with the focus always in sight."""
    every, stops = usable(page), walk(page)
    expected = every[next(number for number, name in enumerate(every) if start in name) :]
    assert [stop.element for stop in stops] == expected
    assert [stop.element for stop in stops if not stop.is_marked] == []
    assert [stop.element for stop in stops if not stop.is_in_sight] == []
    assert page.evaluate(REORDERED) == []


@pytest.mark.parametrize("kind", PAGES, ids=NAMES)
def test_a_page_can_be_walked_through_by_keyboard(page: Page, kind: PageType) -> None:
    page.goto(kind.address("nb"))
    check_walk(page)


@pytest.mark.parametrize("kind", [SEARCH, MARKED], ids=lambda kind: kind.name)
def test_a_narrow_page_can_be_walked_through_by_keyboard(page: Page, kind: PageType) -> None:
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # a width and a height
    page.goto(kind.address("en"))
    check_walk(page)


def test_the_filters_of_a_phone_can_be_walked_through_and_left_by_keyboard(page: Page) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a width and a height
    page.goto(START.address("nb"))
    page.locator(".filters-link").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#filters")).to_be_visible()
    check_walk(page, start="Lukk")
    page.locator(".filters-close").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#filters")).to_be_hidden()


@pytest.mark.parametrize(
    ("kind", "number", "target"),
    [(START, 1, "content"), (START, 2, "results"), (MARKED, 2, "text"), (FACET, 1, "content")],
    ids=["content", "results", "text", "facet"],
)
def test_what_comes_again_on_every_page_can_be_skipped(page: Page, kind: PageType, number: int, target: str) -> None:
    page.goto(kind.address("nn").partition("&hit")[0])
    for _ in range(number):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith(f"#{target}")
    page.keyboard.press("Tab")
    assert page.evaluate("id => document.getElementById(id).contains(document.activeElement)", target)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_what_is_folded_opens_by_keyboard(page: Page, key: str) -> None:
    page.goto(SEARCH.address("nb"))
    summary = page.locator("#understood summary")
    summary.focus()
    page.keyboard.press(key)
    expect(page.locator("#understood")).to_have_attribute("open", "")


# Where what can be used is seen in another order than it is walked through.
REORDERED = """() => [...document.querySelectorAll("body *")].filter((element) => {
  if (!element.matches("[data-stop]") && !element.querySelector("[data-stop]")) return false;
  const style = getComputedStyle(element);
  const isReversed = style.flexDirection.endsWith("reverse") || style.flexWrap === "wrap-reverse";
  return style.order !== "0" || isReversed || element.tabIndex > 0;
}).map((element) => element.outerHTML.slice(0, 100))"""
