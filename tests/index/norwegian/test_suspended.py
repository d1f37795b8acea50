"""A word that stops at a hyphen is completed from the word that follows."""

import pytest

from index.norwegian.suspended import completed


@pytest.mark.parametrize(
    ("text", "place", "term"),
    [
        pytest.param("regional- og distriktspolitikk", 0, "regional+politikk", id="two"),
        pytest.param("Om distrikts- og regionalpolitikken", 3, "distrikt+politikk", id="joint s, in its place"),
        pytest.param("landbruks-, mat- og skogpolitikk", 12, "mat+politikk", id="three"),
        pytest.param("barne- eller ungdomsskolen", 0, "barn+skol", id="joint e"),
    ],
)
def test_a_suspended_word_is_completed(text: str, place: int, term: str) -> None:
    assert term in dict(completed(text))[place]


@pytest.mark.parametrize(
    "text", ["regional og distriktspolitikk", "plan- og bygning", "regional-politikk", "regional- og", "opp- og ned", ""]
)
def test_what_follows_must_be_a_compound(text: str) -> None:
    assert list(completed(text)) == []
