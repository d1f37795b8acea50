"""A series is told year by year as the catalogue has it, with a way to every year, and without inventing a number."""

import pytest

from library.document import Document, DocumentType, PartialDate
from library.identifiers import SeriesNumber
from library.series import Series
from library.vocabulary import Names, Publisher, Publishers
from tests.index.shelf import TOPICS
from web.addresses import series_address
from web.labels import Labels
from web.texts import load_texts
from web.views.series import PAGE, page_count, series_list, series_page

LABELS = Labels(Publishers([Publisher(key="nofima", names=Names(nb="Nofima"))]), TOPICS, load_texts())


def in_series(series: str, number: str, session: str | None = None, **fields: object) -> Document:
    given: dict[str, object] = {"title": "Tittel", "type": DocumentType.REPORT, **fields}
    return Document(id=f"id-{number}", number=SeriesNumber(series, number, session), **given)  # type: ignore[arg-type] # real fields


def test_official_series_come_first_by_size_and_the_others_by_name() -> None:
    names = {"Ås-rapport": 9, "NOU": 3, "AFI Rapport": 1, "Meld. St.": 5}
    series = [Series(key=name, name=name, years={2020: count}) for name, count in names.items()]
    official, others = series_list(sorted(series, key=lambda one: -one.documents), "nb")
    assert [view.name for view in official] == ["Meld. St.", "NOU"]
    assert [view.name for view in others] == ["AFI Rapport", "Ås-rapport"]


def test_the_session_stands_above_its_numbers_and_not_in_each() -> None:
    series = Series(key="meld-st", name="Meld. St.", years={2019: 2})
    documents = [in_series("Meld. St.", number, "2019–2020", declared_language="nn") for number in ("5", "30")]
    (group,) = series_page(series, documents, 1, LABELS, "nb").groups
    assert (group.label, group.anchor) == ("2019–2020", "year-2019")
    assert [(entry.number, entry.lang, entry.publishers) for entry in group.entries] == [
        ("Meld. St. 5", "nn", ""),
        ("Meld. St. 30", "nn", ""),
    ]


def test_a_year_with_and_without_session_has_one_anchor() -> None:
    series = Series(key="st-meld", name="St.meld.", years={2004: 2})
    documents = [in_series("St.meld.", "", published=PartialDate(2004)), in_series("St.meld.", "42", "2004–2005")]
    view = series_page(series, documents, 1, LABELS, "nb")
    assert [(group.label, group.anchor) for group in view.groups] == [("2004", "year-2004"), ("2004–2005", None)]
    assert [entry.number for group in view.groups for entry in group.entries] == [None, "St.meld. nr. 42"]


def test_what_has_no_year_says_so_and_who_published_it() -> None:
    series = Series(key="rapport", name="Rapport", years={None: 1})
    view = series_page(series, [in_series("Rapport", "x", publishers=("nofima",))], 1, LABELS, "nn")
    (group,) = view.groups
    assert (group.label, group.anchor, group.entries[0].publishers) == ("Ukjent år", None, "Nofima")
    assert view.years == ()


def test_each_year_is_linked_to_the_page_on_which_it_begins() -> None:
    years: dict[int | None, int] = {2020: PAGE - 1, 2019: 2, 2018: PAGE, 2017: 1, 2016: 1, 2015: 1}
    series = Series(key="nou", name="NOU", years={**years, None: 4})
    view = series_page(series, [], 2, LABELS, "nb")
    assert [link.address for link in view.years] == [
        "/nb/series/nou#year-2020",
        "/nb/series/nou#year-2019",
        "/nb/series/nou?page=2#year-2018",
        "/nb/series/nou?page=3#year-2017",
        "/nb/series/nou?page=3#year-2016",
        "/nb/series/nou?page=3#year-2015",
    ]
    assert (view.pages, page_count(series)) == (3, 3)
    assert (view.previous, view.next) == ("/nb/series/nou", "/nb/series/nou?page=3")


@pytest.mark.parametrize(
    ("years", "written"),
    [((1972, 2023), "1972–2023"), ((2011,), "2011"), ((None,), "")],
    ids=["several", "one", "none known"],
)
def test_a_span_of_years_is_written_as_one_writes_it(years: tuple[int | None, ...], written: str) -> None:
    official, _ = series_list([Series(key="nou", name="NOU", years=dict.fromkeys(years, 1))], "nb")
    assert [view.years for view in official] == [written]


@pytest.mark.parametrize(
    ("series", "address"),
    [
        ("Meld. St.", "/en/series/meld-st"),
        ("meld-st", "/en/series/meld-st"),
        ("Samfunn og økonomi", "/en/series/samfunn-og-okonomi"),
        ("書", None),
    ],
)
def test_a_series_has_one_address_by_name_and_by_key(series: str, address: str | None) -> None:
    assert series_address("en", series) == address
