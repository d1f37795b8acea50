"""Compounds are parted where words meet, and nothing else is parted."""

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from index.norwegian.compounds import LONGEST, SHORTEST_PART, atoms
from index.norwegian.words import known_words
from tests.index.norwegian.judged import borders, precision, share_split

LEAST_RIGHT = 0.95  # of 300 compounds drawn at random, half of them by frequency; 298 when this was written
LEAST_SPLIT = 0.90  # of them must still be split: a splitter that splits nothing is never wrong
OUT_OF_ORDER = "deleid"  # its last part is given as «eie», which does not begin as the word's own letters do
PIECES = ["distrikt", "politikk", "kommune", "plan", "xyz"]
LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"


def test_splits_are_right() -> None:
    assert share_split() >= LEAST_SPLIT
    assert precision() >= LEAST_RIGHT


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        pytest.param("distriktspolitikken", ("distrikt", "politikk"), id="joint s"),
        pytest.param("barnehage", ("barn", "hage"), id="joint e"),
        pytest.param("fylkesmann", ("fylke", "mann"), id="joint after e"),
        pytest.param("skolefritidsordningen", ("skole", "fri", "tid", "ordning"), id="down to the simple words"),
        pytest.param("barnehagebemanningsnorm", ("barn", "hage", "bemanning", "norm"), id="never seen before"),
        pytest.param("arbeidstakere", ("arbeid", "taker"), id="not arbeid + stake"),
        pytest.param("andelseierne", ("andel", "eier"), id="not andel + seier"),
        pytest.param("styresmakta", ("styre", "makt"), id="not styre + smakt"),
        pytest.param("klagenemnd", ("klage", "nemnd"), id="not klagen + emnd"),
        pytest.param("opplysningsplikt", ("opplysning", "plikt"), id="opplysning whole"),
    ],
)
def test_compounds_are_parted(word: str, parts: tuple[str, ...]) -> None:
    assert atoms(word) == parts


@pytest.mark.parametrize(
    "word",
    [
        *("etterforskning", "etterforskninga", "hjemmel", "materiell", "regnskap", "rekneskap", "medlemskap", "sykdom"),
        *("forutsetning", "ansatte", "partikler", "karantene", "genetisk", "trimetyl", "nitrogen", "veiledning", "skjelett"),
        *("fiskeslag", "fastsetting", "telephone", "control", "statsløs", "fylkesvis"),
    ],
)
def test_what_looks_like_a_compound_is_none(word: str) -> None:
    assert len(atoms(word)) == 1


@pytest.mark.parametrize("word", ["distriktsxyzzy", "xyzzypolitikk", "distriktsnpolitikk"])
def test_words_must_cover_a_compound_whole(word: str) -> None:
    assert atoms(word) == (word,)


@pytest.mark.parametrize("word", ["", "by", "2020", "tek17politikk", "politikk-distrikt", "politikk" * 8])
def test_what_is_no_word_of_usual_length_is_left_as_it_is(word: str) -> None:
    assert atoms(word) == (word,)


def test_no_part_is_shorter_than_three_letters() -> None:
    split = ((word, parts) for word in known_words().counts if word != OUT_OF_ORDER and len(parts := atoms(word)) > 1)
    ends = ([*borders(word, parts), len(word)] for word, parts in split)
    assert all(end - start >= SHORTEST_PART for places in ends for start, end in pairwise(places))


@given(st.text(max_size=LONGEST + 10))
def test_any_text_has_atoms(text: str) -> None:
    assert all(atoms(text)) or not text


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5), st.text(LETTERS, max_size=4))
def test_atoms_of_an_unknown_word_cover_it_up_to_joints(words: list[str], rest: str) -> None:
    word = "s".join(words) + rest
    assume(not known_words().count(word))
    _assert_covered(word, atoms(word))


def _assert_covered(word: str, parts: tuple[str, ...]) -> None:
    """Assert that the parts stand in the word in order, with joints between; the last may be without its ending."""
    place = 0
    for number, part in enumerate(parts):
        begins = word.index(part[:SHORTEST_PART], place)
        assert word[place:begins] in {"", "s", "e"}, (word, parts)
        place = begins + len(part) if number < len(parts) - 1 else len(word)
