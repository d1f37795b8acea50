"""What a request may say is checked to the letter, and what is wrong is told in the protocol's words."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.catalogue import Catalogue
from tests.web.oai.library import Answer, ask_pairs
from web.oai.arguments import Span, Verb, read_arguments, read_span
from web.oai.faults import RefusedError

LIST = "verb=ListRecords&metadataPrefix=oai_dc"
BAD_VERBS = {
    "no argument at all": "",
    "no verb": "metadataPrefix=oai_dc",
    "an unknown verb": "verb=ListRecord",
    "a verb in other letters": "verb=identify",
    "an empty verb": "verb=",
    "two verbs": "verb=Identify&verb=Identify",
}
BAD_ARGUMENTS = {
    "an argument that the protocol does not know": "verb=Identify&page=2",
    "an argument of another verb": "verb=Identify&identifier=oai:x:y",
    "a token where no list is": "verb=GetRecord&identifier=oai:x:y&metadataPrefix=oai_dc&resumptionToken=abc",
    "a set for the formats": "verb=ListMetadataFormats&set=type",
    "no format for a list": "verb=ListRecords",
    "no format for headers": "verb=ListIdentifiers&from=2020-01-01",
    "no format for a record": "verb=GetRecord&identifier=oai:x:y",
    "no identifier": "verb=GetRecord&metadataPrefix=oai_dc",
    "an empty format": "verb=ListRecords&metadataPrefix=",
    "a format with a space": "verb=ListRecords&metadataPrefix=oai dc",
    "an argument twice": f"{LIST}&metadataPrefix=oai_dc",
    "two moments to begin at": f"{LIST}&from=2020-01-01&from=2020-01-01",
    "a set that is none by its letters": f"{LIST}&set=type/nou",
    "a set with an empty part": f"{LIST}&set=type:",
    "an empty set": f"{LIST}&set=",
    "an empty token": "verb=ListRecords&resumptionToken=",
    "a token beside a format": f"{LIST}&resumptionToken=abc",
    "a token beside a set": "verb=ListIdentifiers&resumptionToken=abc&set=type",
    "two tokens": "verb=ListSets&resumptionToken=a&resumptionToken=a",
    "a year": f"{LIST}&from=2020",
    "a day that there is not": f"{LIST}&from=2023-02-29",
    "a month that there is not": f"{LIST}&until=2023-13-01",
    "the year nought": f"{LIST}&from=0000-01-01",
    "an hour that there is not": f"{LIST}&from=2023-01-01T24:00:01Z",
    "a minute without seconds": f"{LIST}&from=2023-01-01T10:00Z",
    "fractions of a second": f"{LIST}&from=2023-01-01T10:00:00.5Z",
    "another time zone": f"{LIST}&until=2023-01-01T10:00:00%2B01:00",
    "no time zone": f"{LIST}&from=2023-01-01T10:00:00",
    "digits of another script": f"{LIST}&from=２０２３-01-01",
    "a day and a second": f"{LIST}&from=2020-01-01&until=2020-01-02T00:00:00Z",
    "a beginning after the end": f"{LIST}&from=2020-01-02&until=2020-01-01",
    "a second after the end": f"{LIST}&from=2020-01-01T00:00:01Z&until=2020-01-01T00:00:00Z",
}


def pairs(query: str) -> list[tuple[str, str]]:
    return [(name, value.replace("%2B", "+")) for name, _, value in (part.partition("=") for part in query.split("&") if part)]


@pytest.mark.parametrize("query", BAD_VERBS.values(), ids=BAD_VERBS.keys())
def test_a_request_has_one_verb_of_six(catalogue: Catalogue, query: str) -> None:
    answer = ask_pairs(catalogue, pairs(query))
    assert answer.codes == ["badVerb"]
    assert not _request_attributes(answer)


@pytest.mark.parametrize("query", BAD_ARGUMENTS.values(), ids=BAD_ARGUMENTS.keys())
def test_arguments_are_those_of_the_verb_each_once_and_well_formed(catalogue: Catalogue, query: str) -> None:
    answer = ask_pairs(catalogue, pairs(query))
    assert set(answer.codes) == {"badArgument"}
    assert not _request_attributes(answer)


def test_everything_that_is_wrong_is_told_at_once(catalogue: Catalogue) -> None:
    answer = ask_pairs(catalogue, pairs("verb=ListRecords&page=1&set=a/b&from=2020-01-01&from=2020-01-01"))
    assert answer.texts("oai:error") == [
        "This verb has no argument «page».",
        "The argument «from» is there more than once.",
        "The argument «set» cannot be «a/b».",
        "The argument «metadataPrefix» is missing.",
    ]


def test_what_is_repeated_of_a_bad_argument_is_short_and_can_stand_in_xml(catalogue: Catalogue) -> None:
    (message,) = ask_pairs(catalogue, [("verb", f"a\x00\x1b\ufffe{'b' * 200_000}<&")]).texts("oai:error")
    assert "«abbb" in message
    assert len(message) < 300


SPANS = {
    "a day is all of it": ("2024-05-17", datetime(2024, 5, 17, tzinfo=UTC), timedelta(days=1)),
    "a second is all of it": ("2024-05-17T10:00:00Z", datetime(2024, 5, 17, 10, tzinfo=UTC), timedelta(seconds=1)),
    "a leap day": ("2024-02-29", datetime(2024, 2, 29, tzinfo=UTC), timedelta(days=1)),
}


@pytest.mark.parametrize(("named", "since", "length"), SPANS.values(), ids=SPANS.keys())
def test_both_ends_of_a_span_are_in_it(named: str, since: datetime, length: timedelta) -> None:
    assert read_span(named, named) == Span(since, since + length)


def test_the_last_day_that_there_can_be_has_no_end() -> None:
    assert read_span(None, "9999-12-31") == read_span(None, "9999-12-31T23:59:59Z") == read_span(None, None) == Span()


EDGES = ["0001-01-01", "0001-01-01T00:00:00Z", "9999-12-31", "9999-12-31T23:59:59Z"]


@pytest.mark.parametrize("last", EDGES)
@pytest.mark.parametrize("first", EDGES)
def test_the_ends_of_the_calendar_can_be_asked_for(catalogue: Catalogue, first: str, last: str) -> None:
    found = ask_pairs(catalogue, [*pairs(LIST), ("from", first), ("until", last)])
    if len(first) != len(last) or first > last:
        assert found.codes == ["badArgument"]
    else:
        assert bool(found.ids) == (first[:4] != last[:4])


NAMES = st.sampled_from(["verb", "set", "from", "identifier", "x"]) | st.text()


@given(st.lists(st.tuples(NAMES, st.sampled_from(Verb) | st.text())))
def test_whatever_is_asked_is_read_or_refused(asked: list[tuple[str, str]]) -> None:
    try:
        read = read_arguments(asked)
    except RefusedError as refusal:
        told = [fault.code for fault in refusal.faults]
    else:
        told = []
        assert sorted([("verb", read.verb.value), *read.arguments.items()]) == sorted(asked)
    verbs = [value for name, value in asked if name == "verb"]
    assert (told == ["badVerb"]) == (len(verbs) != 1 or verbs[0] not in set(Verb))


def _request_attributes(answer: Answer) -> list[str]:
    return list(map(str, answer.root[1].keys()))
