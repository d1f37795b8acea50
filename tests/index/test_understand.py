"""What is told of a query: what it was corrected to, what may have been meant, what else was searched, and what had no weight."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engine import Matching, QueryWord, SearchRequest, SearchResults
from index.query import parse_query
from index.understand import MOST_CORRECTED
from index.whoosh_engine import WhooshEngine
from tests.index.shelf import DOCUMENTS, holding, ids, make, searchable

OWN_NAMES = "hpx, hpl => plan for havet, havstrategien\nkbr => kaibrygge\n"
HOLDINGS = [
    *DOCUMENTS,
    holding(make("plan", "Plan for havet"), "Utredning om kommunenes økonomi. Skolene."),
    holding(make("strategi", "Havstrategien"), "Om fiskere og fiskeriene. Kommunen og en kommune."),
    holding(make("utgreiing", "Utgreiing om hav", language="nn"), "Kommunane si utgreiing. Skulane."),
    holding(make("ord", "Havet og en plan"), "Planen gjelder et annet hav, for havet er stort."),
    holding(make("lov", "Plan- og bygningsloven"), "Tekst om byggesaker og vergemål."),
    holding(make("lova", "Rundskriv", language="nn"), "Pbl gjeld for byggesaker. Kaibrygge."),
]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WhooshEngine]:
    folder = tmp_path_factory.mktemp("understand")
    own = folder / "own.txt"
    own.write_text(OWN_NAMES, encoding="utf-8")
    with searchable(folder / "home", HOLDINGS, [own]) as engine:
        yield engine


def asked(engine: WhooshEngine, query: str, matching: Matching = Matching.AUTO) -> SearchResults:
    return engine.search(SearchRequest(query=query, matching=matching, size=100))


def also(engine: WhooshEngine, query: str) -> set[str]:
    return {other for word in asked(engine, query).words for other in word.also}


def test_each_single_word_is_told_of_in_order(engine: WhooshEngine) -> None:
    results = asked(engine, 'Kommunens og "plan for" økonomi -vergemål hav OR sjø tittel:plan')
    assert [word.text for word in results.words] == ["kommunens", "og", "økonomi", "hav", "sjø"]
    assert [word.text for word in results.words if word.ignored] == ["og"]


@pytest.mark.parametrize("query", ["økonomi og kommune", "og i på", "the utredning of"])
def test_words_without_a_meaning_of_their_own_are_ignored_and_nothing_else_is(engine: WhooshEngine, query: str) -> None:
    small = {"og", "i", "på", "the", "of"}
    for word in asked(engine, query).words:
        assert word.ignored == (word.text in small)
        assert not (word.ignored and word.also)


def test_the_corrected_query_is_what_was_searched(engine: WhooshEngine) -> None:
    results = asked(engine, "vergemåll byggesaker")
    assert (results.corrected, results.understood) == ("vergemål byggesaker", "vergemål byggesaker")
    assert results.words[0] == QueryWord(text="vergemåll", searched="vergemål")
    assert ids(results) == ids(asked(engine, "vergemål byggesaker"))


def test_a_word_in_an_alternative_is_corrected_too(engine: WhooshEngine) -> None:
    results = asked(engine, "vergemåll OR kaibrygge")
    assert (results.corrected, results.understood) == ("vergemål OR kaibrygge", "vergemål OR kaibrygge")
    assert set(ids(results)) == {"lov", "lova"}


def test_what_is_not_a_word_of_the_query_stays_as_it_was_typed(engine: WhooshEngine) -> None:
    results = asked(engine, 'vergemåll "byggesaker og" -kaibrygge type:rapport NOU 2020:12')
    assert results.corrected == 'vergemål "byggesaker og" -kaibrygge type:rapport NOU 2020: 12'


def test_what_is_only_likely_is_suggested_and_not_searched(engine: WhooshEngine) -> None:
    """Of several forms of a word any may have been meant."""
    results = asked(engine, "kommunr økonomi")
    assert results.corrected is None
    assert results.understood == "kommunr økonomi"
    assert results.suggestion is not None
    meant, rest = results.suggestion.split()
    assert (meant[:6], rest) == ("kommun", "økonomi")
    assert results.words[0] == QueryWord(text="kommunr", searched="kommunr")


def test_a_suggestion_holds_the_sure_corrections_too(engine: WhooshEngine) -> None:
    results = asked(engine, "kommunr vergemåll økonomi")
    assert results.corrected == "kommunr vergemål økonomi"
    assert results.suggestion is not None
    assert "vergemål" in results.suggestion
    assert "kommunr" not in results.suggestion


@pytest.mark.parametrize("query", ["økonomi", "utredning havet", '"vergemaal"', "NOU 2020:12", "", "og", "e-post", "kommun*"])
def test_of_a_query_that_is_understood_nothing_else_is_suggested(engine: WhooshEngine, query: str) -> None:
    results = asked(engine, query)
    assert (results.corrected, results.suggestion) == (None, None)


def test_a_bounded_number_of_words_is_corrected(engine: WhooshEngine) -> None:
    misspelt = [f"{start}vergemåll" for start in "abcdefghij"] + ["vergemaall", "byggessaker"]
    results = asked(engine, " ".join(misspelt))
    assert sum(word.searched != word.text for word in results.words) <= MOST_CORRECTED


@pytest.mark.parametrize(
    ("query", "other"),
    [
        pytest.param("utredning", "utgreiing", id="bokmål to nynorsk"),
        pytest.param("utgreiing", "utredning", id="nynorsk to bokmål"),
        pytest.param("utredningene", "utgreiing", id="of another form"),
        pytest.param("hpl", "plan for havet", id="abbreviation to name"),
        pytest.param("hpl", "havstrategien", id="abbreviation to another name"),
        pytest.param("havstrategien", "hpl", id="name to abbreviation"),
        pytest.param("hpx", "hpl", id="abbreviation to another abbreviation"),
        pytest.param("pbl", "plan- og bygningsloven", id="abbreviation in the list that ships"),
    ],
)
def test_what_else_a_word_stands_for_is_told(engine: WhooshEngine, query: str, other: str) -> None:
    assert other in also(engine, query)


def test_a_word_in_the_other_written_standard_is_told_only_if_a_document_has_it(engine: WhooshEngine) -> None:
    assert "skule" not in also(engine, "helse")
    assert not also(engine, "kaibrygge") & {"kaibryggje", "kaibryggja"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("hpl", {"plan", "strategi"}, id="abbreviation"),
        pytest.param("hpx", {"plan", "strategi"}, id="the other abbreviation"),
        pytest.param("havstrategien", {"plan", "strategi"}, id="name"),
        pytest.param("plan for havet", {"plan", "strategi", "ord"}, id="name in several words, and its words"),
        pytest.param("pbl", {"lov", "lova"}, id="abbreviation in the list that ships"),
        pytest.param("plan- og bygningsloven", {"lov", "lova"}, id="its name"),
        pytest.param("plan og bygningslova", {"lov", "lova"}, id="its name in nynorsk"),
        pytest.param("kbr", {"lova"}, id="an abbreviation that no document has"),
        pytest.param("kaibrygge", {"lova"}, id="a name whose abbreviation no document has"),
        pytest.param("hpl økonomi", {"plan"}, id="abbreviation with another word"),
        pytest.param("økonomi hpl", {"plan"}, id="abbreviation after another word"),
        pytest.param("økonomi plan for havet", {"plan"}, id="name in several words after another"),
    ],
)
def test_synonyms_are_searched_in_both_directions(engine: WhooshEngine, query: str, expected: set[str]) -> None:
    assert set(ids(asked(engine, query, Matching.ALL))) == expected


def test_a_name_of_several_words_is_found_in_a_row_only(engine: WhooshEngine) -> None:
    """Of «havet og en plan» nothing is known by the abbreviation."""
    assert "ord" not in ids(asked(engine, "hpl"))


def test_a_synonym_that_is_not_in_a_list_is_none(engine: WhooshEngine) -> None:
    assert ids(asked(engine, "kaibryggen hpl", Matching.ALL)) == []


@pytest.mark.parametrize("query", ["utredning", "hpl", "vergemåll", "plan for havet og", "pbl"])
def test_just_as_typed_nothing_is_corrected_suggested_or_searched_besides(engine: WhooshEngine, query: str) -> None:
    results = asked(engine, query, Matching.EXACT)
    assert (results.corrected, results.suggestion, results.understood) == (None, None, query)
    for word in results.words:
        assert word == QueryWord(text=word.text, searched=word.text)


def test_just_as_typed_only_the_words_typed_are_found(engine: WhooshEngine) -> None:
    assert ids(asked(engine, "pbl", Matching.EXACT)) == ["lova"]
    assert ids(asked(engine, "hpl", Matching.EXACT)) == []
    assert ids(asked(engine, "utredning", Matching.EXACT)) == ["plan"]


QUERIES = st.lists(
    st.sampled_from(
        [
            "kommune", "kommunr", "vergemåll", "utredning", "hpl", "plan for havet", "og", "NOU 2020:12", "-hav", "kommun*",
            '"plan for havet"', "tittel:plan", "år:2018..", "OR", "e-post", "ku-forskriften", "§ 3", "Ålesund", "skulane",
            "xyzzy", "meld st 5",
        ]
    ),
    max_size=7,
)  # fmt: skip


@given(QUERIES)
def test_what_is_shown_as_understood_means_the_same_when_it_is_asked(engine: WhooshEngine, items: list[str]) -> None:
    """Asked again it finds the same documents in the same order, and is understood as itself."""
    results = asked(engine, " ".join(items))
    assert str(parse_query(results.understood)) == results.understood
    again = asked(engine, results.understood)
    assert (ids(again), again.understood, again.corrected) == (ids(results), results.understood, None)
    assert [hit.score for hit in again.hits] == pytest.approx([hit.score for hit in results.hits])


@given(QUERIES)
def test_a_suggestion_can_be_asked_and_is_understood_as_itself(engine: WhooshEngine, items: list[str]) -> None:
    suggestion = asked(engine, " ".join(items)).suggestion
    if suggestion is not None:
        meant = asked(engine, suggestion)
        assert (meant.understood, meant.corrected, meant.suggestion) == (suggestion, None, None)
