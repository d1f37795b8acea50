"""Hits as a page shows them: labels, addresses and the pages that answer. No HTML, no HTTP."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from index.engine import Hit, Matching, PageHit, Snippet
from library.document import Document
from web.addresses import document_address
from web.files import page_in_file
from web.labels import Labels
from web.views.links import Link, publisher_links, spoken

SHOWN_PAGES = 3  # matching pages named under a result; the document itself shows the rest
# A page's number as printed, which is a label but no heading: «12», «iv».
PRINTED_NUMBER = re.compile(r"\d+|[ivxlc]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page on which the words stand, in our view of the text and, if that is a PDF's, in the file."""

    label: str
    lang: str | None
    """The language of a heading, which is the document's; None for a number."""
    address: str
    snippet: Snippet
    file: str | None

    @property
    def numbered(self) -> bool:
        """Whether the label is a page number, as printed, and not a section's heading."""
        return PRINTED_NUMBER.fullmatch(self.label) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class HitView:
    """One result."""

    address: str
    title: Snippet
    subtitle: str | None
    lang: str | None
    type: str
    number: str | None
    publishers: tuple[Link, ...]
    year: int | None
    language: str
    snippet: Snippet
    pages: tuple[PageLink, ...]
    pages_more: int

    @property
    def plain_title(self) -> str:
        """The title without marks, for those who hear what a link belongs to."""
        return "".join(part.text for part in self.title)

    @property
    def extracts(self) -> tuple[PageLink, ...]:
        """The pages with a snippet of their own."""
        return tuple(page for page in self.pages if page.snippet)


def hit_view(
    hit: Hit, document: Document, query: str, labels: Labels, language: str, *, matching: Matching = Matching.AUTO
) -> HitView:
    """Present a hit on a document; its links carry the query and how it matches, so that the text has the same words marked."""
    address = partial(document_address, language, hit.id, query=query, matching=matching)
    return HitView(
        address=address(),
        title=hit.title,
        subtitle=document.subtitle,
        lang=spoken(document.language),
        type=labels.type(document.type, language),
        number=str(document.number) if document.number else None,
        publishers=publisher_links(document, labels, language),
        year=document.year,
        language=labels.language(document.language, language),
        snippet=hit.snippet,
        pages=tuple(_page_link(page, hit, document, address(page=page.number)) for page in hit.pages[:SHOWN_PAGES]),
        pages_more=max(0, hit.pages_total - len(hit.pages[:SHOWN_PAGES])),
    )


def _page_link(page: PageHit, hit: Hit, document: Document, address: str) -> PageLink:
    label = page.label or str(page.number)
    return PageLink(
        label=label,
        lang=None if PRINTED_NUMBER.fullmatch(label) else spoken(document.language),
        address=address,
        snippet=page.snippet if page.snippet != hit.snippet else (),
        file=page_in_file(document, page.number),
    )
