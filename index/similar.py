"""Finds documents about the same: those that share the terms by which a document differs from most others."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nlargest

import numpy as np

from index.analysis import stop_words
from index.columns import Scores
from index.evaluate.arrays import IndexArrays
from index.postings import Posting
from index.schema import BODY, TITLE

GIST_TERMS = 80  # of each document that are kept for this, about 1 kB
_CHOSEN = 25  # of them that tell most in this library
_SHORTEST = 4  # letters; shorter terms are abbreviations, numbers and function words
_LEAST_OTHERS = 2  # documents in which a term must stand, this one included, to say anything
_WIDEST_SHARE = 0.2  # of all documents that may hold a term which is to tell two of them apart
_TITLE_WEIGHT = 4.0  # occurrences in the text that one in the title counts for
_K1 = 1.2

Gist = list[tuple[str, float]]
"""A document's most frequent terms with their frequencies; kept with the document, for no index tells what one holds."""


def gist(title: Iterable[Posting], body: Iterable[Posting]) -> Gist:
    """Return the terms of a document that it comes back to most."""
    counted: dict[str, float] = {}
    for postings, weight in ((title, _TITLE_WEIGHT), (body, 1.0)):
        for term, count, _, _ in postings:
            text = term.decode()
            plain = text.rpartition(":")[2].replace("+", "")  # without the language before it, and the joints of a compound
            if count and len(plain) >= _SHORTEST and plain.isalpha() and plain not in stop_words():
                counted[text] = counted.get(text, 0.0) + weight * count
    return nlargest(GIST_TERMS, counted.items(), key=lambda item: (item[1], item[0]))


def similarity(arrays: IndexArrays, found: Gist) -> Scores:
    """Return how much each document shares with a gist: the sum over terms of their rarity and of how often either holds them."""
    scores = np.zeros(arrays.count)
    for term, frequency, rarity in _telling(arrays, found):
        for field, weight in ((BODY, 1.0), (TITLE, _TITLE_WEIGHT)):
            postings = arrays.postings(field.name, term)
            lengths = 1 - field.b + field.b * arrays.relative_lengths(field.name)[postings.documents]
            counted = weight * postings.frequencies / lengths
            scores[postings.documents] += rarity * rarity * _saturated(frequency) * counted / (counted + _K1)
    return scores


def _telling(arrays: IndexArrays, found: Gist) -> list[tuple[str, float, float]]:
    """Return the terms that tell most, with their frequency in the document and their rarity in the library."""
    terms = []
    for term, frequency in found:
        documents = max(len(arrays.postings(field.name, term).documents) for field in (BODY, TITLE))
        if _LEAST_OTHERS <= documents <= max(_LEAST_OTHERS, _WIDEST_SHARE * arrays.count):
            terms.append((term, frequency, float(np.log(arrays.count / documents))))
    return nlargest(_CHOSEN, terms, key=lambda item: _saturated(item[1]) * item[2])


def _saturated(frequency: float) -> float:
    return frequency / (frequency + _K1)
