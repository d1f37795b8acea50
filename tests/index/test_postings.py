"""Text becomes postings: each term with all its places."""

from hypothesis import given
from hypothesis import strategies as st

from index.postings import GAP, POSITIONS, Analysed, Passage, analyse
from index.tokens import tokens


def places(analysed: Analysed) -> dict[str, list[int]]:
    return {term.decode(): POSITIONS.decode_positions(value) for term, _, _, value in analysed.postings}


def test_a_word_is_found_under_its_stem_and_as_it_is_written() -> None:
    found = places(analyse([Passage("Kommunene og kommunen", "nb")]))
    assert found == {"kommun": [0, 2], "=kommunene": [0], "og": [1], "=og": [1], "=kommunen": [2]}


def test_places_of_a_term_ascend_whatever_words_it_stands_for() -> None:
    found = places(analyse([Passage("Plan plan PLAN planen plan", "nb"), Passage("plan Plan", "en")], gap=0))
    assert (found["plan"], found["en:plan"], found["=plan"]) == ([0, 1, 2, 3, 4], [5, 6], [0, 1, 2, 4, 5, 6])
    assert found["=planen"] == [3]


def test_passages_are_a_gap_apart_and_pages_are_not() -> None:
    passages = [Passage("en to", "nb"), Passage("", "nb"), Passage("tre", "nn")]
    assert analyse(passages).starts == (0, 2 + GAP, 2 + 2 * GAP)
    assert analyse(passages, gap=0).starts == (0, 2, 2)


@given(st.lists(st.text(alphabet="abAB åÅ'sS", max_size=40)), st.sampled_from(["nb", "en", "se", "und"]))
def test_the_length_of_a_field_is_its_number_of_words(texts: list[str], language: str) -> None:
    analysed = analyse(Passage(text, language) for text in texts)
    words = sum(len(tokens(text)) for text in texts)
    assert sum(frequency for _, frequency, _, _ in analysed.postings) == words
    assert sum(weight for _, _, weight, _ in analysed.postings) == 2 * words
