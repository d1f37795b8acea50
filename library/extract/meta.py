"""Reads what a web page says of itself in its head: Dublin Core, the citation tags of Highwire Press, and weaker signs.

Dublin Core in HTML: DCMI «Expressing Dublin Core in HTML/XHTML meta and link elements» (2008). Highwire's tags: the inclusion
guidelines of Google Scholar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

import msgspec
from lxml import html

from library.cleaning import clean_line
from library.extract.properties import completed, describe
from library.identifiers import parse_series_number
from library.record import MAX_TITLE, Description

MAX_TAGS = 5_000  # an article of 200 authors has a few hundred
_PREFIXES = frozenset({"dc", "dcterms"})
# The parts of a term that mean the same as the term; «DC.Date.Modified» and «DC.Title.Alternative» mean something else.
_SAME = {
    "title": frozenset[str](),
    "date": frozenset({"issued", "published"}),
    "creator": frozenset({"personalname", "corporatename"}),
    "description": frozenset({"abstract"}),
}
_ABSTRACT = "abstract"  # of DCTERMS, a kind of description
_CITATION = {
    "citation_title": "title",
    "citation_author": "creator",
    "citation_authors": "creator",
    "citation_publication_date": "date",
    "citation_date": "date",
    "citation_technical_report_institution": "publisher",
    "citation_publisher": "publisher",
    "citation_isbn": "identifier",
    "citation_issn": "identifier",
    "citation_doi": "identifier",
    "citation_language": "language",
    "citation_abstract": "description",
    "citation_keywords": "subject",
}
_REPORT_NUMBER = "citation_technical_report_number"
# The title is set without the site's name more often in og:title than in the element of that name. Order matters.
_WEAKER = {
    "og:title": "title",
    "author": "creator",
    "keywords": "subject",
    "description": "description",
    "og:description": "description",
    "article:published_time": "date",
}


def describe_page(root: html.HtmlElement) -> Description:
    """Return what the head says; citation tags are stronger than Dublin Core, which is stronger than all else."""
    tags = list(_tags(root))
    strong = completed(describe(_mapped(tags, _CITATION)), describe(_dublin_core(tags)))
    said = completed(strong, describe([*_weak(tags), *_elements(root)]))
    return msgspec.structs.replace(said, number=_number(tags), landing_page=_landing_page(root, tags))


def _tags(root: html.HtmlElement) -> Iterator[tuple[str, str]]:
    for element in root.findall(".//meta")[:MAX_TAGS]:
        name, value = element.get("name") or element.get("property"), element.get("content")
        if name and value:
            yield name.strip().lower(), value


def _mapped(tags: Iterable[tuple[str, str]], names: dict[str, str]) -> list[tuple[str, str]]:
    return [(names[name], value) for name, value in tags if name in names]


def _dublin_core(tags: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for name, value in tags:
        prefix, *parts = re.split(r"[.:]", name)
        if prefix not in _PREFIXES or not parts:
            continue
        term, *qualifiers = parts
        if set(qualifiers) <= _SAME.get(term, set(qualifiers)):
            yield "description" if term == _ABSTRACT else term, value


def _weak(tags: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(term, value) for wanted, term in _WEAKER.items() for name, value in tags if name == wanted]


def _elements(root: html.HtmlElement) -> Iterator[tuple[str, str]]:
    title = root.find(".//head/title")
    if title is not None:
        yield "title", title.text_content()
    yield "language", root.get("lang") or root.get("xml:lang") or ""


def _number(tags: Iterable[tuple[str, str]]) -> str | None:
    """Return the number of a report in a series that is known; others are of use only beside their series' name."""
    numbers = (clean_line(value) for name, value in tags if name == _REPORT_NUMBER)
    return next((number for number in numbers if parse_series_number(number)), None)


def _landing_page(root: html.HtmlElement, tags: Iterable[tuple[str, str]]) -> str | None:
    links = (link.get("href") for link in root.iterfind(".//link[@href]") if "canonical" in link.get("rel", "").lower().split())
    addresses = (address.strip() for address in (*links, *(value for name, value in tags if name == "og:url")))
    return next(filter(_is_address, addresses), None)


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:  # a bracket without its mate
        return False
    return is_web and len(text) <= MAX_TITLE and " " not in text and clean_line(text) == text
