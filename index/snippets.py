"""Chooses and marks the stretch of a text that shows best why a document answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from index.engine import Fragment, Snippet
from index.targets import Match

SNIPPET_LENGTH = 240  # characters; three lines on a wide screen, five on a phone
LEAD_IN = 60  # characters before the first marked word where its sentence begins too far away to be shown
LONGEST_LEAD_IN = 120  # characters before the first marked word that its sentence may begin
_SENTENCE_END = re.compile(r"[.!?…:][)»”\"]?\s+(?=[«“\"(§–-]?\s?[A-ZÆØÅ0-9§])")
ELLIPSIS = "…"


def one_line(text: str) -> str:
    """Return a text with one space wherever it has some, or the end of a line."""
    return " ".join(text.split())


def mark(text: str, matches: Sequence[Match]) -> Snippet:
    """Return the whole text with what was found in it marked."""
    return tuple(_fragments(text, matches))


def excerpt(plain: str, matches: Sequence[Match]) -> Snippet:
    """Return the stretch of a text in one line in which most different words of the query stand; the beginning if none does.

    Matches are in order and do not overlap.
    """
    start, end = _window(plain, matches)
    inside = [
        Match(match.target, match.start - start, match.end - start)
        for match in matches
        if start <= match.start and match.end <= end
    ]
    snippet = list(_fragments(plain[start:end], inside))
    if start > 0:
        snippet.insert(0, Fragment(ELLIPSIS + " "))
    if end < len(plain):
        snippet.append(Fragment(" " + ELLIPSIS))
    return tuple(_merged(snippet))


def _window(text: str, matches: Sequence[Match]) -> tuple[int, int]:
    """Return where the stretch begins and ends: at whole sentences if they fit, else at whole words."""
    if not matches:
        return 0, _last_end(text, 0, SNIPPET_LENGTH)
    different = _different(matches)
    best = matches[different.index(max(different))]
    start = _first_start(text, best.start)
    return start, max(_last_end(text, start, start + SNIPPET_LENGTH, best.end), min(best.end, start + 2 * SNIPPET_LENGTH))


def _first_start(text: str, position: int) -> int:
    """Return where the sentence begins that holds a position, or a few words before it if that is far away."""
    earliest = max(0, position - LONGEST_LEAD_IN)
    begun = [match.end() for match in _SENTENCE_END.finditer(text, earliest, position)]
    if begun or not earliest:
        return begun[-1] if begun else 0
    return _word_start(text, position - LEAD_IN)


def _last_end(text: str, start: int, limit: int, least: int = 0) -> int:
    """Return the last end of a sentence up to a limit, but not before what must be shown; else of a word."""
    if limit >= len(text):
        return len(text)
    ends = [match.start() + len(match[0].rstrip()) for match in _SENTENCE_END.finditer(text, start, limit + 1)]
    whole = [end for end in ends if end >= max(least, start + SNIPPET_LENGTH // 2)]
    return whole[-1] if whole else _word_end(text, limit)


def _different(matches: Sequence[Match]) -> list[int]:
    """Return for each match how many different words stand in the stretch that begins with it; each is looked at twice."""
    found, inside, end = list[int](), Counter[int](), 0
    for place, first in enumerate(matches):
        end = max(end, place)
        while end < len(matches) and matches[end].end <= first.start + SNIPPET_LENGTH - LEAD_IN:
            inside[matches[end].target] += 1
            end += 1
        found.append(len(inside))
        _take_out(inside, first.target)
    return found


def _take_out(inside: Counter[int], target: int) -> None:
    if inside[target] <= 1:
        del inside[target]
    else:
        inside[target] -= 1


def _word_start(text: str, position: int) -> int:
    """Return the start of the first word at or after a position (the position itself if no space is near)."""
    if position == 0 or text[position - 1] == " ":
        return position
    space = text.find(" ", position, position + LEAD_IN // 2)
    return position if space < 0 else space + 1


def _word_end(text: str, position: int) -> int:
    """Return the end of the last word that ends at or before a position."""
    if position >= len(text):
        return len(text)
    space = text.rfind(" ", position - LEAD_IN, position + 1)
    return position if space < 0 else space


def _fragments(text: str, matches: Sequence[Match]) -> Iterator[Fragment]:
    reached = 0
    for match in matches:
        if match.start > reached:
            yield Fragment(text[reached : match.start])
        yield Fragment(text[match.start : match.end], marked=True)
        reached = match.end
    if reached < len(text):
        yield Fragment(text[reached:])


def _merged(fragments: Sequence[Fragment]) -> Iterator[Fragment]:
    """Join neighbours that are both unmarked."""
    waiting = ""
    for fragment in fragments:
        if fragment.marked:
            if waiting:
                yield Fragment(waiting)
            waiting = ""
            yield fragment
        else:
            waiting += fragment.text
    if waiting:
        yield Fragment(waiting)
