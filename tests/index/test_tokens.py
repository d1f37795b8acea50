"""Words are found at the same places whether all of them are cut or only some."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.tokens import Tokens, matches, tokens

# Letters of some alphabets and from beyond the table's end, other digits, signs, apostrophes, and what joins words or does not.
LETTERS = "aåÆs9²٣ß_§'’-–. \n\u00ad\u0301日𝟘𐐷😀"


@given(st.text(alphabet=LETTERS, max_size=60) | st.text(max_size=60))
def test_any_word_of_a_text_is_cut_as_when_all_are(text: str) -> None:
    some, every = Tokens(text), matches(text)
    assert len(some) == len(every)
    assert [(some[number][0], some[number].span()) for number in range(len(some))] == [(one[0], one.span()) for one in every]
    assert [one[0] for one in every] == tokens(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("§§ 3–5 i TEK17", ["§", "§", "3", "5", "i", "TEK17"], id="each § alone"),
        pytest.param("EU's og regjeringa’s råd", ["EU's", "og", "regjeringa’s", "råd"], id="genitive"),
        pytest.param("snake_case", ["snake", "case"], id="no letter"),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    some = Tokens(text)
    assert [some[number][0] for number in range(len(some))] == expected
