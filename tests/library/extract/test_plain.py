"""Plain text in the encodings that people have."""

from pathlib import Path

import pytest

from library.extract import extract
from library.record import MAX_PAGES
from tests.library.files import refusal, stored

TEXTS = {
    "utf-8": "Blåbærsyltetøy".encode(),
    "utf-8 with mark": b"\xef\xbb\xbf" + "Blåbærsyltetøy".encode(),
    "windows-1252": "Blåbærsyltetøy".encode("cp1252"),
    "utf-16": "Blåbærsyltetøy".encode("utf-16"),
    "decomposed": "Bla\u030abærsyltetøy".encode(),
    "soft hyphen": "Blåbær\u00adsyltetøy".encode(),
}


@pytest.mark.parametrize("content", TEXTS.values(), ids=TEXTS.keys())
def test_text_is_read_in_its_encoding(tmp_path: Path, content: bytes) -> None:
    assert extract(stored(tmp_path, "a.txt", content)).pages[0].text == "Blåbærsyltetøy"


def test_windows_1252_has_its_own_quotes_and_dashes(tmp_path: Path) -> None:
    assert extract(stored(tmp_path, "a.txt", "“ja” – €".encode("cp1252"))).pages[0].text == "“ja” – €"


def test_form_feeds_part_pages(tmp_path: Path) -> None:
    read = extract(stored(tmp_path, "a.txt", b"en\f\ftre\f"))
    assert [(page.number, page.text) for page in read.pages] == [(1, "en"), (2, ""), (3, "tre")]
    assert read.page_count == 3


def test_a_text_says_nothing_of_itself(tmp_path: Path) -> None:
    assert extract(stored(tmp_path, "a.txt", b"Tittel\n\nTekst.")).says.title is None


def test_more_form_feeds_than_a_document_has_pages_are_refused(tmp_path: Path) -> None:
    assert "form feeds" in refusal(stored(tmp_path, "a.txt", b"a\f" * (MAX_PAGES + 1)))


def test_a_text_of_a_byte_order_mark_is_empty(tmp_path: Path) -> None:
    assert "is empty" in refusal(stored(tmp_path, "a.txt", b"\xef\xbb\xbf \f \n"))
