"""Makes index terms of Norwegian words, the same for a text and for a query.

A word is the term of what it stands for, whichever its form, spelling and written standard; a compound is that of its parts, in
order, and each of its parts is a term of its own besides, marked with `+`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice, product

from index.norwegian.compounds import atoms, is_compound
from index.norwegian.derivation import relatives
from index.norwegian.lexicon import lexicon, modern, with_ligatures
from index.norwegian.variants import bases, is_known, listed, stems
from index.norwegian.words import known_terms
from library.text import fold

JOINT = "+"
"""Stands between the parts of a compound in its term, and before the term of a part."""
_CACHED_WORDS = 50_000  # index/analysis.py keeps more, with the terms made of them
_DEEPEST = 2  # compounds inside a compound: handverk in handverksfag is håndverk, and that is hand and verk
_MOST_READINGS = 4  # of a compound some of whose parts stand for more than one word


@dataclass(frozen=True, slots=True)
class WordTerms:
    """The terms of a word: of the word itself, the usual meaning first, and of its parts if it is a compound."""

    whole: tuple[str, ...]
    parts: tuple[str, ...] = ()


@lru_cache(maxsize=_CACHED_WORDS)
def word_terms(word: str) -> WordTerms:
    """Return the terms of a normalized word.

    >>> word_terms("distriktspolitikken")
    WordTerms(whole=('distrikt+politikk',), parts=('+distrikt', '+politikk'))
    """
    known = known_terms().get(word)
    whole = tuple(known.split(" ")) if known else whole_terms(word)
    parts = dict.fromkeys(part for term in whole if JOINT in term for part in _runs(term.split(JOINT)))
    return WordTerms(whole, tuple(parts))


def whole_terms(word: str) -> tuple[str, ...]:
    """Return the terms of a normalized word itself, by the lists and the rules."""
    plain = fold(word)
    if not word.isalpha():
        return (plain,)
    if name := _name(plain):
        return (name,)
    return tuple(dict.fromkeys(fold(JOINT.join(reading)) for reading in _readings(_spelled(word))))


def related_terms(word: str) -> tuple[str, ...]:
    """Return the terms of words of the same family, which mean nearly the same: of eiendomsmegler, eiendomsmegling."""
    readings = _readings(_spelled(word)) if word.isalpha() and not _name(fold(word)) else []
    return tuple(fold(JOINT.join((*first, other))) for *first, last in readings for other in relatives(last))


def _spelled(word: str) -> str:
    """Return a word with the letters that it has in Norwegian today, such as «naering» and «näring» with æ, if that is known."""
    plain = modern(word)
    ligatures = with_ligatures(plain)
    return ligatures if ligatures != plain and not _is_word(plain) and _is_word(ligatures) else plain


def _is_word(word: str) -> bool:
    return any(map(is_known, bases(word))) or is_compound(word)


def _name(plain: str) -> str | None:
    """Return the proper name that this is, perhaps in the genitive."""
    names = lexicon().names
    return next((name for name in (plain, plain.removesuffix("s")) if name in names), None)


def _readings(word: str, depth: int = _DEEPEST) -> list[tuple[str, ...]]:
    """Return what the word may stand for, each time as its parts; a simple word is one part."""
    return list(dict.fromkeys(reading for one in listed(word) for reading in _parted(one, depth)))


def _parted(word: str, depth: int) -> Iterator[tuple[str, ...]]:
    parts = atoms(word)
    if len(parts) == 1 or not depth:
        yield from ((base,) for base in stems(word))
        return
    for reading in islice(product(*(_readings(part, depth - 1) for part in parts)), _MOST_READINGS):
        yield tuple(chain.from_iterable(reading))


def _runs(reading: Sequence[str]) -> list[str]:
    """Return the term of each run of parts that is not the whole: of barnehagelov also barnehage."""
    count = len(reading)
    return [
        JOINT + JOINT.join(reading[first:end])
        for first in range(count)
        for end in range(first + 1, count + 1)
        if end - first < count
    ]
