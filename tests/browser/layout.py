"""What a page looks like under other circumstances: larger text, more space between letters, and what is cut off by them."""

from __future__ import annotations

from playwright.sync_api import Page

NARROW, PHONE, DESK, WIDE = (
    {"width": 320, "height": 640},
    {"width": 390, "height": 844},
    {"width": 1280, "height": 900},
    {"width": 1600, "height": 900},
)
TWICE = "html { font-size: 200% }"
"""What a reader has who set the letters of the browser twice as large (WCAG 1.4.4)."""
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }"""
"""The spacing that a page must bear (WCAG 1.4.12)."""
_STYLED = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}"""
# Boxes that hide what does not fit, and in which something does not fit; what is meant for ears only is hidden on purpose.
_CUT = """() => [...document.body.querySelectorAll("*")].filter((element) => {
  const style = getComputedStyle(element);
  const wide = ["hidden", "clip"].includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
  const high = ["hidden", "clip"].includes(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
  return (wide || high) && style.clipPath === "none" && element.checkVisibility() && element.textContent.trim();
}).map((element) => `${element.localName}.${element.className}: ${element.textContent.trim().slice(0, 40)}`)"""
_STICKING_OUT = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > width + 1)
    .map((element) => `${element.localName}.${element.className}: ${element.textContent.trim().slice(0, 40)}`).slice(-5);
}"""


def style(page: Page, css: str) -> None:
    """Lay a reader's own style over the page; the site's policy does not count for it."""
    page.evaluate(_STYLED, css)


def cut(page: Page) -> list[str]:
    """Return the elements whose text does not fit and cannot be scrolled to."""
    found: list[str] = page.evaluate(_CUT)
    return found


def sticking_out(page: Page) -> list[str]:
    """Return what makes the page wider than the screen, innermost last; nothing if it is not wider."""
    found: list[str] = page.evaluate(_STICKING_OUT)
    return found
