"""Numbers words and their terms, so that a text becomes an array of numbers and a word is analysed once, not in each document."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.analysis import NORWEGIAN, text_terms
from index.gist import is_telling
from index.runs import Indices
from index.tokens import normalize

MAX_WORDS = 300_000  # after which a table is made anew: with their terms some 150 MB; a library of laws has as many
_ANY_NORWEGIAN = "no"  # its written standards are analysed alike


@dataclass(frozen=True, slots=True)
class TermNumbers:
    """The terms of each word in a table: those of word n are flat[starts[n]:starts[n + 1]], what it is as a word first."""

    flat: Indices
    starts: Indices


class WordTable:
    """The words met so far. One for all documents that a process analyses."""

    def __init__(self) -> None:
        self.terms: list[str] = []
        self._telling = bytearray()
        self._numbers: dict[str, int] = {}
        self._flat = array("I")
        self._starts = array("I", [0])
        self._by_language: dict[str, _Words] = {}

    @property
    def count(self) -> int:
        """How many words were analysed."""
        return len(self._starts) - 1

    @property
    def is_full(self) -> bool:
        """Tell whether the table should be left for a new one."""
        return self.count >= MAX_WORDS

    def words(self, language: str) -> dict[str, int]:
        """Return the numbers of words, as written, in a language; asked for one that is not there yet, it analyses it."""
        key = _ANY_NORWEGIAN if language in NORWEGIAN else language
        if key not in self._by_language:
            self._by_language[key] = _Words(self, key)
        return self._by_language[key]

    def term(self, text: str) -> int:
        """Return the number of a term."""
        number = self._numbers.setdefault(text, len(self.terms))
        if number == len(self.terms):
            self.terms.append(text)
            self._telling.append(is_telling(text))
        return number

    def numbers(self) -> TermNumbers:
        """Return the terms of all words."""
        return TermNumbers(np.array(self._flat, np.int64), np.array(self._starts, np.int64))

    def telling(self) -> npt.NDArray[np.bool_]:
        """Tell of each term whether it may tell what a document is about."""
        return np.frombuffer(bytes(self._telling), np.bool_)

    def analyse(self, word: str, language: str) -> int:
        """Add a word with its terms; return its number."""
        terms = text_terms.__wrapped__(word, language)  # not from its cache: it would keep what is kept here
        self._flat.extend(map(self.term, dict.fromkeys((terms.word, *terms.others))))
        self._starts.append(len(self._flat))
        return len(self._starts) - 2


class _Words(dict[str, int]):
    """Words of one language."""

    def __init__(self, table: WordTable, language: str) -> None:
        self._table = table
        self._language = language

    def __missing__(self, word: str) -> int:
        plain = normalize(word)  # on which alone the terms depend
        number = self[word] = self[plain] if plain != word else self._table.analyse(word, self._language)
        return number
