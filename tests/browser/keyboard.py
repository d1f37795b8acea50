"""What a reader meets who goes through a page with the Tab key: a stop for each thing that can be used."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

MOST_STOPS = 400  # more than any page has; a walk that is longer goes in circles


@dataclass(frozen=True, slots=True)
class Stop:
    """What has the focus, and how that can be seen."""

    element: str
    """A number that the element bears on this page, and what it looks like."""
    is_marked: bool
    """Whether an outline is drawn around it."""
    is_in_sight: bool
    """Whether some of it is in the window with nothing else in front of it."""


def usable(page: Page) -> list[str]:
    """Return everything that can be used, in the order in which it stands on the page, and number it."""
    found: list[str] = page.evaluate(_USABLE)
    return found


def walk(page: Page) -> list[Stop]:
    """Press Tab until the walk is through the page; the things were numbered by `usable`."""
    stops: list[Stop] = []
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        found = page.evaluate(_STOP)
        if found is None or (stops and found["element"] == stops[0].element):
            return stops
        stops.append(Stop(found["element"], found["isMarked"], found["isInSight"]))
    raise AssertionError(f"The walk does not end; it was last at {stops[-1].element}.")


_TOLD = """const told = (element) =>
  `${element.dataset.stop ?? "?"} ${element.localName}#${element.id} ${element.textContent.trim().slice(0, 30)}`;"""
_USABLE = (
    """() => {"""
    + _TOLD
    + """
  const all = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]")];
  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true });
  const isStop = (element) => element.type !== "radio" || element.checked; // arrows lead to the others of its group
  const usable = all.filter((element) => element.tabIndex >= 0 && !element.disabled && isSeen(element) && isStop(element));
  usable.forEach((element, number) => (element.dataset.stop = number));
  return usable.map(told);
}"""
)
_STOP = (
    """() => {"""
    + _TOLD
    + """
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element);
  const seen = [...element.getClientRects()].some((box) => [0.1, 0.5, 0.9].some((x) => [0.2, 0.5, 0.8].some((y) => {
    const front = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
    return front && (element.contains(front) || front.closest("label")?.contains(element));
  })));
  return {
    element: told(element),
    isMarked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    isInSight: seen,
  };
}"""
)
