"""Words in a row and near each other are counted as one would with a finger on the text."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import index as whoosh_index

from index.evaluate.arrays import IndexArrays
from index.evaluate.near import SPREAD, Counted, count_near, count_sequences
from index.positions import Positions
from index.schema import make_schema
from index.segments import Writer

Text = Sequence[frozenset[str]]
"""The terms at each place: a word may be indexed as several."""
Counts = dict[int, float]
EXAMPLES = 60  # each makes an index
TERMS = "abcd"

_PLACES = st.frozensets(st.sampled_from([*TERMS, "x", "y"]), max_size=2)
TEXTS = st.lists(st.lists(_PLACES, max_size=14), max_size=6)
WORDS = st.lists(st.lists(st.sampled_from([*TERMS, "unheard"]), min_size=1, max_size=3, unique=True), min_size=1, max_size=4)


@contextmanager
def indexed(texts: Sequence[Text], cut: int = 0) -> Iterator[IndexArrays]:
    """Index texts, in two segments if they are cut."""
    with TemporaryDirectory() as folder:
        index = whoosh_index.create_in(folder, make_schema())
        for first, last in ((0, cut), (cut, len(texts))):
            if first == last:
                continue
            with Writer(index, folder) as writer:  # type: ignore[arg-type]  # a folder by its name
                for number in range(first, last):
                    writer.add_document(id=str(number), body=_postings(texts[number]))
        with closing(index.reader()) as reader:
            yield IndexArrays(reader)


def _postings(text: Text) -> list[tuple[bytes, int, float, bytes]]:
    terms = sorted({term for place in text for term in place})
    where = {term: [number for number, place in enumerate(text) if term in place] for term in terms}
    return [(term.encode(), len(at), float(len(at)), Positions().encode(at)) for term, at in where.items()]


def _stands(text: Text, terms: Sequence[str], place: int) -> bool:
    return 0 <= place < len(text) and not text[place].isdisjoint(terms)


def in_a_row(text: Text, places: Sequence[Sequence[str]]) -> int:
    return sum(all(_stands(text, terms, start + step) for step, terms in enumerate(places)) for start in range(len(text)))


def near(text: Text, words: Sequence[Sequence[str]]) -> int:
    first, *others = words
    reached = [place for place in range(len(text)) if _stands(text, first, place)]
    for other in others:
        reached = [
            place
            for place in range(len(text))
            if _stands(text, other, place) and any(abs(place - before) < SPREAD for before in reached)
        ]
    return len(reached)


def _counted(found: Counted) -> Counts:
    documents, times = found.documents, found.times
    assert documents.tolist() == sorted(set(documents.tolist()))
    return dict(zip(documents.tolist(), times.tolist(), strict=True))


def _expected(counts: Sequence[int]) -> Counts:
    return {number: float(count) for number, count in enumerate(counts) if count}


@settings(max_examples=EXAMPLES)
@given(TEXTS, WORDS, st.data())
def test_sequences_are_counted_as_by_hand(
    texts: list[list[frozenset[str]]], places: list[list[str]], data: st.DataObject
) -> None:
    with indexed(texts, data.draw(st.integers(0, len(texts)))) as arrays:
        found = _counted(count_sequences(arrays, "body", places))
        assert found == _expected([in_a_row(text, places) for text in texts])


@settings(max_examples=EXAMPLES)
@given(TEXTS, WORDS, st.data())
def test_neighbours_are_counted_as_by_hand(
    texts: list[list[frozenset[str]]], words: list[list[str]], data: st.DataObject
) -> None:
    with indexed(texts, data.draw(st.integers(0, len(texts)))) as arrays:
        expected = _expected([near(text, words) for text in texts])
        assert _counted(count_near(arrays, "body", words)) == expected
        among = data.draw(st.sets(st.integers(0, len(texts))))
        some = _counted(count_near(arrays, "body", words, np.array(sorted(among), np.int64)))
        assert some == {number: times for number, times in expected.items() if number in among}


def _text(written: str) -> Text:
    return [frozenset(word.split("/")) for word in written.split()]


@pytest.mark.parametrize(
    ("written", "row", "expected"),
    [
        pytest.param("a b c", ["a", "b"], 1, id="in a row"),
        pytest.param("b a", ["a", "b"], 0, id="in another order"),
        pytest.param("a x b", ["a", "b"], 0, id="a word between"),
        pytest.param("a a a", ["a", "a"], 2, id="a word twice"),
        pytest.param("a b a b", ["a", "b"], 2, id="twice"),
        pytest.param("a/x b/y", ["x", "b"], 1, id="any term of a place"),
        pytest.param("a/b", ["a", "b"], 0, id="at one place"),
        pytest.param("b x a", ["a"], 1, id="one word"),
    ],
)
def test_a_row(written: str, row: list[str], expected: int) -> None:
    with indexed([_text(written)]) as arrays:
        assert _counted(count_sequences(arrays, "body", [[term] for term in row])) == _expected([expected])


@pytest.mark.parametrize(
    ("written", "words", "expected"),
    [
        pytest.param("a x x x x b", ["a", "b"], 1, id="six words from first to last"),
        pytest.param("a x x x x x b", ["a", "b"], 0, id="seven"),
        pytest.param("b x a", ["a", "b"], 1, id="in either order"),
        pytest.param("a/b", ["a", "b"], 1, id="at one place, as parts of a compound"),
        pytest.param("a x x x x b x x x x c", ["a", "b", "c"], 1, id="each near the one before it"),
        pytest.param("a b b b", ["a", "b"], 3, id="as often as the last of them"),
    ],
)
def test_near(written: str, words: list[str], expected: int) -> None:
    with indexed([_text(written)]) as arrays:
        assert _counted(count_near(arrays, "body", [[term] for term in words])) == _expected([expected])


def test_the_end_of_a_document_is_not_near_the_beginning_of_the_next() -> None:
    with indexed([_text("x a"), _text("b x"), _text("b a")]) as arrays:
        assert _counted(count_near(arrays, "body", [["a"], ["b"]])) == {2: 1.0}
        assert _counted(count_sequences(arrays, "body", [["a"], ["b"]])) == {}
