"""Years are told decade by decade, newest first, and no document is counted twice or lost."""

from hypothesis import given
from hypothesis import strategies as st

from index.engine import NO_VALUE, FacetCount
from library.vocabulary import Publishers
from tests.index.shelf import TOPICS
from web.labels import Labels
from web.texts import load_texts
from web.views.years import years_view

LABELS = Labels(Publishers([]), TOPICS, load_texts())
years = st.dictionaries(st.integers(1000, 2999), st.integers(1, 5000), max_size=40)


def counts(years: dict[int, int], unknown: int = 0) -> list[FacetCount]:
    known = [FacetCount(str(year), count, selected=False) for year, count in years.items()]
    return [*known, *([FacetCount(NO_VALUE, unknown, selected=False)] if unknown else [])]


def test_years_stand_in_their_decades_newest_first() -> None:
    view = years_view(counts({1999: 2, 2020: 1, 2018: 8, 2010: 4}, unknown=3), LABELS, "nb")
    assert [(decade.label, decade.count) for decade in view.decades] == [("2020–2029", 1), ("2010–2019", 12), ("1990–1999", 2)]
    assert [(bar.label, bar.count, bar.length) for bar in view.decades[1].years] == [("2018", 8, 100), ("2010", 4, 50)]
    assert [bar.address for bar in view.decades[2].years] == ["/nb/?year=1999"]
    assert view.decades[1].address == "/nb/?year_from=2010&year_to=2019"
    assert view.unknown is not None
    assert (view.unknown.link.label, view.unknown.link.address, view.unknown.count) == ("Ukjent år", "/nb/?year=none", 3)


def test_all_years_are_drawn_to_one_scale_and_decades_to_their_own() -> None:
    view = years_view(counts({2001: 10, 2002: 10, 1990: 5}), LABELS, "nn")
    assert [bar.length for decade in view.decades for bar in decade.years] == [100, 100, 50]
    assert [(bar.count, bar.length, bar.address) for bar in view.overview] == [(20, 100, "#decade-2000"), (5, 25, "#decade-1990")]
    assert [bar.address for bar in view.searches] == [decade.address for decade in view.decades]


@given(years=years)
def test_no_document_is_counted_twice_or_lost(years: dict[int, int]) -> None:
    view = years_view(counts(years), LABELS, "en")
    assert sum(decade.count for decade in view.decades) == sum(years.values())
    assert {int(bar.label): bar.count for decade in view.decades for bar in decade.years} == years
    assert view.count == len(years)
    assert view.unknown is None
