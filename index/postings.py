"""Turns passages of text into postings: each term of a field with all its places."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from index.analysis import NORWEGIAN, text_terms
from index.norwegian.suspended import completed, joined
from index.positions import Positions
from index.tokens import spans, tokens

# Words on either side of a gap are never neighbours in a phrase (last word of one title, first word of the next).
GAP = 100
Posting = tuple[bytes, int, float, bytes]
"""What whoosh's writer takes: term, frequency, weight and encoded positions."""
POSITIONS = Positions()
_Places = defaultdict[str, "array[int]"]
_new_array = partial(array, "I")  # four bytes for a place; a list would take forty, and a report may have a million words


@dataclass(frozen=True, slots=True)
class Passage:
    """Text in one language."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Analysed:
    """The postings of one field of a document, and the position of each passage's first word."""

    postings: tuple[Posting, ...]
    starts: tuple[int, ...]


def analyse(passages: Iterable[Passage], gap: int = GAP) -> Analysed:
    """Return a field's postings; passages that follow on each other without a break, as pages do, have no gap.

    All terms of a word but the first have the frequency 0, so that the length of the field is its number of words.
    """
    found: defaultdict[str, _Places] = defaultdict(lambda: defaultdict(_new_array))
    completions: _Places = defaultdict(_new_array)
    starts, position = list[int](), 0
    for passage in passages:
        places, words = found[passage.language], tokens(passage.text)
        for place, word in enumerate(words, start=position):
            places[word].append(place)
        if passage.language in NORWEGIAN:
            _complete(passage.text, position, completions)
        starts.append(position)
        position += len(words) + gap
    return Analysed(tuple(_postings(found, completions)), tuple(starts))


def _complete(text: str, position: int, completions: _Places) -> None:
    """Add the terms of words that stop at a hyphen, at their places; the text's first word is at the position given."""
    found = [*completed(text), *joined(text)]
    where = spans(text) if found else []
    for start, terms in found:
        for term in terms:
            completions[term].append(position + bisect_left(where, (start, 0)))


def _postings(found: Mapping[str, _Places], completions: _Places) -> Iterator[Posting]:
    gathered: dict[str, array[int]] = {}
    counted: Counter[str] = Counter()
    for language, words in found.items():
        for word, places in words.items():
            terms = text_terms(word, language)
            counted[terms.word] += len(places)
            for term in (terms.word, *terms.others):
                _gather(gathered, term, places)
    for term, places in completions.items():
        _gather(gathered, term, places)
    for term, places in gathered.items():
        yield term.encode(), counted[term], float(len(places)), POSITIONS.encode(places)


def _gather(terms: dict[str, array[int]], term: str, places: array[int]) -> None:
    """Add the places of one of the words that a term stands for; both arrays stay as they are, for they may be another term's."""
    terms[term] = array("I", sorted({*terms[term], *places})) if term in terms else places
