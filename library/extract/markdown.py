"""Reads Markdown: headings part sections, and of the marks only what a reader of plain text needs is left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from library.cleaning import clean_line, clean_text
from library.document import Page
from library.extract.encoding import decode
from library.extract.extracted import Extracted
from library.record import Description

SECTION_DEPTH = 2  # headings of this depth begin a section; deeper ones stay within it, or a page would be a few lines
_CELL = " · "
_INDENT = "  "


def extract_markdown(path: Path) -> Extracted:
    """Read Markdown: the first heading is the title, and each heading of the first two levels begins a section."""
    root = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(decode(path.read_bytes())))
    sections = [section for section in _sections(root.children) if section[1]]
    return Extracted(
        media_type="text/markdown",
        pages=tuple(Page(number, text, label) for number, (label, text) in enumerate(sections, start=1)),
        says=Description(title=_title(root)),
    )


def _sections(nodes: Iterable[SyntaxTreeNode]) -> Iterator[tuple[str, str]]:
    """Yield heading and text (which begins with the heading) of each section."""
    number = 0

    def section(node: SyntaxTreeNode) -> int:
        nonlocal number
        number += _begins_section(node)
        return number

    for _, group in groupby(nodes, key=section):
        first, *others = group
        label = clean_line(_inline(first)) if _begins_section(first) else ""
        yield label, clean_text("\n\n".join(_block(node) for node in (first, *others)))


def _title(root: SyntaxTreeNode) -> str | None:
    headings = (clean_line(_inline(node)) for node in root.children if node.type == "heading")
    return next((heading for heading in headings if heading), None)


def _begins_section(node: SyntaxTreeNode) -> bool:
    return node.type == "heading" and int(node.tag[1:]) <= SECTION_DEPTH


def _block(node: SyntaxTreeNode) -> str:
    match node.type:
        case "bullet_list" | "ordered_list":
            return "\n".join(
                _item(item, f"{number}." if node.type == "ordered_list" else "-") for number, item in _numbered(node)
            )
        case "table":
            return "\n".join(f"- {_CELL.join(_inline(cell) for cell in row.children)}" for row in _rows(node))
        case "fence" | "code_block" | "html_block":
            return node.content
        case "blockquote":
            return "\n\n".join(_block(child) for child in node.children)
        case "hr":
            return ""
        case _:
            return _inline(node)


def _numbered(node: SyntaxTreeNode) -> Iterable[tuple[int, SyntaxTreeNode]]:
    return enumerate(node.children, start=int(node.attrs.get("start", 1)))


def _item(node: SyntaxTreeNode, mark: str) -> str:
    text = "\n".join(_block(child) for child in node.children)
    return f"{mark} {text}".replace("\n", f"\n{_INDENT}")


def _rows(table: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    for part in table.children:
        yield from part.children


def _inline(node: SyntaxTreeNode) -> str:
    """Return the words of a paragraph, heading or cell; a picture is its description."""
    if not node.children:
        return {"softbreak": " ", "hardbreak": "\n"}.get(node.type, node.content)
    return "".join(_inline(child) for child in node.children)
