"""A document's text as its page shows it: a slice of its pages, and the ways to the other slices. No HTML, no HTTP."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from library.document import Page
from web.addresses import document_address
from web.views.hits import PRINTED_NUMBER
from web.views.links import Link, spoken
from web.views.prose import Block, blocks

SLICE = 20  # pages of text in one view: some 60 kB, quick to load and to print


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPage:
    """One page of text, with the number that its address carries; heading if it is a section."""

    number: int
    heading: str
    lang: str | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView:
    """A slice of a document's text and the ways to the other slices."""

    pages: tuple[TextPage, ...]
    total: int
    slices: tuple[Link, ...]


def text_view(pages: Sequence[Page], id: str, wanted: int, language: str) -> TextView:
    """Present the slice of a text in which the wanted page number stands (the first, if there is none)."""
    place = next((index for index, page in enumerate(pages) if page.number == wanted), 0)
    start = place // SLICE * SLICE
    starts = range(0, len(pages), SLICE)
    return TextView(
        pages=tuple(_text_page(page) for page in pages[start : start + SLICE]),
        total=len(pages),
        slices=tuple(_slice_link(pages[at : at + SLICE], id, language, current=at == start) for at in starts),
    )


def _text_page(page: Page) -> TextPage:
    """Take a section's heading, which is its label, out of its text, so that it stands there once."""
    heading = "" if PRINTED_NUMBER.fullmatch(page.label) else page.label
    first, _, rest = page.text.lstrip().partition("\n")
    text = rest if heading and first.strip("# \t") == heading else page.text
    return TextPage(number=page.number, heading=heading, lang=spoken(page.language), blocks=tuple(blocks(text)))


def _slice_link(pages: Sequence[Page], id: str, language: str, *, current: bool) -> Link:
    first, last = pages[0].number, pages[-1].number
    label = f"{first}–{last}" if first != last else str(first)
    return Link(label, None if current else document_address(language, id, first))
