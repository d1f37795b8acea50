"""Plain page text as headings, paragraphs and lists, so that it can be read. Knows no HTML.

Blocks are spans into the text, so that what was found at a place in it can be marked there. Text files and Markdown keep
their marks («## Heading», «- item») in the stored text; text from PDFs has broken lines.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import itemgetter

_HEADING = re.compile(r"#{1,6}[ \t]+(.+)")
_BULLET = re.compile(r"[-*•–][ \t]+(.+)")
_NUMBERED = re.compile(r"(?:\d{1,2}[.)]|[a-zæøå]\))[ \t]+.+")  # the number is part of the text: people refer to it
_LONG_LINE = 40  # characters; shorter lines are those of tables, addresses and lists, which end where they do on purpose
_FULL_LINE = 0.7  # of the longest: how far a line reaches that was broken because the column was full

Span = tuple[int, int]
"""Start and end in characters of a page's text."""
Line = tuple[Span, ...]
"""What reads as one line: of a list's item also the lines that go on with it."""


class BlockKind(StrEnum):
    """What a stretch of text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEMS = "items"
    NUMBERED = "numbered"


_LISTS = frozenset({BlockKind.ITEMS, BlockKind.NUMBERED})


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (one line), a paragraph (its lines) or a list (its items)."""

    kind: BlockKind
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line; with the number of a hit if it is one, or a part of one that goes on over several lines."""

    text: str
    hit: int = 0
    is_start: bool = False
    """Whether the hit begins here."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the text as it stands there, and what it is."""

    kind: BlockKind
    line: Line
    is_indented: bool


def blocks(text: str, headings: Collection[str] = ()) -> Iterator[Block]:
    """Yield the blocks of a page's text in order; lines that are one of these headings are, even without a mark.

    No text is lost but the marks themselves.
    """
    known = frozenset(headings)
    for blank, group in groupby(_lines(text), key=lambda found: not found[1].strip()):
        if not blank:
            yield from _blocks([_row(start, line, known) for start, line in group])


def pieces(text: str, line: Line, marks: Sequence[Span], before: int = 0) -> Iterator[Piece]:
    """Yield a line cut where marks begin and end, with a space between its spans.

    The marks are those of the whole page, in order; before is the number of hits on the pages before it.
    """
    for place, span in enumerate(line):
        if place:
            yield Piece(" ")
        yield from _cut(text, span, marks, before)


def is_running(block: Block) -> bool:
    """Tell whether a paragraph's lines were broken because the column was full, so that they may be joined."""
    lengths = [end - start for ((start, end),) in block.lines]
    longest = max(lengths)
    return longest >= _LONG_LINE and all(length >= _FULL_LINE * longest for length in lengths[:-1])


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line with the place where it begins."""
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, line
        start += len(line)


def _row(start: int, line: str, headings: frozenset[str]) -> _Row:
    content = line.strip()
    begin = start + len(line) - len(line.lstrip())
    whole, is_indented = (begin, begin + len(content)), line[:1] in {" ", "\t"}
    for kind, pattern in ((BlockKind.HEADING, _HEADING), (BlockKind.ITEMS, _BULLET)):
        if found := pattern.fullmatch(content):
            return _Row(kind, ((begin + found.start(1), whole[1]),), is_indented)
    if content in headings:
        return _Row(BlockKind.HEADING, (whole,), is_indented)
    return _Row(BlockKind.NUMBERED if _NUMBERED.fullmatch(content) else BlockKind.PARAGRAPH, (whole,), is_indented)


def _blocks(rows: Sequence[_Row]) -> Iterator[Block]:
    for kind, group in groupby(_joined(rows), key=lambda row: row.kind):
        lines = tuple(row.line for row in group)
        if kind is BlockKind.HEADING:
            yield from (Block(kind, (line,)) for line in lines)
        else:
            yield Block(kind, lines)


def _joined(rows: Sequence[_Row]) -> list[_Row]:
    """Put the indented lines that go on with a list item behind it."""
    joined: list[_Row] = []
    for row in rows:
        if joined and row.is_indented and row.kind is BlockKind.PARAGRAPH and joined[-1].kind in _LISTS:
            item = joined.pop()
            joined.append(_Row(item.kind, item.line + row.line, item.is_indented))
        else:
            joined.append(row)
    return joined


def _cut(text: str, span: Span, marks: Sequence[Span], before: int) -> Iterator[Piece]:
    reached, end = span
    place = bisect_right(marks, reached, key=itemgetter(1))
    for hit, (first, last) in enumerate(marks[place:], before + place + 1):
        if first >= end:
            break
        if first > reached:
            yield Piece(text[reached:first])
        yield Piece(text[max(first, reached) : min(last, end)], hit, is_start=first >= span[0])
        reached = min(last, end)
    if reached < end:
        yield Piece(text[reached:end])
