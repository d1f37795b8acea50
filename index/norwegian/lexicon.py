"""Our word lists: what is another form, spelling or word of the other written standard for the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from index.norwegian.synonyms import Entry, read_synonyms
from index.norwegian.words import NORWEGIAN_DATA
from library.text import fold

_IRREGULAR = "irregular.txt"  # inflected forms
_VARIANTS = ("variants.txt", "derivations.txt")  # nynorsk and other spellings; nouns that replace each other
# Old, Swedish and foreign letters, as a Norwegian would write the same.
_MODERN = {"ä": "æ", "ö": "ø", "é": "e", "è": "e", "ê": "e", "ó": "o", "ò": "o", "ô": "o", "ü": "u"}
_LETTERS = str.maketrans(_MODERN)
_SHORTEST_STEM = 3  # letters; the endings of shorter words are those of too many others


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists, read."""

    irregular: dict[str, str]
    """Inflected form → base form."""
    bases: dict[str, tuple[str, ...]]
    """Base form, in nynorsk or another spelling → the words that it stands for, in bokmål."""
    words: frozenset[str]
    """All base forms."""
    stems: frozenset[str]
    """What they begin with in all their forms."""
    whole: frozenset[str]
    """Words that are a stem as they stand, whatever endings they seem to have."""
    names: frozenset[str]
    """Folded proper names."""


@cache
def lexicon() -> Lexicon:
    """Read the lists that ship."""
    irregular = list(_entries(_IRREGULAR))
    variants = [entry for name in _VARIANTS for entry in _entries(name)]
    named = (
        *(base for entry in irregular for base in entry.bases),
        *(word for entry in variants for word in (*entry.words, *entry.bases)),
    )
    words = frozenset(word for word in (*named, *_lines("parts.txt")) if word.isalpha() and len(word) >= _SHORTEST_STEM)
    return Lexicon(
        irregular={word: entry.bases[0] for entry in irregular for word in entry.words},
        bases={word: entry.bases for entry in reversed(variants) for word in entry.words},
        words=words,
        stems=frozenset(stem for word in words if len(stem := word.removesuffix("e")) >= _SHORTEST_STEM),
        whole=frozenset(_lines("whole.txt")),
        names=frozenset(fold(name) for name in _lines("names.txt")),
    )


def modern(word: str) -> str:
    """Return a word with the letters of a Norwegian today, in place of Swedish ones and accents."""
    return word.translate(_LETTERS)


def with_ligatures(word: str) -> str:
    """Return a word of ASCII letters with æ, ø and å where they may be meant."""
    return word.replace("aa", "å").replace("ae", "æ").replace("oe", "ø")


def _entries(name: str) -> Iterator[Entry]:
    return read_synonyms(_lines(name), name)


def _lines(name: str) -> list[str]:
    text = (NORWEGIAN_DATA / name).read_text(encoding="utf-8")
    for letter, today in _MODERN.items():  # as modern() does, but in a long text in a tenth of the time
        text = text.replace(letter, today)
    return [line for line in text.splitlines() if line and not line.startswith("#")]
