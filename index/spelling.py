"""Finds the word that a misspelt one was meant to be, among the words that the library holds.

The edits that Norwegians make cost least: a consonant doubled or not, o for ø and a for å, a letter that is not heard.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log10

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4  # letters; a shorter word has too many neighbours
LONGEST = 40
_LETTERS_PER_EDIT = 4  # a word may be one edit away for each four of its letters
_MOST_EDITS = 3
_NEAREST = 60  # words that are ranked by what their edits cost
_SURE_COST = 1.3  # up to which the best word is taken, if it is clear of the next; one ordinary edit costs 1
_CLEAR = 0.35
# What the edits to a word may cost that is better than nothing: one edit in a short word, two in a long one.
_NEAR, _NEAR_PER_LETTER = 1.2, 0.2
_PER_TENFOLD = 0.3  # what ten times as many documents are worth
_BEYOND = 26  # the bit of all letters beyond a–z
_FOUR_BYTES = f"utf-32-{sys.byteorder[0]}e"  # for each letter, as numpy reads them
_FIRST_LETTER = 0.6  # more for a first letter that differs, which is seldom wrong

# What an edit costs, where an ordinary one costs 1: the less, the more often Norwegians make it.
_DOUBLED, _SAME_SOUND, _SILENT, _SWAPPED, _VOWEL = 0.35, 0.4, 0.55, 0.7, 0.8
_VOWELS = frozenset("aeiouy")
_SILENT_LETTERS = frozenset("dhgtv")
# One letter in Norwegian is two when folded: «sjoveis» lacks the e of «sjoeveis».
_FOLDED = frozenset({"oe", "ae", "aa"})
_SOUNDS_LIKE = frozenset(
    {("k", "c"), ("k", "q"), ("s", "c"), ("s", "z"), ("v", "w"), ("i", "j"), ("o", "u"), ("y", "i"), ("e", "i")}
)


@dataclass(frozen=True, slots=True)
class Correction:
    """A word of the library that may have been meant."""

    word: str
    """Folded."""
    is_sure: bool
    """Whether hardly another can have been meant."""
    is_near: bool
    """Whether it is so like what was typed that it is better than nothing."""


class Speller:
    """Corrects words; made once for each state of the index."""

    def __init__(self, documents: Mapping[str, int]) -> None:
        """Take the folded words with the number of documents that hold each."""
        known = [word for word in documents if SHORTEST - 1 <= len(word) <= LONGEST and word.isalpha()]
        self._words = np.array(known, dtype=object)
        self._documents = documents
        self._lengths = np.fromiter(map(len, known), np.int16, len(known))
        self._letters = _letters(known, self._lengths)

    def documents(self, word: str) -> int:
        """Return about how many documents hold a folded word."""
        return self._documents.get(word, 0)

    def correct(self, word: str) -> tuple[Correction, ...]:
        """Return what a folded word was probably meant to be, the likeliest first; nothing if no word is near it."""
        if not SHORTEST <= len(word) <= LONGEST or not word.isalpha():
            return ()
        edits = min(_MOST_EDITS, max(1, len(word) // _LETTERS_PER_EDIT))
        near = process.extract(word, self._candidates(word, edits), scorer=OSA.distance, score_cutoff=edits, limit=_NEAREST)
        ranked = sorted((self._cost(word, other), other) for other, _, _ in near)
        reach = max(_NEAR, len(word) * _NEAR_PER_LETTER)
        return tuple(
            Correction(other, _is_sure(ranked, place), _distance(word, other) <= reach) for place, (_, other) in enumerate(ranked)
        )

    def _candidates(self, word: str, edits: int) -> npt.NDArray[np.object_]:
        """Return the words that can be so near: an edit changes the length by one and the set of letters by two."""
        differing = np.bitwise_count(self._letters ^ _letters([word], [len(word)]))
        near: npt.NDArray[np.bool_] = (np.abs(self._lengths - len(word)) <= edits) & (differing <= 2 * edits)
        return self._words[near]

    def _cost(self, word: str, other: str) -> float:
        return _distance(word, other) - _PER_TENFOLD * log10(self._documents[other])


def _distance(word: str, other: str) -> float:
    return edit_cost(word, other) + (_FIRST_LETTER if word[0] != other[0] else 0.0)


def _is_sure(ranked: list[tuple[float, str]], place: int) -> bool:
    return place == 0 and ranked[0][0] <= _SURE_COST and (len(ranked) == 1 or ranked[1][0] - ranked[0][0] >= _CLEAR)


def edit_cost(word: str, other: str) -> float:
    """Return what the cheapest edits from one folded word to another cost; an ordinary one costs 1."""
    rows = [[0.0] * (len(other) + 1) for _ in range(len(word) + 1)]
    for i in range(len(word) + 1):
        for j in range(len(other) + 1):
            rows[i][j] = min(_ways(rows, word, other, i, j), default=0.0)
    return rows[-1][-1]


def _ways(rows: list[list[float]], word: str, other: str, i: int, j: int) -> list[float]:
    """Return what each last edit that leads to the first i and j letters costs, with all before it."""
    ways = []
    if i:
        ways.append(rows[i - 1][j] + _one_more(word, i - 1))
    if j:
        ways.append(rows[i][j - 1] + _one_more(other, j - 1))
    if i and j:
        ways.append(rows[i - 1][j - 1] + _instead(word[i - 1], other[j - 1]))
    if i > 1 and j > 1 and word[i - 2 : i] == other[j - 2 : j][::-1]:
        ways.append(rows[i - 2][j - 2] + _SWAPPED)
    return ways


def _one_more(word: str, place: int) -> float:
    """Return the cost of a letter that one of two words has more."""
    letter, before = word[place], word[place - 1] if place else ""
    if letter == before and letter not in _VOWELS:
        return _DOUBLED
    if before + letter in _FOLDED or word[place : place + 2] in _FOLDED:
        return _SAME_SOUND
    return _SILENT if letter in _SILENT_LETTERS and place else 1.0


def _instead(one: str, other: str) -> float:
    """Return the cost of a letter in the place of another."""
    if one == other:
        return 0.0
    if (one, other) in _SOUNDS_LIKE or (other, one) in _SOUNDS_LIKE:
        return _SAME_SOUND
    return _VOWEL if one in _VOWELS and other in _VOWELS else 1.0


def _letters(words: Sequence[str], lengths: npt.ArrayLike) -> npt.NDArray[np.uint32]:
    """Return which letters each folded word has, as bits; all letters beyond a–z share one."""
    if not words:
        return np.zeros(0, np.uint32)
    letters = np.frombuffer("".join(words).encode(_FOUR_BYTES), np.uint32) - np.uint32(ord("a"))  # those before a are huge then
    ends = np.cumsum(lengths)
    bits = np.left_shift(np.uint32(1), np.minimum(letters, np.uint32(_BEYOND)))
    return np.bitwise_or.reduceat(bits, np.concatenate([[0], ends[:-1]]))
