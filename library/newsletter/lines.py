"""The printed lines of a newsletter: what of the pages is text, and which lines are headings or begin with a bullet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from library.cleaning import clean_line
from library.document import Page
from library.newsletter.patterns import NewsletterPatterns

MAX_HEADING_LINES = 4  # over how many lines a heading may be broken that the page itself names
_DASH = re.compile(r"[-–—]\s+(?=\S)")
_DOT = re.compile(r"[•·▪◦‣*]\s*(?=\S)|[a-z]\)\s+(?=\S)")
_NUMBER = re.compile(r"(\d{1,3})[.)]\s+(?=[^\W\d_a-zæøåäöéü]|[«“\"])")  # «3. Title», and not «3. november»
_SOME_WORDS = re.compile(r"[^\W\d_]{2,}\W+[^\W\d_]{2,}")  # a page's label that is no number as «3», «iv» or «A-2»


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One printed line without its bullet, on one line of ours: no tabs, no space at its ends."""

    text: str
    page: int
    """Number of the page that it stands on."""
    bullet: str = ""
    """«- », «• », «3. » as printed; empty where there is none."""
    gap: bool = False
    """Whether a blank line stands before it."""
    is_heading: bool = False
    """Whether the page names it among its headings."""

    @property
    def printed(self) -> str:
        """The line with its bullet."""
        return self.bullet + self.text


def read_lines(pages: Iterable[Page], patterns: NewsletterPatterns) -> list[Line]:
    """Return the lines of all pages in order, without blank ones and page numbers."""
    return list(_bulleted(line for page in pages for line in _named(page, _plain(page, patterns), patterns)))


def _plain(page: Page, patterns: NewsletterPatterns) -> list[Line]:
    lines: list[Line] = []
    gap = False
    for printed in page.text.splitlines():
        text = clean_line(printed)
        if text:
            lines.append(Line(text=text, page=page.number, gap=gap))
        gap = not text
    for end in (0, -1):
        if lines and patterns.page_furniture.fullmatch(lines[end].text):
            lines.pop(end)
    return lines


def _named(page: Page, lines: list[Line], patterns: NewsletterPatterns) -> Iterator[Line]:
    """Yield the lines with those marked that the page names as headings; a label that is one but stands nowhere comes first."""
    headings = {clean_line(heading) for heading in page.headings} - {""}
    label = clean_line(page.label)
    if label in headings or patterns.list_heading(label) or _SOME_WORDS.search(label):
        headings.add(label)
        if not any(_heading_at(lines, start, {label}) for start in range(len(lines))):
            yield Line(text=label, page=page.number, is_heading=True)
    start = 0
    while start < len(lines):
        count = _heading_at(lines, start, headings)
        heading = " ".join(line.text for line in lines[start : start + count])
        yield replace(lines[start], text=heading, is_heading=True) if count else lines[start]
        start += count or 1


def _heading_at(lines: Sequence[Line], start: int, headings: set[str]) -> int:
    """Return how many lines from here on are one of the headings; 0 for none."""
    if not headings:
        return 0
    texts = [line.text for line in lines[start : start + MAX_HEADING_LINES]]
    return next((count for count in range(len(texts), 0, -1) if " ".join(texts[:count]) in headings), 0)


def _bulleted(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines with their bullets apart.

    A dash before a small letter may also stand where a line was broken; it is taken for a bullet only among its like or
    after a blank line or a colon. Numbers count up from 1.
    """
    before, last, number = "", "", 0
    for line in lines:
        bullet = "" if line.is_heading else _bullet(line, before, last, number)
        counted = _NUMBER.match(bullet + "X")
        number = int(counted[1]) if counted else 0 if line.is_heading else number
        last = bullet or (last if not line.gap else "")
        before = line.text
        yield replace(line, bullet=bullet, text=line.text.removeprefix(bullet)) if bullet else line


def _bullet(line: Line, before: str, last: str, number: int) -> str:
    if match := _DOT.match(line.text):
        return match[0]
    if match := _DASH.match(line.text):
        among_its_like = match[0] == last or (match[0].startswith("-") and line.gap) or before.endswith(":")
        return match[0] if among_its_like or not line.text[match.end()].islower() else ""
    match = _NUMBER.match(line.text)
    return match[0] if match and int(match[1]) in {1, number + 1} else ""
