"""Finds where a query's targets begin in the bodies of some documents, from the positions in the postings alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from heapq import nlargest

import numpy as np

from index.compile import MAX_EXPANSIONS
from index.evaluate.arrays import IndexArrays
from index.evaluate.postings import Numbers
from index.schema import BODY
from index.targets import Target

Begun = Mapping[int, Collection[int]]
"""The positions at which something begins, by the number of the document; none is empty."""


def find_occurrences(arrays: IndexArrays, targets: Sequence[Target], documents: Sequence[int]) -> dict[Target, Begun]:
    """Return where each target begins in each of the documents."""
    among = np.array(sorted(documents), np.int64)
    return {target: _begun(arrays, target, among) for target in targets}


def _begun(arrays: IndexArrays, target: Target, among: Numbers) -> Begun:
    first, *others = (_standing(arrays, _terms(arrays, target, wanted), among) for wanted in target.places)
    found = {
        number: [start for start in starts if all(start + step in place.get(number, ()) for step, place in enumerate(others, 1))]
        for number, starts in first.items()
    }
    return {number: starts for number, starts in found.items() if starts} if others else first


def _standing(arrays: IndexArrays, terms: Collection[str], among: Numbers) -> dict[int, set[int]]:
    """Return where any of the terms stands."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for term in terms:
        places = arrays.places(BODY.name, term, among)
        for number, position in zip(places.documents.tolist(), places.positions.tolist(), strict=True):
            found[number].add(position)
    return dict(found)


def _terms(arrays: IndexArrays, target: Target, wanted: Collection[str]) -> Collection[str]:
    """Return the terms that are looked for; of a prefix the most frequent, where many words begin so."""
    if not target.is_prefix:
        return wanted
    (prefix,) = wanted
    reader = arrays.reader
    begun = reader.expand_prefix(BODY.name, prefix.encode())
    return [term.decode() for term in nlargest(MAX_EXPANSIONS, begun, lambda term: reader.doc_frequency(BODY.name, term))]
