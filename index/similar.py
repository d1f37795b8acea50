"""Finds documents about the same: those that share the terms by which a document differs from most others."""

from __future__ import annotations

from heapq import nlargest

import numpy as np

from index.columns import Scores
from index.evaluate.arrays import IndexArrays
from index.gist import TITLE_WEIGHT, Gist
from index.schema import BODY, TITLE

_CHOSEN = 25  # terms of a gist that tell most in this library
_LEAST_OTHERS = 2  # documents in which a term must stand, this one included, to say anything
_WIDEST_SHARE = 0.2  # of all documents that may hold a term which is to tell two of them apart
_K1 = 1.2


def similarity(arrays: IndexArrays, found: Gist) -> Scores:
    """Return how much each document shares with a gist: the sum over terms of their rarity and of how often either holds them."""
    scores = np.zeros(arrays.count)
    for term, frequency, rarity in _telling(arrays, found):
        for field, weight in ((BODY, 1.0), (TITLE, TITLE_WEIGHT)):
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
