"""Every sentence is translated into bokmål and nynorsk, and no translation is left over."""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

import msgspec
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from index.engine import FacetField, NoticeCode, Sort
from library.document import DocumentType, Provenance
from library.shipped import DATA
from library.vocabulary import shipped_publishers
from web import labels
from web.reader import Reason
from web.texts import SOURCE_LANGUAGE, TRANSLATIONS, load_texts, locale_of

WEB = TRANSLATIONS.parent
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2.ext:babel_extract")]
OPTIONS = {"templates/**.html": {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}}
KEYWORDS = {"mark": None, "_": None, "gettext": None, "ngettext": (1, 2)}
TRANSLATED = ("nb", "nn")
Message = str | tuple[str, ...]


def extracted() -> Iterator[Message]:
    for _file, _line, message, _comments, _context in extract_from_dir(WEB, METHODS, OPTIONS, KEYWORDS):
        yield message


def catalog(language: str) -> Catalog:
    with (TRANSLATIONS / language / "LC_MESSAGES" / "kartotek.po").open("rb") as file:
        return read_po(file, locale=language)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_has_a_translation(language: str) -> None:
    messages = set(extracted())
    assert len(messages) > 100, "the extraction looks in the wrong place"
    translated = {message.id: message.string for message in catalog(language) if message.id}
    assert messages - translated.keys() == set(), "untranslated"
    assert translated.keys() - messages == set(), "left over"
    assert [id for id, string in translated.items() if not all(_forms(string))] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_keep_what_is_filled_in(language: str) -> None:
    for message in catalog(language):
        if not message.id:
            continue
        strings = _forms(message.string)
        ids = _forms(message.id)
        assert {frozenset(_slots(text)) for text in strings} == {frozenset(_slots(text)) for text in ids}, message.id
        assert not message.fuzzy


def _forms(text: str | Sequence[str | None] | None) -> tuple[str, ...]:
    """Return the singular and plural of a message, or the one form that it has."""
    forms = (text,) if isinstance(text, str) or text is None else text
    return tuple(form or "" for form in forms)


def _slots(text: str) -> list[str]:
    return re.findall(r"%\(\w+\)s", text)


# Words that give away the wrong written standard.
BOKMAAL = r"ikke|hva|hvor|hvordan|fra|også|noe|noen|jeg|være|finnes|bare|mer|språket?ne|utgiver\w*|dokumenter|ordene|søke"
NYNORSK = r"ikkje|kva|korleis|frå|òg|noko|nokre|eg|vere|finst|berre|meir|utgjevar\w*|orda|søkje|dei|kjelda"


@pytest.mark.parametrize(("language", "foreign"), [("nn", BOKMAAL), ("nb", NYNORSK)])
def test_each_written_standard_is_kept_pure(language: str, foreign: str) -> None:
    strings = [text for message in catalog(language) if message.id for text in _forms(message.string)]
    assert [text for text in strings if re.search(rf"(?<![\w:])(?:{foreign})(?![\w:])", text, re.IGNORECASE)] == []


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (labels.FACETS, FacetField),
        (labels.MISSING, FacetField),
        (labels.TYPES, DocumentType),
        (labels.SORTS, Sort),
        (labels.NOTICES, NoticeCode),
        (labels.REASONS, Reason),
        (labels.PROVENANCES, Provenance),
    ],
    ids=["facets", "missing values", "types", "sorts", "notices", "reasons", "provenances"],
)
def test_every_value_that_can_be_shown_has_a_name(table: Mapping[StrEnum, str], values: type[StrEnum]) -> None:
    assert set(table) == set(values)


def test_every_kind_of_publisher_that_ships_has_a_name() -> None:
    assert {publisher.kind for publisher in shipped_publishers() if publisher.kind} <= set(labels.KINDS)


def test_every_language_that_ships_has_a_name() -> None:
    lines = (Path(DATA) / "catalogue.jsonl").read_bytes().splitlines()
    used = {msgspec.json.decode(line).get("language", "und") for line in lines}
    assert used <= set(labels.LANGUAGES)


def test_numbers_and_plurals_follow_the_language() -> None:
    texts = load_texts()
    assert texts.get("nn", "Publisher") == "Utgjevar"
    assert texts.get(SOURCE_LANGUAGE, "Publisher") == "Publisher"
    assert texts.catalogs["nb"].ngettext("document", "documents", 2) == "dokumenter"
    assert texts.catalogs["nb"].ngettext("document", "documents", 1) == "dokument"
    assert str(locale_of("en")) == "en_GB"
