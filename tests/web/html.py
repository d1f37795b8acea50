"""Reads a page of ours strictly: every element closed, every id once, every label and fragment leading somewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from starlette.testclient import TestClient

VOID = frozenset({"meta", "link", "input", "img", "br", "hr"})


@dataclass
class Element:
    """An element with its attributes and all text below it."""

    tag: str
    attributes: dict[str, str | None]
    text: str = ""


@dataclass
class Page:
    """A parsed page, and what is wrong with it."""

    elements: list[Element] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def all(self, tag: str, **wanted: str) -> list[Element]:
        """Return the elements with this tag and these attributes."""
        return [element for element in self.elements if element.tag == tag and wanted.items() <= element.attributes.items()]

    def texts(self, tag: str, css: str) -> list[str]:
        """Return the texts of the elements with this tag and class."""
        return [" ".join(found.text.split()) for found in self.elements if found.tag == tag and css in _classes(found)]


def get(client: TestClient, address: str, status: int = 200) -> Page:
    """Fetch a page of ours, which must have no fault."""
    answer = client.get(address)
    assert answer.status_code == status, answer.text[:300]
    page = read(answer.text)
    assert page.faults == []
    return page


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len(attrs) != len(dict(attrs)):
            self.page.faults.append(f"<{tag}> has an attribute twice")
        element = Element(tag, dict(attrs))
        self.page.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1].tag != tag:
            self.page.faults.append(f"</{tag}> closes {self._open[-1].tag if self._open else 'nothing'}")
            return
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def close(self) -> None:
        super().close()
        self.page.faults.extend(f"<{element.tag}> is not closed" for element in self._open)


def read(html: str) -> Page:
    """Parse a page and note its faults."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    page = reader.page
    ids = [found for element in page.elements if (found := element.attributes.get("id"))]
    page.faults.extend(f"the id {id!r} stands twice" for id in {id for id in ids if ids.count(id) > 1})
    page.faults.extend(_loose_ends(page, set(ids)))
    page.faults.extend(f"inline code: {element.tag} {element.attributes}" for element in page.elements if _inline(element))
    return page


def _loose_ends(page: Page, ids: set[str]) -> list[str]:
    loose: list[str] = []
    for element in page.elements:
        targets = [element.attributes.get(name) for name in ("for", "form", "aria-labelledby", "aria-controls")]
        href = element.attributes.get("href") or ""
        targets.append(href[1:] if href.startswith("#") else None)
        loose.extend(f"<{element.tag}> refers to {target!r}" for target in targets if target and target not in ids)
    return loose


def _inline(element: Element) -> bool:
    handler = any(name.startswith("on") or name == "style" for name in element.attributes)
    is_data = element.attributes.get("type") == "application/ld+json"  # a data block, which is never run
    return handler or element.tag == "style" or (element.tag == "script" and "src" not in element.attributes and not is_data)


def _classes(element: Element) -> list[str]:
    return (element.attributes.get("class") or "").split()
