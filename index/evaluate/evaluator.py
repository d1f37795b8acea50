"""Evaluates a plan: which documents answer it, how much of it each covers, and how well.

A word's occurrences in all forms and fields are added up before they saturate (BM25F: Robertson, Zaragoza and Taylor, «Simple
BM25 extension to multiple weighted fields», 2004), so that a word does not count twice because it has two spellings. The title
saturates by itself: a document may be about a word that its long text hardly repeats.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise

import numpy as np

from index.columns import Mask
from index.evaluate import plan
from index.evaluate.arrays import IndexArrays
from index.evaluate.near import count_near, count_sequences
from index.evaluate.postings import Numbers, Weights
from index.ranking import Ranking
from index.schema import ALIASES, BODY, TITLE, TextField

_NEARLY_BEST = 0.8  # of what the best document covers, where none covers most
_READ_CLOSELY = 200  # documents, the best, of which it is read where their words stand
_READ_FIELDS = (TITLE, BODY)
_NAMING_FIELDS = (TITLE, ALIASES)
_WHOLE = 0.9  # covers this much or more: the word itself, which tells how rare it is, and not only a part of a compound


@dataclass(frozen=True, slots=True)
class Found:
    """For each document how much of a node it covers, from 0 to 1, and its score."""

    covers: Weights
    score: Weights
    rarity: float
    """How much finding it says: the inverse document frequency."""
    titled: Weights | float = 0.0
    """How much of it the title or another name covers."""

    @property
    def mask(self) -> Mask:
        """Return which documents answer."""
        return self.covers > 0


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
        must = [self._mask(node) for node in strict]
        allowed = reduce(np.logical_and, must, self._alive)
        if not found:
            scores = sum((self.find(node).score for node in strict if not isinstance(node, plan.Without)), self._zeros())
            return Answer(allowed, allowed, scores, allowed.astype(float))
        covers, titled = self._share(found, [one.covers for one in found]), self._share(found, [one.titled for one in found])
        scores = sum((one.score for one in found), self._zeros()) * covers**self._ranking.coverage
        scores *= 1 + self._ranking.titled * titled**self._ranking.title_coverage
        every = reduce(np.logical_and, (one.mask for one in found), allowed)
        least = min(self._ranking.most, _NEARLY_BEST * float(np.max(covers, where=allowed, initial=0.0)))
        most = allowed & (covers > 0) & (covers >= least)
        return Answer(every, most, self._nearer_first(wanted, scores, most), covers)

    def _share(self, found: Sequence[Found], amounts: Iterable[Weights | float]) -> Weights:
        """Return a mean over what was found, by how much each says."""
        summed = self._zeros()
        for one, amount in zip(found, amounts, strict=True):
            summed += one.rarity * amount
        return summed / sum(one.rarity for one in found)

    def _nearer_first(self, wanted: Sequence[plan.Plan], scores: Weights, among: Mask) -> Weights:
        """Raise the best documents by the share of neighbouring words of the query that stand near each other in them."""
        pairs = [(one, other) for one, other in pairwise(wanted) if isinstance(one, plan.Words) and isinstance(other, plan.Words)]
        if not pairs or not self._ranking.near:
            return scores
        found = np.flatnonzero(among)
        best = np.sort(found[np.argsort(-scores[found], kind="stable")[:_READ_CLOSELY]])
        raised = scores.copy()
        for pair in pairs:
            words = [[alternative.term for alternative in word.alternatives] for word in pair]
            near = np.unique(np.concatenate([count_near(self._arrays, field.name, words, best)[0] for field in _READ_FIELDS]))
            raised[near] += self._ranking.near / len(pairs) * scores[near]
        return raised

    def find(self, node: plan.Plan) -> Found:
        """Evaluate one node."""
        match node:
            case plan.Words():
                return self._words(node)
            case plan.Row():
                return self._row(node)
            case plan.AnyTerm(terms, score):
                return self._any_term(terms, score)
            case plan.AllOf(nodes):
                without = tuple(one for one in nodes if isinstance(one, plan.Without))
                answer = self.answer([one for one in nodes if one not in without], without)
                return Found(np.where(answer.every, answer.covers, 0.0), np.where(answer.every, answer.scores, 0.0), 1.0)
            case plan.AnyOf(nodes, rarity):
                return self._any_of([self.find(one) for one in nodes], rarity)
            case plan.Without():
                mask = self._mask(node).astype(float)
                return Found(mask, self._zeros(), 1.0)

    def _mask(self, node: plan.Plan) -> Mask:
        return ~self.find(node.node).mask if isinstance(node, plan.Without) else self.find(node).mask

    def _any_of(self, found: Sequence[Found], rarity: float | None) -> Found:
        if not found:
            return Found(self._zeros(), self._zeros(), 1.0)
        covers = reduce(np.maximum, (one.covers for one in found))
        titled = reduce(np.maximum, (one.titled for one in found))
        scores = reduce(np.maximum, (one.score for one in found))
        return Found(covers, scores, min(one.rarity for one in found) if rarity is None else rarity, titled)

    def _any_term(self, terms: Iterable[tuple[str, str]], score: float) -> Found:
        covers = self._zeros()
        for field, term in terms:
            covers[self._arrays.postings(field, term).documents] = 1.0
        return Found(covers, covers * score, score)

    def _words(self, node: plan.Words) -> Found:
        covers, titled, per_field = self._zeros(), self._zeros(), list[tuple[TextField, Weights]]()
        for field in node.fields:
            in_field = self._zeros()
            per_field.append((field, self._count(node, field, in_field)))
            np.maximum(covers, in_field, out=covers)
            if field in _NAMING_FIELDS:
                np.maximum(titled, in_field, out=titled)
        if node.nearby and not covers.any():
            return self._scattered(node)
        return replace(self._scored(covers, per_field), titled=titled)

    def _scattered(self, node: plan.Words) -> Found:
        """Return the documents that hold the parts of a compound anywhere, which is better than nothing."""
        parts = [self._words(plan.Words(_alike(terms), node.fields)) for terms in node.nearby]
        held = reduce(np.logical_and, (part.mask for part in parts))
        scores = self._ranking.within * sum((part.score for part in parts), self._zeros())
        return Found(np.where(held, self._ranking.partly, 0.0), np.where(held, scores, 0.0), max(part.rarity for part in parts))

    def _count(self, node: plan.Words, field: TextField, covers: Weights) -> Weights:
        """Count a word's occurrences in a field, and note how much of it each document covers."""
        counted = self._zeros()
        for alternative in node.alternatives:
            postings = self._arrays.postings(field.name, alternative.term)
            counted[postings.documents] += alternative.weight * postings.frequencies
            _raise(covers, postings.documents, alternative.covers)
        if len(node.nearby) > 1:
            documents, times = count_near(self._arrays, field.name, node.nearby)
            counted[documents] += self._ranking.parts * times
            _raise(covers, documents, self._ranking.near_parts)
        if node.exact and field is TITLE:
            counted[self._arrays.postings(field.name, node.exact).documents] += self._ranking.exact_title
        return counted

    def _row(self, node: plan.Row) -> Found:
        covers, titled, per_field = self._zeros(), self._zeros(), list[tuple[TextField, Weights]]()
        for field in node.fields:
            documents, times = count_sequences(self._arrays, field.name, node.places)
            counted = self._zeros()
            counted[documents] = times
            covers[documents] = 1.0
            if field in _NAMING_FIELDS:
                titled[documents] = 1.0
            per_field.append((field, counted))
        return replace(self._scored(covers, per_field), titled=titled)

    def _scored(self, covers: Weights, per_field: Iterable[tuple[TextField, Weights]]) -> Found:
        rarity, title, text = self._rarity(covers), self._zeros(), self._zeros()
        for field, counted in per_field:
            lengths = 1 - field.b + field.b * self._arrays.relative_lengths(field.name)
            if field is TITLE:
                title = counted / lengths
            else:
                text += field.weight * counted / lengths
        k1 = self._ranking.k1
        return Found(covers, rarity * (text / (k1 + text) + self._ranking.title * title / (k1 + title)), rarity)

    def _rarity(self, covers: Weights) -> float:
        """Return the inverse document frequency (Lucene's form, never negative) of the word as such, else of its parts."""
        living = np.where(self._alive, covers, 0.0)
        whole = int(np.count_nonzero(living >= _WHOLE)) or int(np.count_nonzero(living))
        return float(np.log1p((self._arrays.count - whole + 0.5) / (whole + 0.5)))

    def _zeros(self) -> Weights:
        return np.zeros(self._arrays.count)


def _alike(terms: Iterable[str]) -> tuple[plan.Alternative, ...]:
    return tuple(plan.Alternative(term, 1.0, 1.0) for term in terms)


def _raise(covers: Weights, documents: Numbers, to: float) -> None:
    covers[documents] = np.maximum(covers[documents], to)
