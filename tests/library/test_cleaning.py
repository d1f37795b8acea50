"""Text from outside is composed, on clean lines, and free of what cannot be seen."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.cleaning import clean_line, clean_text


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        pytest.param("  Å  bo\n\ti nord ", "Å bo i nord", id="white space"),
        pytest.param("bla\u030abær", "blåbær", id="combining ring"),
        pytest.param("nærings\u00adliv", "næringsliv", id="soft hyphen"),
        pytest.param("en\x00 to\x1b[31m", "en to[31m", id="control characters"),
        pytest.param("trygg\u202egnp.exe", "trygggnp.exe", id="turned direction of writing"),
        pytest.param("\ufeffTittel\u200b", "Tittel", id="marks without width"),
        pytest.param("halv\ud800", "halv", id="half a surrogate pair"),
        pytest.param("10\u00a0000 kr", "10 000 kr", id="hard space"),
    ],
)
def test_a_line_is_cleaned(raw: str, cleaned: str) -> None:
    assert clean_line(raw) == cleaned


def test_lines_and_paragraphs_are_kept() -> None:
    assert clean_text("\r\nen \r\nto\r\rtre\n\n\n\n\nfire\u2028fem\n ") == "en\nto\n\ntre\n\nfire\nfem"


def test_a_million_spaces_are_cleaned_as_ten_are() -> None:
    """With a pattern that looks at each of them anew, this would take an hour."""
    assert clean_text(f"a{' ' * 1_000_000}b \t\nc") == f"a{' ' * 1_000_000}b\nc"


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    assert clean_line(clean_line(text)) == clean_line(text)
    assert unicodedata.is_normalized("NFC", once)
    assert "\r" not in once
    assert "\n\n\n" not in once
