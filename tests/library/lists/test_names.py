"""Types, languages and dates are understood as people write them; what can be read in two ways is not guessed at."""

import pytest

from library.document import DocumentType
from library.errors import InvalidRecordError
from library.lists.dates import read_date, read_month, read_years
from library.lists.names import LANGUAGES, TYPES, find_language, find_type, read_language, read_type
from web.labels import LANGUAGES as LANGUAGE_LABELS
from web.labels import TYPES as TYPE_LABELS
from web.texts import INTERFACE_LANGUAGES, load_texts


@pytest.mark.parametrize(("type", "name"), [(type, name) for type in DocumentType for name in (type.value, *TYPES[type])])
def test_a_type_is_known_by_each_of_its_names(type: DocumentType, name: str) -> None:
    assert find_type(name) is find_type(f" {name.upper()} ") is type


@pytest.mark.parametrize(("code", "name"), [(code, name) for code, names in LANGUAGES.items() for name in (code, *names)])
def test_a_language_is_known_by_each_of_its_names(code: str, name: str) -> None:
    assert find_language(name) == find_language(f" {name.upper()} ") == code


@pytest.mark.parametrize("interface", INTERFACE_LANGUAGES)
def test_what_the_web_calls_types_and_languages_is_understood(interface: str) -> None:
    texts = load_texts()
    for type, label in TYPE_LABELS.items():
        assert find_type(texts.get(interface, label)) is type, label
    for code in LANGUAGES.keys() & LANGUAGE_LABELS.keys():
        assert find_language(texts.get(interface, LANGUAGE_LABELS[code])) == code


@pytest.mark.parametrize(("tag", "code"), [("nob", "nb"), ("nb-NO", "nb"), ("nn_NO", "nn"), ("en-GB", "en"), ("pl", "pl")])
def test_a_language_tag_is_understood(tag: str, code: str) -> None:
    assert read_language(tag) == code


@pytest.mark.parametrize("name", ["no", "nor", "no-NO", "Norsk", "Norwegian"])
def test_norwegian_alone_leaves_it_to_be_detected(name: str) -> None:
    assert read_language(name) is None


@pytest.mark.parametrize("name", ["volapük", "bokmål og nynorsk", "und", "mul"])
def test_an_unknown_language_is_told(name: str) -> None:
    with pytest.raises(InvalidRecordError, match="write its code"):
        read_language(name)


def test_an_unknown_type_is_told_with_those_that_are_known() -> None:
    with pytest.raises(InvalidRecordError, match="'pamflett' is not a type of document; write one of nou, stortingsmelding, "):
        read_type("pamflett")


DATES = {
    "2020": "2020",
    "2020-10": "2020-10",
    "2020-10-28": "2020-10-28",
    "2020-1-5": "2020-01-05",
    "2020/10/28": "2020-10-28",
    "2020/10": "2020-10",
    "28.10.2020": "2020-10-28",
    "8.1.2020": "2020-01-08",
    "8. 1. 2020": "2020-01-08",
    "10.2020": "2020-10",
    "28. oktober 2020": "2020-10-28",
    "28 October 2020": "2020-10-28",
    "1. des. 2020": "2020-12-01",
    "mai 2020": "2020-05",
    "2020-10-28 00:00:00": "2020-10-28",
    "2020-10-28T00:00:00Z": "2020-10-28",
    " 2020 ": "2020",
}


@pytest.mark.parametrize(("text", "date"), DATES.items(), ids=DATES.keys())
def test_a_date_is_read_as_people_write_it(text: str, date: str) -> None:
    assert read_date(text) == date


NO_DATES = {
    "28.10.20": "has a year of two digits; write 28.10.2020",
    "28/10/2020": "does not tell the day from the month",
    "03/04/2020": "does not tell the day from the month",
    "3/4/20": "does not tell the day from the month",
    "2020-13": "is not a date",
    "29.2.2021": "is not a date",
    "2020-10-28 12:30": "is not a date",
    "våren 2020": "is not a date",
    "44132": "is not a date",
    "2019/2020": "is not a date",
    "snart": "is not a date",
}


@pytest.mark.parametrize(("text", "sentence"), NO_DATES.items(), ids=NO_DATES.keys())
def test_what_is_no_date_or_two_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(InvalidRecordError, match=sentence):
        read_date(text)


@pytest.mark.parametrize(
    ("text", "number"), [("1", 1), ("09", 9), ("12", 12), ("okt", 10), ("Oct.", 10), ("mars", 3), ("13", None), ("vår", None)]
)
def test_a_month_is_read_as_number_or_name(text: str, number: int | None) -> None:
    assert read_month(text) == number


@pytest.mark.parametrize(
    ("text", "years"),
    [("2015–2019", (2015, 2019)), ("2015 - 2019", (2015, 2019)), ("2015 til 2019", (2015, 2019)), ("2015", (2015, 2015))],
)
def test_a_span_of_years_is_read(text: str, years: tuple[int, int]) -> None:
    assert read_years(text) == years


def test_what_is_no_span_of_years_is_refused() -> None:
    with pytest.raises(InvalidRecordError, match="'2015-19' is not a span of years; write 2015–2019"):
        read_years("2015-19")
