"""Cleans text that came from outside: composed letters, no ligatures or control characters, line ends as one sign."""

from __future__ import annotations

import re
import unicodedata

# What Unicode calls control (line feed and tab stay), soft hyphens and zero-width spaces, marks that turn the direction of
# writing (they can make a title read otherwise than it is spelt), and halves of pairs that are no character alone.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\xad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)
# Letters that a typesetter joined, as Unicode has them for old encodings; nobody writes them in a query.
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_LINE_END = re.compile("\r\n?|\x0b|\x0c|\x85|\u2028|\u2029")
_TRAILING_SPACE = re.compile(r"(?<![ \t])[ \t]+$", re.MULTILINE)  # looked for once at each run of spaces, not at each space
_BLANK_LINES = re.compile(r"\n{3,}")


def clean_line(text: str) -> str:
    """Return the text on one line, each run of white space one space."""
    return " ".join(clean_text(text).split())


def clean_text(text: str) -> str:
    """Return the text with its lines kept; at most one blank line in a row."""
    lines = _UNWANTED.sub("", _LINE_END.sub("\n", text))
    apart = _LIGATURE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), lines)
    composed = unicodedata.normalize("NFC", apart)
    return _BLANK_LINES.sub("\n\n", _TRAILING_SPACE.sub("", composed)).strip()
