"""The pool gives back what was put in, sorted, however little it may hold in memory."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import pool as index_pool
from index.pool import PER_POSTING, PostingPool
from index.runs import Run, pickled, run_of_keys
from tests.index.test_segments import postings

ENTRIES = st.lists(
    st.dictionaries(st.tuples(st.sampled_from(["title", "body"]), st.binary(max_size=2)), st.binary(max_size=3), max_size=8),
    max_size=12,
)
"""For each document, the values by field and term."""
Found = dict[tuple[str, bytes], list[tuple[int, float, bytes]]]


def filled(entries: list[dict[tuple[str, bytes], bytes]], folder: Path, limit: int) -> PostingPool:
    pool = PostingPool(folder, limit)
    for number, entry in enumerate(entries):
        for (field, term), value in entry.items():
            pool.add((field, term, number, 1.0, value))
    return pool


def given_back(pool: PostingPool) -> Found:
    """Return all postings of a pool, which come sorted by field and term, each term once."""
    found: Found = {}
    for run in pool.iter_postings():
        held = dict[bytes, list[tuple[int, float, bytes]]]()
        for term, number, weight, value in postings(run):
            held.setdefault(term, []).append((number, weight, value))
        assert list(held) == list(run.terms)
        for term in run.terms:
            assert not found or next(reversed(found)) < (run.field, term)
            found[run.field, term] = held[term]
    return found


@pytest.fixture(params=[1, 5, 1_000], ids="{} at once".format)
def chunk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_pool, "CHUNK", request.param)


@pytest.mark.parametrize("added", [1, 7, 1_000], ids="runs of {}".format)
@pytest.mark.usefixtures("chunk")
@given(entries=ENTRIES, limit=st.integers(min_value=0, max_value=20))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_gives_all_back_by_term_with_documents_ascending(
    added: int, entries: list[dict[tuple[str, bytes], bytes]], limit: int
) -> None:
    expected: Found = {}
    for number, entry in enumerate(entries):
        for key, value in entry.items():
            expected.setdefault(key, []).append((number, 1.0, value))
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(index_pool, "ADDED", added)
        pool = filled(entries, Path(folder), limit * PER_POSTING)
        assert given_back(pool) == {key: expected[key] for key in sorted(expected)}
        pool.cleanup()


def test_runs_follow_on_each_other(tmp_path: Path) -> None:
    pool = PostingPool(tmp_path, limit=PER_POSTING * 3)
    pool.add_run(run_of_keys("type", {b"lov": [0, 2], b"nou": [1]}))
    pool.add_run(run_of_keys("type", {b"brev": [0], b"lov": [1]}), base=3)
    pool.add_run(run_of_keys("id", {b"en": [0]}), base=5)
    assert pool.saved > 0
    assert given_back(pool) == {
        ("id", b"en"): [(5, 1.0, b"")],
        ("type", b"brev"): [(3, 1.0, b"")],
        ("type", b"lov"): [(0, 1.0, b""), (2, 1.0, b""), (4, 1.0, b"")],
        ("type", b"nou"): [(1, 1.0, b"")],
    }
    pool.cleanup()


def test_what_goes_to_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    terms = {("body", number.to_bytes(2)): b"x" for number in range(3_000)}
    pool = filled([terms] * 20, tmp_path, limit=PER_POSTING)
    assert pool.saved > 0
    assert list(tmp_path.iterdir()) == []
    assert given_back(pool) == {term: [(number, 1.0, b"x") for number in range(20)] for term in terms}
    pool.cleanup()


def test_long_values_count_as_what_they_are(tmp_path: Path) -> None:
    pool = PostingPool(tmp_path, limit=100_000)
    value = pickled(b"x" * 10_000)
    one, size = np.ones(1, np.uint32), np.array([len(value)], np.uint32)
    for number in range(20):
        pool.add_run(Run("body", (b"ord",), one, one, np.ones(1, np.float32), size, value), base=number)
    assert pool.saved > 100_000
    assert [value for _, _, value in given_back(pool)["body", b"ord"]] == [b"x" * 10_000] * 20
    pool.cleanup()
