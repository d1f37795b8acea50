"""Snippets show the words that were asked for, in whatever inflection they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engine import Snippet
from index.query import parse_query
from index.snippets import LEAD_IN, SNIPPET_LENGTH, _different, excerpt, mark, one_line
from index.targets import Finder, Match, find_targets


def finder(query: str) -> Finder:
    return Finder(find_targets(parse_query(query).root))


def marked_in(text: str, language: str, query: str) -> Snippet:
    return mark(text, finder(query).find(text, language))


def cut(text: str, query: str) -> Snippet:
    plain = one_line(text)
    return excerpt(plain, finder(query).find(plain, "nb"))


def marked(snippet: Snippet) -> list[str]:
    return [fragment.text for fragment in snippet if fragment.marked]


@pytest.mark.parametrize(
    ("query", "text", "language", "expected"),
    [
        pytest.param(
            "kommune",
            "Kommunene og fylkeskommunen",
            "nb",
            ["Kommunene", "fylkeskommunen"],
            id="inflected bokmål, and in a compound",
        ),
        pytest.param("kommunane", "Kommunar flest", "nn", ["Kommunar"], id="inflected nynorsk"),
        pytest.param("regions", "Nordic region", "en", ["region"], id="inflected English"),
        pytest.param('"små kommuner"', "Små kommuner er ikke kommuner små", "nb", ["Små kommuner"], id="phrase in order only"),
        pytest.param("distrikt*", "Distriktskommunen i distriktet", "nb", ["Distriktskommunen", "distriktet"], id="prefix"),
        pytest.param("naering", "Næringen", "nb", ["Næringen"], id="æ written ae"),
        pytest.param("klima -olje", "Klima og olje", "nb", ["Klima"], id="what is not wanted is not marked"),
        pytest.param("NOU 2020:12", "Se NOU 2020: 12.", "nb", ["NOU 2020: 12"], id="series number in another spelling"),
        pytest.param("region utgiver:nordregio", "Nordregio og regionen", "nb", ["regionen"], id="a filter marks nothing"),
    ],
)
def test_marks(query: str, text: str, language: str, expected: list[str]) -> None:
    assert marked(marked_in(text, language, query)) == expected


def test_excerpt_is_the_stretch_with_most_different_words() -> None:
    filler = "Noe helt annet står her. " * 40
    text = f"Klima klima klima. {filler} Klima og landbruk møtes. {filler}"
    snippet = cut(text, "klima landbruk")
    assert marked(snippet) == ["Klima", "landbruk"]
    assert snippet[0].text.startswith("…")
    assert snippet[-1].text.endswith("…")


def test_excerpt_without_the_words_is_the_beginning() -> None:
    snippet = cut("Begynnelsen. " + "ord " * 200, "klima")
    assert snippet[0].text.startswith("Begynnelsen.")
    assert len(snippet) == 1


def test_excerpt_of_nothing_is_empty() -> None:
    assert cut("", "klima") == ()


@given(st.text(alphabet="abc klima.\n", max_size=1500))
def test_an_excerpt_is_the_texts_own_words_in_order(text: str) -> None:
    plain = " ".join(text.split())
    shown = "".join(fragment.text for fragment in cut(text, "klima")).removeprefix("… ").removesuffix(" …")
    assert shown in plain
    assert len(shown) <= 2 * SNIPPET_LENGTH + 64


@given(st.text(max_size=300))
def test_marking_keeps_the_text_whole(text: str) -> None:
    assert "".join(fragment.text for fragment in marked_in(text, "nb", "klima a*")) == text


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 90), st.integers(1, 250)), max_size=40))
def test_the_stretch_begins_at_the_first_match_with_most_different_words_after_it(drawn: list[tuple[int, int, int]]) -> None:
    matches, reached = list[Match](), 0
    for target, gap, length in drawn:
        matches.append(Match(target, reached + gap, reached + gap + length))
        reached = matches[-1].end
    limit = SNIPPET_LENGTH - LEAD_IN
    assert _different(matches) == [
        len({one.target for one in matches if first.start <= one.start and one.end <= first.start + limit}) for first in matches
    ]
