"""Text becomes postings: each term with all its places."""

from hypothesis import given
from hypothesis import strategies as st

from index.analysis import text_terms
from index.postings import GAP, POSITIONS, Gathering, Passage
from index.tokens import tokens
from index.wordtable import WordTable
from tests.index.test_segments import postings

FIELD = "body"


def places(*passages: Passage, gap: int = GAP) -> dict[str, list[int]]:
    """Return where each term stands in a document of these passages."""
    gathering = Gathering(WordTable())
    gathering.add(0, FIELD, passages, gap)
    (run,), _ = gathering.runs()
    return {term.decode(): POSITIONS.decode_positions(value) for term, _, _, value in postings(run)}


def test_a_word_is_found_under_its_stem_and_as_it_is_written() -> None:
    found = places(Passage("Kommunene og kommunen", "nb"))
    assert found == {"kommun": [0, 2], "=kommunene": [0], "og": [1], "=og": [1], "=kommunen": [2]}


def test_places_of_a_term_ascend_whatever_words_it_stands_for() -> None:
    found = places(Passage("Plan plan PLAN planen plan", "nb"), Passage("plan Plan", "en"), gap=0)
    assert (found["plan"], found["en:plan"], found["=plan"]) == ([0, 1, 2, 3, 4], [5, 6], [0, 1, 2, 4, 5, 6])
    assert found["=planen"] == [3]


def test_passages_are_a_gap_apart_and_pages_are_not() -> None:
    passages = [Passage("en to", "nb"), Passage("", "nb"), Passage("tre", "nn")]
    assert Gathering(WordTable()).add(0, FIELD, passages) == ([0, 2 + GAP, 2 + 2 * GAP], 3)
    assert Gathering(WordTable()).add(0, FIELD, passages, gap=0) == ([0, 2, 2], 3)


def test_words_that_stop_at_a_hyphen_stand_where_they_begin() -> None:
    found = places(Passage("Om e-post, regional- og distriktspolitikk og e-post", "nb"))
    assert (found["epost"], found["regional+politikk"]) == ([1, 7], [3])


def test_one_that_begins_inside_of_a_word_moves_no_other() -> None:
    found = places(Passage("Lloyd's-assurandører skal ha e-post", "nb"))
    assert (found["sassurandoer"], found["epost"], found["=e"]) == ([1], [4], [4])


def test_documents_are_kept_apart_and_a_field_has_only_its_own_terms() -> None:
    gathering = Gathering(WordTable())
    for number, text in enumerate(["Planen", "", "plan og plan"]):
        gathering.add(number, FIELD, [Passage(text, "nb")])
        gathering.add(number, "title", [Passage("Tittel", "nb")])
    runs = {run.field: [(term.decode(), *rest) for term, *rest, _ in postings(run)] for run in gathering.runs()[0]}
    assert [one for one in runs[FIELD] if one[0] == "plan"] == [("plan", 0, 1.0), ("plan", 2, 2.0)]
    in_title = [(term, number) for term, number, _ in runs["title"]]
    assert in_title == [("=tittel", n) for n in range(3)] + [("tittel", n) for n in range(3)]


# Without hyphens, at which Norwegian has further terms; they are tested above.
@given(st.lists(st.lists(st.text(alphabet="abAB åÅ'sS§ ", max_size=40), max_size=4)), st.sampled_from(["nb", "en", "se", "und"]))
def test_each_word_is_counted_once_and_has_all_its_terms(documents: list[list[str]], language: str) -> None:
    gathering = Gathering(WordTable())
    for number, texts in enumerate(documents):
        _, length = gathering.add(number, FIELD, [Passage(text, language) for text in texts])
        assert length == sum(len(tokens(text)) for text in texts)
    runs, _ = gathering.runs()
    counted = gathering.counted(FIELD)
    assert counted.times.sum() == sum(len(tokens(text)) for texts in documents for text in texts)
    found = {(term.decode(), number): value for run in runs for term, number, _, value in postings(run)}
    expected: dict[tuple[str, int], set[int]] = {}
    for number, texts in enumerate(documents):
        position = 0
        for text in texts:
            for place, word in enumerate(tokens(text), position):
                terms = text_terms(word, language)
                for term in (terms.word, *terms.others):
                    expected.setdefault((term, number), set()).add(place)
            position += len(tokens(text)) + GAP
    assert {key: POSITIONS.decode_positions(found[key]) for key in expected} == {key: sorted(at) for key, at in expected.items()}
