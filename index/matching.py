"""Finds the documents that answer a query, and decides which set of them the reader gets: with all the words, or with most."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from index.columns import Mask, Scores
from index.compile import Compiled
from index.engine import Matching, Notice
from index.evaluate.arrays import IndexArrays
from index.evaluate.evaluator import Evaluator
from index.names import exact_name, same_name
from index.ranking import Ranking
from index.tokens import words

FEW = 10  # documents with all the words; where there are fewer, those with most of them answer too


@dataclass(frozen=True, slots=True)
class Matches:
    """The documents that answer a query, whatever the filters."""

    every: Mask
    most: Mask
    scores: Scores
    matching: Matching
    notices: tuple[Notice, ...] = ()

    @property
    def mask(self) -> Mask:
        """Return the set that is counted and shown."""
        return self.most if self.matching is Matching.MOST else self.every


def everything(alive: Mask) -> Matches:
    """Return the answer to an empty query."""
    return Matches(alive, alive, np.zeros(len(alive)), Matching.ALL)


def match(arrays: IndexArrays, alive: Mask, compiled: Compiled, wanted: Matching, ranking: Ranking) -> Matches:
    """Evaluate a query; the set is chosen by what is wanted, and by whether few documents have all the words."""
    answer = Evaluator(arrays, alive, ranking).answer(compiled.wanted, compiled.strict)
    most = answer.most if len(compiled.wanted) > 1 else answer.every
    return Matches(answer.every, most, answer.scores, _chosen(answer.every, most, wanted), compiled.notices)


def named_first(matches: Matches, arrays: IndexArrays, names: Iterable[str], ranking: Ranking) -> Matches:
    """Put the documents that are called just like the query before the others."""
    if not matches.mask.any():
        return matches
    raised = matches.scores.copy()
    best = float(raised[matches.mask].max())
    keys = (key for name in names if (found := words(name)) for key in (exact_name(name), same_name(found)))
    for key in dict.fromkeys(keys):
        raised[arrays.postings("name", key).documents] += ranking.name * best
    return replace(matches, scores=raised)


def _chosen(every: Mask, most: Mask, wanted: Matching) -> Matching:
    if wanted is not Matching.AUTO:
        return wanted
    with_all = np.count_nonzero(every)
    return Matching.MOST if with_all < FEW and with_all < np.count_nonzero(most) else Matching.ALL
