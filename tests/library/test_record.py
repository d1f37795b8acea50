"""Records are checked strictly, and become documents that lead back to the same record."""

from dataclasses import replace
from datetime import UTC, datetime

import msgspec
import pytest

from library.describe import Vocabulary, to_document, to_pages
from library.document import Document, DocumentType, Page, PartialDate, Provenance
from library.errors import InvalidRecordError
from library.exporting import to_record
from library.identifiers import SeriesNumber
from library.record import parse_record
from library.seed import CATALOGUE
from library.vocabulary import Names, Publisher, Publishers, Topic, Topics, shipped_publishers, shipped_topics

VOCABULARY = Vocabulary.of(
    Publishers(
        [
            Publisher(key="krd", names=Names(nb="Kommunedepartementet"), last_year=2013),
            Publisher(key="kdd", names=Names(nb="Kommunedepartementet"), first_year=2014),
        ]
    ),
    Topics(
        [
            Topic(key="klima", labels=Names(nb="Klima", en="Climate"), triggers=("klima*",)),
            Topic(key="bolig", labels=Names(nb="Bolig"), triggers=("boliger",)),
        ]
    ),
)
LEAST = {"title": "Ei oppdikta bygdebok", "type": "report"}


def described(**fields: object) -> Document:
    return to_document(parse_record(msgspec.json.encode({**LEAST, **fields})), VOCABULARY).document


NEXT_CENTURY = datetime.now(UTC).year + 100
REFUSED: dict[str, tuple[bytes | dict[str, object], str]] = {
    "no JSON": (b"{title: x}", "This is not JSON"),
    "cut off": (b'{"title": "x"', "This is not JSON"),
    "not UTF-8": (b'{"title": "\xe5", "type": "report"}', "This is not in UTF-8"),
    "half a surrogate pair": (b'{"title": "\\ud800", "type": "report"}', "This is not JSON"),
    "a list": (b"[]", "Expected object"),
    "no title": (b'{"type": "report"}', "title"),
    "no type": (b'{"title": "x"}', "type"),
    "unknown type": ({"type": "rapport"}, "type: .*rapport.*one of nou, white-paper"),
    "misspelt field": ({"publisher": "Nordregio"}, "publisher"),
    "misspelt field in a file": ({"files": [{"filename": "a", "media_type": "b", "url": "c"}]}, r"files\[0\]: .*url"),
    "year as a number": ({"published": 2020}, "published: Expected str"),
    "title of spaces": ({"title": " \x00 "}, "title: this is missing"),
    "very long title": ({"title": "x" * 1001}, "title: "),
    "month 13": ({"published": "2020-13"}, "published: '2020-13' is not a date"),
    "29 February": ({"published": "2021-02-29"}, "published: '2021-02-29' is not a date"),
    "year 202": ({"published": "0202"}, "published: the year 202 is not between 1500"),
    "far future": ({"published": str(NEXT_CENTURY)}, f"published: the year {NEXT_CENTURY} is not between"),
    "years reversed": ({"concerns": [2020, 2010]}, "concerns: the first year, 2020, is later than the last, 2010"),
    "one year": ({"concerns": [2020]}, "concerns: "),
    "which Norwegian": ({"language": "no"}, "language: .*write nb or nn"),
    "language by name": ({"language": "bokmål"}, "language: 'bokmål' is not a language code"),
    "script for an address": ({"landing_page": "javascript:alert(1)"}, "landing_page: .*https://"),
    "address without host": ({"landing_page": "https:///rapport"}, "landing_page: "),
    "address with a space": ({"landing_page": "https://example.org/a b"}, "landing_page: "),
    "address with half a bracket": ({"landing_page": "https://[::1/"}, "landing_page: "),
    "file address": ({"files": [{"filename": "a", "media_type": "b", "address": "file:///etc/passwd"}]}, "files: "),
    "source address": ({"sources": [{"key": "x", "address": "ftp://example.org"}]}, "sources: "),
    "id that climbs": ({"id": "../../etc"}, "id: '../../etc' is not an id"),
    "id with an empty part": ({"id": "lov//1"}, "id: "),
    "id that ends in a slash": ({"id": "lov/"}, "id: "),
    "very long id": ({"id": "a/" * 50 + "a"}, "id: "),
    "id in capitals": ({"id": "NOU-2020"}, "id: "),
    "id that is another address": ({"id": "lov/a/similar"}, "id: 'lov/a/similar' must not end in /similar"),
    "id that is a text's address": ({"id": "a/text"}, "id: 'a/text' must not end in /text"),
    "file without a name": ({"files": [{"filename": " ", "media_type": "b"}]}, r"files\.filename: this is missing"),
    "file of no type": ({"files": [{"filename": "a", "media_type": ""}]}, r"files\.media_type: this is missing"),
    "source without a key": ({"sources": [{"key": "\u200b"}]}, r"sources\.key: this is missing"),
    "number of no series": ({"number": "17"}, "number: '17' is a number of no series"),
    "session of nothing": ({"session": "2019–2020"}, "session: "),
    "publisher without letters": ({"publishers": ["—"]}, "publishers: "),
}


@pytest.mark.parametrize(("record", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_what_describes_no_document_is_refused_by_field(record: bytes | dict[str, object], sentence: str) -> None:
    line = record if isinstance(record, bytes) else msgspec.json.encode({**LEAST, **record})
    with pytest.raises(InvalidRecordError, match=sentence) as caught:
        to_document(parse_record(line), VOCABULARY)
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


def test_the_least_that_describes_a_document() -> None:
    assert described() == Document(id="ei-oppdikta-bygdebok", title="Ei oppdikta bygdebok", type=DocumentType.REPORT)


IDS: dict[str, tuple[dict[str, object], str]] = {
    "given": ({"id": "min-id"}, "min-id"),
    "given, a reserved word by itself": ({"id": "text"}, "text"),
    "given, a reserved word within": ({"id": "text/similar/a"}, "text/similar/a"),
    "title that looks like an address": ({"title": "Rapport/text"}, "rapport-text"),
    "given with a slash": ({"id": "lov/2005-06-17-62"}, "lov/2005-06-17-62"),
    "title": ({}, "ei-oppdikta-bygdebok"),
    "title and year": ({"published": "2020-10-28"}, "ei-oppdikta-bygdebok-2020"),
    "number": ({"series": "NOU", "number": "2020: 12"}, "nou-2020-12"),
    "number in bokmål": ({"series": "NOU", "number": "2020: 12", "language": "nb"}, "nou-2020-12"),
    "number in English": ({"series": "NOU", "number": "2020: 12", "language": "en"}, "nou-2020-12-en"),
    "number with session": ({"series": "Meld. St.", "number": "5", "session": "2019-2020"}, "meld-st-5-2019-2020"),
    "number of a series that is not ours": ({"series": "Rapport", "number": "5/10"}, "ei-oppdikta-bygdebok"),
    "title in other letters": ({"title": "Доклад", "published": "2020"}, "document-b66679d7-2020"),
    "series without number": ({"series": "NOU"}, "ei-oppdikta-bygdebok"),
}


@pytest.mark.parametrize(("fields", "id"), IDS.values(), ids=IDS.keys())
def test_an_id_is_made_of_number_or_title(fields: dict[str, object], id: str) -> None:
    assert described(**fields).id == id


NUMBERS: dict[str, tuple[dict[str, object], SeriesNumber]] = {
    "in one field": ({"number": "NOU 2020:12"}, SeriesNumber("NOU", "2020:12")),
    "in two": ({"series": "nou", "number": "2020 : 12"}, SeriesNumber("NOU", "2020:12")),
    "in three": ({"series": "Meld. St.", "number": "5", "session": "2019-2020"}, SeriesNumber("Meld. St.", "5", "2019–2020")),
    "of another series": ({"series": "TF-rapport", "number": "549"}, SeriesNumber("TF-rapport", "549")),
    "series alone": ({"series": "Aktuell kommentar"}, SeriesNumber("Aktuell kommentar", "")),
}


@pytest.mark.parametrize(("fields", "number"), NUMBERS.values(), ids=NUMBERS.keys())
def test_a_series_number_is_read(fields: dict[str, object], number: SeriesNumber) -> None:
    assert described(**fields).number == number


def test_text_is_cleaned_where_it_comes_in() -> None:
    one = described(title=" Bla\u030abær\n i\u00ad nord\x00", authors=["Kari  Nordmann", "Kari Nordmann", " "], note="a\x07b")
    assert (one.title, one.authors, one.note) == ("Blåbær i nord", ("Kari Nordmann",), "ab")
    assert described(aliases=[" pbl ", "plan- og\nbygningsloven", "pbl"]).aliases == ("pbl", "plan- og bygningsloven")


def test_the_year_decides_between_publishers_of_one_name() -> None:
    assert described(publishers=["kommunedepartementet"], published="2010").publishers == ("krd",)
    assert described(publishers=["Kommunedepartementet"], published="2020").publishers == ("kdd",)


def test_an_unknown_publisher_becomes_a_new_one_and_is_told() -> None:
    line = msgspec.json.encode(
        {**LEAST, "publishers": ["Bygdeinstituttet", "bygdeinstituttet"], "commissioners": ["kdd", "Ei bygd"]}
    )
    result = to_document(parse_record(line), VOCABULARY)
    assert (result.document.publishers, result.document.commissioners) == (("bygdeinstituttet",), ("kdd", "ei-bygd"))
    assert [publisher.names.nb for publisher in result.new_publishers] == ["Bygdeinstituttet", "Ei bygd"]


def test_an_unknown_topic_becomes_a_keyword_and_is_told() -> None:
    result = to_document(
        parse_record(msgspec.json.encode({**LEAST, "topics": ["Climate", "Sild"], "keywords": ["fisk"]})), VOCABULARY
    )
    assert (result.document.topics, result.document.keywords, result.unknown_topics) == (("klima",), ("fisk", "Sild"), ("Sild",))


def test_topics_are_given_by_rule_only_where_none_is_declared() -> None:
    by_rule = described(title="Klimatilpasning i bygda")
    assert (by_rule.topics, by_rule.provenance) == (("klima",), {"topics": Provenance.RULE})
    declared = described(title="Klimatilpasning i bygda", topics=["bolig"])
    assert (declared.topics, declared.provenance) == (("bolig",), {})


def test_pages_are_numbered_in_order() -> None:
    record = parse_record(msgspec.json.encode({**LEAST, "pages": [{"text": "en\r\nto", "label": "i"}, {"text": ""}]}))
    assert to_pages(record.pages) == (Page(1, "en\nto", "i"), Page(2, ""))


def test_a_document_leads_back_to_its_record() -> None:
    one = described(
        subtitle="Med kart",
        aliases=["bygdeboka"],
        abstract="Om bygda.\n\nOg meir.",
        series="Meld. St.",
        number="5",
        session="2019–2020",
        publishers=["Kommunedepartementet"],
        commissioners=["krd"],
        authors=["Kari Nordmann"],
        committee="Bygdeutvalet",
        chair="Ola Nordmann",
        topics=["Klima"],
        keywords=["bygd"],
        published="2019-10",
        concerns=[2000, 2019],
        language="nn",
        landing_page="https://example.org/bok",
        files=[{"filename": "bok.pdf", "media_type": "application/pdf", "address": "https://example.org/bok.pdf", "size": 3}],
        isbn="978-82-000-0000-0",
        doi="10.1000/1",
        note="Oppdikta.",
        sources=[{"key": "seed", "address": "https://example.org/"}],
    )
    assert one.published == PartialDate(2019, 10)
    text = (Page(1, "tekst", "i"),)
    record = to_record(one, text, VOCABULARY.publishers)
    assert record.publishers == ["Kommunedepartementet"]
    assert record.commissioners == ["krd"]
    again = parse_record(msgspec.json.encode(record))
    assert to_document(again, VOCABULARY).document == one
    assert to_pages(again.pages) == text


def test_every_shipped_record_leads_back_to_itself() -> None:
    vocabulary = Vocabulary.of(shipped_publishers(), shipped_topics())
    lines = CATALOGUE.read_bytes().splitlines()
    assert lines
    for line in lines:
        result = to_document(parse_record(line), vocabulary)
        assert result.new_publishers == ()
        record = to_record(result.document, (), vocabulary.publishers)
        assert record.library is not None
        assert record.library.provenance == result.document.provenance
        again = to_document(parse_record(msgspec.json.encode(record)), vocabulary).document
        assert again == replace(result.document, provenance={}), "who gave what is the importer's to say"
