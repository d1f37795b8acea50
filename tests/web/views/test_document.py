"""Dates, addresses and references on a document's page."""

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
from library.language import LanguageDetector
from library.vocabulary import Publishers
from tests.index.shelf import TOPICS
from tests.library import passages
from web.addresses import document_address
from web.dates import partial_date
from web.files import safe_address
from web.labels import Labels
from web.texts import INTERFACE_LANGUAGES, load_texts
from web.views.document import document_view
from web.views.text import text_view


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
    labels = Labels(Publishers([]), TOPICS, load_texts())
    (row,) = [row for row in document_view(report, [summary], labels, language).rows if row.label in {"Språk", "Language"}]
    assert [value.label.replace("\xa0", " ") for value in row.values] == expected


def test_a_newsletter_that_lists_a_document_is_a_source_to_go_to() -> None:
    sources = (Source("newsletter", document="brev"), Source("newsletter", document="brev-2", as_written="Sild og samfun"))
    report = Document(id="a", title="Sild og samfunn", type=DocumentType.REPORT, sources=sources)
    view = document_view(report, [], Labels(Publishers([]), TOPICS, load_texts()), "nn")
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
    view = document_view(report, [], Labels(Publishers([]), TOPICS, load_texts()), "nb")
    assert [file.facts for file in view.files] == [("DOCX", "versjon 2"), ("PDF", "uten tekst"), ("PDF", "tekst lest maskinelt")]


@pytest.mark.parametrize(("label", "heading"), [("iv", ""), ("12", ""), ("Mål", "Mål"), ("", "")])
def test_a_printed_page_number_is_no_heading(label: str, heading: str) -> None:
    (page,) = text_view([Page(1, "Tekst", label)], "a", 1, "nb").pages
    assert page.heading == heading


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_a_language_can_be_asked_for_by_the_name_that_is_shown(language: str) -> None:
    labels = Labels(Publishers([]), TOPICS, load_texts())
    for code in (*LanguageDetector.load().languages, "is", "fo"):
        shown = labels.language(code, language)
        asked = [facet_keys(field, shown, labels.publishers, TOPICS) for field in (QueryField.LANGUAGE, QueryField.CONTAINS)]
        assert asked == [(code,), (code,)], shown


@pytest.mark.parametrize(
    "address", [None, "", "javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "//x.no", "http://[", "ftp://x.no/"]
)
def test_only_whole_web_addresses_are_followed(address: str | None) -> None:
    assert safe_address(address) is None
    assert safe_address("https://www.regjeringen.no/") == "https://www.regjeringen.no/"
