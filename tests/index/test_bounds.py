"""What an odd query may cost, and what it must not do to others: counts of work, never of seconds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pytest

from index.engine import Matching, NoticeCode, SearchRequest
from index.evaluate import near
from index.evaluate.arrays import IndexArrays
from index.query import MAX_WORDS
from index.spelling import Speller
from index.understand import MOST_CORRECTED
from index.whoosh_engine import WhooshEngine
from tests.index.shelf import holding, ids, make, searchable, stocked

HOLDINGS = [
    holding(make("en", "Fjord og fjell"), "Fjorden og fjellet i nord og i sør og i vest."),
    holding(make("to", "Havet"), "Kommunene i nord. Sol og sommer. Det er heim for mange."),
    holding(make("nou", "Kystens fremtid", type="nou", number="NOU 2021: 3"), "Om havner."),
    holding(make("om-nou", "Fiskehavner"), "Som NOU 2021: 3 sier, trengs fiskehavner."),
    holding(make("english", "Harbours of the coast", language="en")),
    holding(make("english-2", "Coastal harbours", language="en")),
]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WhooshEngine]:
    with searchable(tmp_path_factory.mktemp("bounds"), HOLDINGS) as engine:
        yield engine


@pytest.mark.parametrize("sign", ["/", "-"])
def test_a_word_that_recurs_in_a_row_is_read_once(engine: WhooshEngine, sign: str) -> None:
    row = ["og", "i"] if sign == "/" else ["i", "og"]  # what was found of a row is kept
    with patch.object(near, "_keys", wraps=near._keys) as reads:
        engine.search(SearchRequest(query=sign.join(row * 60)))
    assert 0 < len(reads.call_args_list) <= 2 * 8  # two words in eight fields


def test_the_words_of_a_phrase_are_limited_and_it_is_said(engine: WhooshEngine) -> None:
    results = engine.search(SearchRequest(query='"' + "og " * (MAX_WORDS + 1) + '"'))
    assert [(notice.code, notice.detail) for notice in results.notices] == [(NoticeCode.TOO_LONG, str(MAX_WORDS))]


def test_words_that_no_document_has_take_room_too(tmp_path: Path) -> None:
    with searchable(tmp_path, HOLDINGS) as engine, patch("index.evaluate.arrays.CACHED", 100_000):
        for number in range(50):
            engine.search(SearchRequest(query=f"ukjent{number}a ukjent{number}b", matching=Matching.ALL))
        arrays: IndexArrays = engine._state.arrays
        assert len(arrays._cache) < 250


@pytest.mark.parametrize("query", ['"{}"', "{}", "tittel:x-{}"], ids=["phrase", "words", "title"])
def test_only_some_of_many_unknown_words_are_looked_up(engine: WhooshEngine, query: str) -> None:
    unknown = " ".join(f"ukjentord{letter}{other}zq" for letter in "abcdef" for other in "abcdef")
    with patch.object(Speller, "correct", autospec=True, side_effect=Speller.correct) as looked_up:
        engine.search(SearchRequest(query=query.format(unknown)))
    assert 0 < len(looked_up.call_args_list) <= 2 * MOST_CORRECTED


@pytest.mark.parametrize("query", ["sine kommuner", "denne kommuner"])
def test_a_word_without_a_meaning_of_its_own_is_not_corrected(engine: WhooshEngine, query: str) -> None:
    results = engine.search(SearchRequest(query=query))
    assert (ids(results), results.corrected, results.suggestion) == (["to"], None, None)


def test_a_number_with_another_word_still_finds_its_document_first(engine: WhooshEngine) -> None:
    assert ids(engine.search(SearchRequest(query="NOU 2021: 3 fiskehavner")))[0] == "nou"


def test_documents_that_were_removed_hide_no_others(tmp_path: Path) -> None:
    with stocked(tmp_path, [*HOLDINGS, holding(make("alt", "Sommer fjell havner"))]) as shelf:
        shelf.remove("alt")
        shelf.index()
        with closing(shelf.open()) as engine:
            assert ids(engine.search(SearchRequest(query="sommer fjell havner"))) != []


def test_just_as_typed_words_without_a_meaning_count_too(engine: WhooshEngine) -> None:
    assert ids(engine.search(SearchRequest(query="og havet", matching=Matching.EXACT))) == ["to"]
    assert ids(engine.search(SearchRequest(query="og fjord", matching=Matching.EXACT))) == ["en"]
    assert ids(engine.search(SearchRequest(query="som fjord", matching=Matching.EXACT))) == []


def test_a_word_made_of_two_is_cut_only_where_they_stand_together(engine: WhooshEngine) -> None:
    together, apart = (engine.search(SearchRequest(query=query)) for query in ("inord", "solheim"))
    assert (together.corrected, apart.corrected) == (None, None)
    assert apart.suggestion == "sol heim"


def test_documents_in_other_languages_have_similar_ones_too(engine: WhooshEngine) -> None:
    assert [one.id for one in engine.similar("english", 3)] == ["english-2"]


@pytest.mark.parametrize(
    ("query", "suggestion"),
    [
        pytest.param("tittel:haavet", "title:havet", id="title"),
        pytest.param('"fjordenn og fjellet"', '"fjorden og fjellet"', id="phrase"),
    ],
)
def test_misspelt_words_that_are_wanted_exactly_are_suggested(engine: WhooshEngine, query: str, suggestion: str) -> None:
    results = engine.search(SearchRequest(query=query))
    assert (results.corrected, results.suggestion) == (None, suggestion)
