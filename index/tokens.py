"""Cuts text into words with their places. One tokenizer for what is indexed and what is asked."""

from __future__ import annotations

import re

from library.text import fold

# A word is a run of letters and digits («TEK17», «S», «5» are kept); § stands alone, for «§ 3».
# A genitive 's is part of its word and dropped from the term: «EU's» = «EU».
_WORD = re.compile(r"§|[^\W_]+(?:['’]s\b)?")
_GENITIVE = re.compile(r"['’]s$")
EXACT = "="
MAX_WORD = 64  # characters; longer runs are rubbish from broken PDF text, and cut


def tokens(text: str) -> list[str]:
    """Return the words of the text as written, in order."""
    return _WORD.findall(text)


def spans(text: str) -> list[tuple[int, int]]:
    """Return the start and end of each of the text's tokens."""
    return [match.span() for match in _WORD.finditer(text)]


def normalize(token: str) -> str:
    """Return a word in lower case, without a genitive 's."""
    return _GENITIVE.sub("", token.lower())[:MAX_WORD]


def words(text: str) -> list[str]:
    """Return the normalized words of the text."""
    return [normalize(token) for token in tokens(text)]


def exact_term(word: str) -> str:
    """Return the index term of the word just as written, save case and diacritics.

    The mark keeps exact words apart from stems in the field that holds both.
    """
    return EXACT + fold(word)
