"""One state of the index as arrays: postings on demand, kept while there is room, and the lengths of fields."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import cached_property
from typing import Protocol, TypeVar, cast

from whoosh.reading import IndexReader, SegmentReader

from index.evaluate.lexicon import KeptWords, read_words
from index.evaluate.postings import NO_PLACES, Numbers, Places, Postings, Weights, decode_places, places_in, read_postings
from index.raw_columns import Lengths, read_lengths, segments
from index.schema import TextField

CACHED = 256_000_000  # bytes of decoded postings and of what was found with them, for some thousand different queries


class Sized(Protocol):
    """What can be kept."""

    @property
    def size(self) -> int:
        """About how many bytes it takes."""


Kept = TypeVar("Kept", bound=Sized)


class IndexArrays:
    """Not safe for several threads at once: whoosh's files have one position."""

    def __init__(self, reader: IndexReader, lengths: Mapping[str, Lengths] | None = None, words: KeptWords | None = None) -> None:
        """Take a reader; the relative lengths of its documents' texts, and their words, need not be read where they are kept."""
        self.reader = reader
        self.count: int = reader.doc_count_all()
        self._leaves = _segments(reader)
        self._lengths = lengths or read_lengths(segments(reader))
        self._kept_words = words
        self._cache: OrderedDict[Hashable, Sized] = OrderedDict()
        self._cached = 0
        self._norms: dict[str, Weights] = {}

    def postings(self, field: str, term: str) -> Postings:
        """Return a term's postings; none if no document holds it."""
        return self.kept((field, term), lambda: read_postings(self._leaves, field, term))

    def kept(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """Return what was made for a key before, while there is room for it; else make it. A key stands for one thing only."""
        if key in self._cache:
            self._cache.move_to_end(key)
            return cast(Kept, self._cache[key])
        made = make()
        self._cache[key] = made
        self._cached += made.size
        while self._cached > CACHED and len(self._cache) > 1:
            self._cached -= self._cache.popitem(last=False)[1].size
        return made

    def holds(self, field: str, term: str) -> bool:
        """Tell whether a document holds a term."""
        return (field, term.encode()) in self.reader

    @cached_property
    def words(self) -> Counter[str]:
        """Return the folded words of all text fields, with about the number of documents that hold each."""
        return self._kept_words.counted() if self._kept_words else read_words(self._leaves)

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
        chosen = places_in(found.documents, among)
        return decode_places(found.documents[chosen], [found.values[number] for number in chosen])

    def norms(self, field: TextField) -> Weights:
        """Return what a field's occurrences are divided by in each document: more in a longer one (b of BM25)."""
        if field.name not in self._norms:
            self._norms[field.name] = 1 - field.b + field.b * self.relative_lengths(field.name)
        return self._norms[field.name]

    def relative_lengths(self, field: str) -> Weights:
        """Return each document's number of words in the field, as a share of the mean of those that have any."""
        return self._lengths[field]


def _segments(reader: IndexReader) -> list[tuple[SegmentReader, int]]:
    """Return the segments with the number of the first document of each; the reader of an empty index has none."""
    return [(leaf, base) for leaf, base in reader.leaf_readers() if isinstance(leaf, SegmentReader) and leaf.doc_count_all()]
