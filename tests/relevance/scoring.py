"""Scores answers against judged queries: nDCG, MRR and recall at ten, and whether two runs differ.

nDCG with gain 2^grade - 1 and discount 1/log2(rank + 1), the ideal being all judged documents; MRR of the first document of any
grade; recall of documents of any grade, of at most ten. tests/relevance/test_scoring.py holds them against another program's.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, stdev

import msgspec

CUT_OFF = 10
ROUNDS = 10_000  # of the randomisation test
ALL = "all"
_EQUAL = 1e-9  # differences below this are those of rounding


class Judged(msgspec.Struct, frozen=True):
    """A query with the documents that answer it: 2 is the answer, 1 is also relevant."""

    qid: str
    category: str
    query: str
    relevant: dict[str, int]


@dataclass(frozen=True, slots=True)
class Score:
    """How good one answer is; each measure from 0 to 1."""

    ndcg: float
    mrr: float
    recall: float


class Measures(msgspec.Struct, frozen=True, kw_only=True):
    """The means over the queries of a category."""

    category: str
    queries: int
    ndcg: float
    error: float
    """The standard error of the mean nDCG."""
    mrr: float
    recall: float
    empty: int
    """Queries that nothing answered."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How a run differs from another on the same queries."""

    ndcg: float
    chance: float
    """The probability of so great a difference if the two were equally good."""
    better: int
    worse: int
    queries: int

    def __str__(self) -> str:
        return (
            f"nDCG@10 {self.ndcg:+.3f} (p = {self.chance:.3f}), better on {self.better}, worse on {self.worse} of {self.queries}"
        )


Run = Mapping[str, Sequence[str]]
"""The ids that answer each query, best first, by qid."""


def read_judged(path: Path) -> list[Judged]:
    """Read judged queries, one JSON object a line."""
    return [msgspec.json.decode(line, type=Judged) for line in path.read_bytes().splitlines() if line.strip()]


def run_queries(queries: Iterable[Judged], search: Callable[[str], Sequence[str]]) -> Run:
    """Return the first ten ids that a search gives for each query."""
    return {judged.qid: _first(search(judged.query)) for judged in queries}


def score(found: Sequence[str], relevant: Mapping[str, int]) -> Score:
    """Score the ids that answer a query, best first."""
    grades = [relevant.get(id, 0) for id in _first(found)]
    best = _dcg(sorted(relevant.values(), reverse=True)[:CUT_OFF])
    first = next((rank for rank, grade in enumerate(grades, start=1) if grade), 0)
    return Score(
        ndcg=_dcg(grades) / best,
        mrr=1 / first if first else 0.0,
        recall=sum(grade > 0 for grade in grades) / min(CUT_OFF, len(relevant)),
    )


def score_run(run: Run, queries: Iterable[Judged]) -> dict[str, Score]:
    """Score every query, by qid; one without an answer scores 0."""
    return {judged.qid: score(run.get(judged.qid, ()), judged.relevant) for judged in queries}


def categories(queries: Iterable[Judged]) -> dict[str, list[Judged]]:
    """Return the queries by category, in the order met, and all of them under «all»."""
    by_category: dict[str, list[Judged]] = {}
    for judged in queries:
        by_category.setdefault(judged.category, []).append(judged)
    return by_category | {ALL: [judged for group in by_category.values() for judged in group]}


def measure(run: Run, queries: Sequence[Judged]) -> tuple[Measures, ...]:
    """Return the measures of each category, and of all queries together as the last."""
    scores = score_run(run, queries)
    return tuple(
        _measures(category, [scores[judged.qid] for judged in group], sum(not run.get(judged.qid) for judged in group))
        for category, group in categories(queries).items()
    )


def table(run: Run, queries: Sequence[Judged]) -> str:
    """Return the measures by category, as a table in Markdown."""
    return format_table(measure(run, queries))


def format_table(measured: Iterable[Measures]) -> str:
    """Return a table in Markdown."""
    lines = ["| category | queries | nDCG@10 | ±SE | MRR@10 | Recall@10 | no hits |", "|---|" + "---:|" * 6]
    lines.extend(
        f"| {one.category} | {one.queries} | {one.ndcg:.3f} | {one.error:.3f} | {one.mrr:.3f} | {one.recall:.3f} | {one.empty} |"
        for one in measured
    )
    return "\n".join(lines)


def compare(run: Run, other: Run, queries: Sequence[Judged]) -> Difference:
    """Return the mean difference in nDCG of a run to another, with a two-sided paired randomisation test."""
    mine, theirs = score_run(run, queries), score_run(other, queries)
    each = [mine[judged.qid].ndcg - theirs[judged.qid].ndcg for judged in queries]
    observed, chance = fmean(each), random.Random(1)
    extreme = sum(
        abs(fmean(one if chance.random() < 0.5 else -one for one in each)) >= abs(observed) - _EQUAL for _ in range(ROUNDS)
    )
    better, worse = sum(one > _EQUAL for one in each), sum(one < -_EQUAL for one in each)
    return Difference(observed, (extreme + 1) / (ROUNDS + 1), better, worse, len(each))


def difference(run: Run, other: Run, queries: Sequence[Judged]) -> str:
    """Return what compare finds, in words."""
    return str(compare(run, other, queries))


def _measures(category: str, scores: Sequence[Score], empty: int) -> Measures:
    ndcg = [one.ndcg for one in scores]
    return Measures(
        category=category,
        queries=len(scores),
        ndcg=fmean(ndcg),
        error=stdev(ndcg) / math.sqrt(len(ndcg)) if len(ndcg) > 1 else 0.0,
        mrr=fmean(one.mrr for one in scores),
        recall=fmean(one.recall for one in scores),
        empty=empty,
    )


def _first(found: Iterable[str]) -> list[str]:
    """Return the first ten; an id that is given again counts once, where it stands first."""
    return list(dict.fromkeys(found))[:CUT_OFF]


def _dcg(grades: Iterable[int]) -> float:
    return sum(float(2**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades, start=1))
