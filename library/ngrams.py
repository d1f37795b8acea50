"""Letters to n-grams: the one way in which text is taken apart, for training profiles and for detecting by them.

The n-grams are langdetect's: one to three characters, a space standing for a word's edge, words in capitals left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

LONGEST = 3  # characters in an n-gram, as langdetect's profiles have them
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_WORD = re.compile(r"[^\W\d_]+")


def words_of(text: str) -> str:
    """Return the text's words with a space at every edge; a lone space if there are none.

    Web addresses and abbreviations in capitals are left out: they look the same in every language.
    """
    found = _WORD.findall(_ADDRESS.sub(" ", unicodedata.normalize("NFC", text)))
    words = [word for word in found if len(word) == 1 or not word.isupper()]
    return f" {' '.join(words)} " if words else " "


def count_letters(words: str) -> int:
    """Return how many letters there are in what words_of returns."""
    return len(words) - words.count(" ")


def ngrams(words: str) -> Iterator[str]:
    """Yield every n-gram within a word of what words_of returns, as often as it occurs."""
    for length in range(1, LONGEST + 1):
        for start in range(len(words) - length + 1):
            gram = words[start : start + length]
            if gram != " " and " " not in gram[1:-1]:
                yield gram
