"""What a search finds, in which order, with which facets and pages: over a real catalogue and a real index."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engine import NO_VALUE, FacetField, Fragment, NoticeCode, SearchRequest, Sort
from index.whoosh_engine import WhooshEngine
from tests.index.shelf import DOCUMENTS, Shelf, counts, ids, make, search

ALL = {document.id for document, _ in DOCUMENTS}


@pytest.mark.parametrize(
    ("query", "first"),
    [
        pytest.param("NOU 2020: 12", "nou-1", id="as printed"),
        pytest.param("NOU 2020:12", "nou-1", id="without a space"),
        pytest.param("nou 2020-12", "nou-1", id="hyphen"),
        pytest.param("NOU2020:12", "nou-1", id="in one word"),
        pytest.param("Meld. St. 5", "melding", id="without the session"),
        pytest.param("meld st 5 (2019-2020)", "melding", id="with the session"),
        pytest.param("Prop. 112 S", "prop", id="proposition"),
        pytest.param("prop 112 s 2022/2023", "prop", id="slash in the session"),
    ],
)
def test_a_series_number_finds_its_document_first(engine: WhooshEngine, query: str, first: str) -> None:
    assert ids(search(engine, query))[0] == first


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("næringsliv", {"nou-1"}, id="inflected in the title"),
        pytest.param("kommune", {"nou-1", "melding"}, id="inflected in the text and in a topic's label"),
        pytest.param("municipality", {"nou-1", "melding"}, id="an English page of a Norwegian report; a topic in English"),
        pytest.param("landsbygdspolitik", {"udatert"}, id="Swedish"),
        pytest.param("naeringa", {"avisa", "nou-1"}, id="ae for æ, also in a compound"),
        pytest.param("aalesund", {"avisa"}, id="aa for å"),
        pytest.param("distrikt bedrift", {"nou-1"}, id="all words wanted, in whatever field"),
        pytest.param("klimarisiko OR sentralitetsindeks", {"nou-2", "felles"}, id="alternatives"),
        pytest.param("kommune -bedrift", {"melding"}, id="without"),
        pytest.param("-utgiver:kdd -type:nou år:2018..", {"brief", "felles", "avisa"}, id="only exclusions and a filter"),
        pytest.param('"små bedrifter"', {"nou-1"}, id="phrase"),
        pytest.param('"bedrifter små"', set(), id="phrase in another order"),
        pytest.param('"små bedrift"', set(), id="phrase in another inflection"),
        pytest.param('"små samfunn"', {"nou-1"}, id="phrase across a page break"),
        pytest.param("klim*", {"nou-2"}, id="prefix"),
        pytest.param("TEK17", {"forskrift"}, id="letters and digits"),
        pytest.param('"§ 3"', {"forskrift"}, id="paragraph"),
        pytest.param('"i C"', {"forskrift"}, id="single letter"),
        pytest.param("tittel:kommune", set(), id="field narrows"),
        pytest.param("title:housing", {"brief"}, id="field in English"),
        pytest.param("forfatter:slatmo", set(), id="ä is æ, not a"),
        pytest.param("forfatter:slætmo", {"brief"}, id="author"),
        pytest.param("utgiver:ssb", {"felles"}, id="publisher by short name"),
        pytest.param("publisher:statistics", {"felles"}, id="publisher by a word of its English name"),
        pytest.param("tema:distriktspolitikk", {"nou-1", "brief"}, id="topic"),
        pytest.param('tema:"kommuner og regioner"', {"nou-1", "brief", "melding"}, id="parent topic has its children's"),
        pytest.param("språk:nynorsk", {"melding", "avisa"}, id="language by name"),
        pytest.param("type:rapport år:2020", {"felles"}, id="type and year"),
        pytest.param("år:2021..", {"prop", "brief"}, id="open year range"),
    ],
)
def test_finds(engine: WhooshEngine, query: str, expected: set[str]) -> None:
    results = search(engine, query)
    assert set(ids(results)) == expected
    assert results.total == len(expected)


def test_some_of_the_words_are_better_than_nothing_and_it_is_said(engine: WhooshEngine) -> None:
    results = search(engine, "klimarisiko sjokoladepudding")
    assert ids(results) == ["nou-2"]
    assert [notice.code for notice in results.notices] == [NoticeCode.SOME_WORDS_ONLY]


def test_nothing_is_said_of_some_words_where_the_filters_leave_no_hit(engine: WhooshEngine) -> None:
    results = search(engine, "klimarisiko sjokoladepudding", language=["fi"])
    assert (results.total, results.notices) == (0, ())


def test_a_value_that_is_not_known_is_said(engine: WhooshEngine) -> None:
    results = search(engine, "utgiver:marsmannen")
    assert results.total == 0
    assert [(notice.code, notice.detail) for notice in results.notices] == [(NoticeCode.UNKNOWN_VALUE, "marsmannen")]


@pytest.mark.parametrize("query", ["og", "the", "i og på"])
def test_only_stop_words_are_searched_as_they_are(engine: WhooshEngine, query: str) -> None:
    assert search(engine, query).total > 0


def test_stop_words_among_others_change_nothing(engine: WhooshEngine) -> None:
    assert ids(search(engine, "næringslivet i og av distriktene")) == ids(search(engine, "næringslivet distriktene"))


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        pytest.param(Sort.NEWEST, "prop brief nou-1 felles avisa melding nou-2 forskrift udatert ukjent", id="newest"),
        pytest.param(Sort.OLDEST, "forskrift nou-2 melding avisa felles nou-1 brief prop udatert ukjent", id="oldest"),
        pytest.param(Sort.TITLE, "forskrift nou-2 prop udatert melding nou-1 brief felles ukjent avisa", id="title, å last"),
    ],
)
def test_orders_and_puts_the_undated_last(engine: WhooshEngine, sort: Sort, expected: str) -> None:
    assert ids(engine.search(SearchRequest(sort=sort))) == expected.split()


def test_what_came_last_is_first_and_stays_so_when_the_index_is_rebuilt_or_a_document_changes(shelf: Shelf) -> None:
    def came(id: str, minute: int) -> None:
        with sqlite3.connect(shelf.settings.database) as database:
            moment = datetime(2026, 1, 1, 12, minute, tzinfo=UTC).isoformat()
            database.execute("UPDATE documents SET first_seen = ? WHERE id = ?", (moment, id))

    came("avisa", 1)
    came("nou-2", 3)
    came("brief", 2)
    shelf.put(make("brief", "Rural housing, corrected", publishers=["nordregio"], published="2021-03", language="en"))
    shelf.index(rebuild=True)
    with closing(shelf.open()) as engine:
        last = ids(engine.search(SearchRequest(sort=Sort.ADDED)))[-3:]
    assert last == ["nou-2", "brief", "avisa"]


def test_what_came_together_is_ordered_by_year(shelf: Shelf) -> None:
    with sqlite3.connect(shelf.settings.database) as database:
        database.execute("UPDATE documents SET first_seen = ?", (datetime(2026, 1, 1, tzinfo=UTC).isoformat(),))
    shelf.index(rebuild=True)
    with closing(shelf.open()) as engine:
        assert engine.ids(SearchRequest(sort=Sort.ADDED)) == engine.ids(SearchRequest(sort=Sort.NEWEST))


def test_relevance_without_a_query_is_newest_first(engine: WhooshEngine) -> None:
    assert ids(engine.search(SearchRequest())) == ids(engine.search(SearchRequest(sort=Sort.NEWEST)))


def test_a_title_comes_before_a_text(engine: WhooshEngine) -> None:
    assert ids(search(engine, "nordic OR arbeidsplasser OR kommuneproposisjonen"))[-1] == "nou-1"


def test_pages_of_results_join_without_gap_or_overlap(engine: WhooshEngine) -> None:
    whole = ids(engine.search(SearchRequest(size=100)))
    parts = [ids(engine.search(SearchRequest(offset=offset, size=3))) for offset in range(0, len(ALL), 3)]
    assert [id for part in parts for id in part] == whole
    assert set(whole) == ALL


def test_a_facet_counts_as_if_its_own_filter_were_off(engine: WhooshEngine) -> None:
    results = search(engine, publisher=["nordregio"], language=["en"])
    assert ids(results) == ["brief"]
    assert counts(results, FacetField.PUBLISHER) == {"nordregio": 1}
    assert counts(results, FacetField.LANGUAGE) == {"en": 1, "nb": 1}
    assert counts(results, FacetField.TYPE) == {"policy-brief": 1}


def test_years_count_as_if_their_range_were_off(engine: WhooshEngine) -> None:
    narrowed = engine.search(SearchRequest(year_from=2020, year_to=2021))
    assert counts(narrowed, FacetField.YEAR) == counts(engine.search(SearchRequest()), FacetField.YEAR)
    assert sum(counts(narrowed, FacetField.TYPE).values()) == narrowed.total


def test_values_of_a_facet_are_alternatives(engine: WhooshEngine) -> None:
    assert set(ids(search(engine, publisher=["nordregio", "ssb"]))) == {"brief", "felles"}


def test_a_parent_topic_counts_its_children(engine: WhooshEngine) -> None:
    results = search(engine)
    assert counts(results, FacetField.TOPIC) == {"regioner": 3, "distrikt": 2, "klima": 1, NO_VALUE: 6}
    assert set(ids(search(engine, topic=["regioner"]))) == {"nou-1", "brief", "melding"}


def test_documents_without_a_value_are_counted_and_can_be_asked_for(engine: WhooshEngine) -> None:
    results = search(engine, language=[NO_VALUE])
    assert ids(results) == ["ukjent"]
    assert counts(results, FacetField.LANGUAGE)[NO_VALUE] == 1
    assert set(ids(search(engine, year=[NO_VALUE, "2022"]))) == {"prop", "udatert", "ukjent"}


def test_a_selected_value_is_listed_even_without_documents(engine: WhooshEngine) -> None:
    results = search(engine, "klimarisiko", publisher=["ssb", "finnes-ikke"])
    values = {value.key: value for value in results.facets[0].counts}
    assert (values["ssb"].count, values["ssb"].selected) == (0, True)
    assert (values["finnes-ikke"].count, values["finnes-ikke"].selected) == (0, True)


def test_values_stand_by_count_and_the_missing_last(engine: WhooshEngine) -> None:
    facet = next(facet for facet in search(engine).facets if facet.field is FacetField.PUBLISHER)
    assert [(value.key, value.count) for value in facet.counts] == [("kdd", 3), ("nordregio", 2), ("ssb", 1), (NO_VALUE, 5)]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        pytest.param(2019, 2020, {"nou-1", "melding", "felles", "avisa"}, id="both ends are in"),
        pytest.param(2021, None, {"prop", "brief"}, id="from"),
        pytest.param(None, 2018, {"nou-2", "forskrift"}, id="to leaves out what has no year"),
    ],
)
def test_year_range(engine: WhooshEngine, first: int | None, last: int | None, expected: set[str]) -> None:
    assert set(ids(engine.search(SearchRequest(year_from=first, year_to=last)))) == expected


@given(
    st.sampled_from(["", "kommune", "klima OR housing", "-nordic"]),
    st.sets(st.sampled_from(["kdd", "nordregio", "ssb", NO_VALUE])),
    st.sets(st.sampled_from(["nb", "nn", "en", "sv", NO_VALUE])),
    st.sets(st.sampled_from(["nb", "nn", "en", NO_VALUE])),
)
def test_every_count_is_what_choosing_the_value_gives(
    engine: WhooshEngine, query: str, publishers: set[str], languages: set[str], contained: set[str]
) -> None:
    """The law of disjunctive facets: a value's count is the total when it alone is chosen in its field."""
    chosen = {
        FacetField.PUBLISHER: tuple(publishers),
        FacetField.LANGUAGE: tuple(languages),
        FacetField.CONTAINS: tuple(contained),
    }
    for facet in engine.search(SearchRequest(query=query, filters=chosen)).facets:
        for value in facet.counts:
            alone = SearchRequest(query=query, filters={**chosen, facet.field: (value.key,)})
            assert engine.search(alone).total == value.count, (facet.field, value.key)


def test_pages_are_those_that_have_most_of_the_words(engine: WhooshEngine) -> None:
    (hit,) = [hit for hit in search(engine, "kommunene samarbeid").hits if hit.id == "nou-1"]
    assert [(page.number, page.label) for page in hit.pages] == [(3, "2")]
    assert hit.pages_total == 1
    (hit,) = [hit for hit in search(engine, "kommunene").hits if hit.id == "nou-1"]
    assert [page.number for page in hit.pages] == [2, 3]
    assert Fragment("Kommunene", marked=True) in hit.pages[0].snippet


def test_a_phrase_stands_on_the_page_where_it_begins(engine: WhooshEngine) -> None:
    (hit,) = search(engine, '"små samfunn"').hits
    assert [page.number for page in hit.pages] == [3]


def test_a_page_is_searched_in_its_own_language(engine: WhooshEngine) -> None:
    (hit,) = [hit for hit in search(engine, "municipality").hits if hit.id == "nou-1"]
    assert [page.number for page in hit.pages] == [4]


def test_title_and_abstract_are_marked(engine: WhooshEngine) -> None:
    (hit,) = search(engine, "housing market").hits
    assert Fragment("housing", marked=True) in hit.title
    assert Fragment("markets", marked=True) in hit.snippet


@given(st.text(max_size=60))
def test_no_query_breaks_a_search(engine: WhooshEngine, query: str) -> None:
    results = search(engine, query)
    assert 0 <= results.total <= len(ALL)


@pytest.mark.parametrize(
    "query",
    [
        "a" * 10_000,
        "klima " * 2_000,
        '"' * 99,
        "*",
        "\x00\x1b",
        "<script>alert(1)</script>",
        "((()))",
        "-",
        "-- -*",
        "år:x",
        "a:b:c:d",
    ],
)
def test_rubbish_gets_an_answer(engine: WhooshEngine, query: str) -> None:
    assert search(engine, query).total >= 0
