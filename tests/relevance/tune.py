"""Chooses the numbers by which documents are ranked, on judged queries: python -m tests.relevance.tune HOME [ROUNDS].

Each number in turn takes the value of a short list that gives the best mean nDCG@10, until a round changes nothing. So that they
do not fit the noise of the queries, the same is done five times without a fifth of the queries, on which the outcome is then
measured: what is printed as «held out» is what the choice promises for other queries, and only a choice that gains there is worth
taking over.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, fields, replace
from pathlib import Path
from statistics import fmean

from index.engine import SearchRequest
from index.ranking import DEFAULT, Ranking
from index.synonyms import load_synonyms
from index.whoosh_engine import WhooshEngine
from library.catalogue import Catalogue
from library.settings import Settings
from library.vocabulary import shipped_topics
from tests.relevance.scoring import CUT_OFF, Judged, read_judged, score
from tests.shared import SHARED

STEPS = (0.5, 0.75, 1.25, 1.5, 2.0)  # of the present value
FOLDS = 5
ROUNDS = 2
Judge = Callable[[Ranking, Sequence[Judged]], float]


def tune(judge: Judge, queries: Sequence[Judged], start: Ranking, rounds: int) -> Ranking:
    """Return the ranking that coordinate search ends with."""
    best, best_score = start, judge(start, queries)
    for _ in range(rounds):
        before = best
        for name in (field.name for field in fields(Ranking)):
            for step in STEPS:
                tried = replace(best, **{name: round(asdict(best)[name] * step, 3)})
                if (tried_score := judge(tried, queries)) > best_score:
                    best, best_score = tried, tried_score
        if best == before:
            break
    return best


def main(home: Path, rounds: int) -> None:
    """Print what the present ranking gives, what a tuned one gives on queries held out, and the one tuned on all."""
    settings = Settings(home=home)
    queries = read_judged(SHARED / "relevance" / "dev.jsonl")
    with Catalogue.open(settings) as catalogue:
        engine = WhooshEngine(settings, catalogue, shipped_topics(), load_synonyms())

        def judge(ranking: Ranking, judged: Sequence[Judged]) -> float:
            engine.ranking = ranking
            return fmean(score(engine.ids(SearchRequest(query=one.query, size=CUT_OFF)), one.relevant).ndcg for one in judged)

        print(f"present {judge(DEFAULT, queries):.4f}")
        print(f"held out {fmean(_held_out(judge, queries, rounds)):.4f}")
        tuned = tune(judge, queries, DEFAULT, rounds)
        print(f"tuned on all {judge(tuned, queries):.4f}\n{tuned}")


def _held_out(judge: Judge, queries: Sequence[Judged], rounds: int) -> list[float]:
    """Return what rankings that were tuned on the other queries give on each fifth of them."""
    shuffled = random.Random(1).sample(list(queries), len(queries))
    folds = [shuffled[number::FOLDS] for number in range(FOLDS)]
    scores = []
    for fold in folds:
        tuned = tune(judge, [one for one in shuffled if one not in fold], DEFAULT, rounds)
        scores.extend([judge(tuned, [one]) for one in fold])
        print(f"  {judge(DEFAULT, fold):.4f} → {judge(tuned, fold):.4f} on {len(fold)} queries held out")
    return scores


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS)
