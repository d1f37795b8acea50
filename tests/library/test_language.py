"""The language of pages and documents: who is told from whom, what is left undetermined, and how pages vote."""

from __future__ import annotations

import math
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.document import UNDETERMINED, DetectedLanguage, LanguageShare
from library.errors import VocabularyError
from library.language import (
    BORROWED,
    FOREIGN,
    FOREIGN_WORDS,
    MIN_CONFIDENCE,
    MIN_LETTERS,
    PASSAGE,
    ForeignWords,
    LanguageDetector,
    PageLanguage,
    language_conflict,
    read_foreign_words,
    vote,
)
from library.profiles import PROFILES, TRAINED
from tests.library import passages

LONG = {
    "nb": passages.BOKMAL,
    "nn": passages.NYNORSK,
    "da": passages.DANISH,
    "sv": passages.SWEDISH,
    "fi": passages.FINNISH,
    "en": passages.ENGLISH,
    "se": passages.NORTHERN_SAMI,
}


LOADED = LanguageDetector.load()


@pytest.fixture
def detector() -> LanguageDetector:
    return LOADED


@pytest.mark.parametrize("language", LONG)
def test_tells_a_page(detector: LanguageDetector, language: str) -> None:
    page = detector.page(LONG[language])
    assert page.language == language
    assert page.confidence > 0.99


@pytest.mark.parametrize("language", LONG)
def test_tells_the_halves_of_a_page(detector: LanguageDetector, language: str) -> None:
    text = LONG[language]
    middle = text.index(" ", len(text) // 2)
    assert [detector.detect_page(half) for half in (text[:middle], text[middle:])] == [language, language]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("", UNDETERMINED, id="an empty page"),
        pytest.param(" \n\t\f", UNDETERMINED, id="a blank page"),
        pytest.param(passages.TITLE, UNDETERMINED, id="a title alone"),
        pytest.param(passages.TABLE, UNDETERMINED, id="a table of numbers"),
        pytest.param(passages.TABLE_OF_NAMES, UNDETERMINED, id="a table of names and numbers"),
        pytest.param("https://www.regjeringen.no/no/dokumenter/ " * 40, UNDETERMINED, id="addresses"),
        pytest.param(passages.RUSSIAN, UNDETERMINED, id="a script of which there is no profile"),
        pytest.param("\ud800" * 500, UNDETERMINED, id="lone surrogates"),
        pytest.param(passages.BOKMAL.upper(), UNDETERMINED, id="capitals only"),
        pytest.param(passages.BOKMAL + passages.TABLE[:700], "nb", id="bokmål with a small table"),
        pytest.param(passages.NYNORSK + passages.ENGLISH[:300], "nn", id="nynorsk with a quotation in English"),
        pytest.param(passages.DUTCH, "nl", id="Dutch is not Danish"),
        pytest.param(passages.ICELANDIC, "is", id="Icelandic is not nynorsk"),
        pytest.param(passages.FAROESE, "fo", id="Faroese is not nynorsk"),
    ],
)
def test_tells_the_hard_cases(detector: LanguageDetector, text: str, language: str) -> None:
    assert detector.detect_page(text) == language


def test_what_is_undetermined_has_no_confidence(detector: LanguageDetector) -> None:
    assert detector.page(passages.TITLE).confidence == 0.0


def test_composed_and_decomposed_letters_are_the_same(detector: LanguageDetector) -> None:
    decomposed = passages.BOKMAL.replace("å", "a\u030a")
    assert decomposed != passages.BOKMAL
    assert detector.page(decomposed) == detector.page(passages.BOKMAL)


def test_a_text_without_pages_is_judged_to_its_end(detector: LanguageDetector) -> None:
    text = passages.ENGLISH * 4 + passages.NYNORSK * 12
    assert len(passages.ENGLISH * 4) > PASSAGE
    page = detector.page(text)
    assert page.language == "nn"
    assert MIN_CONFIDENCE < page.confidence < 0.9


def test_a_nynorsk_report_with_an_english_summary_is_nynorsk_with_shares(detector: LanguageDetector) -> None:
    found = detector.detect([passages.TITLE, *[passages.NYNORSK] * 6, passages.TABLE, passages.ENGLISH])
    assert found.language == "nn"
    assert [share.language for share in found.shares] == ["nn", "en"]
    assert found.shares[0].share == pytest.approx(0.86, abs=0.02)
    assert sum(share.share for share in found.shares) == pytest.approx(1.0)


def test_slides_are_judged_together(detector: LanguageDetector) -> None:
    slides = [line for line in passages.SWEDISH.splitlines() if line]
    assert {detector.detect_page(slide) for slide in slides} == {UNDETERMINED}
    assert detector.detect(slides).language == "sv"


@pytest.mark.parametrize("texts", [[], [""], [passages.TITLE], [passages.TABLE] * 3], ids=["no page", "empty", "title", "tables"])
def test_a_document_without_running_text_is_undetermined(detector: LanguageDetector, texts: list[str]) -> None:
    assert detector.detect(texts) == DetectedLanguage(UNDETERMINED, 0.0)


def test_a_word_that_a_language_lacks_counts_once_against_it() -> None:
    alike = {" me": [0.1, 0.1], "med": [0.1, 0.1], "ed ": [0.1, 0.1]}
    detector = LanguageDetector(alike, ["da", "nb"], [ForeignWords(("nb",), ("efter",))])
    assert detector.chances(" med ") == pytest.approx([0.5, 0.5])
    assert detector.chances(" med Efter efter ")[1] == pytest.approx(1 / (1 + math.exp(FOREIGN)))


def test_no_word_is_foreign_to_danish_and_norwegian_alike() -> None:
    groups = {group.not_in: set(group.words) for group in read_foreign_words(FOREIGN_WORDS)}
    assert set(groups) == {("da",), ("nb", "nn")}
    assert not set.intersection(*groups.values())
    norwegian, danish = (set(text.lower().split()) for text in (passages.BOKMAL + passages.NYNORSK, passages.DANISH))
    assert not groups["nb", "nn"] & norwegian
    assert not groups["da",] & danish


def test_votes_are_weighted_by_letters_and_und_does_not_vote() -> None:
    pages = [
        PageLanguage("en", 1.0, 300),
        PageLanguage("en", 1.0, 300),
        PageLanguage("nn", 0.9, 1800),
        PageLanguage("und", 0.0, 9000),
    ]
    assert vote(pages) == DetectedLanguage("nn", 0.9, (LanguageShare("nn", 0.75), LanguageShare("en", 0.25)))


def test_a_tie_is_broken_the_same_way_in_any_order() -> None:
    pages = [PageLanguage("sv", 1.0, 500), PageLanguage("da", 1.0, 500)]
    assert vote(pages) == vote(reversed(pages))


@pytest.mark.parametrize(
    ("declared", "detected", "conflict"),
    [
        pytest.param("nb", "nb", False, id="agreement"),
        pytest.param("nb", "nn", True, id="disagreement"),
        pytest.param("no", "nn", False, id="Norwegian of either form"),
        pytest.param("no", "da", True, id="Norwegian that is Danish"),
        pytest.param("nb", UNDETERMINED, False, id="nothing detected"),
        pytest.param(None, "nb", False, id="nothing declared"),
    ],
)
def test_a_disagreement_is_put_in_words(declared: str | None, detected: str, conflict: bool) -> None:
    found = DetectedLanguage(detected, 0.9, (LanguageShare(detected, 0.8),))
    sentence = language_conflict(declared, found)
    assert (sentence is not None) == conflict
    if sentence:
        assert all(part in sentence for part in (str(declared), detected, "80%"))


def test_nothing_detected_is_no_disagreement() -> None:
    assert language_conflict("nb", None) is None


def test_answers_do_not_depend_on_order_or_threads(detector: LanguageDetector) -> None:
    texts = [*LONG.values(), passages.TITLE] * 20
    alone = [LanguageDetector.load().page(text) for text in texts[:8]] * 20
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(detector.page, texts)) == alone
    assert [detector.page(text) for text in reversed(texts)] == alone[::-1]


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    page = LOADED.page(text)
    assert page.language in {UNDETERMINED, "is", "fo", *TRAINED, *BORROWED}
    assert page.letters <= len(text) * 4
    assert (page.language == UNDETERMINED) or (page.confidence >= MIN_CONFIDENCE and page.letters >= MIN_LETTERS)


@pytest.mark.parametrize("content", [None, b"{}", b"not json"], ids=["missing", "empty object", "no JSON"])
def test_a_broken_profile_stops_the_loading(content: bytes | None, tmp_path: Path) -> None:
    shutil.copytree(PROFILES, tmp_path, dirs_exist_ok=True)
    broken = tmp_path / "nn.json"
    broken.unlink()
    if content is not None:
        broken.write_bytes(content)
    with pytest.raises(VocabularyError, match=r"nn\.json"):
        LanguageDetector.load(tmp_path)


@pytest.mark.parametrize("content", [None, b"{}", b"not json", b'[{"words": []}]'])
def test_a_broken_list_of_words_is_named(content: bytes | None, tmp_path: Path) -> None:
    broken = tmp_path / "foreign_words.json"
    if content is not None:
        broken.write_bytes(content)
    with pytest.raises(VocabularyError, match=r"foreign_words\.json"):
        read_foreign_words(broken)
