"""Turns the texts of some documents into postings, all at once: each term of a field with all its places."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from index.analysis import NORWEGIAN
from index.norwegian.suspended import completed, joined
from index.positions import Positions, encode_all
from index.runs import Counted, Indices, Run, ranges
from index.tokens import spans, tokens
from index.wordtable import TermNumbers, WordTable

# Words on either side of a gap are never neighbours in a phrase (last word of one title, first word of the next).
GAP = 100
Posting = tuple[bytes, int, float, bytes]
"""What whoosh's writer takes: term, frequency, weight and encoded positions."""
POSITIONS = Positions()
_BITS = 63  # of a number by which occurrences are sorted: its term, document and position


@dataclass(frozen=True, slots=True)
class Passage:
    """Text in one language."""

    text: str
    language: str


@dataclass(slots=True)
class _Passages:
    """What was read of one field: its words one after the other, and for each passage its document, first position and length."""

    words: array[int] = field(default_factory=lambda: array("I"))
    documents: array[int] = field(default_factory=lambda: array("I"))
    positions: array[int] = field(default_factory=lambda: array("I"))
    counts: array[int] = field(default_factory=lambda: array("I"))
    completions: list[tuple[int, int, int]] = field(default_factory=list)
    """Terms of words that stop at a hyphen: the term, its document and position."""


@dataclass(frozen=True, slots=True)
class _Occurrences:
    """Each occurrence of a term in a field."""

    terms: Indices
    documents: Indices
    positions: Indices


class Gathering:
    """Takes the fields of some documents, which come in ascending order, and makes postings of them all."""

    def __init__(self, table: WordTable) -> None:
        self._table = table
        self._fields: dict[str, _Passages] = {}

    def add(self, document: int, name: str, passages: Iterable[Passage], gap: int = GAP) -> tuple[list[int], int]:
        """Take a field of a document; return the position of each passage's first word, and the number of words in all.

        Passages that follow on each other without a break, as pages do, have no gap.
        """
        read = self._fields.setdefault(name, _Passages())
        starts, position, length = list[int](), 0, 0
        for passage in passages:
            count = self._read(read, document, passage, position)
            starts.append(position)
            length, position = length + count, position + count + gap
        return starts, length

    def runs(self) -> tuple[list[Run], Indices]:
        """Return the postings of all fields, and the place of each of the table's terms in the order of those that occur."""
        numbers = self._table.numbers()
        found = {name: _occurrences(read, numbers) for name, read in self._fields.items()}
        order = self._ordered(found.values())
        ranks = self._ranks(order)
        terms = [self._table.terms[number].encode() for number in order]
        return [_run(name, occurrences, ranks, terms) for name, occurrences in found.items()], ranks

    def counted(self, name: str) -> Counted:
        """Return how often each word stands in each document's field, the different forms of a word together."""
        read = self._fields.get(name, _Passages())
        numbers = self._table.numbers()
        terms = numbers.flat[numbers.starts[_array(read.words)]]
        keys, times = np.unique(_documents(read) << 32 | terms, return_counts=True)
        return Counted(keys >> 32, keys & 0xFFFFFFFF, times)

    def _read(self, read: _Passages, document: int, passage: Passage, position: int) -> int:
        words = tokens(passage.text)
        read.words.extend(map(self._table.words(passage.language).__getitem__, words))
        read.documents.append(document)
        read.positions.append(position)
        read.counts.append(len(words))
        if passage.language in NORWEGIAN:
            self._complete(read, document, passage.text, position)
        return len(words)

    def _complete(self, read: _Passages, document: int, text: str, position: int) -> None:
        """Add the terms of words that stop at a hyphen, at their places."""
        found = [*completed(text), *joined(text)]
        where = spans(text) if found else []
        for start, terms in found:
            # Not so that the words before it are counted: it may begin inside of one, as «s-avtaler» does in «Lloyd's-avtaler».
            place = position + bisect_left(where, (start, 0))
            read.completions += ((self._table.term(term), document, place) for term in terms)

    def _ordered(self, found: Iterable[_Occurrences]) -> list[int]:
        """Return the terms that occur, in the order of their texts."""
        occurs = np.zeros(len(self._table.terms), np.bool_)
        for occurrences in found:
            occurs[occurrences.terms] = True
        return sorted(np.flatnonzero(occurs).tolist(), key=self._table.terms.__getitem__)

    def _ranks(self, order: list[int]) -> Indices:
        ranks = np.zeros(len(self._table.terms), np.int64)
        ranks[order] = np.arange(len(order))
        return ranks


def _documents(read: _Passages) -> Indices:
    """Return the document of each word."""
    return np.repeat(_array(read.documents), _array(read.counts))


def _occurrences(read: _Passages, numbers: TermNumbers) -> _Occurrences:
    """Return all terms of all words, each at the word's place, and those of the words that stop at a hyphen."""
    words, counts = _array(read.words), _array(read.counts)
    documents, positions = _documents(read), ranges(_array(read.positions), counts)
    starts, many = numbers.starts[words], np.diff(numbers.starts)[words]
    terms = numbers.flat[ranges(starts, many)]
    more = np.array(read.completions, np.int64).reshape(-1, 3).T
    return _Occurrences(
        np.concatenate([terms, more[0]]),
        np.concatenate([np.repeat(documents, many), more[1]]),
        np.concatenate([np.repeat(positions, many), more[2]]),
    )


def _run(name: str, occurrences: _Occurrences, ranks: Indices, terms: list[bytes]) -> Run:
    """Return a field's postings: occurrences are sorted as single numbers, in which the same is side by side."""
    documents_bits, positions_bits = _bits(occurrences.documents), _bits(occurrences.positions)
    if documents_bits + positions_bits + len(terms).bit_length() > _BITS:
        raise OverflowError("Documents are too many or too long to be analysed together.")
    keys = (ranks[occurrences.terms] << documents_bits | occurrences.documents) << positions_bits | occurrences.positions
    keys = _different(np.sort(keys))
    positions, owners = keys & (1 << positions_bits) - 1, keys >> positions_bits
    firsts = _firsts(owners)
    counts = np.diff(firsts, append=len(owners))
    values, sizes = encode_all(positions, counts)
    documents, owned = owners[firsts] & (1 << documents_bits) - 1, owners[firsts] >> documents_bits
    begun = _firsts(owned)
    return Run(
        name,
        tuple(terms[rank] for rank in owned[begun].tolist()),
        np.diff(begun, append=len(owned)).astype(np.uint32),
        documents.astype(np.uint32),
        counts.astype(np.float32),
        sizes,
        values,
    )


def _bits(numbers: Indices) -> int:
    return int(numbers.max(initial=0)).bit_length()


def _different(ordered: Indices) -> Indices:
    return ordered[_firsts(ordered)]


def _firsts(ordered: Indices) -> Indices:
    """Return where in an ordered array each different number comes first."""
    return np.flatnonzero(np.diff(ordered, prepend=-1)) if len(ordered) else np.empty(0, np.int64)


def _array(numbers: array[int]) -> Indices:
    return np.array(numbers, np.int64)
