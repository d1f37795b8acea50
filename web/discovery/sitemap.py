"""The sitemap (sitemaps.org 0.9): an index of files, in which every page worth finding stands in all its languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from web.addresses import document_address, sitemap_address
from web.exports.xml import add_element
from web.texts import INTERFACE_LANGUAGES

SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
# A file may have 50,000 addresses and 50 MB. This many documents are 3,000 addresses and some 2 MB, made in a fifth of a second;
# 50 MB they could not reach but by ids of a thousand letters each.
DOCUMENTS_PER_FILE = 1000
STANDING = ("", "browse", "publishers", "topics", "years", "series", "about", "help", "api", "embed/builder")
"""The pages that every library has, as their addresses go on after the language."""
_ANY_LANGUAGE = "x-default"

Update = tuple[str, datetime]
"""A document's id, and when it changed last."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A page that there is in every language of the interface."""

    addresses: Mapping[str, str]
    """By language; under «x-default» the one that leads to the reader's own, where there is one."""
    updated: datetime | None = None


def files_updated(updates: Iterable[Sequence[Update]]) -> Iterator[datetime | None]:
    """Yield when each file of the sitemap changed last, given the documents of each; there is one file at the least."""
    changed = (max((updated for _, updated in file), default=None) for file in updates)
    yield next(changed, None)
    yield from changed


def write_index(updated: Iterable[datetime | None], base: str) -> bytes:
    """Return the index of files that changed then, in UTF-8; base is the address of the site."""
    root = etree.Element(f"{{{SITEMAPS}}}sitemapindex", nsmap={None: SITEMAPS})
    for number, moment in enumerate(updated, start=1):
        entry = etree.SubElement(root, f"{{{SITEMAPS}}}sitemap")
        _place(entry, base + sitemap_address(number), moment)
    return _xml(root)


def write_file(number: int, updates: Iterable[Update], base: str) -> bytes:
    """Return a file with the pages of these documents, in UTF-8; in the first are also the pages that every library has."""
    standing = (Listed({code: f"{base}/{code}/{page}" for code in INTERFACE_LANGUAGES}) for page in STANDING)
    root = etree.Element(f"{{{SITEMAPS}}}urlset", nsmap={None: SITEMAPS, "xhtml": XHTML})
    for listed in standing if number == 1 else ():
        _add_page(root, listed)
    for id, updated in updates:
        _add_page(root, _document(id, updated, base))
    return _xml(root)


def _document(id: str, updated: datetime, base: str) -> Listed:
    """Return the addresses that the document's pages call canonical, and each other's."""
    own = {language: base + document_address(language, id) for language in INTERFACE_LANGUAGES}
    return Listed({**own, _ANY_LANGUAGE: base + document_address(None, id)}, updated)


def _add_page(root: etree._Element, listed: Listed) -> None:
    for language in INTERFACE_LANGUAGES:
        url = etree.SubElement(root, f"{{{SITEMAPS}}}url")
        _place(url, listed.addresses[language], listed.updated)
        for code, address in listed.addresses.items():
            add_element(url, "link", namespace=XHTML, rel="alternate", hreflang=code, href=address)


def _place(entry: etree._Element, address: str, updated: datetime | None) -> None:
    add_element(entry, "loc", address, SITEMAPS)
    if updated:
        add_element(entry, "lastmod", f"{updated.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}", SITEMAPS)


def _xml(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8"))
