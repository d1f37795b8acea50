"""The pool gives back what was put in, sorted, however little it may hold in memory."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from index.pool import CHUNK, PER_POSTING, PER_TERM, Flat, PostingPool

ONE = PER_POSTING + PER_TERM
ENTRIES = st.lists(
    st.dictionaries(st.tuples(st.sampled_from(["title", "body"]), st.binary(max_size=2)), st.binary(max_size=3), max_size=8),
    max_size=12,
)
"""For each document, the values by field and term."""


def filled(entries: list[dict[tuple[str, bytes], bytes]], folder: Path, limit: int) -> PostingPool:
    pool = PostingPool(folder, limit)
    for number, entry in enumerate(entries):
        for (field, term), value in entry.items():
            pool.add((field, term, number, 1.0, value))
    return pool


@given(ENTRIES, st.integers(min_value=0, max_value=20))
def test_gives_all_back_by_term_with_documents_ascending(entries: list[dict[tuple[str, bytes], bytes]], limit: int) -> None:
    expected: dict[tuple[str, bytes], Flat] = {}
    for number, entry in enumerate(entries):
        for key, value in entry.items():
            expected.setdefault(key, []).extend((number, 1.0, value))
    with TemporaryDirectory() as folder:
        pool = filled(entries, Path(folder), limit * ONE)
        assert list(pool.iter_postings()) == [(*key, expected[key]) for key in sorted(expected)]
        pool.cleanup()


def test_what_goes_to_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    terms = {("body", number.to_bytes(2)): b"x" for number in range(3 * CHUNK)}
    pool = filled([terms, terms], tmp_path, 2 * CHUNK * ONE)
    assert [(term, flat) for _, term, flat in pool.iter_postings()] == [(term, [0, 1.0, b"x", 1, 1.0, b"x"]) for _, term in terms]
    assert list(tmp_path.iterdir()) == []
    pool.cleanup()


def test_long_values_count_as_what_they_are(tmp_path: Path) -> None:
    pool = PostingPool(tmp_path, limit=100_000)
    for number in range(20):
        pool.add(("body", b"ord", number, 1.0, b"x" * 10_000))
    assert pool.runs > 0
    assert [len(flat) for _, _, flat in pool.iter_postings()] == [60]
    pool.cleanup()
