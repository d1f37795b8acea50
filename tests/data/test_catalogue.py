import json
from collections import Counter

import pytest

from library.describe import Described, Vocabulary, to_document
from library.document import DocumentType, Provenance
from library.identifiers import parse_series_number
from library.record import Record, parse_record
from library.shipped import DATA
from library.text import slugify
from library.vocabulary import LANGUAGES, shipped_publishers, shipped_topics

LINES = (DATA / "catalogue.jsonl").read_text(encoding="utf-8").splitlines()
RECORDS = [parse_record(line) for line in LINES]
PARSED_SERIES = {"NOU", "SOU", "Meld. St.", "St.meld.", "Ot.prp.", "Prop."}
DOCUMENT_LANGUAGES = {"nb", "nn", "en", "da", "sv", "se"}
SHARE_WITH_TOPIC = 0.85  # of the records without a declared topic; below this the triggers have gone missing
WORDS_OF_A_MANUAL = range(1_800, 2_700)  # shorter leaves things out, longer is not read


@pytest.fixture(scope="module")
def described() -> dict[str, Described]:
    vocabulary = Vocabulary.of(shipped_publishers(), shipped_topics())
    return {record.id or "": to_document(record, vocabulary) for record in RECORDS}


def known_fields(record: Record) -> set[str]:
    return {name for name in record.__struct_fields__ if getattr(record, name) not in (None, [])}


def test_the_catalogue_holds_what_was_collected() -> None:
    assert Counter(record.type for record in RECORDS) == {
        DocumentType.NOU: 162,
        DocumentType.REPORT: 99,
        DocumentType.WHITE_PAPER: 23,
        DocumentType.PROPOSITION: 17,
        DocumentType.EVALUATION: 13,
        DocumentType.ARTICLE: 9,
        DocumentType.POLICY_BRIEF: 8,
        DocumentType.GUIDE: 5,
        DocumentType.STRATEGY: 5,
        DocumentType.NEWSLETTER: 4,
        DocumentType.MANUAL: 3,
    }
    assert sum("Nordregio" in record.publishers for record in RECORDS) == 28
    assert Counter(record.language for record in RECORDS if record.type is not DocumentType.MANUAL)["nn"] == 20


def test_every_record_becomes_a_document_without_a_new_publisher_or_an_unknown_topic(described: dict[str, Described]) -> None:
    assert len(described) == len(RECORDS)
    for id, made in described.items():
        assert made.new_publishers == (), id
        assert made.unknown_topics == (), id


def test_ids_are_fit_for_an_address() -> None:
    ids = [record.id or "" for record in RECORDS]
    assert [id for id in ids if not id or id != slugify(id, limit=len(id))] == []


def test_what_is_not_known_is_left_out_and_no_text_has_stray_white_space() -> None:
    for line in LINES:
        for name, value in json.loads(line).items():
            assert value not in (None, "", []), f"{name} in {line}"
            for text in value if isinstance(value, list) else [value]:
                assert not isinstance(text, str) or text == " ".join(text.split()), f"{name} in {line}"


@pytest.mark.parametrize(
    ("id", "keys"),
    [
        ("nou-2023-9-en", ("kommunal-og-distriktsdepartementet",)),
        ("report-to-the-storting-34-2000-2001-en", ("kommunal-og-regionaldepartementet",)),
        ("meld-st-30-2019-2020-en", ("kommunal-og-moderniseringsdepartementet",)),
        ("nou-2020-12", ("naerings-og-fiskeridepartementet", "kommunal-og-moderniseringsdepartementet")),
        ("infrastruktur-gjor-forskjell-2010", ("by-og-regionforskningsinstituttet-nibr", "oxford-research")),
        ("sma-samfunn-tar-sats-2010", ("ruralis",)),
    ],
)
def test_publishers_are_the_bodies_of_the_time(described: dict[str, Described], id: str, keys: tuple[str, ...]) -> None:
    assert described[id].document.publishers == keys


def test_declared_topics_are_what_the_source_s_own_words_mean() -> None:
    topics = shipped_topics()
    declared = [record for record in RECORDS if record.topics]
    assert len(declared) == 21
    for record in declared:
        meant = {bearer.key for word in record.keywords for bearer in topics.named(word)}
        assert set(record.topics) == meant, record.id


def test_rules_give_most_of_the_other_records_a_topic_and_say_that_they_did(described: dict[str, Described]) -> None:
    declared = {record.id for record in RECORDS if record.topics}
    others = [made.document for id, made in described.items() if id not in declared]
    given = [document for document in others if document.topics]
    assert len(given) >= SHARE_WITH_TOPIC * len(others)
    assert all(document.provenance == {"topics": Provenance.RULE} for document in given)
    assert all("topics" not in described[id].document.provenance for id in declared if id)


def test_languages_and_the_years_that_documents_are_about(described: dict[str, Described]) -> None:
    for id, made in described.items():
        document = made.document
        assert document.declared_language in {None, *DOCUMENT_LANGUAGES}, id
        if document.concerns:
            assert str(document.concerns[0]) in f"{document.title} {document.subtitle}", id


def test_numbers_of_the_official_series_read_back_as_they_are_printed(described: dict[str, Described]) -> None:
    numbers = {id: made.document.number for id, made in described.items() if made.document.number}
    official = {id: number for id, number in numbers.items() if number.series in PARSED_SERIES and number.number}
    assert len(official) == 202
    for id, number in official.items():
        assert parse_series_number(str(number)) == number, id
        assert number.series == "SOU" or id.startswith(number.keys[-1]), id


def test_numbers_and_sessions_are_kept_as_the_record_has_them(described: dict[str, Described]) -> None:
    for record in RECORDS:
        number = described[record.id or ""].document.number
        if number:
            assert (number.series, number.number, number.session) == (record.series, record.number or "", record.session)
        if record.session:
            first, last = record.session.split("–")
            assert int(last) == int(first) + 1, record.id


def test_a_nou_is_published_in_the_year_of_its_number() -> None:
    for record in RECORDS:
        if record.type is DocumentType.NOU:
            assert (record.published or "")[:4] == (record.number or "-")[:4], record.id


def test_every_record_says_where_it_was_seen() -> None:
    assert {source.key for record in RECORDS for source in record.sources} == {"seed"}
    assert all(record.sources for record in RECORDS)


@pytest.mark.parametrize(
    "title",
    [
        "Næringslivets betydning for levende og bærekraftige lokalsamfunn",
        "Distriktskommunen som næringsutvikler",
        "Tilflyttings- og rekrutteringsarbeid i distriktene – en oppsummering av kunnskap",
        "Kommunen og nærbutikken",
        "Rural housing challenges in the Nordic region",
        "Planning for sustainable tourism in the Nordic region",
        "Rural perspectives on digital innovation",
        "Compact cities trigger high use of second homes in the Nordic region",
        "Strekk i laget",
        "Små distriktskommuners deltakelse i innovasjonsvirkemidler",
        "Tiltak for å stimulere til økt innovasjon og utvikling i små distriktskommuner",
    ],
)
def test_what_the_newsletter_of_2020_listed_is_here(title: str) -> None:
    assert title in {record.title for record in RECORDS}


def test_the_two_briefs_known_from_the_newsletter_alone_claim_nothing_more() -> None:
    briefs = [record for record in RECORDS if record.type is DocumentType.POLICY_BRIEF and record.published == "2020"]
    assert len(briefs) == 2
    for brief in briefs:
        assert known_fields(brief) - {"id", "note", "sources"} == {"title", "type", "publishers", "published"}


def test_the_manual_is_there_in_the_three_languages_of_the_interface() -> None:
    manuals = [record for record in RECORDS if record.type is DocumentType.MANUAL]
    assert [record.language for record in manuals] == list(LANGUAGES)
    for record in manuals:
        text = (DATA / (record.text_file or "")).read_text(encoding="utf-8")
        assert text.startswith(f"# {record.title}\n")
        assert len(text.split()) in WORDS_OF_A_MANUAL
