"""The word forms that are known and how often each stands in either written standard; and what is derived from them.

words.tsv is counted from texts. stems.tsv is computed from it with our lists, since that takes longer than a program may take
to start, and terms.tsv holds the outcome for the known forms, which are most of any text. index/norwegian/counting.py makes
all three.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from operator import add
from pathlib import Path

from library.shipped import DATA

NORWEGIAN_DATA = DATA / "norwegian"
WORDS_FILE = NORWEGIAN_DATA / "words.tsv"
STEMS_FILE = NORWEGIAN_DATA / "stems.tsv"
TERMS_FILE = NORWEGIAN_DATA / "terms.tsv"


@dataclass(frozen=True, slots=True)
class WordList:
    """How often each form was counted; forms as normalized words."""

    counts: Mapping[str, int]
    """In both standards together."""
    nb: Mapping[str, int]
    nn: Mapping[str, int]

    def count(self, form: str) -> int:
        """Return how often a form stands in both standards."""
        return self.counts.get(form, 0)


@dataclass(frozen=True, slots=True)
class StemList:
    """How often the stems of the known forms stand in any form."""

    nb: Mapping[str, int]
    nn: Mapping[str, int]
    nb_total: int
    nn_total: int
    in_compounds: Mapping[str, int]
    """Of the stems of what a word stands for, those that may be a part of a compound."""


@cache
def known_words() -> WordList:
    """Read the list that ships."""
    forms, nb, nn = _columns(WORDS_FILE, 3)
    in_nb, in_nn = list(map(int, nb)), list(map(int, nn))
    return WordList(*(dict(zip(forms, counts, strict=True)) for counts in (map(add, in_nb, in_nn), in_nb, in_nn)))


@cache
def known_stems() -> StemList:
    """Read the list that ships."""
    bases, nb, nn, parts = _columns(STEMS_FILE, 4)
    in_nb, in_nn = (dict(zip(bases, map(int, counts), strict=True)) for counts in (nb, nn))
    in_compounds = {base: count for base, count in zip(bases, map(int, parts), strict=True) if count}
    return StemList(in_nb, in_nn, sum(in_nb.values()), sum(in_nn.values()), in_compounds)


@cache
def known_terms() -> dict[str, str]:
    """Return the index terms of each known form, as the analyzer gives them, with spaces between."""
    forms, terms = _columns(TERMS_FILE, 2)
    return dict(zip(forms, terms, strict=True))


def _columns(path: Path, count: int) -> list[list[str]]:
    """Read the columns of a table with so many; all its cells at once, since every start of a program waits for it."""
    text = path.read_text(encoding="utf-8")
    while text.startswith("#"):
        text = text[text.index("\n") + 1 :]
    cells = text.rstrip("\n").replace("\n", "\t").split("\t")
    return [cells[place::count] for place in range(count)]
