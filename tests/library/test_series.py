"""A series knows its documents, in order, and invents no number and no year."""

import sqlite3

import pytest

from library.catalogue import Catalogue
from library.document import Document, PartialDate
from library.identifiers import SeriesNumber
from library.series import series_key, year_in_series
from library.settings import Settings
from tests.library.documents import document


def numbered(id: str, series: str, number: str, session: str | None = None, year: int | None = None) -> Document:
    return document(id, number=SeriesNumber(series, number, session), published=PartialDate(year) if year else None)


def put(catalogue: Catalogue, *some: Document) -> None:
    with catalogue.writing() as writer:
        for one in some:
            writer.put(one, ())


def order(catalogue: Catalogue, key: str) -> list[str]:
    return [one.id for one in catalogue.in_series(key)]


YEARS = {
    "in front": (numbered("a", "NOU", "2020:12"), 2020),
    "behind": (numbered("a", "Menon-publikasjon", "19/2017"), 2017),
    "behind a hyphen": (numbered("a", "Rapport", "1-2013"), 2013),
    "behind a dash with spaces": (numbered("a", "Report", "5 – 2016"), 2016),
    "of the number before that of publication": (numbered("a", "NOU", "2002:1", year=2001), 2002),
    "of the session's beginning": (numbered("a", "Prop.", "112 S", "2022–2023"), 2022),
    "of publication, where the number has two digits of it": (numbered("a", "IO", "75/25", year=1975), 1975),
    "of publication, where the number is none": (numbered("a", "TF-rapport", "549", year=2020), 2020),
    "of publication, where the number only looks like one": (numbered("a", "Rapport", "1984", year=2001), 2001),
    "of publication, without a series": (document("a", published=PartialDate(1999)), 1999),
    "not known": (numbered("a", "Arbeidsnotat", "1/03"), None),
}


@pytest.mark.parametrize(("one", "year"), YEARS.values(), ids=YEARS.keys())
def test_the_year_in_a_series_is_the_numbers_own_else_that_of_publication(one: Document, year: int | None) -> None:
    assert year_in_series(one) == year


def test_a_series_is_in_order_newest_year_first_and_by_number_within(catalogue: Catalogue) -> None:
    put(
        catalogue,
        numbered("ten", "NOU", "2020:10"),
        numbered("unknown", "NOU", ""),
        numbered("older", "NOU", "1999:1"),
        numbered("nine", "NOU", "2020:9"),
        numbered("nine-b", "NOU", "2020:9"),
        numbered("other", "Rapport", "2020:1"),
        document("none"),
    )
    assert order(catalogue, "nou") == ["nine", "nine-b", "ten", "older", "unknown"]
    assert [one.id for one in catalogue.in_series("nou", limit=2, offset=1)] == ["nine-b", "ten"]
    assert order(catalogue, "finnes-ikke") == []


def test_sessions_that_begin_in_a_year_stay_together(catalogue: Catalogue) -> None:
    put(
        catalogue,
        numbered("b2", "St.meld.", "2", "2004–2005"),
        numbered("loose", "St.meld.", "", year=2004),
        numbered("b1", "St.meld.", "12", "2004–2005"),
    )
    assert order(catalogue, "st-meld") == ["loose", "b2", "b1"]


def test_series_are_told_with_their_years_the_largest_first(catalogue: Catalogue) -> None:
    put(
        catalogue,
        numbered("a", "NOVA Rapport", "16/2011"),
        numbered("b", "NOVA-rapport", "1/2012"),
        numbered("c", "NOVA Rapport", "2/2012"),
        numbered("d", "NOVA Rapport", "x"),
        numbered("e", "SOU", "2017:1"),
        numbered("f", "書", "1"),
    )
    nova, sou = catalogue.series()
    assert (nova.key, nova.name, nova.documents, nova.span) == ("nova-rapport", "NOVA Rapport", 4, (2011, 2012))
    assert list(nova.years.items()) == [(2012, 2), (2011, 1), (None, 1)]
    assert (sou.key, sou.documents, sou.span) == ("sou", 1, (2017, 2017))
    assert order(catalogue, nova.key) == ["b", "c", "a", "d"]


def test_a_series_of_no_known_year_has_no_span(catalogue: Catalogue) -> None:
    put(catalogue, numbered("a", "Aktuell kommentar", ""))
    (series,) = catalogue.series()
    assert (series.span, dict(series.years)) == (None, {None: 1})


def test_a_document_leaves_the_series_that_it_is_no_longer_in(catalogue: Catalogue) -> None:
    put(catalogue, numbered("a", "NOU", "2020:1"))
    put(catalogue, numbered("a", "SOU", "2020:1"))
    assert [series.key for series in catalogue.series()] == ["sou"]
    with catalogue.writing() as writer:
        writer.remove("a")
    assert catalogue.series() == []


@pytest.mark.parametrize(("name", "key"), [("Meld. St.", "meld-st"), ("Samfunn og økonomi", "samfunn-og-okonomi"), ("書", "")])
def test_a_series_key_is_its_name_in_an_address(name: str, key: str) -> None:
    assert series_key(name) == key


def test_a_catalogue_from_before_series_gets_them_when_it_is_opened(settings: Settings) -> None:
    with Catalogue.open(settings) as catalogue:
        put(catalogue, numbered("a", "NOU", "2020:1"), document("b"))
    with sqlite3.connect(settings.database) as connection:
        connection.execute("DROP TABLE series_numbers")
        connection.execute("DROP TABLE sources")
        connection.execute("UPDATE facts SET value = '3' WHERE name = 'schema'")
    connection.close()
    with Catalogue.open(settings) as catalogue:
        assert [(series.key, series.documents) for series in catalogue.series()] == [("nou", 1)]
        put(catalogue, numbered("c", "NOU", "2020:2"))
        assert order(catalogue, "nou") == ["a", "c"]
