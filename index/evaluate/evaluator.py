"""Evaluates a plan: which documents answer it, how much of it each covers, and how well.

A word's occurrences in all forms and fields are added up before they saturate (BM25F: Robertson, Zaragoza and Taylor, «Simple
BM25 extension to multiple weighted fields», 2004), so that a word does not count twice because it has two spellings. The title
saturates by itself: a document may be about a word that its long text hardly repeats.

All is computed over the documents that hold something of a node, and not over the whole library.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise

import numpy as np

from index.columns import Mask
from index.evaluate import plan
from index.evaluate.arrays import IndexArrays
from index.evaluate.near import count_near, count_sequences
from index.evaluate.postings import KEPT, Numbers, Weights
from index.evaluate.union import Union
from index.ranking import Ranking
from index.schema import ALIASES, BODY, TITLE, TextField

_NEARLY_BEST = 0.8  # of what the best document covers, where none covers most
_READ_CLOSELY = 200  # documents, the best, of which it is read where their words stand
_READ_FIELDS = (TITLE, BODY)
_NAMING_FIELDS = (TITLE, ALIASES)
_WHOLE = 0.9  # covers this much or more: the word itself, which tells how rare it is, and not only a part of a compound


@dataclass(frozen=True, slots=True)
class Found:
    """The documents that hold something of a node, in ascending order; how much of it each covers, from 0 to 1; their scores."""

    documents: Numbers
    covers: Weights
    score: Weights
    rarity: float
    """How much finding it says: the inverse document frequency."""
    titled: Weights
    """How much of it the title or another name covers."""

    @property
    def size(self) -> int:
        """About how many bytes it takes, with the place where it is kept."""
        return KEPT + sum(column.nbytes for column in (self.documents, self.covers, self.score, self.titled))

    @property
    def answering(self) -> Numbers:
        """Return which documents answer."""
        return self.documents[self.covers > 0]


@dataclass(frozen=True, slots=True)
class Answer:
    """The documents that answer a whole query."""

    every: Mask
    """Those with all that is wanted."""
    most: Mask
    """Those with most of it."""
    scores: Weights
    covers: Weights


class Evaluator:
    """Evaluates over one state of the index."""

    def __init__(self, arrays: IndexArrays, alive: Mask, ranking: Ranking) -> None:
        """Take the index, which documents of it are not removed, and the numbers of the ranking."""
        self._arrays = arrays
        self._alive = alive
        self._ranking = ranking

    def answer(self, wanted: Sequence[plan.Plan], strict: Sequence[plan.Plan]) -> Answer:
        """Evaluate what is wanted and what else must hold."""
        found = [self.find(node) for node in wanted]
        allowed = reduce(np.logical_and, (self._mask(node) for node in strict), self._alive)
        if not found:
            return self._strict_only(strict, allowed)
        union = self._union(one.documents for one in found)
        places = [union.places(one.documents) for one in found]
        covers, titled, scores = union.zeros(), union.zeros(), union.zeros()
        every = allowed[union.documents]
        for one, place in zip(found, places, strict=True):
            covers[place] += one.rarity * one.covers
            titled[place] += one.rarity * one.titled
            scores[place] += one.score
            held = np.zeros(len(every), np.bool_)
            held[place] = one.covers > 0
            every &= held
        said = sum(one.rarity for one in found)
        covers, titled = covers / said, titled / said
        scores = scores * covers**self._ranking.coverage * (1 + self._ranking.titled * titled**self._ranking.title_coverage)
        most = allowed[union.documents] & (covers > 0)
        most &= covers >= min(self._ranking.most, _NEARLY_BEST * float(np.max(covers, where=most, initial=0.0)))
        scores = self._nearer_first(wanted, scores, union, most)
        return Answer(union.mask(every), union.mask(most), union.spread(scores), union.spread(covers))

    def _strict_only(self, strict: Sequence[plan.Plan], allowed: Mask) -> Answer:
        """Return the answer to a query that wants nothing but what must hold."""
        scores = np.zeros(self._arrays.count)
        for node in strict:
            if not isinstance(node, plan.Without):
                one = self.find(node)
                scores[one.documents] += one.score
        return Answer(allowed, allowed, scores, allowed.astype(float))

    def _nearer_first(self, wanted: Sequence[plan.Plan], scores: Weights, union: Union, among: Mask) -> Weights:
        """Raise the best documents by the share of neighbouring words of the query that stand near each other in them."""
        pairs = [(one, other) for one, other in pairwise(wanted) if isinstance(one, plan.Words) and isinstance(other, plan.Words)]
        if not pairs or not self._ranking.near:
            return scores
        found = np.flatnonzero(among)
        best = union.documents[found[_highest(scores[found], _READ_CLOSELY)]]
        raised = scores.copy()
        for pair in pairs:
            words = [[alternative.term for alternative in word.alternatives] for word in pair]
            near = np.unique(
                np.concatenate([count_near(self._arrays, field.name, words, best).documents for field in _READ_FIELDS])
            )
            place = union.places(near)
            raised[place] += self._ranking.near / len(pairs) * scores[place]
        return raised

    def find(self, node: plan.Plan) -> Found:
        """Evaluate one node."""
        match node:
            case plan.Words():
                return self._arrays.kept((node, self._ranking), lambda: self._words(node))
            case plan.Row():
                return self._arrays.kept((node, self._ranking), lambda: self._row(node))
            case plan.AnyTerm(terms, score):
                return self._any_term(terms, score)
            case plan.AllOf(nodes):
                without = tuple(one for one in nodes if isinstance(one, plan.Without))
                answer = self.answer([one for one in nodes if one not in without], without)
                held = np.flatnonzero(answer.every)
                return Found(held, answer.covers[held], answer.scores[held], 1.0, np.zeros(len(held)))
            case plan.AnyOf(nodes, rarity):
                return self._any_of([self.find(one) for one in nodes], rarity)
            case plan.Without():
                held = np.flatnonzero(self._mask(node))
                return Found(held, np.ones(len(held)), np.zeros(len(held)), 1.0, np.zeros(len(held)))

    def _mask(self, node: plan.Plan) -> Mask:
        """Return which documents answer a node, whole or not at all."""
        is_without = isinstance(node, plan.Without)
        mask = np.full(self._arrays.count, is_without)
        mask[self.find(node.node if isinstance(node, plan.Without) else node).answering] = not is_without
        return mask

    def _any_of(self, found: Sequence[Found], rarity: float | None) -> Found:
        union = self._union(one.documents for one in found)
        covers, titled, scores = union.zeros(), union.zeros(), union.zeros()
        for one in found:
            place = union.places(one.documents)
            for most, values in ((covers, one.covers), (titled, one.titled), (scores, one.score)):
                most[place] = np.maximum(most[place], values)
        says = (min((one.rarity for one in found), default=1.0)) if rarity is None or not found else rarity
        return Found(union.documents, covers, scores, says, titled)

    def _any_term(self, terms: Iterable[tuple[str, str]], score: float) -> Found:
        held = self._union(self._arrays.postings(field, term).documents for field, term in terms).documents
        return Found(held, np.ones(len(held)), np.full(len(held), score), score, np.zeros(len(held)))

    def _words(self, node: plan.Words) -> Found:
        counted = [(field, list(self._occurrences(node, field))) for field in node.fields]
        union = self._union(documents for _, occurrences in counted for documents, _, _ in occurrences)
        covers, titled, per_field = union.zeros(), union.zeros(), list[tuple[TextField, Weights]]()
        for field, occurrences in counted:
            if not occurrences:
                continue
            times = union.zeros()
            for documents, weights, covered in occurrences:
                place = union.places(documents)
                times[place] += weights
                covers[place] = np.maximum(covers[place], covered)
                if field in _NAMING_FIELDS:
                    titled[place] = np.maximum(titled[place], covered)
            per_field.append((field, times))
        if node.nearby and not covers.any():
            return self._scattered(node)
        return self._scored(union, covers, titled, per_field)

    def _occurrences(self, node: plan.Words, field: TextField) -> Iterable[tuple[Numbers, Weights, float]]:
        """Yield what a field holds of a word: documents, how much they hold, and how much of the word that covers."""
        for alternative in node.alternatives:
            postings = self._arrays.postings(field.name, alternative.term)
            if len(postings.documents):
                yield postings.documents, alternative.weight * postings.frequencies, alternative.covers
        if len(node.nearby) > 1:
            near = count_near(self._arrays, field.name, node.nearby)
            if len(near.documents):
                yield near.documents, self._ranking.parts * near.times, self._ranking.near_parts
        if node.exact and field is TITLE:
            documents = self._arrays.postings(field.name, node.exact).documents
            if len(documents):
                yield documents, np.full(len(documents), self._ranking.exact_title), 0.0

    def _scattered(self, node: plan.Words) -> Found:
        """Return the documents that hold the parts of a compound anywhere, which is better than nothing."""
        parts = [self._words(plan.Words(_alike(terms), node.fields)) for terms in node.nearby]
        held = reduce(lambda one, other: np.intersect1d(one, other, assume_unique=True), (part.answering for part in parts))
        scores = np.zeros(len(held))
        for part in parts:
            scores += part.score[np.searchsorted(part.documents, held)]
        covers = np.full(len(held), self._ranking.partly)
        return Found(held, covers, self._ranking.within * scores, max(part.rarity for part in parts), np.zeros(len(held)))

    def _row(self, node: plan.Row) -> Found:
        counted = [(field, count_sequences(self._arrays, field.name, node.places)) for field in node.fields]
        union = self._union(rows.documents for _, rows in counted)
        titled, per_field = union.zeros(), list[tuple[TextField, Weights]]()
        for field, rows in counted:
            if len(rows.documents):
                place, spread = union.places(rows.documents), union.zeros()
                spread[place] = rows.times
                per_field.append((field, spread))
                if field in _NAMING_FIELDS:
                    titled[place] = 1.0
        return self._scored(union, np.ones(len(union.documents)), titled, per_field)

    def _scored(self, union: Union, covers: Weights, titled: Weights, per_field: Iterable[tuple[TextField, Weights]]) -> Found:
        rarity, title, text = self._rarity(union.documents, covers), union.zeros(), union.zeros()
        for field, counted in per_field:
            normed = counted / self._arrays.norms(field)[union.documents]
            if field is TITLE:
                title = normed
            else:
                text += field.weight * normed
        k1 = self._ranking.k1
        score = rarity * (text / (k1 + text) + self._ranking.title * title / (k1 + title))
        return Found(union.documents, covers, score, rarity, titled)

    def _rarity(self, documents: Numbers, covers: Weights) -> float:
        """Return the inverse document frequency (Lucene's form, never negative) of the word as such, else of its parts."""
        living = covers[self._alive[documents]]
        whole = int(np.count_nonzero(living >= _WHOLE)) or int(np.count_nonzero(living))
        return float(np.log1p((self._arrays.count - whole + 0.5) / (whole + 0.5)))

    def _union(self, documents: Iterable[Numbers]) -> Union:
        return Union(documents, self._arrays.count)


def _highest(scores: Weights, count: int) -> Numbers:
    """Return the places of the highest scores in ascending order; of equal ones, the first."""
    if len(scores) <= count:
        return np.arange(len(scores))
    least = np.partition(scores, len(scores) - count)[len(scores) - count]
    above = np.flatnonzero(scores > least)
    equal = np.flatnonzero(scores == least)[: count - len(above)]
    return np.sort(np.concatenate([above, equal]))


def _alike(terms: Iterable[str]) -> tuple[plan.Alternative, ...]:
    return tuple(plan.Alternative(term, 1.0, 1.0) for term in terms)
