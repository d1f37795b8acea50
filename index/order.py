"""Puts the documents of a result in order, no further than they are wanted: the first hundred of many need no sorting of all."""

from __future__ import annotations

import numpy as np

from index.columns import Columns, Ordinals, Scores
from index.engine import Sort
from index.evaluate.postings import Numbers


def in_order(columns: Columns, found: Numbers, scores: Scores, sort: Sort, wanted: int) -> Numbers:
    """Return the first of the documents, so many as are wanted. Equal scores: newest first, then by id."""
    if sort is not Sort.RELEVANCE:
        ranks = columns.ranks[sort][found]
        least = _least(ranks, wanted)
        return found[least][np.argsort(ranks[least])]
    first = _best(found, scores, columns.ranks[Sort.NEWEST], wanted)
    return first[np.lexsort((columns.ranks[Sort.NEWEST][first], -scores[first]))]


def _best(found: Numbers, scores: Scores, ranks: Ordinals, wanted: int) -> Numbers:
    """Return the documents with the highest scores, in no order; of those whose score is just enough, the newest."""
    if len(found) <= wanted:
        return found
    own = scores[found]
    enough = np.partition(own, len(own) - wanted)[len(own) - wanted] if wanted else np.inf
    above, equal = found[own > enough], found[own == enough]
    return np.concatenate([above, equal[_least(ranks[equal], wanted - len(above))]])


def _least(ranks: Ordinals, wanted: int) -> Numbers:
    """Return where the least of ranks stand, in no order."""
    return np.argpartition(ranks, wanted)[:wanted] if wanted < len(ranks) else np.arange(len(ranks))
