"""A search without hits leads on to searches that have hits, with counts that hold."""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest

from index.engine import FacetField, Matching, SearchRequest
from index.whoosh_engine import WhooshEngine
from tests.index.shelf import TOPICS, Shelf
from web.labels import Labels
from web.params import parse_search
from web.shared.ways_out import MAX_WORDS, ways_out
from web.texts import load_texts
from web.views.ways_out import WaysView, WayView, ways_view


@pytest.fixture(scope="module")
def engine(shelf: Shelf) -> Iterator[WhooshEngine]:
    engine = shelf.open()
    yield engine
    engine.close()


def found(request: SearchRequest, engine: WhooshEngine, shelf: Shelf) -> WaysView:
    results = engine.search(request)
    assert not results.total, "this search has hits"
    labels = Labels(shelf.catalogue.publishers(), TOPICS, load_texts())
    return ways_view(ways_out(request, results, engine), request, labels, "nb")


def search_of(way: WayView) -> SearchRequest:
    return parse_search(parse_qsl(urlsplit(way.address).query))


def test_a_word_that_stands_in_the_way_is_left_out(engine: WhooshEngine, shelf: Shelf) -> None:
    ways = found(SearchRequest(query='"økonomi i fjæra" klimarisiko', matching=Matching.ALL), engine, shelf)
    assert [(way.label, way.count) for way in ways.fewer_words] == [("klimarisiko", 1)]
    assert engine.search(search_of(ways.fewer_words[0])).total == 1


def test_filters_are_left_out_one_at_a_time_and_all_together(engine: WhooshEngine, shelf: Shelf) -> None:
    request = SearchRequest(query="klimarisiko", filters={FacetField.TYPE: ("nou",), FacetField.PUBLISHER: ("ssb",)})
    ways = found(request, engine, shelf)
    assert [(way.label, way.count, search_of(way).filters) for way in ways.without_filter] == [
        ("Utgiver", 1, {FacetField.TYPE: ("nou",)})
    ]
    assert ways.without_filters
    assert (ways.without_filters.count, search_of(ways.without_filters)) == (1, SearchRequest(query="klimarisiko"))


def test_a_range_of_years_counts_as_a_filter(engine: WhooshEngine, shelf: Shelf) -> None:
    ways = found(SearchRequest(query="klimarisiko", filters={FacetField.TYPE: ("nou",)}, year_to=1990), engine, shelf)
    assert [way.label for way in ways.without_filter] == ["Utgivelsesår"]


def test_languages_that_have_hits_are_named(engine: WhooshEngine, shelf: Shelf) -> None:
    ways = found(SearchRequest(query="housing", filters={FacetField.LANGUAGE: ("sv",)}), engine, shelf)
    assert [(way.label, way.count) for way in ways.other_languages] == [("engelsk", 1)]
    assert engine.search(search_of(ways.other_languages[0])).total == 1


def test_one_word_without_filters_leads_nowhere_by_itself(engine: WhooshEngine, shelf: Shelf) -> None:
    empty = WaysView(fewer_words=(), other_languages=(), without_filter=(), without_filters=None)
    assert found(SearchRequest(query="xyzzyplugh"), engine, shelf) == empty


def test_a_long_query_is_not_tried_word_by_word(engine: WhooshEngine, shelf: Shelf) -> None:
    query = " ".join(['"klimarisiko"', *(f'"xyzzy{number}"' for number in range(MAX_WORDS))])
    assert found(SearchRequest(query=query, matching=Matching.ALL), engine, shelf).fewer_words == ()
