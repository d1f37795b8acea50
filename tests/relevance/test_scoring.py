"""The measures are those of the program that scores an endpoint, and what is written is read again."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.relevance.recorded import Recorded, differences, read_recorded, record
from tests.relevance.scoring import Judged, compare, format_table, measure, read_judged, run_queries, score
from tests.shared import SHARED

SCORER = SHARED / "relevance" / "score.py"
needs_scorer = pytest.mark.skipif(not SCORER.is_file(), reason="the other scorer is not here (../shared/relevance)")
IDS = st.integers(0, 15).map(str)
SOME = [
    Judged("q1", "inflect", "bøker", {"a": 2, "b": 1}),
    Judged("q2", "inflect", "menn", {"c": 2}),
    Judged("q3", "typo", "bokk", {"a": 2}),
]
GOOD, BAD = {"q1": ["a", "b"], "q2": ["c"], "q3": ["a"]}, {"q1": ["b"], "q2": ["x", "c"], "q3": []}


@st.composite
def judged_runs(draw: st.DrawFn) -> tuple[list[Judged], dict[str, list[str]]]:
    grades = st.dictionaries(IDS, st.integers(1, 2), min_size=1)
    queries = [
        Judged(f"q{number}", draw(st.sampled_from(["inflect", "typo"])), "?", draw(grades))
        for number in range(draw(st.integers(1, 6)))
    ]
    return queries, {judged.qid: draw(st.lists(IDS, max_size=14)) for judged in queries}


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def as_plain(queries: list[Judged]) -> list[dict[str, Any]]:
    return [{"qid": one.qid, "category": one.category, "query": one.qid, "relevant": one.relevant} for one in queries]


@needs_scorer
@given(judged_runs())
def test_the_other_scorer_gives_the_same_table(drawn: tuple[list[Judged], dict[str, list[str]]]) -> None:
    queries, run = drawn
    theirs = scorer().evaluate(run.__getitem__, as_plain(queries))["table"]
    ours = measure(run, queries)
    assert [one.category for one in ours] == list(theirs)
    for one, other in zip(ours, theirs.values(), strict=True):
        assert (one.ndcg, one.mrr, one.recall) == pytest.approx((other["ndcg"], other["mrr"], other["recall"]))
        assert (one.queries, one.empty, one.error) == pytest.approx((other["queries"], other["empty"], other["se"]))


@needs_scorer
def test_the_other_scorer_finds_the_same_difference() -> None:
    queries, theirs = as_plain(SOME), scorer()
    scores = [theirs.evaluate(run.__getitem__, queries)["per_query"] for run in (GOOD, BAD)]
    mean, chance, better, worse = theirs.compare(*scores, queries)
    ours = compare(GOOD, BAD, SOME)
    assert (ours.ndcg, ours.better, ours.worse) == pytest.approx((mean, better, worse))
    assert ours.chance == pytest.approx(chance, abs=0.02)


def test_a_perfect_answer_scores_one_and_none_scores_nothing() -> None:
    assert [(one.ndcg, one.mrr, one.recall) for one in (score(["a", "b"], {"a": 2, "b": 1}), score([], {"a": 2}))] == [
        (1.0, 1.0, 1.0),
        (0.0, 0.0, 0.0),
    ]


def test_a_document_that_is_given_twice_counts_once() -> None:
    assert score(["a", "a", "b"], {"a": 2, "b": 1}) == score(["a", "b"], {"a": 2, "b": 1})


def test_a_run_keeps_the_first_ten() -> None:
    assert run_queries(SOME[:1], lambda query: [f"{query}{number}" for number in range(30)])["q1"][-1] == "bøker9"


def test_categories_stand_in_the_order_met_with_all_of_them_last() -> None:
    assert [one.category for one in measure(GOOD, SOME)] == ["inflect", "typo", "all"]
    assert format_table(measure(GOOD, SOME)).splitlines()[-1].startswith("| all | 3 | 1.000 |")


def test_a_recorded_run_is_what_was_recorded(tmp_path: Path) -> None:
    path = tmp_path / "recorded.json"
    record(GOOD, measure(GOOD, SOME), path)
    recorded = read_recorded(path)
    assert recorded is not None
    assert (recorded.run, recorded.table) == (GOOD, measure(GOOD, SOME))
    assert recorded.covers(SOME)
    assert not recorded.covers([*SOME, Judged("q4", "typo", "?", {"a": 1})])
    assert "query" not in json.loads(path.read_bytes())


def test_nothing_is_recorded_where_there_is_no_file(tmp_path: Path) -> None:
    assert read_recorded(tmp_path / "recorded.json") is None


def test_a_difference_is_told_by_category() -> None:
    told = differences(GOOD, Recorded("2026-01-31", "abc", (), BAD), SOME)
    assert "2026-01-31 (abc)" in told
    assert [line.split()[0] for line in told.splitlines()[1:]] == ["inflect", "typo", "all"]
    assert "better on 3, worse on 0 of 3" in told


def test_blank_lines_are_no_queries(tmp_path: Path) -> None:
    path = tmp_path / "judged.jsonl"
    path.write_text('{"qid": "a", "category": "typo", "query": "x", "relevant": {"y": 2}}\n\n')
    assert [judged.qid for judged in read_judged(path)] == ["a"]
