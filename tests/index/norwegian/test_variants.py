"""What words stand for, and how far the two standards meet while unrelated words do not."""

import pytest

from index.norwegian import variants
from index.norwegian.inflection import stem
from index.norwegian.lexicon import lexicon
from index.norwegian.variants import bases, is_known, listed, written_otherwise
from library.text import fold
from tests.index.norwegian.judged import apart, share_met, wrongly_met

LEAST_MET = 0.90  # of frequent words that differ between the standards, by frequency; 0.94 when this was written, 0.98 by type
MOST_WRONGLY_MET = 0.04  # of unrelated words that look alike; none of 512 when this was written


def test_frequent_words_of_both_standards_meet() -> None:
    by_frequency, by_type = share_met()
    assert by_frequency >= LEAST_MET
    assert by_type >= LEAST_MET


def test_unrelated_words_stay_apart() -> None:
    met = wrongly_met()
    assert len(met) <= MOST_WRONGLY_MET * len(apart()), met


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("utgreiingane", ("utredning",), id="listed, in a form"),
        pytest.param("tryggleik", ("sikkerhet", "trygghet"), id="two meanings, the usual one first"),
        pytest.param("kva", ("hva",), id="function word"),
        pytest.param("klager", ("klager", "klag"), id="agent and plural"),
        pytest.param("menn", ("mann",), id="irregular"),
        pytest.param("kommune", ("kommun",), id="stands for itself"),
        pytest.param("xyzzy", ("xyzzy",), id="unknown"),
    ],
)
def test_bases(word: str, expected: tuple[str, ...]) -> None:
    assert bases(word) == expected


@pytest.mark.parametrize(
    ("word", "other"),
    [("utredning", "utgreiing"), ("sikkerhet", "tryggleik"), ("hva", "kva"), ("utgreiing", "utredning")],
)
def test_other_spellings_are_told(word: str, other: str) -> None:
    assert other in written_otherwise(word)


@pytest.mark.parametrize("word", ["kommune", "utredning", "ikke"])
def test_a_word_is_not_another_spelling_of_itself(word: str) -> None:
    assert word not in written_otherwise(word)


@pytest.mark.parametrize(("base", "known"), [("kommun", True), ("xyzzy", False)])
def test_known_stems(base: str, known: bool) -> None:
    assert is_known(base) == known


def test_a_listed_word_is_found_by_its_stem_and_the_last_of_several_counts() -> None:
    expected = {fold(stem(word)): found for word, found in lexicon().bases.items() if variants._is_own(stem(word), word)}
    found = {base: variants._by_stem(base[: variants._START])[base] for base in expected}
    assert found == expected


def test_for_one_word_the_stems_of_few_listed_words_are_found() -> None:
    variants._by_stem.cache_clear()
    assert listed("utgreiingane") == ("utredning",)
    assert 0 < variants._by_stem.cache_info().currsize <= variants._ROUNDS
    assert len(variants._listed_from()["ut"]) < len(lexicon().bases) / 10
