"""A document's text as its page shows it: a slice of its pages, and the ways to the other slices. No HTML, no HTTP."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from index.engine import PageMarks
from library.document import Document, Page
from web.addresses import document_address
from web.files import page_in_file
from web.reading import Reading
from web.texts import Texts, mark
from web.views.finding import Finding, Hits, current_hit, finding
from web.views.hits import PRINTED_NUMBER
from web.views.links import Link, spoken
from web.views.prose import Block, BlockKind, Piece, blocks, is_running, pieces

SLICE = 20  # pages of text in one view: some 60 kB, quick to load and to print
SLICES_AROUND = 2  # slices that are named on each side of the current one
PAGE = mark("Page %(number)s")
PAGE_AS_PRINTED = mark("Page %(number)s (printed %(printed)s)")


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A heading (one line), a paragraph (its lines) or a list (its items), cut where hits begin and end."""

    kind: BlockKind
    lines: tuple[tuple[Piece, ...], ...]
    is_running: bool
    """Whether its lines may be joined; see prose.py."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPage:
    """One page of text, with the number that its address carries."""

    number: int
    name: Link
    printed: str
    """The number that is printed on it, where it is another."""
    heading: str
    """What a section is called, unless its text says so itself."""
    lang: str | None
    blocks: tuple[TextBlock, ...]
    file: str | None
    """The same page in the PDF."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView:
    """A slice of a document's text, what was found in the whole, and the ways to the other slices."""

    address: str
    pages: tuple[TextPage, ...]
    total: int
    is_of_sections: bool
    contents: tuple[Link, ...]
    """The sections by their headings, if it has such."""
    slices: tuple[Link | None, ...]
    """The first, those around the current one, which has no address, and the last; None for each gap."""
    previous: Link | None
    next: Link | None
    finding: Finding | None
    missing: str
    """The page that was asked for by a name that none has."""


def text_view(
    document: Document, pages: Sequence[Page], found: Sequence[PageMarks], reading: Reading, *, texts: Texts, language: str
) -> TextView:
    """Present the slice of a text in which the wanted hit or page stands (the first, if there is none)."""
    hits, names = Hits.of(found), {page.number: _name(page, document, texts, language) for page in pages}
    current = current_hit(hits, reading)
    start = _slice_of(pages, hits.page_of(current) if current else reading.page)
    starts = range(0, len(pages), SLICE)
    links = [_slice_link(pages[at : at + SLICE], document.id, reading, language) for at in starts]
    place = start // SLICE
    return TextView(
        address=document_address(language, document.id),
        pages=tuple(_text_page(page, document, hits, names) for page in pages[start : start + SLICE]),
        total=len(pages),
        is_of_sections=any(map(_heading, pages)),
        contents=tuple(_contents(pages, names, document.id, reading, language)),
        slices=tuple(_around(links, place)) if len(links) > 1 else (),
        previous=links[place - 1] if place else None,
        next=links[place + 1] if place + 1 < len(links) else None,
        finding=finding(hits, reading, document.id, names, language),
        missing=reading.goto if find_page(pages, reading.goto) is None else "",
    )


def find_page(pages: Sequence[Page], name: str) -> int | None:
    """Return the number of the page that is called so: as it is printed on it, else as it is counted; None if there is none."""
    wanted = name.casefold()
    labelled = (page.number for page in pages if page.label.casefold() == wanted)
    counted = (page.number for page in pages if str(page.number) == wanted)
    return next(labelled, next(counted, None))


def _slice_of(pages: Sequence[Page], number: int | None) -> int:
    """Return the place of the first page of the slice in which a page stands."""
    place = next((index for index, page in enumerate(pages) if page.number == number), 0)
    return place // SLICE * SLICE


def _text_page(page: Page, document: Document, hits: Hits, names: Mapping[int, Link]) -> TextPage:
    heading = _heading(page)
    found = list(blocks(page.text, {*page.headings, heading}))
    marks, before = hits.on(page.number), hits.before(page.number)

    def shown(block: Block) -> TextBlock:
        lines = tuple(tuple(pieces(page.text, line, marks, before)) for line in block.lines)
        return TextBlock(block.kind, lines, block.kind is BlockKind.PARAGRAPH and is_running(block))

    return TextPage(
        number=page.number,
        name=names[page.number],
        printed=_printed(page),
        heading="" if _stands_in(heading, page.text, found) else heading,
        lang=spoken(page.language),
        blocks=tuple(map(shown, found)),
        file=page_in_file(document, page.number),
    )


def _heading(page: Page) -> str:
    """Return a section's heading, which is its label; nothing if that is a page's number."""
    return "" if PRINTED_NUMBER.fullmatch(page.label) else page.label


def _stands_in(heading: str, text: str, found: Sequence[Block]) -> bool:
    """Tell whether the text itself has the heading."""
    lines = (block.lines[0] for block in found if block.kind is BlockKind.HEADING)
    return heading in (" ".join(text[start:end] for start, end in line) for line in lines)


def _printed(page: Page) -> str:
    """Return the number that is printed on a page, if it is another than the one by which it is counted."""
    return page.label if PRINTED_NUMBER.fullmatch(page.label) and page.label != str(page.number) else ""


def _name(page: Page, document: Document, texts: Texts, language: str) -> Link:
    """Return what a page is called: its heading, or its number, and the printed one where it is another."""
    if heading := _heading(page):
        return Link(heading, lang=spoken(page.language) or spoken(document.language))
    printed = _printed(page)
    return Link(texts.get(language, PAGE_AS_PRINTED if printed else PAGE) % {"number": page.number, "printed": printed})


def _contents(pages: Sequence[Page], names: Mapping[int, Link], id: str, reading: Reading, language: str) -> Iterator[Link]:
    if len(pages) > 1:
        for page in filter(_heading, pages):
            yield replace(names[page.number], address=_place(page.number, id, reading, language))


def _slice_link(pages: Sequence[Page], id: str, reading: Reading, language: str) -> Link:
    first, last = pages[0].number, pages[-1].number
    label = f"{first}–{last}" if first != last else str(first)
    return Link(label, _place(first, id, reading, language))


def _place(number: int, id: str, reading: Reading, language: str) -> str:
    """Return a page of the text; what is looked for stays marked."""
    return document_address(language, id, number, reading.query, matching=reading.matching)


def _around(links: Sequence[Link], current: int) -> Iterator[Link | None]:
    """Yield the first link, those around the current one and the last; None for each gap."""
    reached = -1
    for place, link in enumerate(links):
        if place not in {0, len(links) - 1} and abs(place - current) > SLICES_AROUND:
            continue
        if place > reached + 1:
            yield None
        yield Link(link.label) if place == current else link
        reached = place
