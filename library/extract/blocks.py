"""Reads a tree of HTML as blocks of plain text: headings, paragraphs, items of lists, rows of tables.

Of lists and tables the marks stay that a reader of plain text needs: «- », «1. », « · » between cells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from lxml import etree, html

CELL = " · "
INDENT = "  "
MAX_INDENTS = 8  # lists within lists; deeper ones are a hostile file's, and each line would be indented for all of them
MAX_HEADING = 300  # characters; what is longer is a paragraph that somebody made look like a heading
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCK = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
    }
    | {
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        *_HEADINGS,
        "header",
        "hr",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
    }
    | {"p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)
_SKIPPED = frozenset(
    {"area", "audio", "button", "canvas", "datalist", "embed", "head", "iframe", "input", "map", "noscript", "object", "script"}
    | {"select", "style", "svg", "template", "textarea", "title", "video"}
)
_SHOWN = (None, "until-found")  # values of the attribute hidden with which a reader can come to see the element
_LISTS = frozenset({"ol", "ul", "menu", "dir"})
_TABULAR = frozenset({"table", "tr", "td", "th"})
_LAID_OUT = ("table", *_HEADINGS)
_SECOND_CELL = etree.XPath(".//tr/*[self::td or self::th][2]")
_SPACE = re.compile(r"[ \t\r\n\f\v]+")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text that stands on lines of its own."""

    text: str
    level: int
    """Of a heading; 0 for other text."""
    group: int
    """The list or table that it is part of; 0 for none."""


def read_blocks(root: html.HtmlElement) -> list[Block]:
    """Return the blocks of the tree in order."""
    return _Reader().read(root)


class _Reader:
    """Walks one tree. What stands between two ends of blocks is one block of text."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._text: list[str] = []
        self._has_text = False
        self._lists: list[int | None] = []
        """The number of the next item of each open list; None where items are not numbered."""
        self._mark = ""
        self._table: html.HtmlElement | None = None
        """The open table whose rows are read as rows."""
        self._rows = 0
        """How many rows are open: a row of a table may hold another table."""
        self._open: list[bool] = []
        """Of each open list, whether its items are read as items, and not as part of a row."""
        self._preformatted = 0
        self._group = 0

    def read(self, root: html.HtmlElement) -> list[Block]:
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            skipped = element.tag in _SKIPPED or element.get("hidden") not in _SHOWN
            if event == "start":
                if skipped:
                    walk.skip_subtree()
                else:
                    self._start(element)
                    self._add(element.text)
                continue
            if not skipped:
                self._end(element)
            if element is not root:
                self._add(element.tail)
        self._flush()
        return self._blocks

    def _start(self, element: html.HtmlElement) -> None:
        tag = element.tag
        if tag in _BLOCK:
            self._break()
        if tag in _LISTS:
            self._start_of_list(element)
        elif tag in _TABULAR:
            self._start_of_table(element)
        elif tag == "li" and self._lists and not self._rows:
            self._mark = self._next_mark()
        elif tag == "pre":
            self._preformatted += 1
        elif tag == "br":
            self._text.append(" " if self._rows else "\n")
        elif tag == "img":
            self._add(element.get("alt"))

    def _start_of_list(self, element: html.HtmlElement) -> None:
        self._open.append(not self._rows)
        if not self._rows:
            self._group += not (self._lists or self._table is not None)
            self._lists.append(_first_number(element) if element.tag == "ol" else None)

    def _start_of_table(self, element: html.HtmlElement) -> None:
        if element.tag == "table":
            if self._table is None and not _is_layout(element):
                self._group += not self._lists
                self._table = element
        elif self._table is None:
            return
        elif element.tag == "tr":
            self._mark = self._mark if self._rows else "- "
            self._rows += 1
        elif self._has_text:
            self._text.append(CELL)

    def _end(self, element: html.HtmlElement) -> None:
        tag = element.tag
        if tag == "tr" and self._rows:
            self._rows -= 1
        if tag in _BLOCK:
            self._break(_HEADINGS.get(tag, 0))
        if tag in _LISTS:
            if self._open.pop():
                self._lists.pop()
                self._mark = ""
        elif element is self._table:
            self._table = None
        elif tag == "pre":
            self._preformatted -= 1

    def _add(self, text: str | None) -> None:
        if text:
            self._text.append(text if self._preformatted and not self._rows else _SPACE.sub(" ", text))
            self._has_text = self._has_text or not text.isspace()

    def _next_mark(self) -> str:
        number = self._lists[-1]
        if number is None:
            return "- "
        self._lists[-1] = number + 1
        return f"{number}. "

    def _break(self, level: int = 0) -> None:
        if self._rows:
            self._text.append(" ")
        else:
            self._flush(level)

    def _flush(self, level: int = 0) -> None:
        lines = "".join(self._text).split("\n")
        self._text.clear()
        self._has_text = False
        text = "\n".join(lines if self._preformatted else [_SPACE.sub(" ", line).strip() for line in lines]).strip("\n")
        if self._table is not None:
            text = text.rstrip(CELL)  # of empty cells at a row's end
        if not text.strip():
            return
        if level and len(text) <= MAX_HEADING:
            self._blocks.append(Block(text, level, 0))
        else:
            within = self._lists or self._table is not None
            self._blocks.append(Block(self._marked(text), 0, self._group if within else 0))
        self._mark = ""

    def _marked(self, text: str) -> str:
        hanging = INDENT * min(len(self._lists), MAX_INDENTS)
        lead = hanging.removesuffix(INDENT) + self._mark if self._mark else hanging
        return lead + text.replace("\n", "\n" + hanging)


def _is_layout(table: html.HtmlElement) -> bool:
    """Tell whether a table only places text: it has headings or tables in it, or one cell in each row."""
    within = islice(table.iter(*_LAID_OUT), 1, None)  # the first is the table itself
    return any(True for _ in within) or not _SECOND_CELL(table)


def _first_number(element: html.HtmlElement) -> int:
    start = element.get("start") or ""
    return int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
