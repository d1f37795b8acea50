"""What users of the library mean by a word besides the word itself: abbreviations and popular names, from lists in Solr's format.

Applied to queries only, in both directions; entries may have several words. One list ships; adopters add theirs by
KARTOTEK_SYNONYMS.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.norwegian.synonyms import Entry, SynonymsError, read_synonyms
from index.tokens import words
from library.shipped import DATA
from library.text import fold

SHIPPED = DATA / "synonyms.txt"
_LONGEST = 8  # words of an entry that is looked for in a query
Name = tuple[str, ...]
"""The normalized words of an entry."""


@dataclass(frozen=True, slots=True)
class Synonyms:
    """The lists, read: each name with the others that mean the same."""

    others: dict[Name, tuple[Name, ...]]
    """By folded words."""
    written: dict[Name, str]
    """How a name is written, with its signs: «plan- og bygningsloven»."""

    def of(self, texts: Sequence[str]) -> tuple[Name, ...]:
        """Return what else these words, as a whole, are called; nothing if they are in no list."""
        return self.others.get(tuple(map(fold, texts)), ())

    def shown(self, name: Name) -> str:
        """Return a name as the lists write it."""
        return self.written.get(name, " ".join(name))

    def longest_at(self, texts: Sequence[str], start: int) -> int:
        """Return how many of the words from a place on are the longest name that is in a list; 0 if none is."""
        ends = range(min(len(texts), start + _LONGEST), start, -1)
        return next((end - start for end in ends if self.of(texts[start:end])), 0)


def load_synonyms(added: Iterable[Path] = ()) -> Synonyms:
    """Read the list that ships and others; raise SynonymsError if one cannot be read or a line is not in the format."""
    entries = [entry for path in (SHIPPED, *added) for entry in read_synonyms(_lines(path), path.name)]
    direct: dict[Name, dict[Name, None]] = {}
    for entry in entries:
        _join(direct, entry)
    return Synonyms(
        others={name: _others(name, direct) for name in direct},
        written={tuple(words(text)): text for entry in entries for text in (*entry.words, *entry.bases)},
    )


def _join(direct: dict[Name, dict[Name, None]], entry: Entry) -> None:
    """Let each word of an entry mean what it stands for, and the other way round."""
    for word in entry.words:
        for base in entry.bases:
            one, other = tuple(words(word)), tuple(words(base))
            if one and other:
                direct.setdefault(_folded(one), {})[other] = None
                direct.setdefault(_folded(other), {})[one] = None


def _others(name: Name, direct: dict[Name, dict[Name, None]]) -> tuple[Name, ...]:
    """Return what a name stands for, and what else stands for the same."""
    found = dict.fromkeys(direct[name]) | dict.fromkeys(other for one in direct[name] for other in direct[_folded(one)])
    return tuple(other for other in found if _folded(other) != name)


def _folded(name: Name) -> Name:
    return tuple(map(fold, name))


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise SynonymsError(f"The list of synonyms {path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise SynonymsError(f"The list of synonyms {path} cannot be read: it is not in UTF-8.") from error
