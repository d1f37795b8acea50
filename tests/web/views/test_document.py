"""Dates, addresses and references on a document's page."""

from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from index.query import QueryField
from index.values import facet_keys
from library.document import (
    DetectedLanguage,
    Document,
    DocumentFile,
    DocumentType,
    LanguageShare,
    Page,
    PartialDate,
    Source,
    TextOrigin,
)
from library.identifiers import parse_series_number
from library.language import LanguageDetector
from library.vocabulary import Publishers
from tests.index.shelf import TOPICS
from tests.library import passages
from web.addresses import document_address
from web.dates import partial_date
from web.files import safe_address
from web.labels import Labels
from web.texts import INTERFACE_LANGUAGES, load_texts
from web.views.document import DocumentView, document_view

BASE = "https://kartotek.example.no"
LABELS = Labels(Publishers([]), TOPICS, load_texts())


def view_of(document: Document, language: str = "nb", contact: str | None = None) -> DocumentView:
    return document_view(document, [], LABELS, language, base=BASE, contact=contact)


def rows(view: DocumentView) -> dict[str, list[tuple[str, str | None]]]:
    return {row.label: [(value.label, value.address) for value in row.values] for row in view.rows}


@pytest.mark.parametrize(
    ("date", "language", "expected"),
    [
        ("2020", "nb", "2020"),
        ("2020-10", "nb", "oktober 2020"),
        ("2020-10-28", "nn", "28. oktober 2020"),
        ("2020-05-01", "en", "1 May 2020"),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(date: str, language: str, expected: str) -> None:
    assert partial_date(PartialDate.parse(date), language) == expected


@pytest.mark.parametrize(
    ("share", "language", "expected"),
    [
        pytest.param(0.04, "nb", ["Bokmål", "med engelsk (4 %)"], id="bokmål"),
        pytest.param(0.004, "nn", ["Bokmål", "med engelsk (under 1 %)"], id="less than a percent, in nynorsk"),
        pytest.param(0.004, "en", ["Norwegian Bokmål", "with English (less than 1%)"], id="in English"),
    ],
)
def test_languages_are_told_in_words(share: float, language: str, expected: list[str]) -> None:
    shares = (LanguageShare("nb", 1 - share), LanguageShare("en", share))
    report = Document(id="a", title="A", type=DocumentType.REPORT, detected=DetectedLanguage("nb", 1.0, shares))
    summary = Page(1, 2 * passages.ENGLISH, "", "en")
    (row,) = [
        row for row in document_view(report, [summary], LABELS, language, base=BASE).rows if row.label in {"Språk", "Language"}
    ]
    assert [value.label.replace("\xa0", " ") for value in row.values] == expected


def test_a_newsletter_that_lists_a_document_is_a_source_to_go_to() -> None:
    sources = (Source("newsletter", document="brev"), Source("newsletter", document="brev-2", as_written="Sild og samfun"))
    report = Document(id="a", title="Sild og samfunn", type=DocumentType.REPORT, sources=sources)
    view = document_view(report, [], LABELS, "nn", base=BASE)
    assert [(source.label, source.address) for source in view.sources] == [
        ("eit nyheitsbrev som omtalar det", document_address("nn", "brev")),
        ("eit nyheitsbrev som omtalar det, som «Sild og samfun»", document_address("nn", "brev-2")),
    ]


def test_a_file_tells_its_format_its_version_and_how_its_text_was_read() -> None:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    files = (
        DocumentFile(filename="b.docx", media_type=word, sha256="b" * 64, version=2),
        DocumentFile(filename="a.pdf", media_type="application/pdf", sha256="a" * 64, text=TextOrigin.NONE),
        DocumentFile(filename="c.pdf", media_type="application/pdf", sha256="c" * 64, text=TextOrigin.OCR),
    )
    report = Document(id="a", title="A", type=DocumentType.REPORT, files=files)
    view = document_view(report, [], LABELS, "nb", base=BASE)
    assert [file.facts for file in view.files] == [("DOCX", "versjon 2"), ("PDF", "uten tekst"), ("PDF", "tekst lest maskinelt")]


def test_an_earlier_version_of_a_file_stands_apart() -> None:
    files = (
        DocumentFile(filename="ny.pdf", media_type="application/pdf", sha256="c" * 64, version=3),
        DocumentFile(filename="gammel.pdf", media_type="application/pdf", sha256="b" * 64, version=2, is_primary=False),
        DocumentFile(filename="tekst.epub", media_type="application/epub+zip", sha256="d" * 64, is_primary=False),
        DocumentFile(filename="hos-utgiver.pdf", media_type="application/pdf", address="https://example.org/a.pdf"),
    )
    view = view_of(Document(id="a", title="A", type=DocumentType.REPORT, files=files))
    assert [file.filename for file in view.files] == ["ny.pdf", "tekst.epub", "hos-utgiver.pdf"]
    assert [file.filename for file in view.earlier_files] == ["gammel.pdf"]


def test_a_number_leads_to_its_series_and_a_year_to_all_of_that_year() -> None:
    number = parse_series_number("Meld. St. 5 (2019–2020)")
    view = view_of(Document(id="a", title="A", type=DocumentType.WHITE_PAPER, number=number, published=PartialDate(2019)))
    assert [(fact.label, fact.address) for fact in view.head] == [
        ("Stortingsmelding", "/nb/?type=white-paper"),
        ("Meld. St. 5 (2019–2020)", "/nb/series/meld-st"),
        ("2019", "/nb/?year=2019"),
    ]
    assert rows(view)["Utgitt"] == [("2019", "/nb/?year=2019")]


def test_a_type_that_its_number_says_is_not_said_twice() -> None:
    view = view_of(Document(id="a", title="A", type=DocumentType.NOU, number=parse_series_number("NOU 2020: 12")))
    assert [fact.label for fact in view.head] == ["NOU 2020: 12"]


def test_a_change_on_the_day_that_a_document_came_is_none() -> None:
    came, later = datetime(2026, 3, 1, 8, tzinfo=UTC), datetime(2026, 3, 1, 9, tzinfo=UTC)
    same = Document(id="a", title="A", type=DocumentType.REPORT, first_seen=came, updated=later)
    changed = replace(same, updated=datetime(2026, 4, 2, tzinfo=UTC))
    dates = [
        [label for label, values in rows(view_of(document, "en")).items() if "here" in label for _ in values]
        for document in (same, changed)
    ]
    assert dates == [["First seen here"], ["First seen here", "Last changed here"]]


def test_a_reference_is_set_in_parts_with_the_title_in_italics() -> None:
    cite = view_of(Document(id="a/b c", title="Sild", type=DocumentType.REPORT, authors=("Kari Nordmann",))).cite
    assert [part.text for part in cite.parts if part.is_italic] == ["Sild"]
    assert cite.lasting == f"{BASE}/documents/a/b%20c"
    assert [link.address for link in cite.exports] == [
        f"/nb/documents/a/b%20c?format={format}" for format in ("ris", "bibtex", "csl")
    ]


def test_a_reference_never_holds_an_address_that_a_browser_would_run() -> None:
    cite = view_of(Document(id="a", title="A", type=DocumentType.REPORT, landing_page="javascript:alert(1)")).cite
    assert [part.text for part in cite.parts if part.is_link] == [f"{BASE}/documents/a"]


def test_an_error_is_told_by_mail_that_names_the_document() -> None:
    document = Document(id="a", title="Sild & samfunn?\n#1", type=DocumentType.REPORT)
    address = urlsplit(str(view_of(document, contact="arkiv+feil@example.no").report))
    assert (address.scheme, address.path, address.fragment) == ("mailto", "arkiv+feil@example.no", "")
    told = parse_qs(address.query)
    assert document.title in told["subject"][0]
    assert f"{BASE}/documents/a" in told["body"][0]
    assert told.keys() == {"subject", "body"}


@pytest.mark.parametrize("contact", [None, "https://example.no/feil"])
def test_an_error_is_told_where_the_contact_says_or_not_at_all(contact: str | None) -> None:
    assert view_of(Document(id="a", title="A", type=DocumentType.REPORT), contact=contact).report == contact


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_a_language_can_be_asked_for_by_the_name_that_is_shown(language: str) -> None:
    for code in (*LanguageDetector.load().languages, "is", "fo"):
        shown = LABELS.language(code, language)
        asked = [facet_keys(field, shown, LABELS.publishers, TOPICS) for field in (QueryField.LANGUAGE, QueryField.CONTAINS)]
        assert asked == [(code,), (code,)], shown


@pytest.mark.parametrize(
    "address", [None, "", "javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "//x.no", "http://[", "ftp://x.no/"]
)
def test_only_whole_web_addresses_are_followed(address: str | None) -> None:
    assert safe_address(address) is None
    assert safe_address("https://www.regjeringen.no/") == "https://www.regjeringen.no/"
