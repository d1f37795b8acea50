"""Turns trees of HTML into sections of plain text. Web pages, e-books, Word documents and Markdown all come this way.

Headings part sections. How a tree is read into blocks is the business of blocks.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from lxml import etree, html

from library.cleaning import clean_line, clean_text
from library.document import Page
from library.errors import UnreadableFileError
from library.extract.blocks import Block, read_blocks
from library.record import MAX_PAGES

SECTION_LEVELS = 2  # of the levels of heading that a document uses; deeper ones stay within a section, or it would be a few lines
# XML closes an element that holds nothing in its first tag; HTML would take what follows to be in it.
_CLOSED_AT_ONCE = re.compile(r"<([A-Za-z][\w:.-]*)((?:\s[^<>]*)?)/>")
_WITHOUT_END = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_BEGINNING = 2_000  # characters in which a page tells that it is written as XML
_XHTML = re.compile(r"\s*<\?xml\b|<html\b[^>]*\bxmlns\s*=", re.IGNORECASE)


def parse_html(text: str, name: str) -> html.HtmlElement:
    """Parse a page, however broken; raise UnreadableFileError if there is nothing in it or it is nested without end.

    Neither its document type nor an entity that it declares is made anything of.
    """
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    written = _without_short_tags(text) if _XHTML.search(text, 0, _BEGINNING) else text
    try:
        root = html.document_fromstring(written.encode(), parser=parser, ensure_head_body=True)
    except etree.ParserError:
        raise UnreadableFileError(f"{name} is empty.") from None
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise UnreadableFileError(f"{name} is not read: its elements are nested thousands deep, as no document's are.")
    return root


def read_sections(roots: Iterable[html.HtmlElement], name: str) -> tuple[Page, ...]:
    """Return the text of the trees as sections numbered from 1; one that begins with a heading has it for its label.

    A tree begins a section, as a chapter of an e-book does. Raises UnreadableFileError if there are too many.
    """
    trees = [read_blocks(root) for root in roots]
    levels = sorted({block.level for block in chain.from_iterable(trees) if block.level})[:SECTION_LEVELS]
    parted = [section for blocks in trees for section in _parted(blocks, frozenset(levels))]
    if len(parted) > MAX_PAGES:
        raise UnreadableFileError(f"{name} has {len(parted):,} sections; at most {MAX_PAGES:,} can be read.")
    return tuple(_page(number, section) for number, section in enumerate(parted, start=1))


def first_heading(sections: Iterable[Page]) -> str | None:
    """Return the first heading of all; None if there is none."""
    return next((page.headings[0] for page in sections if page.headings), None)


def _without_short_tags(text: str) -> str:
    return _CLOSED_AT_ONCE.sub(lambda tag: tag[0] if tag[1].lower() in _WITHOUT_END else f"<{tag[1]}{tag[2]}></{tag[1]}>", text)


def _parted(blocks: list[Block], levels: frozenset[int]) -> Iterator[list[Block]]:
    section: list[Block] = []
    for block in blocks:
        if block.level in levels and section:
            yield section
            section = []
        section.append(block)
    if section:
        yield section


def _page(number: int, section: list[Block]) -> Page:
    joints = ["\n" if one.group and one.group == other.group else "\n\n" for one, other in pairwise(section)]
    text = "".join(part for block, joint in zip(section, [*joints, ""], strict=True) for part in (block.text, joint))
    headings = tuple(clean_line(block.text) for block in section if block.level)
    return Page(number, clean_text(text), headings[0] if section[0].level else "", headings=headings)
