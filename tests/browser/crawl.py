"""Follows the links of the site from page to page, as a patient reader would, and keeps account of what it met.

Searches lead to searches without end, so of each kind of address only so many are followed.
"""

from __future__ import annotations

import json
from collections import Counter, deque
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urldefrag, urljoin, urlsplit

from starlette.testclient import TestClient

from tests.web.html import Page, read
from web.texts import INTERFACE_LANGUAGES

ORIGIN = "http://testserver"
MOST_OF_A_KIND = 25  # addresses; with the kinds that there are more than a thousand, in ten seconds
HTML = "text/html"
_LINKS = (("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"))


@dataclass
class Crawl:
    """What was met: pages by address, what is wrong, links to elsewhere, and the fragments that are wanted of each address."""

    pages: dict[str, Page] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    """How many addresses of a kind were followed."""
    _seen: set[str] = field(default_factory=set)
    _wanted: dict[str, dict[str, str]] = field(default_factory=dict)

    def follow(self, client: TestClient, start: str) -> None:
        """Follow all links from an address on, breadth first."""
        waiting = deque([(start, "the beginning")])
        while waiting:
            address, origin = waiting.popleft()
            if address not in self._seen and self._is_wanted(address):
                self._seen.add(address)
                waiting.extend((found, address) for found in self._visit(client, address, origin))

    def _is_wanted(self, address: str) -> bool:
        kind = kind_of(address)
        if self.kinds[kind] == MOST_OF_A_KIND:
            return False
        self.kinds[kind] += 1
        return True

    def _visit(self, client: TestClient, address: str, origin: str) -> list[str]:
        answer = client.get(address, follow_redirects=True)
        if answer.status_code != 200:
            self.faults.append(f"{address} (from {origin}) is answered with {answer.status_code}")
            return []
        media_type = answer.headers["content-type"].partition(";")[0]
        if media_type.endswith("json"):
            return self._inside(address, _strings(json.loads(answer.text)))
        if media_type != HTML:
            return []
        self.pages[address] = page = read(answer.text)
        self.faults.extend(f"{address}: {fault}" for fault in page.faults)
        self.faults.extend(f"{address}: {fault}" for fault in _faulty_links(page))
        return self._inside(address, [element.attributes.get(name) or "" for tag, name in _LINKS for element in page.all(tag)])

    def _inside(self, address: str, links: list[str]) -> list[str]:
        found = []
        for link in links:
            target, fragment = urldefrag(urljoin(ORIGIN + address, link))
            if target.startswith(ORIGIN + "/"):
                found.append(target.removeprefix(ORIGIN))
                self._wanted.setdefault(found[-1], {}).setdefault(unquote(fragment), address)
        return found

    def missing_fragments(self) -> list[str]:
        """Return the links to places that are not on the page that they lead to."""
        missing: list[str] = []
        for address, page in self.pages.items():
            ids = {element.attributes.get("id") for element in page.elements}
            wanted = self._wanted.get(address, {})
            absent = {id: origin for id, origin in wanted.items() if id and id not in ids}
            missing.extend(f"{address}#{id} (from {origin}) is not there" for id, origin in absent.items())
        return missing


def kind_of(address: str) -> str:
    """Return what an address is of: its place, and the format or whether there is a query."""
    path, query = urlsplit(address).path, parse_qs(urlsplit(address).query)
    names = path.split("/")[1:3]
    place = "/".join(names if names[0] in INTERFACE_LANGUAGES else names[:1])
    return f"{place}?{query['format'][0] if 'format' in query else 'q' if 'q' in query else ''}"


@dataclass(frozen=True, slots=True)
class Form:
    """Where a form leads, and what it sends if nothing is changed in it."""

    address: str
    fields: tuple[tuple[str, str], ...]


def forms_of(page: Page) -> list[Form]:
    """Return the forms of a page with those fields that name their form; all of ours are of the method GET."""
    forms = page.all("form", method="get")
    return [Form(str(form.attributes["action"]), _fields(page, form.attributes.get("id"))) for form in forms]


def _fields(page: Page, form: str | None) -> tuple[tuple[str, str], ...]:
    own = [field.attributes for field in page.all("input") if form and field.attributes.get("form") == form]
    sent = [field for field in own if field.get("type") != "checkbox" or "checked" in field]
    return tuple((str(field["name"]), field.get("value") or "") for field in sent)


def _faulty_links(page: Page) -> list[str]:
    faults = []
    for link in page.all("a"):
        address = link.attributes.get("href")
        if address is None:
            continue
        parts = urlsplit(address)
        if address.startswith(ORIGIN):
            continue
        if not address or (parts.scheme and parts.scheme not in {"http", "https", "mailto"}):
            faults.append(f"a link that leads nowhere: {address!r}")
        elif parts.scheme.startswith("http") and not (parts.hostname and "." in parts.hostname):
            faults.append(f"a link without a host: {address!r}")
        elif parts.scheme.startswith("http") and link.attributes.get("rel") != "external":
            faults.append(f"a link to elsewhere that does not say so: {address!r}")
        if not link.text.strip():
            faults.append(f"a link without a name: {address!r}")
    return faults


def _strings(value: object) -> list[str]:
    """Return the addresses in JSON, however deep; what is text only is left out."""
    if isinstance(value, dict):
        return [found for part in value.values() for found in _strings(part)]
    if isinstance(value, list):
        return [found for part in value for found in _strings(part)]
    return [value] if isinstance(value, str) and value.startswith(("/", ORIGIN)) and " " not in value else []
