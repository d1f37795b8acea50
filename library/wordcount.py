"""Counts the words of long texts, folded, and the phrases in them: at the cost of the distinct words, not of every letter.

Cutting into words runs over bytes in C, since a regular expression over 300 pages takes twice as long as all the rest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Self

from library.text import fold

_WORD = re.compile(r"\w+")
# The signs between words that are no ASCII, in UTF-8: General Punctuation (quotes, dashes, bullets), and of Latin-1 all
# but the letters ª, µ and º and the numbers ², ³, ¹, ¼, ½ and ¾. Any other sign is found when the distinct words are folded.
_SIGNS = re.compile(rb"\xe2\x80[\x80-\xbf]|\xc2[\x80-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf]")
_ASCII = bytes(ord(chr(byte).lower()) if chr(byte).isalnum() or byte == ord("_") else ord(" ") for byte in range(128))
_LETTERS = _ASCII + bytes(range(128, 256))
_GAP = "  "  # two spaces, so that a phrase that follows upon itself is counted twice


@dataclass(frozen=True, slots=True)
class WordCount:
    """The words of some texts."""

    counts: Mapping[str, int]
    """How often each word stands there, folded as fold_name folds it."""
    total: int
    """Of the words."""
    _spellings: Mapping[str, Sequence[str]]
    """The spellings in the running text of those words that are not spelt as they are folded."""
    _running: Sequence[str]
    """Each text's words as they are spelt; no phrase crosses from one text to the next."""

    @classmethod
    def of(cls, texts: Iterable[str]) -> Self:
        """Count the words of these texts."""
        spelt, running = Counter[str](), list[str]()
        for text in texts:
            words = _cut(text)
            spelt.update(words)
            running.append(f" {_GAP.join(words)} ")
        counts, spellings = _folded(spelt)
        return cls(counts, counts.total(), spellings, running)

    def phrase(self, words: Sequence[str]) -> int:
        """Tell how often these folded words follow one another within one of the texts."""
        spelt = [{word, *self._spellings.get(word, ())} for word in words]
        return sum(self._count(_GAP.join(spelling)) for spelling in product(*spelt))

    def _count(self, phrase: str) -> int:
        # Most are not there, and a search that ends in a letter is faster than one that ends in a space.
        return sum(text.count(f" {phrase} ") for text in self._running if phrase in text)


def _cut(text: str) -> list[str]:
    return _SIGNS.sub(b" ", text.encode(errors="replace")).translate(_LETTERS).decode().split()


def _folded(spelt: Counter[str]) -> tuple[Counter[str], dict[str, list[str]]]:
    counts, spellings = Counter(spelt), dict[str, list[str]]()
    strange = [word for word in spelt if not word.isascii()]
    # In one call, since each costs more than the letters of a word. A lone accent folds to nothing.
    together = fold("\n".join(strange)).split("\n") if strange else []
    for word, folded in zip(strange, together, strict=True):
        count = counts.pop(word)
        parts = [folded] if folded.isalnum() else _WORD.findall(folded)
        for part in parts:
            counts[part] += count
        if len(parts) == 1:
            spellings.setdefault(parts[0], []).append(word)
    return counts, spellings
