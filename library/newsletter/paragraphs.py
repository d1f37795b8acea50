"""Joins printed lines into paragraphs, titles and headings: tells where a line was broken from where something ended.

Blank lines are no help where text was taken from a PDF, which may put one after every line; so the words decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from library.extract.mending import mend_lines
from library.identifiers import find_series_numbers
from library.newsletter.lines import Line
from library.newsletter.patterns import NewsletterPatterns

MIN_PROSE = 80  # characters of a single sentence that is surely no title with a full stop
NEAR = 12  # lines above and below by which a line's column is measured; newsletters change columns within a page
MIN_BROKEN = 3  # lines nearby that were surely broken, before their length is believed to be the column's
RECENT = 8  # lines of a paragraph in which a sentence has ended, if it is running text and not a title
MIN_INSIDE = 2  # blank lines inside sentences, and
MIN_INSIDE_SHARE = 0.1  # their share of all, from which on blank lines mean nothing; in the real newsletter it is a half
MAX_OPEN = 3  # lines within which a bracket is closed, if it was meant to be

_SENTENCE_END = re.compile(r"[.!?…][»«”“\"'’)\]]*$")
# The end of one sentence and the first word of the next; «Meld. St. 5» is neither.
_SENTENCE_BREAK = re.compile(r"[\w»”)]{2}[.!?] +(?P<next>[«“\"–]? ?[^\W\d_a-zæøåäöéü]\w*[ ,])")
_PARENTHESIS = re.compile(r"\([^()]+\)[.,]?")
_ADDRESS = re.compile(r"(?:https?:|www\.|\S+@)")
_BEFORE_WORDS = '–—-([«»“" '
_OPENING, _CLOSING = "([", ")]"  # not «», which Danes write »«


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Line):
    """A paragraph of running text, a title, a heading or a point of a list, on one line."""

    @property
    def ends(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_SENTENCE_END.search(self.text))

    @property
    def first_sentence(self) -> str:
        """The text up to where another sentence begins."""
        match = _SENTENCE_BREAK.search(self.text)
        return self.text[: match.start("next")].rstrip() if match else self.text

    @property
    def is_prose(self) -> bool:
        """Whether it is surely running text, and no title: «Skaper kultur vekst? En studie» is one, also with two sentences."""
        breaks = len(_SENTENCE_BREAK.findall(self.text))
        stopped = self.text.rstrip("»”\"'’)]").endswith(".")
        return not self.is_heading and (breaks > 1 or (stopped and (breaks == 1 or len(self.text) >= MIN_PROSE)))


def read_paragraphs(lines: Sequence[Line], patterns: NewsletterPatterns) -> list[Paragraph]:
    """Return the lines joined where they were broken, with words that a hyphen parted in one piece again."""
    if not lines:
        return []
    joints = _Joints(lines, patterns)
    found, group = list[Paragraph](), [lines[0]]
    for number, line in enumerate(lines[1:]):
        if joints.goes_on(number, group):
            group.append(line)
        else:
            found.append(_paragraph(group))
            group = [line]
    return [*found, _paragraph(group)]


def _paragraph(group: Sequence[Line]) -> Paragraph:
    first = group[0]
    text = mend_lines("\n".join(line.text for line in group)).replace("\n", " ")
    return Paragraph(text=text, page=first.page, bullet=first.bullet, gap=first.gap, is_heading=first.is_heading)


class _Joints:
    """Decides for each pair of neighbouring lines whether the second goes on with the first."""

    def __init__(self, lines: Sequence[Line], patterns: NewsletterPatterns) -> None:
        self._lines = lines
        self._patterns = patterns
        self._spaced = _is_spaced(lines)
        self._broken = [
            len(one.printed) if _surely_broken(one, other) and not self._parted(other) else 0 for one, other in pairwise(lines)
        ]

    def goes_on(self, number: int, group: Sequence[Line]) -> bool:
        """Tell whether the line after this one continues it; the group is what has been joined so far, this line included."""
        one, other = self._lines[number], self._lines[number + 1]
        first = len(group) == 1
        if one.is_heading or other.is_heading or other.bullet:
            return False
        if _PARENTHESIS.fullmatch(other.text) and not one.text.endswith((".", ")")):
            return not (first and self._is_list_heading(number))
        if self._parted(other) or (first and self._is_list_heading(number)) or self._is_list_heading(number + 1):
            return False
        if self._left_open(number):
            return True
        if _SENTENCE_END.search(one.text):
            return _starts_small(other.text) or self._fills_column(number, group)
        return _starts_small(other.text) or self._hangs(number, group)

    def _hangs(self, number: int, group: Sequence[Line]) -> bool:
        """Tell whether a line that ends no sentence goes on, though the next begins as something new would."""
        one = self._lines[number]
        if one.text.endswith(")") or self._patterns.captions.fullmatch(one.text):
            return False
        if any(_SENTENCE_BREAK.search(line.text) for line in group[-RECENT:-1]):
            return True  # running text goes on until a sentence ends
        return self._is_full(number)

    def _fills_column(self, number: int, group: Sequence[Line]) -> bool:
        """Tell whether a sentence ends with the line by chance: where blank lines part paragraphs, and the line is full."""
        announces = next(find_series_numbers(group[0].text), (-1,))[0] == 0  # «NOU 2020: 12 Title.»
        return not self._spaced and not group[0].bullet and not announces and self._is_full(number)

    def _is_full(self, number: int) -> bool:
        """Tell whether the first word of the next line has no room left on this one."""
        one, other = self._lines[number], self._lines[number + 1]
        return len(one.printed) + 1 + len(other.text.split(maxsplit=1)[0]) > self._width(number) > 0

    def _parted(self, other: Line) -> bool:
        return other.gap and not self._spaced

    def _is_list_heading(self, number: int) -> bool:
        """Tell whether the line stands alone as a heading of a list, and not by chance as a line of running text."""
        lines = self._lines
        line = lines[number]
        if line.bullet or self._patterns.list_heading(line.text) is None or self._is_unfinished(line.text):
            return False
        if number + 1 < len(lines) and _surely_broken(line, lines[number + 1]) and not self._parted(lines[number + 1]):
            return False
        return number == 0 or self._parted(line) or not self._is_unfinished(lines[number - 1].text)

    def _is_unfinished(self, text: str) -> bool:
        """Tell whether a line ends as no title and no sentence does."""
        word = text.rsplit(maxsplit=1)[-1].lstrip('«“"(')
        goes_on = word.lower() in self._patterns.goes_on_after and word != "I"  # as in «Del I»
        return goes_on or text.endswith((",", "-", "–", "/", "(", "&"))

    def _left_open(self, number: int) -> bool:
        """Tell whether the line stops in the middle of something: before a word, in brackets, after a prefix."""
        text = self._lines[number].text
        return self._is_unfinished(text) or text.endswith(":") or self._in_brackets(number)

    def _in_brackets(self, number: int) -> bool:
        """Tell whether a bracket that is open after the line is closed by one of the next lines."""
        opened = _opened(" ".join(line.text for line in self._lines[max(0, number + 1 - MAX_OPEN) : number + 1]))
        if opened is None:
            return False
        for line in self._lines[number + 1 : number + 1 + MAX_OPEN]:
            if line.is_heading or line.bullet or self._parted(line):
                return False
            mark = next((letter for letter in line.text if letter in _OPENING + _CLOSING), None)
            if mark is not None:
                return mark == opened
        return False

    def _width(self, number: int) -> int:
        """Return how many characters the column has here, judged by lines nearby that were surely broken; 0 if there are few."""
        nearby = [length for length in self._broken[max(0, number - NEAR) : number + NEAR + 1] if length]
        return max(nearby) if len(nearby) >= MIN_BROKEN else 0


def _is_spaced(lines: Sequence[Line]) -> bool:
    """Tell whether blank lines stand between any two lines, also inside sentences, and so mean nothing."""
    parted = [_surely_broken(one, other) for one, other in pairwise(lines) if other.gap]
    return sum(parted) >= max(MIN_INSIDE, MIN_INSIDE_SHARE * len(parted))


def _surely_broken(one: Line, other: Line) -> bool:
    unmarked = not (one.is_heading or other.is_heading or other.bullet)
    return unmarked and _starts_small(other.text) and not _SENTENCE_END.search(one.text)


def _starts_small(text: str) -> bool:
    text = text.lstrip(_BEFORE_WORDS) or text
    return text[0].islower() and not text[1:2].isupper() and not _ADDRESS.match(text)


def _opened(text: str) -> str | None:
    """Return what would close the last bracket that the text leaves open; None if it leaves none."""
    wanted: list[str] = []
    for letter in text:
        if letter in _OPENING:
            wanted.append(_CLOSING[_OPENING.index(letter)])
        elif wanted and letter == wanted[-1]:
            wanted.pop()
    return wanted[-1] if wanted else None
