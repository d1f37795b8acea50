"""Query strings: what they mean, and what is refused."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engine import NO_VALUE, FacetField, Matching, SearchRequest, Sort
from web.addresses import export_address
from web.exports.formats import FEED_SIZE, Export, Format, Separator
from web.params import (
    DEFAULT_SIZE,
    MAX_DEPTH,
    MAX_VALUES,
    on_page,
    parse_document_format,
    parse_page,
    parse_search,
    parse_similar,
    parse_suggest,
    query_string,
    with_matching,
    with_query,
    without_filters,
    without_value,
    without_years,
)
from web.reader import MAX_PARAMETERS, MAX_TOLD, InvalidParametersError, Reason

# What can stand in a query or a key once control characters are gone; a search box holds no others.
words = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=30).map(str.strip).filter(bool)
years = st.integers(1500, 2100)
filters = st.dictionaries(
    st.sampled_from([field for field in FacetField if field is not FacetField.YEAR]),
    st.lists(words, min_size=1, max_size=3, unique=True).map(tuple),
)


def parse(query: str) -> SearchRequest:
    return parse_search(parse_qsl(query, keep_blank_values=True))


@pytest.mark.parametrize(
    ("query", "request_"),
    [
        pytest.param("", SearchRequest(), id="nothing"),
        pytest.param("q=&year_from=&publisher=&page=", SearchRequest(), id="an empty form"),
        pytest.param("q=+by+%00+land+", SearchRequest(query="by   land"), id="control characters become spaces"),
        pytest.param(
            "topic=klima&topic=distrikt&topic=klima",
            SearchRequest(filters={FacetField.TOPIC: ("klima", "distrikt")}),
            id="several values, each once",
        ),
        pytest.param("year=2020&year=none", SearchRequest(filters={FacetField.YEAR: ("2020", NO_VALUE)}), id="no year"),
        pytest.param(
            "contains=nn&contains=en&language=nb",
            SearchRequest(filters={FacetField.LANGUAGE: ("nb",), FacetField.CONTAINS: ("nn", "en")}),
            id="languages that it contains",
        ),
        pytest.param("page=3&size=50", SearchRequest(offset=100, size=50), id="a page"),
        pytest.param("year_from=2018&year_to=2018", SearchRequest(year_from=2018, year_to=2018), id="one year"),
        pytest.param("sort=oldest", SearchRequest(sort=Sort.OLDEST), id="an order"),
        pytest.param("q=by&match=exact", SearchRequest(query="by", matching=Matching.EXACT), id="a way to match"),
        pytest.param("q=by&match=auto", SearchRequest(query="by"), id="the ordinary way to match"),
        pytest.param("match=all&q=", SearchRequest(), id="without words there is nothing to match"),
    ],
)
def test_a_query_string_is_read(query: str, request_: SearchRequest) -> None:
    assert parse(query) == request_


@pytest.mark.parametrize(
    ("query", "name", "reason"),
    [
        ("foo=1", "foo", Reason.UNKNOWN_PARAMETER),
        ("q=a&q=b", "q", Reason.REPEATED),
        ("page=0", "page", Reason.NOT_IN_RANGE),
        ("page=-1", "page", Reason.NOT_IN_RANGE),
        ("page=1.5", "page", Reason.NOT_IN_RANGE),
        ("page=²", "page", Reason.NOT_IN_RANGE),
        ("page=" + "9" * 5000, "page", Reason.NOT_IN_RANGE),
        ("size=101", "size", Reason.NOT_IN_RANGE),
        ("page=501&size=20", "page", Reason.TOO_DEEP),
        ("sort=best", "sort", Reason.NOT_ALLOWED),
        ("q=by&match=some", "match", Reason.NOT_ALLOWED),
        ("match=some", "match", Reason.NOT_ALLOWED),
        ("q=by&match=all&match=most", "match", Reason.REPEATED),
        ("year=20", "year", Reason.NOT_A_YEAR),
        ("year_from=i+fjor", "year_from", Reason.NOT_A_YEAR),
        ("year_from=2020&year_to=2010", "year_from", Reason.YEARS_REVERSED),
        ("&".join(f"publisher={n}" for n in range(MAX_VALUES + 1)), "publisher", Reason.TOO_MANY_VALUES),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_cannot_be_used_is_named(query: str, name: str, reason: Reason) -> None:
    with pytest.raises(InvalidParametersError) as caught:
        parse(query)
    assert [(problem.name, problem.reason) for problem in caught.value.problems] == [(name, reason)]


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(InvalidParametersError) as caught:
        parse("foo=1&page=0&year_to=x")
    assert {problem.name for problem in caught.value.problems} == {"foo", "page", "year_to"}


def test_a_name_that_is_not_known_is_told_once() -> None:
    with pytest.raises(InvalidParametersError) as caught:
        parse("foo=1&bar=2&foo=3")
    assert [(problem.name, problem.value) for problem in caught.value.problems] == [("foo", "1"), ("bar", "2")]


def test_so_many_problems_are_told_and_the_others_counted() -> None:
    with pytest.raises(InvalidParametersError) as caught:
        parse("&".join(f"foo{number}=1" for number in range(MAX_TOLD + 7)))
    assert [problem.name for problem in caught.value.problems] == [f"foo{number}" for number in range(MAX_TOLD)]
    assert caught.value.untold == 7
    assert str(caught.value).endswith("foo19. Problems that are not told: 7.")


def test_more_parameters_than_any_search_has_are_one_problem() -> None:
    most = "&".join(["foo=1"] * MAX_PARAMETERS)
    for query, reason in ((most, Reason.UNKNOWN_PARAMETER), (f"{most}&q=by", Reason.TOO_MANY_PARAMETERS)):
        with pytest.raises(InvalidParametersError) as caught:
            parse(query)
        assert [problem.reason for problem in caught.value.problems] == [reason]


@given(
    words.flatmap(lambda query: st.tuples(st.just(query), st.sampled_from(Matching))) | st.just(("", Matching.AUTO)),
    filters,
    years,
    years,
    st.sampled_from(Sort),
    st.integers(1, 100),
    st.integers(1, 100),
)
def test_printing_and_reading_is_the_identity(  # noqa: PLR0917 - one argument for each part of a request
    asked: tuple[str, Matching],
    chosen: dict[FacetField, tuple[str, ...]],
    first: int,
    last: int,
    sort: Sort,
    page: int,
    size: int,
) -> None:
    request = SearchRequest(
        query=asked[0],
        matching=asked[1],
        filters=chosen,
        year_from=min(first, last),
        year_to=max(first, last),
        sort=sort,
        offset=min(page - 1, MAX_DEPTH // size - 1) * size,
        size=size,
    )
    assert parse(query_string(request)) == request


def test_taking_a_filter_away_leads_to_the_first_page() -> None:
    request = parse("q=by&topic=klima&topic=distrikt&year_from=2010&page=4")
    assert query_string(without_value(request, FacetField.TOPIC, "klima")) == "q=by&topic=distrikt&year_from=2010"
    assert query_string(without_years(request)) == "q=by&topic=klima&topic=distrikt"
    assert query_string(without_filters(request)) == "q=by"
    assert query_string(on_page(request, 2)).endswith("&page=2")


def test_a_way_to_match_stays_with_its_query_through_pages_and_filters() -> None:
    request = parse("q=by&match=most&topic=klima&sort=title&page=4&size=5")
    assert query_string(request) == "q=by&match=most&topic=klima&sort=title&page=4&size=5"
    assert query_string(on_page(request, 2)) == "q=by&match=most&topic=klima&sort=title&page=2&size=5"
    assert query_string(without_filters(request)) == "q=by&match=most&sort=title&size=5"
    assert query_string(without_value(request, FacetField.TOPIC, "klima")) == "q=by&match=most&sort=title&size=5"


def test_another_way_to_match_and_another_query_begin_on_the_first_page() -> None:
    request = parse("q=by&match=most&topic=klima&page=4")
    assert query_string(with_matching(request, Matching.EXACT)) == "q=by&match=exact&topic=klima"
    assert query_string(with_matching(request, Matching.AUTO)) == "q=by&topic=klima"
    assert query_string(with_query(request, "bygd")) == "q=bygd&topic=klima"


@pytest.mark.parametrize(
    ("query", "expected"), [("q=+kom+&size=3", ("kom", 3)), ("", ("", 8)), ("q=nou", ("nou", 8)), ("size=20", ("", 20))]
)
def test_what_is_being_typed_is_read(query: str, expected: tuple[str, int]) -> None:
    assert parse_suggest(parse_qsl(query, keep_blank_values=True)) == expected


@pytest.mark.parametrize("query", ["size=0", "size=21", "size=x", "topic=klima", "size=1&size=2"])
def test_lists_for_a_glance_have_their_limits(query: str) -> None:
    for parse_list in (parse_suggest, parse_similar):
        with pytest.raises(InvalidParametersError):
            parse_list(parse_qsl(query))


def parse_as_page(query: str) -> tuple[SearchRequest, Export | None]:
    return parse_page(parse_qsl(query, keep_blank_values=True))


@pytest.mark.parametrize(
    ("query", "export"),
    [
        pytest.param("q=by", None, id="a page"),
        pytest.param("q=by&format=&separator=", None, id="an empty form"),
        pytest.param("q=by&format=csv", Export(Format.CSV), id="a table"),
        pytest.param("q=by&format=csv&separator=semicolon", Export(Format.CSV, Separator.SEMICOLON), id="for Excel in Norwegian"),
        pytest.param("q=by&page=3&format=ris", Export(Format.RIS), id="of any page"),
    ],
)
def test_a_page_can_be_wanted_as_a_file(query: str, export: Export | None) -> None:
    request, wanted = parse_as_page(query)
    assert (request.query, wanted) == ("by", export)


def test_a_feed_has_pages_of_its_own_size() -> None:
    request, _ = parse_as_page("format=atom&page=3&size=7")
    assert (request.offset, request.size) == (2 * FEED_SIZE, FEED_SIZE)
    parse_as_page(f"format=atom&page={MAX_DEPTH // FEED_SIZE}")
    with pytest.raises(InvalidParametersError):
        parse_as_page(f"format=atom&page={MAX_DEPTH // FEED_SIZE + 1}")


@pytest.mark.parametrize(
    ("query", "problems"),
    [
        ("format=xml", [("format", Reason.NOT_ALLOWED)]),
        ("format=csv&format=ris", [("format", Reason.REPEATED)]),
        ("format=CSV", [("format", Reason.NOT_ALLOWED)]),
        ("format=csv&separator=,", [("separator", Reason.NOT_ALLOWED)]),
        ("format=bibtex&separator=comma", [("separator", Reason.ONLY_FOR_CSV)]),
        ("separator=semicolon", [("separator", Reason.ONLY_FOR_CSV)]),
        ("format=csv&page=0&foo=1", [("foo", Reason.UNKNOWN_PARAMETER), ("page", Reason.NOT_IN_RANGE)]),
    ],
)
def test_what_is_no_file_is_named(query: str, problems: list[tuple[str, Reason]]) -> None:
    with pytest.raises(InvalidParametersError) as caught:
        parse_as_page(query)
    assert [(problem.name, problem.reason) for problem in caught.value.problems] == problems


def test_a_search_that_is_no_page_has_no_format() -> None:
    with pytest.raises(InvalidParametersError):
        parse("format=csv")


def test_a_document_can_be_wanted_as_a_reference() -> None:
    known = ("q", "page", "format")
    assert parse_document_format([("page", "2"), ("format", "")], known) is None
    assert parse_document_format([("foo", "1")], known) is None, "left to the page to refuse"
    assert parse_document_format([("q", "by"), ("format", "csl")], known) is Format.CSL
    for wrong in ([("format", "csv")], [("format", "ris"), ("foo", "1")], [("format", "ris"), ("format", "csl")]):
        with pytest.raises(InvalidParametersError):
            parse_document_format(wrong, known)


@given(words, filters, st.sampled_from(Sort), st.sampled_from(Format))
def test_the_address_of_a_file_asks_for_the_whole_result(
    query: str, chosen: dict[FacetField, tuple[str, ...]], sort: Sort, format: Format
) -> None:
    request = SearchRequest(query=query, filters=chosen, sort=sort, offset=60, size=30)
    read, export = parse_as_page(urlsplit(export_address("nb", request, format)).query)
    assert export == Export(format)
    size = FEED_SIZE if format is Format.ATOM else DEFAULT_SIZE
    assert read == SearchRequest(query=query, filters=chosen, sort=sort, offset=0, size=size)
