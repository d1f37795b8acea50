"""Completes words that stop at a hyphen because their end follows: «regional- og distriktspolitikk» is also regionalpolitikk.

And joins those that are written with a hyphen or without: e-post is also epost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from index.norwegian.analyzer import JOINT, word_terms
from index.norwegian.compounds import atoms
from index.norwegian.variants import bases
from library.text import fold

_SUSPENDED = re.compile(
    r"""(?P<begun>\b[^\W\d_]{2,}-(?:,\s+[^\W\d_]{2,}-)*)      # regional-, or landbruks-, mat-
        \s+(?:og|eller|samt|og/eller|/)\s+
        (?P<whole>[^\W\d_]{6,})                                # distriktspolitikk""",
    re.VERBOSE | re.IGNORECASE,
)
_SUSPENDS = re.compile(r"-\s+(?:og|eller|samt|og/eller|/)\s", re.IGNORECASE)  # is in all of them, and found in no time
_HYPHENATED = re.compile(r"\b([^\W\d_])-([^\W\d_]{3,})\b|\b([^\W\d_]{2,})-(\d+)\b")
_HYPHEN = re.compile(r"-(?:[^\W\d_]{3}|\d)")  # is in all of them, and found in no time
_BEGUN = re.compile(r"[^\W\d_]+")


def completed(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield where each such word begins in a text, in characters, with the terms of what it may be completed to."""
    for match in _suspended(text) if "- " in text else ():
        ends = _ends(match["whole"].lower())
        for begun in _BEGUN.finditer(match["begun"]):
            terms = tuple(dict.fromkeys(term for end in ends for term in _terms(begun[0].lower(), end)))
            if terms:
                yield match.start("begun") + begun.start(), terms


def joined(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield where words begin that are also written without their hyphen, with the terms that they have so: e-post, covid-19."""
    reached = 0
    for hyphen in _HYPHEN.finditer(text):
        match = _HYPHENATED.match(text, _word_start(text, hyphen.start()))
        if match and match.start() >= reached:
            reached = match.end()
            yield match.start(), word_terms("".join(filter(None, match.groups())).lower()).whole


def _suspended(text: str) -> Iterator[re.Match[str]]:
    """Yield what the pattern finds in a text; it is tried only where it may begin, by what stands behind the last hyphen."""
    reached = 0
    for hyphen in _SUSPENDS.finditer(text):
        tried = (_SUSPENDED.match(text, start) for start in _beginnings(text, hyphen.start()) if start >= reached)
        if match := next(filter(None, tried), None):
            reached = match.end()
            yield match


def _beginnings(text: str, end: int) -> list[int]:
    """Return where the word begins that ends at a hyphen, and where those that are listed before it do, the first first."""
    starts = list[int]()
    while True:
        starts.append(start := _word_start(text, end))
        before = start
        while before and text[before - 1].isspace():
            before -= 1
        if before == start or text[max(before - 2, 0) : before] != "-,":
            return starts[::-1]
        end = before - 2


def _word_start(text: str, end: int) -> int:
    """Return where the letters begin that end there."""
    start = end
    while start and text[start - 1].isalnum() and not text[start - 1].isdecimal():
        start -= 1
    return start


def _ends(word: str) -> list[tuple[str, ...]]:
    """Return what the word that follows may lend: its last part, or more: of skogbrukspolitikk politikk and brukspolitikk."""
    parts = atoms(word)
    return [parts[start:] for start in range(len(parts) - 1, 0, -1)]


def _terms(begun: str, end: tuple[str, ...]) -> Iterator[str]:
    """Yield the terms of a compound of both, whole and in parts."""
    first = begun if bases(begun) != bases(begun.removesuffix("s")) else begun.removesuffix("s")
    for reading in product(bases(first), *map(bases, end)):
        folded = tuple(map(fold, reading))
        yield JOINT.join(folded)
        yield from (JOINT + part for part in (folded[0], JOINT.join(folded[1:])))
