"""Years become bars: none is lost, each leads to its years, and those that are chosen are told."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engine import NO_VALUE, Facet, FacetCount, FacetField, SearchRequest
from web.params import parse_search
from web.views.histogram import HEIGHT, LEAST, MAX_BARS, WIDTH, Histogram, histogram


def drawn(counts: dict[int, int], request: SearchRequest | None = None) -> Histogram | None:
    facet = Facet(FacetField.YEAR, tuple(FacetCount(str(year), count, selected=False) for year, count in counts.items()))
    return histogram(facet, request or SearchRequest(), "nb")


@given(st.dictionaries(st.integers(1000, 9999), st.integers(1, 5000), min_size=2))
def test_every_document_stands_in_one_bar_within_the_drawing(counts: dict[int, int]) -> None:
    found = drawn(counts)
    assert found
    assert sum(bar.count for bar in found.bars) == sum(counts.values())
    assert len(found.bars) <= MAX_BARS
    assert [bar.first for bar in found.bars[1:]] == [bar.last + 1 for bar in found.bars[:-1]], "the bars are years in a row"
    assert found.first <= min(counts)
    assert found.last >= max(counts)
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH and bar.y >= 0 for bar in found.bars)
    assert max(bar.height for bar in found.bars) == HEIGHT
    assert all((bar.height >= LEAST) == bool(bar.count) for bar in found.bars)


@pytest.mark.parametrize("counts", [{}, {2020: 7}], ids=["no year", "one year"])
def test_fewer_than_two_years_are_no_picture(counts: dict[int, int]) -> None:
    assert drawn(counts) is None


def test_documents_of_no_known_year_and_years_without_documents_are_no_bars() -> None:
    facet = Facet(FacetField.YEAR, (FacetCount(NO_VALUE, 5, selected=False), FacetCount("1900", 0, selected=True)))
    assert histogram(facet, SearchRequest(), "nb") is None


def test_a_bar_leads_to_its_years_within_the_search_instead_of_those_chosen_before() -> None:
    request = SearchRequest(
        query="klima", filters={FacetField.YEAR: ("2019",), FacetField.TYPE: ("nou",)}, year_from=2018, offset=20
    )
    found = drawn({2018: 1, 2020: 3}, request)
    assert found
    address = urlsplit(found.bars[-1].address)
    assert address.path == "/nb/"
    assert parse_search(parse_qsl(address.query)) == SearchRequest(
        query="klima", filters={FacetField.TYPE: ("nou",)}, year_from=2020, year_to=2020
    )


@pytest.mark.parametrize(
    ("request_", "chosen"),
    [
        pytest.param(SearchRequest(), [], id="nothing chosen"),
        pytest.param(SearchRequest(year_from=2019), [2019, 2020, 2021], id="open range"),
        pytest.param(SearchRequest(year_from=2019, year_to=2020), [2019, 2020], id="range"),
        pytest.param(SearchRequest(filters={FacetField.YEAR: ("2018", "2021")}), [2018, 2021], id="single years"),
        pytest.param(SearchRequest(year_to=2019, filters={FacetField.YEAR: ("2018", "2021")}), [2018], id="both"),
    ],
)
def test_chosen_years_are_told(request_: SearchRequest, chosen: list[int]) -> None:
    found = drawn({2018: 1, 2019: 1, 2020: 0, 2021: 2}, request_)
    assert found
    assert [bar.first for bar in found.bars if bar.is_chosen] == chosen
    assert found.is_narrowed == bool(chosen)
