"""What someone who types is offered: numbers, publishers, topics, words and titles that lead to something."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engine import Matching, SearchRequest, Suggestion, SuggestionKind
from index.whoosh_engine import WhooshEngine
from library.identifiers import parse_series_number
from tests.index.shelf import DOCUMENTS, holding, make, searchable, stocked

HOLDINGS = [
    *DOCUMENTS,
    holding(make("hav", "Havet og kysten", published="2010"), "Havbunnen og havneområdene. Havbunnen igjen."),
    holding(make("hav-2", "Havet og kysten i nord, en utredning", published="2020"), "Havbunnen og fisken."),
    holding(make("kyst", "Langs kysten av havet", published="2022"), "Fisken og havbunnen. Fiskeoppdrett."),
    holding(make("fisk", "Fisken", published="2021"), "Fiskerne og fiskene. Reindrift."),
    holding(make("kysten", "Kysten som leveveg i hele landet", published="2009"), "Tekst."),
    holding(make("nou-3", "Noe annet", type="nou", number="NOU 2020: 3", published="2020"), "Tekst."),
    holding(make("meld-2", "En annen melding", type="white-paper", number="Meld. St. 5 (2016–2017)", published="2017"), "Tekst."),
]
WORD, TITLE, NUMBER = SuggestionKind.WORD, SuggestionKind.TITLE, SuggestionKind.NUMBER
PUBLISHER, TOPIC = SuggestionKind.PUBLISHER, SuggestionKind.TOPIC


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WhooshEngine]:
    with searchable(tmp_path_factory.mktemp("suggest"), HOLDINGS) as engine:
        yield engine


def suggested(engine: WhooshEngine, text: str, kind: SuggestionKind, size: int = 20) -> list[str]:
    return [one.key or one.text for one in engine.suggest(text, size) if one.kind is kind]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        pytest.param("NOU 2020: 12", "nou-1", id="whole number"),
        pytest.param("nou2020:12", "nou-1", id="in one word"),
        pytest.param("nou 2020-12", "nou-1", id="with a hyphen"),
        pytest.param("NOU 2018", "nou-2", id="only a year"),
        pytest.param("meld st 5 2019-2020", "melding", id="with its session"),
        pytest.param("meld. st. 5", "melding", id="without: the newest of two"),
        pytest.param("prop 112", "prop", id="without its letter"),
    ],
)
def test_a_number_that_is_begun_leads_to_its_document(engine: WhooshEngine, typed: str, first: str) -> None:
    assert suggested(engine, typed, NUMBER)[0] == first


def test_a_number_is_shown_with_its_title(engine: WhooshEngine) -> None:
    assert engine.suggest("nou 2018:17", 10) == (Suggestion(NUMBER, "nou-2", "NOU 2018: 17: Klimarisiko og norsk økonomi"),)


def test_numbers_that_begin_so_come_newest_first(engine: WhooshEngine) -> None:
    assert suggested(engine, "nou 2", NUMBER) == ["nou-1", "nou-3", "nou-2"]


@pytest.mark.parametrize(
    ("typed", "kind", "expected"),
    [
        pytest.param("kommunal", PUBLISHER, ["kdd"], id="publisher"),
        pytest.param("kdd", PUBLISHER, ["kdd"], id="publisher by its short name"),
        pytest.param("distriktsdep", PUBLISHER, ["kdd"], id="publisher by a later word"),
        pytest.param("sentralbyrå stat", PUBLISHER, ["ssb"], id="publisher by words in another order"),
        pytest.param("ministry loc", PUBLISHER, ["kdd"], id="publisher in English"),
        pytest.param("marsmann", PUBLISHER, [], id="no publisher"),
        pytest.param("distriktsp", TOPIC, ["distrikt"], id="topic"),
        pytest.param("climate", TOPIC, ["klima"], id="topic in English"),
        pytest.param("kommunar og", TOPIC, ["regioner"], id="topic in nynorsk"),
    ],
)
def test_names_of_the_vocabulary_are_offered_by_their_words(
    engine: WhooshEngine, typed: str, kind: SuggestionKind, expected: list[str]
) -> None:
    assert suggested(engine, typed, kind) == expected
    assert all(one.text == "" for one in engine.suggest(typed, 20) if one.kind in {PUBLISHER, TOPIC})


def test_what_no_document_has_is_not_offered(tmp_path: Path) -> None:
    with searchable(tmp_path, [holding(make("a", "En rapport"), "Tekst.")]) as engine:
        assert suggested(engine, "kommunal", PUBLISHER) == []
        assert suggested(engine, "klima", TOPIC) == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("havb", ["havbunnen"], id="a word that is begun"),
        pytest.param("HAVB", ["havbunnen"], id="in capitals"),
        pytest.param("næringsl", ["næringslivet"], id="with its own letters"),
        pytest.param("naeringsl", ["næringslivet"], id="without them"),
        pytest.param("ålesu", ["ålesund"], id="a name"),
        pytest.param("reindrift havb", [], id="words that no document has together"),
        pytest.param("fisken havb", ["fisken havbunnen"], id="a second word, of documents that have the first"),
        pytest.param("xyz", [], id="what no word begins with"),
    ],
)
def test_the_last_word_is_made_whole(engine: WhooshEngine, typed: str, expected: list[str]) -> None:
    assert suggested(engine, typed, WORD) == expected


def test_of_a_words_forms_the_most_frequent_is_offered(engine: WhooshEngine) -> None:
    words = suggested(engine, "fisk", WORD)
    assert words[0] == "fisken"
    assert not {"fisk", "fiskene"} & set(words)


def test_words_lead_to_documents(engine: WhooshEngine) -> None:
    for typed in ("ha", "fisk", "ky", "kommune", "bedr", "fisken hav"):
        for word in suggested(engine, typed, WORD):
            assert engine.ids(SearchRequest(query=word, matching=Matching.ALL)), word


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("havet og", ["hav", "hav-2"], id="titles that begin so, the shortest first"),
        pytest.param("kysten hav", ["hav", "kyst", "hav-2"], id="all words in any order"),
        pytest.param("kysten", ["kysten", "hav", "kyst", "hav-2"], id="titles that begin so before shorter ones"),
        pytest.param("langs kysten av", ["kyst"], id="words without a meaning of their own"),
        pytest.param("kyst nord", ["hav-2"], id="in another form"),
        pytest.param("rural hou", ["brief"], id="English"),
        pytest.param("klimarisiko", ["nou-2"], id="one word"),
        pytest.param("alesund", [], id="a for å is a misspelling"),
        pytest.param("aalesund", ["avisa"], id="aa for å is none"),
    ],
)
def test_titles_are_offered_by_their_words(engine: WhooshEngine, typed: str, expected: list[str]) -> None:
    found = suggested(engine, typed, TITLE)
    assert found == expected


def test_a_title_is_shown_whole(engine: WhooshEngine) -> None:
    assert Suggestion(TITLE, "kyst", "Langs kysten av havet") in engine.suggest("langs", 10)


@pytest.mark.parametrize("typed", ["", " ", "k", "?", "«", "§", "\x00"])
def test_too_little_to_go_by_gives_nothing(engine: WhooshEngine, typed: str) -> None:
    assert engine.suggest(typed, 10) == ()


@pytest.mark.parametrize("size", [0, 1, 3, 10])
def test_no_more_are_offered_than_there_is_room_for(engine: WhooshEngine, size: int) -> None:
    every = engine.suggest("ha", 100)
    assert engine.suggest("ha", size) == every[:size]


def test_what_was_removed_is_not_offered(tmp_path: Path) -> None:
    first = holding(make("bort", "Fyrlykter", type="nou", number="NOU 2001: 7"), "Fyrlykter.")
    with stocked(tmp_path, [first, holding(make("blir", "Noe annet"), "Tekst.")]) as shelf, closing(shelf.open()) as engine:
        assert suggested(engine, "fyrl", TITLE) == suggested(engine, "NOU 2001", NUMBER) == ["bort"]
        shelf.remove("bort")
        assert suggested(engine, "fyrl", TITLE) == suggested(engine, "NOU 2001", NUMBER) == []
        shelf.index()
        assert suggested(engine, "fyrl", TITLE) == suggested(engine, "NOU 2001", NUMBER) == []


def test_what_was_renamed_is_offered_by_its_new_name(tmp_path: Path) -> None:
    document = make("a", "Fyrlykter", type="nou", number="NOU 2001: 7")
    with stocked(tmp_path, [holding(document, "Tekst.")]) as shelf, closing(shelf.open()) as engine:
        shelf.put(replace(document, title="Tåkelurer", number=parse_series_number("NOU 2002: 1")))
        shelf.index()
        assert suggested(engine, "NOU 2001", NUMBER) == []
        assert suggested(engine, "NOU 2002", NUMBER) == ["a"]
        assert suggested(engine, "fyrl", TITLE) == []
        assert suggested(engine, "tåke", TITLE) == ["a"]


@given(st.text(max_size=40) | st.text(alphabet="NOUnou 2018:17meldst.kyhæøå-", max_size=20))
def test_whatever_is_typed_gets_suggestions_that_can_be_followed(engine: WhooshEngine, typed: str) -> None:
    found = engine.suggest(typed, 8)
    assert len(found) == len(set(found)) <= 8
    held = {document.id for document, _ in HOLDINGS}
    for one in found:
        assert (one.key in held) == (one.kind in {NUMBER, TITLE})
        assert bool(one.text) == (one.kind not in {PUBLISHER, TOPIC})
