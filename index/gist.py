"""Chooses what a document is about, for finding others like it: the words that it comes back to most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from index.analysis import stop_words
from index.runs import Counted, Indices

GIST_TERMS = 80  # of each document that are kept for this, about 1 kB
TITLE_WEIGHT = 4.0  # occurrences in the text that one in the title counts for
_SHORTEST = 4  # letters; shorter terms are abbreviations, numbers and function words

Gist = list[tuple[str, float]]
"""A document's most frequent terms with their frequencies; kept with the document, for no index tells what one holds."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms by their numbers."""

    texts: Sequence[str]
    telling: npt.NDArray[np.bool_]
    """Which may say what a document is about."""
    ranks: Indices
    """Their places in the order of the texts."""


def is_telling(term: str) -> bool:
    """Tell whether a term may say what a document is about."""
    plain = term.rpartition(":")[2].replace("+", "")  # without the language before it, and the joints of a compound
    return len(plain) >= _SHORTEST and plain.isalpha() and plain not in stop_words()


def gists(count: int, title: Counted, body: Counted, terms: Terms) -> list[Gist]:
    """Return the terms that each of so many documents comes back to most; of those as frequent, the last of the alphabet."""
    many = max(len(terms.texts), 1)
    keys = np.concatenate([counted.documents * many + counted.terms for counted in (title, body)])
    times = np.concatenate([title.times * TITLE_WEIGHT, body.times])
    chosen = terms.telling[keys % many]
    different, places = np.unique(keys[chosen], return_inverse=True)
    weights = np.bincount(places, times[chosen], len(different))
    documents, numbers = np.divmod(different, many)
    order = np.lexsort((-terms.ranks[numbers], -weights, documents))
    texts = [terms.texts[number] for number in numbers[order].tolist()]
    found, firsts = list(zip(texts, weights[order].tolist(), strict=True)), np.searchsorted(documents, np.arange(count + 1))
    return [found[first : min(end, first + GIST_TERMS)] for first, end in pairwise(firsts.tolist())]
