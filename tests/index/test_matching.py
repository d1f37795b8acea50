"""Which documents answer a query of several words: those with all of them, with most of them, or just as typed."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.engine import Matching, Notice, NoticeCode, SearchRequest, SearchResults
from index.matching import FEW
from index.whoosh_engine import WhooshEngine
from tests.index.shelf import Holding, holding, ids, make, searchable, stocked

REST = 40  # documents about something else, so that no word of the queries is common


def _library() -> Iterator[Holding]:
    for number in range(FEW):
        yield holding(make(f"begge-{number}", f"Rapport nr. {number}", topics=["klima"]), "Fiskeri og bergverk i fylket.")
    for number in range(3):
        yield holding(make(f"fisk-{number}", f"Rapport nr. {number}"), "Fiskeri i fylket.")
    for number in range(2):
        yield holding(make(f"berg-{number}", f"Rapport nr. {number}"), "Bergverk i fylket.")
    yield holding(make("alle-tre", "Rapport med alt"), "Fiskeri, bergverk og reindrift i fylket.")
    yield holding(make("to-av-tre", "Rapport med noe"), "Reindrift og fiskeri.")
    yield holding(make("en-av-tre", "Rapport med lite"), "Reindrift.")
    yield holding(make("bøyd", "Rapport i bestemt form"), "Fyrlykten og havnefogden.")
    yield holding(make("nynorsk", "Rapport på nynorsk", language="nn"), "Utgreiingane om fyrlykta.")
    for number in range(REST):
        yield holding(make(f"annet-{number}", f"Notat nr. {number}"), "Noe om skole og helse.")


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WhooshEngine]:
    with searchable(tmp_path_factory.mktemp("matching"), _library()) as engine:
        yield engine


BOTH = {f"begge-{number}" for number in range(FEW)} | {"alle-tre"}


def asked(engine: WhooshEngine, query: str, matching: Matching = Matching.AUTO) -> SearchResults:
    return engine.search(SearchRequest(query=query, matching=matching, size=100))


def test_where_many_have_all_the_words_only_they_answer(engine: WhooshEngine) -> None:
    results = asked(engine, "fiskeri bergverk")
    assert (set(ids(results)), results.matching, results.with_all) == (BOTH, Matching.ALL, len(BOTH))
    assert results.notices == ()
    assert results.with_most > results.with_all


def test_where_few_have_all_the_words_those_with_most_answer_too_and_after_them(engine: WhooshEngine) -> None:
    results = asked(engine, "fiskeri bergverk reindrift")
    found = ids(results)
    assert (results.matching, results.with_all, results.with_most) == (Matching.MOST, 1, len(found))
    assert found[0] == "alle-tre"
    assert set(found) > {"alle-tre", "to-av-tre"}
    assert results.notices == (Notice(NoticeCode.SOME_WORDS_ONLY, "1"),)


def test_a_document_with_one_word_of_three_does_not_have_most(engine: WhooshEngine) -> None:
    assert not {"en-av-tre", "fisk-0"} & set(ids(asked(engine, "fiskeri bergverk reindrift", Matching.MOST)))


def test_who_wants_all_gets_all_also_where_they_are_few(engine: WhooshEngine) -> None:
    results = asked(engine, "fiskeri bergverk reindrift", Matching.ALL)
    assert (ids(results), results.matching, results.notices) == (["alle-tre"], Matching.ALL, ())
    assert results.with_most > results.with_all == 1


def test_who_wants_most_gets_most_also_where_many_have_all(engine: WhooshEngine) -> None:
    every, most = asked(engine, "fiskeri bergverk", Matching.ALL), asked(engine, "fiskeri bergverk", Matching.MOST)
    assert most.matching is Matching.MOST
    assert set(ids(every)) <= set(ids(most))
    assert ids(most)[: every.total] == ids(every)


@pytest.mark.parametrize("query", ["fiskeri bergverk", "fiskeri bergverk reindrift", "reindrift sjokolade", "fyrlykt"])
def test_what_is_told_of_each_set_is_what_asking_for_it_gives(engine: WhooshEngine, query: str) -> None:
    results = asked(engine, query)
    assert results.with_all == asked(engine, query, Matching.ALL).total
    assert results.with_most == asked(engine, query, Matching.MOST).total
    assert results.with_all <= results.with_most


def test_what_is_told_counts_those_that_pass_the_filters(engine: WhooshEngine) -> None:
    results = engine.search(SearchRequest(query="fiskeri bergverk", year_from=1900))
    assert (results.total, results.with_all, results.with_most) == (0, 0, 0)


def test_the_answer_to_one_word_is_not_widened(engine: WhooshEngine) -> None:
    results = asked(engine, "fyrlykt")
    assert (set(ids(results)), results.matching, results.notices) == ({"bøyd", "nynorsk"}, Matching.ALL, ())


def test_just_as_typed_a_word_has_no_other_form(engine: WhooshEngine) -> None:
    assert set(ids(asked(engine, "fyrlykten", Matching.EXACT))) == {"bøyd"}
    assert set(ids(asked(engine, "fyrlykta", Matching.EXACT))) == {"nynorsk"}
    assert ids(asked(engine, "utredningene", Matching.EXACT)) == []
    assert ids(asked(engine, "utredningene")) == ["nynorsk"]


def test_just_as_typed_all_words_are_wanted(engine: WhooshEngine) -> None:
    results = asked(engine, "fiskeri bergverk reindrift", Matching.EXACT)
    assert (ids(results), results.matching) == (["alle-tre"], Matching.EXACT)


def test_exclusions_and_fields_hold_also_where_the_words_do_not(engine: WhooshEngine) -> None:
    found = set(ids(asked(engine, "fiskeri bergverk reindrift -fylket")))
    assert found == {"to-av-tre"}
    within = ids(asked(engine, "fiskeri bergverk reindrift tema:klima"))
    assert set(within) == BOTH - {"alle-tre"}


def test_stop_words_are_no_words_that_may_be_lacking(engine: WhooshEngine) -> None:
    assert ids(asked(engine, "fiskeri og bergverk av reindrift")) == ids(asked(engine, "fiskeri bergverk reindrift"))


def test_a_document_that_was_removed_answers_no_more(tmp_path: Path) -> None:
    """Neither before the index knows, nor after."""
    held = [holding(make(id, "Fyrlykter"), "Fyrlykter.") for id in ("bort", "blir")]
    with stocked(tmp_path, held) as shelf, closing(shelf.open()) as engine:
        shelf.remove("bort")
        assert ids(asked(engine, "fyrlykt")) == ["blir"]
        shelf.index()
        results = asked(engine, "fyrlykt")
        assert (ids(results), results.total, results.with_most) == (["blir"], 1, 1)
