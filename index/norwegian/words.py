"""The word forms that are known and how often each stands in either written standard; and what is derived from them.

words.tsv is counted from texts. stems.tsv is computed from it with our lists, since that takes longer than a program may take
to start, and terms.tsv holds the outcome for the known forms, which are most of any text. index/norwegian/counting.py makes
all three.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
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
    nb, nn, counts = {}, {}, {}
    for form, in_nb, in_nn in _rows(WORDS_FILE):
        nb[form], nn[form] = int(in_nb), int(in_nn)
        counts[form] = nb[form] + nn[form]
    return WordList(counts, nb, nn)


@cache
def known_stems() -> StemList:
    """Read the list that ships."""
    nb, nn, parts = {}, {}, {}
    for base, in_nb, in_nn, in_parts in _rows(STEMS_FILE):
        nb[base], nn[base], parts[base] = int(in_nb), int(in_nn), int(in_parts)
    in_compounds = {base: count for base, count in parts.items() if count}
    return StemList(nb, nn, sum(nb.values()), sum(nn.values()), in_compounds)


@cache
def known_terms() -> dict[str, str]:
    """Return the index terms of each known form, as the analyzer gives them, with spaces between."""
    return {form: terms for form, terms in _rows(TERMS_FILE)}  # noqa: C416 - the rows are lists, of which dict() knows no type


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8") as lines:
        yield from (line.rstrip("\n").split("\t") for line in lines if not line.startswith("#"))
