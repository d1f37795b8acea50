"""Series numbers in every spelling that people use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.identifiers import SeriesNumber, find_series_numbers, parse_series_number

NOU = SeriesNumber("NOU", "2020:12")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NOU 2020: 12", NOU),
        ("nou 2020-12", NOU),
        ("NOU2020:12", NOU),
        ("NOU 2020 nr. 12", NOU),
        ("nou-2020-12", NOU),
        ("Norges offentlige utredninger 2020: 12", NOU),
        ("NOU 2020:02", SeriesNumber("NOU", "2020:2")),
        ("Meld. St. 5 (2019–2020)", SeriesNumber("Meld. St.", "5", "2019–2020")),
        ("meld st 5", SeriesNumber("Meld. St.", "5")),
        ("St.meld. nr. 29 (1996-97)", SeriesNumber("St.meld.", "29", "1996–1997")),
        ("stortingsmelding 36 (1999–00)", SeriesNumber("St.meld.", "36", "1999–2000")),
        ("Prop. 1 S (2023–2024)", SeriesNumber("Prop.", "1 S", "2023–2024")),
        ("prop 61 ls 2014/2015", SeriesNumber("Prop.", "61 LS", "2014–2015")),
        ("Ot.prp. nr. 17 (2008–2009)", SeriesNumber("Ot.prp.", "17", "2008–2009")),
        ("SOU 2017:1", SeriesNumber("SOU", "2017:1")),
        ("NOU", None),
        ("NOU 2020", None),
        ("nour 2020: 12", None),
        ("kommune 2020: 12", None),
        ("NOU 2020: 12 og mer", None),
    ],
)
def test_parses(text: str, expected: SeriesNumber | None) -> None:
    assert parse_series_number(text) == expected


def test_finds_them_in_running_text() -> None:
    text = "Se NOU 2020: 12, Prop. 1 Samlet og Meld. St. 5 (2019–2020)."
    assert [(text[start:end], str(number)) for start, end, number in find_series_numbers(text)] == [
        ("NOU 2020: 12", "NOU 2020: 12"),
        ("Prop. 1", "Prop. 1"),
        ("Meld. St. 5 (2019–2020)", "Meld. St. 5 (2019–2020)"),
    ]


def test_keys_find_it_with_and_without_its_session() -> None:
    assert SeriesNumber("Meld. St.", "5", "2019–2020").keys == ("meld-st-5-2019-2020", "meld-st-5")
    assert NOU.keys == ("nou-2020-12",)


_YEARS = st.integers(1972, 2098)  # a session ends the year after, and no year from 2100 on is looked for
_NUMBERS = st.integers(1, 999)


@st.composite
def series_numbers(draw: st.DrawFn) -> SeriesNumber:
    year, number = draw(_YEARS), draw(_NUMBERS)
    series = draw(st.sampled_from(["NOU", "SOU", "Meld. St.", "St.meld.", "Ot.prp.", "St.prp.", "Prop.", "Innst."]))
    if series in {"NOU", "SOU"}:
        return SeriesNumber(series, f"{year}:{number}")
    kind = draw(st.sampled_from(["", " S", " L", " LS"])) if series in {"Prop.", "Innst."} else ""
    return SeriesNumber(series, f"{number}{kind}", draw(st.sampled_from([None, f"{year}–{year + 1}"])))


@given(series_numbers())
def test_what_is_printed_is_read_back(number: SeriesNumber) -> None:
    assert parse_series_number(str(number)) == number
