"""Turns words into index terms: the stem in the text's own language beside the exact word.

A document is analysed in its language; a query, whose language nobody knows, in all of them.
"""

from __future__ import annotations

import threading
from functools import lru_cache

import Stemmer

from index.tokens import exact_term, normalize, words
from library.shipped import DATA
from library.text import fold

ANALYSIS_VERSION = 1
"""Raise whenever the same text would give other terms: an index of another version is rebuilt."""

# Snowball's algorithm for each language; Norwegian serves both written standards and text in no known language,
# since that is most often a Norwegian title. Languages that Snowball lacks (se, is, fo …) keep their words whole.
SNOWBALL = {
    "nb": "norwegian",
    "nn": "norwegian",
    "no": "norwegian",
    "und": "norwegian",
    "sv": "swedish",
    "da": "danish",
    "fi": "finnish",
    "en": "english",
    "de": "german",
    "fr": "french",
}
_QUERY_ALGORITHMS = tuple(dict.fromkeys(SNOWBALL.values()))
_CACHED_WORDS = 200_000  # about the number of different words in 500 reports; some 30 MB


class _Stemmers(threading.local):
    """A stemmer keeps state, so each thread has its own."""

    def __init__(self) -> None:
        self.by_algorithm = {name: Stemmer.Stemmer(name) for name in _QUERY_ALGORITHMS}


_stemmers = _Stemmers()


def stem(word: str, language: str) -> str:
    """Return the folded stem of a normalized word in a language."""
    algorithm = SNOWBALL.get(language)
    return fold(_stemmers.by_algorithm[algorithm].stemWord(word)) if algorithm else fold(word)


@lru_cache(maxsize=_CACHED_WORDS)
def text_terms(token: str, language: str) -> tuple[str, str]:
    """Return the two terms under which a word of a text, as written, is indexed: its stem and its exact form."""
    word = normalize(token)
    return stem(word, language), exact_term(word)


@lru_cache(maxsize=_CACHED_WORDS)
def query_terms(word: str) -> frozenset[str]:
    """Return the stems that a normalized word of a query may have in any language."""
    return frozenset({fold(word), *(fold(_stemmers.by_algorithm[name].stemWord(word)) for name in _QUERY_ALGORITHMS)})


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Return the folded words that carry no meaning of their own in a query."""
    lines = (DATA / "stopwords.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(fold(word) for line in lines if not line.startswith("#") for word in words(line))
