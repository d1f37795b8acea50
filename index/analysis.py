"""Turns words into index terms: the word that it is, whichever its form, beside the word just as written.

A document is analysed in its language; a query, whose language nobody knows, in all of them. Norwegian, in both written
standards, has an analysis of its own (index/norwegian); other languages have Snowball's, and a term that tells the language.
"""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass
from functools import cache, lru_cache

import Stemmer

from index.norwegian.analyzer import JOINT, related_terms, word_terms
from index.norwegian.words import NORWEGIAN_DATA
from index.tokens import exact_term, normalize, words
from library.shipped import DATA
from library.text import fold

ANALYSIS_VERSION = 3
"""Raise whenever the rules give other terms for the same text: an index of another version is rebuilt."""

# Text in no known language is most often a Norwegian title.
NORWEGIAN = frozenset({"nb", "nn", "no", "und"})
# Snowball's algorithm for each other language; those that it lacks (se, is, fo …) keep their words whole.
_SNOWBALL = {"sv": "swedish", "da": "danish", "fi": "finnish", "en": "english", "de": "german", "fr": "french"}
_CACHED_QUERY_WORDS = 10_000
_CACHED_WORDS = 100_000  # about the number of different words in 200 reports; some 50 MB


class _Stemmers(threading.local):
    """A stemmer keeps state, so each thread has its own."""

    def __init__(self) -> None:
        self.by_language = {language: Stemmer.Stemmer(name) for language, name in _SNOWBALL.items()}


_stemmers = _Stemmers()


@cache
def analysis_version() -> str:
    """Return what tells an index made otherwise: the version of the rules with a digest of the word lists."""
    digest = hashlib.sha256()
    for path in sorted(NORWEGIAN_DATA.iterdir()):
        digest.update(path.name.encode() + path.read_bytes())
    return f"{ANALYSIS_VERSION}-{digest.hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class TextTerms:
    """The terms under which a word of a text is indexed."""

    word: str
    """The word in any form; a field's length counts these."""
    others: tuple[str, ...]
    """The word as written, other readings, and the parts of a compound."""


@dataclass(frozen=True, slots=True)
class QueryTerms:
    """The terms that a word of a query may have in a text."""

    whole: tuple[str, ...]
    """As the same word, in any language; the usual Norwegian meaning first."""
    within: tuple[str, ...]
    """As a part of a Norwegian compound."""
    related: tuple[str, ...] = ()
    """As a word of the same family: of megler, megling."""
    parts: tuple[tuple[str, ...], ...] = ()
    """If the word is a compound itself: for each part, in order, its terms as a word and as a part."""


@lru_cache(maxsize=_CACHED_WORDS)
def text_terms(token: str, language: str) -> TextTerms:
    """Return the terms of a word of a text, as written."""
    word = normalize(token)
    if language not in NORWEGIAN:
        return TextTerms(_foreign(word, language), (exact_term(word),))
    first, *readings = word_terms(word).whole
    return TextTerms(first, (exact_term(word), *readings, *word_terms(word).parts))


@lru_cache(maxsize=_CACHED_QUERY_WORDS)
def query_terms(word: str) -> QueryTerms:
    """Return what a normalized word of a query is looked for as."""
    whole = word_terms(word).whole
    atoms = whole[0].split(JOINT) if JOINT in whole[0] else ()
    return QueryTerms(
        whole=(*whole, *dict.fromkeys(_foreign(word, language) for language in (*_SNOWBALL, ""))),
        within=tuple(JOINT + term for term in whole),
        related=related_terms(word),
        parts=tuple((atom, JOINT + atom) for atom in atoms),
    )


def _foreign(word: str, language: str) -> str:
    """Return the term of a word in a language that is not Norwegian."""
    stemmer = _stemmers.by_language.get(language)
    return f"{language}:{fold(stemmer.stemWord(word))}" if stemmer else f":{fold(word)}"


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Return the folded words that carry no meaning of their own in a query."""
    lines = (DATA / "stopwords.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(fold(word) for line in lines if not line.startswith("#") for word in words(line))
