"""Plain page text as headings, paragraphs and lists, so that it can be read. Knows no HTML.

Text files and Markdown keep their marks («## Heading», «- item») in the stored text; text from PDFs has broken lines,
which are kept as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

_HEADING = re.compile(r"(#{1,6})[ \t]+(.+)")
_ITEM = re.compile(r"[ \t]*(?:[-*•–]|\d{1,2}[.)])[ \t]+(.+)")


class BlockKind(StrEnum):
    """What a stretch of text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEMS = "items"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (one line), a paragraph (its lines) or a list (its items)."""

    kind: BlockKind
    lines: tuple[str, ...]


def blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a page's text in order; no text is lost but the marks themselves."""
    for blank, lines in groupby(text.splitlines(), key=lambda line: not line.strip()):
        if not blank:
            yield from _blocks(list(lines))


def _blocks(lines: list[str]) -> Iterator[Block]:
    for kind, group in groupby(_joined(lines), key=_kind):
        found = tuple(group)
        if kind is BlockKind.HEADING:
            yield from (Block(kind, (_HEADING.sub(r"\2", line.strip()),)) for line in found)
        elif kind is BlockKind.ITEMS:
            yield Block(kind, tuple(_ITEM.sub(r"\1", line) for line in found))
        else:
            yield Block(kind, tuple(line.strip() for line in found))


def _joined(lines: list[str]) -> list[str]:
    """Put the indented lines that go on with a list item behind it."""
    joined: list[str] = []
    for line in lines:
        if joined and line[:1] in " \t" and _kind(line) is BlockKind.PARAGRAPH and _kind(joined[-1]) is BlockKind.ITEMS:
            joined[-1] = f"{joined[-1]} {line.strip()}"
        else:
            joined.append(line)
    return joined


def _kind(line: str) -> BlockKind:
    if _HEADING.fullmatch(line.strip()):
        return BlockKind.HEADING
    return BlockKind.ITEMS if _ITEM.fullmatch(line) else BlockKind.PARAGRAPH
