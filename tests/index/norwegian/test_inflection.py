"""Endings are taken off where other forms show that they are endings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.norwegian.inflection import is_base_form, lemma, stem
from tests.index.norwegian.judged import share_joined

LEAST_JOINED = 0.85  # of the groups all forms meet the base form; 0.91 when this was written


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        pytest.param("kommunenes", "kommun", id="genitive of the definite plural"),
        pytest.param("kommunane", "kommun", id="nynorsk definite plural"),
        pytest.param("universitetet", "universitet", id="-et twice"),
        pytest.param("bolig", "bolig", id="-ig that is no ending"),
        pytest.param("boliger", "bolig", id="plural of -ig"),
        pytest.param("lederen", "leder", id="definite agent"),
        pytest.param("leder", "leder", id="agent, not a form of led"),
        pytest.param("brukerne", "bruker", id="agents"),
        pytest.param("byene", "by", id="two letters left"),
        pytest.param("husene", "hus", id="neuter"),
        pytest.param("eiendommen", "eiendom", id="doubled m"),
        pytest.param("registrering", "registrering", id="noun of a verb"),
        pytest.param("xyzzyene", "xyzzy", id="unknown word, by rule alone"),
        pytest.param("tek17", "tek17", id="not a word"),
        pytest.param("å", "å", id="one letter"),
    ],
)
def test_stem(form: str, expected: str) -> None:
    assert stem(form) == expected


@pytest.mark.parametrize(("form", "expected"), [("kommunenes", "kommune"), ("lederen", "leder"), ("xyzzyene", "xyzzyene")])
def test_lemma_is_a_known_word_or_the_word_itself(form: str, expected: str) -> None:
    assert lemma(form) == expected


@pytest.mark.parametrize(("word", "is_base"), [("leder", True), ("kommuner", False), ("vurder", True)])
def test_a_base_form_takes_the_endings_of_base_forms(word: str, is_base: bool) -> None:
    assert is_base_form(word) == is_base


@given(st.text(alphabet="abdeiklmnorstvæøå", min_size=1, max_size=20))
def test_a_stem_begins_its_word_and_is_never_empty(word: str) -> None:
    base = stem(word)
    assert base
    assert word.startswith(base)


def test_the_forms_of_a_word_are_joined() -> None:
    assert share_joined() >= LEAST_JOINED
