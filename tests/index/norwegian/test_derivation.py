"""Words of one family are told from words that only begin alike."""

import pytest

from index.norwegian.derivation import relatives
from index.norwegian.variants import is_known


@pytest.mark.parametrize(
    ("base", "other"),
    [
        pytest.param("steriliser", "sterilisering", id="noun of a verb in -ere"),
        pytest.param("sterilisering", "steriliser", id="verb of a noun in -ering"),
        pytest.param("megler", "megling", id="action of an agent"),
        pytest.param("eiendomsmegl", "eiendomsmegling", id="noun of a verb"),
        pytest.param("erstatning", "erstatt", id="a consonant doubled in the verb"),
        pytest.param("erstatt", "erstatning", id="a consonant single in the noun"),
    ],
)
def test_a_family_is_found(base: str, other: str) -> None:
    assert other in relatives(base)


@pytest.mark.parametrize("base", ["ring", "by", "kommun", "xyzzering"])
def test_words_without_a_family_have_none(base: str) -> None:
    assert relatives(base) == ()


@pytest.mark.parametrize("base", ["megler", "steriliser", "erstatning", "utredning"])
def test_relatives_are_known_words_other_than_the_word(base: str) -> None:
    assert base not in relatives(base)
    assert all(map(is_known, relatives(base)))
