"""What only a browser can tell: nothing overflows, the keyboard is enough, and script is a help and not a need."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

PATHS = [
    "/nb/",
    "/nn/?q=kommuner&topic=regioner",
    "/en/documents/nasty",
    "/nb/publishers",
    "/nn/topics",
    "/en/about",
    "/nb/?q=zzz",
    "/nb/?q=oppdrettsanleg+berekraftig+i",
    "/nn/?q=kommuner+små+samarbeide+bygdene",
    "/nb/documents/nou-1",
    "/nn/documents/skrift?q=oppdrettsanlegg&hit=3",
    "/nb/documents/nasty?q=bygdeutvikling&hit=30",
    "/en/documents/nasty?q=finnesikke&goto=999",
]
WIDE, PHONE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}, {"width": 320, "height": 600}


@pytest.mark.parametrize("viewport", [WIDE, PHONE, NARROW], ids=["desktop", "phone", "narrow"])
@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_wider_than_the_screen(open_page: Open, path: str, viewport: dict[str, int]) -> None:
    page = open_page(path, viewport=viewport)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_text_stands_out_from_its_ground(open_page: Open, path: str, scheme: str) -> None:
    page = open_page(path, color_scheme=scheme, viewport=WIDE)
    assert page.evaluate(CONTRASTS) == []


def test_filters_apply_without_script(open_page: Open) -> None:
    page = open_page("/nb/", java_script_enabled=False, viewport=WIDE)
    page.get_by_label("Klima").check()
    page.get_by_label("NOU", exact=False).first.check()
    page.get_by_role("button", name="Bruk filtrene").click()
    assert "topic=klima" in page.url
    assert "type=nou" in page.url
    expect(page.get_by_role("heading", name="1 dokument", exact=True)).to_be_visible()
    page.get_by_role("link", name="Fjern alle filtre").click()
    assert page.get_by_role("checkbox", checked=True).count() == 0


def test_a_search_works_by_keyboard_alone(open_page: Open) -> None:
    page = open_page("/nn/", viewport=WIDE)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hopp til innhaldet")).to_be_focused()
    page.keyboard.press("/")
    page.keyboard.type("kommunar")
    page.keyboard.press("Enter")
    page.wait_for_url("**/nn/?q=kommunar")
    expect(page).to_have_title("kommunar – Kartotek")  # the address changes before the results have come
    page.get_by_role("link", name="Næringslivet i distriktene").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/nou-1?q=kommunar")
    expect(page.get_by_role("heading", level=1)).to_have_text("Næringslivet i distriktene")


def test_the_key_that_leads_to_the_search_box_can_be_switched_off(open_page: Open) -> None:
    page = open_page("/nn/help", viewport=WIDE)
    page.get_by_label("Tasten / fører til søkjefeltet").uncheck()
    page.goto("/nn/")
    page.locator("body").press("/")
    expect(page.locator(".search__box")).not_to_be_focused()
    page.goto("/nn/help")
    page.get_by_label("Tasten / fører til søkjefeltet").check()
    page.goto("/nn/")
    page.locator("body").press("/")
    expect(page.locator(".search__box")).to_be_focused()


def test_ticking_changes_results_and_address_in_place(open_page: Open) -> None:
    page = open_page("/en/?q=", viewport=WIDE)
    before = count(page)
    page.get_by_label("Nordregio").check()
    page.wait_for_url("**/en/?publisher=nordregio")
    expect(page.locator(".chip")).to_have_count(1)
    assert count(page) < before
    expect(page.get_by_label("Nordregio")).to_be_focused()
    expect(page.locator("#status")).to_have_text(page.locator("#count").inner_text())
    assert "publisher=nordregio" in str(page.locator(".languages a[hreflang=nn]").get_attribute("href"))
    page.go_back()
    expect(page.locator(".chip")).to_have_count(0)
    assert count(page) == before


def test_filters_open_and_close_on_a_phone_without_script(open_page: Open) -> None:
    page = open_page("/nb/", java_script_enabled=False, viewport=PHONE)
    expect(page.locator("#filters")).to_be_hidden()
    page.get_by_role("link", name="Filtre").click()
    page.get_by_label("Klima").check()
    page.get_by_role("button", name="Bruk filtrene").click()
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator(".chip")).to_have_count(1)


def test_a_page_address_leads_to_the_page(open_page: Open) -> None:
    page = open_page("/nb/documents/nasty?page=30#side-30", viewport=PHONE)
    expect(page.locator("#side-30")).to_be_in_viewport()


def test_paper_shows_content_and_not_controls(open_page: Open) -> None:
    page = open_page("/nb/?q=kommuner", viewport=WIDE)
    page.emulate_media(media="print")
    expect(page.locator(".hit").first).to_be_visible()
    for control in (".filters", ".menu", ".sorting", ".footer", ".search .button"):
        expect(page.locator(control)).to_be_hidden()


def count(page: Page) -> int:
    return int(page.locator("#count").inner_text().split()[0])


# The contrast of each text with its nearest ground (WCAG 2.2, 1.4.3), for plain colours.
CONTRASTS = """() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => [r, g, b].map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = channels(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const weak = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    if (!style.color.startsWith("rgb")) continue;
    const [a, b] = [luminance(channels(style.color)), luminance(ground(element))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) weak.push(`${ratio.toFixed(2)} ${element.tagName} ${walker.currentNode.data.trim().slice(0, 30)}`);
  }
  return weak;
}"""
