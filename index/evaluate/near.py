"""Counts where words stand in a row, or near each other, in the documents that hold them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.columns import Mask
from index.evaluate.arrays import IndexArrays
from index.evaluate.postings import KEPT, Numbers, Weights
from index.evaluate.union import Union

SPREAD = 6  # words from the first to the last of two that are near: «økonomien i kommuner og fylker»
_ROOM = 1 << 32  # more places than any document has, so that document and position make one number
Keys = Numbers
"""Document and position in one number, ascending."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Documents in ascending order, and how often each has what was counted."""

    documents: Numbers
    times: Weights

    @property
    def size(self) -> int:
        """About how many bytes it takes, with the place where it is kept."""
        return KEPT + self.documents.nbytes + self.times.nbytes


NOWHERE = Counted(np.empty(0, np.int64), np.empty(0))


def count_sequences(arrays: IndexArrays, field: str, places: Sequence[Sequence[str]]) -> Counted:
    """Return the documents in which words stand in a row, each in any of its terms, and how often.

    The rarest word is read first, and the others only where it still may begin a row; a word that recurs is read once.
    """
    return arrays.kept(("row", field, *map(tuple, places)), lambda: _sequences(arrays, field, places))


def _sequences(arrays: IndexArrays, field: str, places: Sequence[Sequence[str]]) -> Counted:
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
        among = _distinct((starts + step) // _ROOM)
    return _counted(among[:0] if starts is None or not len(among) else starts)


def count_near(arrays: IndexArrays, field: str, words: Sequence[Sequence[str]], documents: Numbers | None = None) -> Counted:
    """Return the documents in which each word, in any of its terms, stands near the one before it, and how often.

    Only those of the documents given in ascending order, if any are; else what was found is kept with the postings.
    """
    if documents is None:
        return arrays.kept(
            ("near", field, *map(tuple, words)), lambda: _near(arrays, field, words, _holding(arrays, field, words))
        )
    among = documents
    for terms in words:
        among = among[_held(arrays, field, terms, among)]
    return _near(arrays, field, words, among)


def _near(arrays: IndexArrays, field: str, words: Sequence[Sequence[str]], among: Numbers) -> Counted:
    if not len(among):
        return NOWHERE
    first, *others = words
    found = _keys(arrays, field, first, among)
    for other in others:
        found = _beside(found, _keys(arrays, field, other, among))
    return _counted(found)


def _held(arrays: IndexArrays, field: str, terms: Sequence[str], among: Numbers) -> Mask:
    """Return which of the documents hold a word in some form."""
    held = np.zeros(len(among), np.bool_)
    for term in terms:
        documents = arrays.postings(field, term).documents
        if len(documents):
            held |= documents[np.minimum(np.searchsorted(documents, among), len(documents) - 1)] == among
    return held


def _beside(keys: Keys, others: Keys) -> Keys:
    """Return those of the others that have one of the keys within reach, before or after, or at the same place in a compound."""
    if not len(keys) or not len(others):
        return others[:0]
    next_key = np.searchsorted(keys, others)
    before = others - keys[np.maximum(next_key - 1, 0)]
    after = keys[np.minimum(next_key, len(keys) - 1)] - others
    return others[((before >= 0) & (before < SPREAD)) | ((after >= 0) & (after < SPREAD))]


def _holding(arrays: IndexArrays, field: str, words: Sequence[Sequence[str]]) -> Numbers:
    """Return the documents that hold all words in some form; the rarest word is looked at first."""
    rarest, *others = sorted(words, key=lambda terms: sum(len(arrays.postings(field, term).documents) for term in terms))
    held = _documents(arrays, field, rarest)
    for terms in others:
        held = held[_held(arrays, field, terms, held)]
    return held


def _documents(arrays: IndexArrays, field: str, terms: Sequence[str]) -> Numbers:
    return Union((arrays.postings(field, term).documents for term in terms), arrays.count).documents


def _keys(arrays: IndexArrays, field: str, terms: Sequence[str], among: Numbers) -> Keys:
    places = [found for found in (arrays.places(field, term, among) for term in terms) if len(found.documents)]
    keys = [found.documents * _ROOM + found.positions for found in places]
    if len(keys) <= 1:
        return keys[0] if keys else np.empty(0, np.int64)
    return _distinct(np.sort(np.concatenate(keys)))


def _counted(keys: Keys) -> Counted:
    """Count the keys of each document."""
    documents = keys // _ROOM
    firsts = np.flatnonzero(_firsts(documents))
    return Counted(documents[firsts], np.diff(firsts, append=len(documents)).astype(np.float64))


def _distinct(ascending: Numbers) -> Numbers:
    return ascending[_firsts(ascending)]


def _firsts(ascending: Numbers) -> Mask:
    """Return which of some ascending numbers are the first of their kind."""
    firsts = np.ones(len(ascending), np.bool_)
    np.not_equal(ascending[1:], ascending[:-1], out=firsts[1:])
    return firsts
