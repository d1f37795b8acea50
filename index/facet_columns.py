"""The values of one facet, as arrays that filter and count.

Documents with the same values share a set of them. There are far fewer sets than documents, so answers are counted by sets, and
then the sets by values.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Self

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
"""One truth value per document number."""
Numbers = npt.NDArray[np.int64]
Unsigned = npt.NDArray[np.unsignedinteger]
"""Numbers that are not negative, in the narrowest type that holds them."""
_TYPES = (np.uint8, np.uint16, np.uint32)


@dataclass(frozen=True, slots=True)
class Among:
    """Documents among which is counted: the numbers of those that are in, or of those that are out, whichever are fewer."""

    numbers: Numbers
    are_out: bool

    @classmethod
    def of(cls, mask: Mask) -> Self:
        """Take the documents of a mask."""
        are_out = 2 * int(np.count_nonzero(mask)) > len(mask)
        return cls(np.flatnonzero(~mask if are_out else mask), are_out)


@dataclass(frozen=True, slots=True)
class FacetColumn:
    """Which values documents have: set s is that of the keys with the ordinals from starts[s] up to starts[s + 1].

    The ordinal len(keys) stands for no value, and is alone in its set.
    """

    keys: tuple[str, ...]
    """In ascending order."""
    sets: Unsigned
    """The set of each document."""
    starts: Numbers
    ordinals: Numbers
    totals: Numbers
    """How many documents there are with each ordinal, removed ones too."""

    def mask(self, wanted: Iterable[str], *, or_none: bool = False) -> Mask:
        """Return which documents have one of these keys, or no value; unknown keys match nothing."""
        is_wanted = np.zeros(len(self.totals), np.bool_)
        for key in wanted:
            place = bisect_left(self.keys, key)
            is_wanted[place] |= self.keys[place : place + 1] == (key,)
        is_wanted[-1] = or_none
        return _any_of_each(is_wanted[self.ordinals], self.starts).take(self.sets)

    def counts(self, among: Among) -> Numbers:
        """Return how many of the documents have each ordinal; the work grows with the documents of `among`."""
        sets = self.sets.take(among.numbers)
        counted = self._one_by_one(sets) if len(sets) < len(self.starts) else self._by_set(sets)
        return self.totals - counted if among.are_out else counted

    def _one_by_one(self, sets: Unsigned) -> Numbers:
        return np.bincount(self.ordinals[_ranges(self.starts, sets)], minlength=len(self.totals))

    def _by_set(self, sets: Unsigned) -> Numbers:
        documents = np.bincount(sets, minlength=len(self.starts) - 1)
        weights = np.repeat(documents, np.diff(self.starts))  # which numpy adds up as floats: exact for so small numbers
        return np.bincount(self.ordinals, weights, len(self.totals)).astype(np.int64)


def facet_column(values: Sequence[Sequence[str]], sets: npt.NDArray[np.integer]) -> FacetColumn:
    """Return the column of documents, each with the number of its set among these, which are different."""
    keys = sorted(set(chain.from_iterable(values)))
    ordinal = {key: place for place, key in enumerate(keys)}
    listed = [[ordinal[key] for key in dict.fromkeys(value)] or [len(keys)] for value in values]
    starts = np.cumsum([0, *map(len, listed)], dtype=np.int64)
    ordinals = np.array(list(chain.from_iterable(listed)), np.int64)
    narrow, nothing = narrowest(sets), np.zeros(len(keys) + 1, np.int64)
    totals = FacetColumn(tuple(keys), narrow, starts, ordinals, nothing)._by_set(narrow)
    return FacetColumn(tuple(keys), narrow, starts, ordinals, totals)


def narrowest(numbers: npt.NDArray[np.integer]) -> Unsigned:
    """Return numbers that are not negative in the narrowest type that holds them."""
    most = int(numbers.max(initial=0))
    return numbers.astype(next(kind for kind in _TYPES if most <= np.iinfo(kind).max))


def _any_of_each(truths: Mask, starts: Numbers) -> Mask:
    """Return for each stretch, none of which is empty, whether any of its truth values holds."""
    return np.logical_or.reduceat(truths, starts[:-1]) if len(truths) else truths


def _ranges(starts: Numbers, wanted: Unsigned) -> Numbers:
    """Return the places of the stretches that are wanted, one after the other."""
    firsts = starts.take(wanted)
    lengths = np.diff(starts).take(wanted)
    before = np.cumsum(lengths) - lengths
    ranges: Numbers = np.arange(int(lengths.sum())) + np.repeat(firsts - before, lengths)
    return ranges
