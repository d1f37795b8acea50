"""One state of the index as arrays: postings on demand, kept while there is room, and the lengths of fields."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, OrderedDict
from collections.abc import Iterator, Mapping
from functools import cached_property

import numpy as np
from whoosh.codec.whoosh3 import W3PerDocReader
from whoosh.reading import IndexReader, SegmentReader

from index.evaluate.lexicon import read_words
from index.evaluate.postings import NO_PLACES, Numbers, Places, Postings, Weights, decode_places, read_postings
from index.schema import TEXT_FIELDS

CACHED = 256_000_000  # bytes of decoded postings; the words of some thousand different queries over 45,000 documents


class IndexArrays:
    """Not safe for several threads at once: whoosh's files have one position."""

    def __init__(self, reader: IndexReader) -> None:
        self.reader = reader
        self.count: int = reader.doc_count_all()
        self._leaves = _segments(reader)
        self._lengths: Mapping[str, Weights] = {field.name: self._read_lengths(field.name) for field in TEXT_FIELDS}
        self._cache: OrderedDict[tuple[str, str], Postings] = OrderedDict()
        self._cached = 0

    def postings(self, field: str, term: str) -> Postings:
        """Return a term's postings; none if no document holds it."""
        key = field, term
        if key in self._cache:
            self._cache.move_to_end(key)
            return self._cache[key]
        found = self._cache[key] = read_postings(self._leaves, field, term)
        self._cached += found.size
        while self._cached > CACHED and len(self._cache) > 1:
            self._cached -= self._cache.popitem(last=False)[1].size
        return found

    def holds(self, field: str, term: str) -> bool:
        """Tell whether a document holds a term."""
        return (field, term.encode()) in self.reader

    @cached_property
    def words(self) -> Counter[str]:
        """Return the folded words of all text fields, with about the number of documents that hold each."""
        return read_words(self._leaves)

    def words_from(self, start: str) -> Iterator[tuple[str, int]]:
        """Yield the folded words that begin so, with about the number of documents that hold each."""
        ordered, place = self._ordered_words, bisect_left(self._ordered_words, start)
        while place < len(ordered) and ordered[place].startswith(start):
            yield ordered[place], self.words[ordered[place]]
            place += 1

    @cached_property
    def _ordered_words(self) -> list[str]:
        return sorted(self.words)

    def places(self, field: str, term: str, among: Numbers) -> Places:
        """Return where a term stands in those of the documents, given in ascending order, that hold it."""
        found = self.postings(field, term)
        if not len(found.documents) or not len(among):
            return NO_PLACES
        chosen = np.flatnonzero(np.isin(found.documents, among, assume_unique=True))
        return decode_places(found.documents[chosen], [found.values[number] for number in chosen])

    def relative_lengths(self, field: str) -> Weights:
        """Return each document's number of words in the field, as a share of the mean of those that have any."""
        return self._lengths[field]

    def _read_lengths(self, field: str) -> Weights:
        lengths = np.concatenate([_lengths(leaf._perdoc, field) for leaf, _ in self._leaves] or [np.zeros(0)])
        some = lengths[lengths > 0]
        return lengths / some.mean() if len(some) else lengths


def _segments(reader: IndexReader) -> list[tuple[SegmentReader, int]]:
    """Return the segments with the number of the first document of each; the reader of an empty index has none."""
    return [(leaf, base) for leaf, base in reader.leaf_readers() if isinstance(leaf, SegmentReader) and leaf.doc_count_all()]


def _lengths(documents: W3PerDocReader, field: str) -> Weights:
    length = documents.doc_field_length_reader(field)
    return np.array([length(number) or 0 for number in range(documents.doc_count_all())], dtype=np.float64)
