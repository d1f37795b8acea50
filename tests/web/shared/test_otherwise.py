"""The ways to ask a question otherwise."""

import pytest

from index.engine import Matching, SearchRequest, SearchResults
from web.params import query_string
from web.shared.otherwise import Otherwise, otherwise


def results(matching: Matching = Matching.ALL, **other: int) -> SearchResults:
    return SearchResults(understood="by", total=0, hits=(), facets=(), matching=matching, **other)  # type: ignore[arg-type]  # as given


@pytest.mark.parametrize(
    ("wanted", "got", "with_all", "with_most", "expected"),
    [
        pytest.param(Matching.AUTO, Matching.ALL, 12, 12, {"exact"}, id="all that there are"),
        pytest.param(Matching.AUTO, Matching.ALL, 12, 20, {"exact", "most"}, id="more have most of the words"),
        pytest.param(Matching.AUTO, Matching.MOST, 2, 20, {"exact", "all"}, id="widened"),
        pytest.param(Matching.AUTO, Matching.MOST, 0, 20, {"exact"}, id="none has all the words"),
        pytest.param(Matching.MOST, Matching.MOST, 5, 5, {"exact"}, id="those with most are those with all"),
        pytest.param(Matching.ALL, Matching.ALL, 0, 3, {"exact", "most"}, id="none, but some have most"),
        pytest.param(Matching.EXACT, Matching.EXACT, 1, 4, {"ordinary"}, id="as typed"),
    ],
)
def test_the_ways_on_are_those_that_change_something(
    wanted: Matching, got: Matching, with_all: int, with_most: int, expected: set[str]
) -> None:
    request = SearchRequest(query="by og land", matching=wanted, offset=20)
    found = otherwise(request, results(matching=got, with_all=with_all, with_most=with_most))
    named = {"exact": found.exact, "ordinary": found.ordinary, "all": found.all, "most": found.most}
    assert {name for name, way in named.items() if way} == expected
    assert {query_string(way) for way in named.values() if way} == {
        "q=by+og+land" if name == "ordinary" else f"q=by+og+land&match={name}" for name in expected
    }


def test_without_a_query_there_is_nothing_to_ask_otherwise() -> None:
    assert otherwise(SearchRequest(), results(with_all=3, with_most=9)) == Otherwise()
