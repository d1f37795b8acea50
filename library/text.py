"""Folding: the one way in which two spellings are compared, on both sides of every comparison."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not take apart, or that Nordic readers write in two ways:
# ä and æ, ö and ø, aa and å are one letter each across the Nordic languages.
_LETTERS = str.maketrans(
    {
        "æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "œ": "oe", "å": "aa",
        "đ": "d", "ð": "d", "ŧ": "t", "ŋ": "n", "þ": "th", "ß": "ss", "ł": "l",
        "’": "'", "‘": "'", "´": "'",
    }
)  # fmt: skip
# In addresses one letter stands for one letter, as regjeringen.no writes them (ø → o, å → a).
_SLUG_LETTERS = str.maketrans({"ø": "o", "ö": "o", "å": "a", "ä": "a"})
# The three characters that follow z in ASCII stand for the three last letters of the alphabet.
_ALPHABET = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "đ": "d", "ð": "d", "þ": "th"})
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
MAX_SLUG = 70  # characters; long enough to be readable, short enough to be cited


def fold(text: str) -> str:
    """Return lower-case text in which æ/ä/ae, ø/ö/oe, å/aa meet and other diacritics are gone."""
    lowered = unicodedata.normalize("NFC", text).lower()
    if lowered.isascii():
        return lowered
    translated = lowered.translate(_LETTERS)
    if translated.isascii():
        return translated
    letters = unicodedata.normalize("NFD", translated)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def fold_name(text: str) -> str:
    """Return a folded name in which only letters and digits count: «Menon Economics» = «menon  economics.»."""
    return " ".join(re.findall(r"\w+", fold(text)))


def sort_key(text: str) -> str:
    """Return a key that sorts as a Norwegian register does: … z, æ/ä, ø/ö, å/aa; case and punctuation do not count."""
    lowered = unicodedata.normalize("NFC", text).lower().replace("aa", "å").translate(_ALPHABET)
    letters = unicodedata.normalize("NFD", lowered)
    return " ".join(re.findall(r"[\w{|}]+", "".join(letter for letter in letters if not unicodedata.combining(letter))))


def slugify(text: str, limit: int = MAX_SLUG) -> str:
    """Return a stable address part of a-z, 0-9 and hyphens; empty if nothing in the text can be kept."""
    lowered = unicodedata.normalize("NFC", text).lower().translate(_SLUG_LETTERS)
    slug = _NOT_SLUG.sub("-", fold(lowered)).strip("-")
    return slug[:limit].rstrip("-")
