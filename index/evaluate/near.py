"""Counts where words stand in a row, or near each other, in the documents that hold them all."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.evaluate.arrays import IndexArrays
from index.evaluate.postings import Numbers, Weights

SPREAD = 6  # words from the first to the last of two that are near: «økonomien i kommuner og fylker»
_ROOM = 1 << 32  # more places than any document has, so that document and position make one number
Keys = Numbers
"""Document and position in one number, ascending."""


def count_sequences(arrays: IndexArrays, field: str, places: Sequence[Sequence[str]]) -> tuple[Numbers, Weights]:
    """Return the documents in which words stand in a row, each in any of its terms, and how often.

    The rarest word is read first, and the others only where it still may begin a row; a word that recurs is read once.
    """
    rarest_first = sorted(enumerate(map(tuple, places)), key=lambda item: len(_documents(arrays, field, item[1])))
    among = _holding(arrays, field, list(dict.fromkeys(terms for _, terms in rarest_first)))
    read: dict[tuple[str, ...], Keys] = {}
    starts: Keys | None = None
    for step, terms in rarest_first:
        if not len(among):
            break
        if terms not in read:
            read[terms] = _keys(arrays, field, terms, among)
        begun = read[terms] - step
        starts = begun if starts is None else np.intersect1d(starts, begun, assume_unique=True)
        among = np.unique((starts + step) // _ROOM)
    return _counted(among[:0] if starts is None or not len(among) else starts)


def count_near(
    arrays: IndexArrays, field: str, words: Sequence[Sequence[str]], documents: Numbers | None = None
) -> tuple[Numbers, Weights]:
    """Return the documents in which each word, in any of its terms, stands near the one before it, and how often.

    Only those of the documents given in ascending order, if any are.
    """
    among = _holding(arrays, field, words)
    if documents is not None:
        among = np.intersect1d(among, documents, assume_unique=True)
    first, *others = words
    found = _keys(arrays, field, first, among)
    for other in others:
        found = _beside(found, _keys(arrays, field, other, among))
    return _counted(found)


def _beside(keys: Keys, others: Keys) -> Keys:
    """Return those of the others that have one of the keys within reach, before or after, or at the same place in a compound."""
    if not len(keys) or not len(others):
        return others[:0]
    next_key = np.searchsorted(keys, others)
    before = others - keys[np.maximum(next_key - 1, 0)]
    after = keys[np.minimum(next_key, len(keys) - 1)] - others
    return others[((before >= 0) & (before < SPREAD)) | ((after >= 0) & (after < SPREAD))]


def _holding(arrays: IndexArrays, field: str, words: Sequence[Sequence[str]]) -> Numbers:
    """Return the documents that hold all words in some form."""
    held = _documents(arrays, field, words[0])
    for terms in words[1:]:
        if not len(held):
            break
        held = np.intersect1d(held, _documents(arrays, field, terms), assume_unique=True)
    return held


def _documents(arrays: IndexArrays, field: str, terms: Sequence[str]) -> Numbers:
    found = [arrays.postings(field, term).documents for term in terms]
    return found[0] if len(found) == 1 else np.unique(np.concatenate(found))


def _keys(arrays: IndexArrays, field: str, terms: Sequence[str], among: Numbers) -> Keys:
    places = [arrays.places(field, term, among) for term in terms]
    keys = [found.documents * _ROOM + found.positions for found in places]
    return keys[0] if len(keys) == 1 else np.unique(np.concatenate(keys))


def _counted(keys: Keys) -> tuple[Numbers, Weights]:
    documents, times = np.unique(keys // _ROOM, return_counts=True)
    return documents, times.astype(np.float64)
