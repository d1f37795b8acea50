"""No page keeps anyone out: axe-core finds nothing, in any language, colour scheme, width or size of letters."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import colour_violations, violations
from tests.browser.layout import DESK, NARROW, PHONE, SPACED, TWICE, WIDE, cut, sticking_out, style
from tests.browser.pages import FACET, MARKED, NO_HITS, PAGES, SEARCH, START, PageType
from web.texts import INTERFACE_LANGUAGES

NAMES = [kind.name for kind in PAGES]
UNFOLDED = "document.querySelectorAll('details').forEach((folded) => folded.open = true)"
CASES = [
    pytest.param(kind, language, id=f"{kind.name}-{language}")
    for kind in PAGES
    for language in INTERFACE_LANGUAGES[: kind.languages]
]
LAYOUTS = ("narrow", "wide", "large letters", "forced colours")


@pytest.fixture
def page(desk: Page) -> Page:
    """The page on a desk in light colours, whatever was done with it before."""
    desk.set_viewport_size(DESK)  # type: ignore[arg-type]  # a width and a height
    desk.emulate_media(color_scheme="light", forced_colors="none")
    return desk


def show(page: Page, kind: PageType, language: str) -> None:
    """Open a page with all that is folded unfolded, and make sure that it is the one that was meant."""
    answer = page.goto(kind.address(language))
    assert answer is not None
    assert answer.status == kind.status
    page.evaluate(UNFOLDED)


@pytest.mark.parametrize(("kind", "language"), CASES)
def test_axe_finds_nothing_in_light_and_dark(page: Page, kind: PageType, language: str) -> None:
    show(page, kind, language)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert colour_violations(page) == []


@pytest.mark.parametrize("viewport", [NARROW, WIDE], ids=["320", "1600"])
@pytest.mark.parametrize("kind", [START, SEARCH, NO_HITS, FACET, MARKED], ids=lambda kind: kind.name)
def test_axe_finds_nothing_on_narrow_and_wide_screens(page: Page, kind: PageType, viewport: dict[str, int]) -> None:
    page.set_viewport_size(viewport)  # type: ignore[arg-type]  # a width and a height
    show(page, kind, "nn")
    assert violations(page) == []


@pytest.mark.parametrize("kind", PAGES, ids=NAMES)
def test_a_page_bears_a_narrow_screen_large_letters_and_wide_spacing(page: Page, kind: PageType) -> None:
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # a width and a height
    show(page, kind, "nn")
    assert sticking_out(page) == []
    style(page, SPACED)
    assert cut(page) == sticking_out(page) == []
    page.set_viewport_size(DESK)  # type: ignore[arg-type]  # a width and a height
    assert cut(page) == []
    style(page, TWICE)
    assert cut(page) == sticking_out(page) == []


@pytest.mark.parametrize("kind", [SEARCH, MARKED], ids=lambda kind: kind.name)
def test_axe_finds_nothing_with_letters_twice_as_large(page: Page, kind: PageType) -> None:
    show(page, kind, "en")
    style(page, TWICE)
    assert violations(page) == []


@pytest.mark.parametrize("kind", [START, SEARCH, MARKED], ids=lambda kind: kind.name)
def test_what_is_chosen_can_be_told_where_the_reader_chooses_all_colours(page: Page, kind: PageType) -> None:
    page.emulate_media(forced_colors="active")
    show(page, kind, "nb")
    assert violations(page) == []
    assert page.evaluate(UNBORDERED) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_suggestions_are_open(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    show(page, START, "nb")
    page.locator(".search__box").press_sequentially("kommun")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert violations(page) == []


def test_axe_finds_nothing_in_a_facet_that_was_opened_in_place(page: Page) -> None:
    show(page, START, "nb")
    page.locator("#all-publisher").click()
    expect(page.locator("#find-in-publisher")).to_be_focused()
    assert violations(page) == []
    page.keyboard.type("kommunal")
    expect(page.locator("#values-publisher .tick").first).to_contain_text("Kommunal", ignore_case=True)
    assert violations(page) == []


def test_axe_finds_nothing_in_the_filters_of_a_phone(page: Page) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a width and a height
    show(page, SEARCH, "nn")
    page.locator(".filters-link").click()
    expect(page.locator("#filters")).to_be_visible()
    assert violations(page) == []


def test_nothing_moves_where_the_reader_wants_no_motion(page: Page) -> None:
    show(page, MARKED, "nb")  # the desk asks for reduced motion
    assert page.evaluate(MOVING) == []


# Chosen or current things, buttons and marked words without a border, an outline, a line or a colour of the system's own.
UNBORDERED = """() => [...document.querySelectorAll(
  "[aria-current], .button, .chip, mark, [aria-selected=true]"
)].filter((element) => {
  const style = getComputedStyle(element);
  const sides = ["Top", "Bottom", "Left", "Right"].some((side) =>
    style[`border${side}Style`] !== "none" && parseFloat(style[`border${side}Width`]) > 0);
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  return element.checkVisibility() && !sides && !outlined && element.localName !== "mark";
}).map((element) => element.outerHTML.slice(0, 100))"""
MOVING = """() => [...document.querySelectorAll("*")].filter((element) => {
  const style = getComputedStyle(element);
  return style.scrollBehavior === "smooth" || style.animationName !== "none" || parseFloat(style.transitionDuration) > 0;
}).map((element) => element.outerHTML.slice(0, 100))"""
