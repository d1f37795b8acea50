"""The words that the library holds, folded, and in how many documents: read straight from the segments' tables of terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from struct import Struct
from typing import Self

import numpy as np
import numpy.typing as npt
from whoosh.codec.whoosh3 import W3TermsReader
from whoosh.reading import SegmentReader

from index.schema import SEPARATOR, TEXT_FIELDS
from index.tokens import EXACT

_LENGTHS = Struct("!ii")
_FIELD_AND_MARK = 2 + len(EXACT)  # bytes before the word in a key
_FREQUENCY = Struct("!I")
_FREQUENCY_AT = 5  # after the flags and the total weight; see index/segments.py


@dataclass(frozen=True, slots=True)
class KeptWords:
    """The words as they are kept in arrays: their letters, parted by SEPARATOR, and the numbers of documents."""

    letters: npt.NDArray[np.uint8]
    documents: npt.NDArray[np.uint32]

    @classmethod
    def of(cls, counted: Mapping[str, int]) -> Self:
        """Keep words in their order."""
        letters = np.frombuffer(SEPARATOR.join(counted).encode(), np.uint8)
        return cls(letters, np.fromiter(counted.values(), np.uint32, len(counted)))

    def counted(self) -> Counter[str]:
        """Return each word with its number of documents, in the order in which they were given."""
        words = self.letters.tobytes().decode().split(SEPARATOR) if len(self.letters) else []
        return Counter(dict(zip(words, self.documents.tolist(), strict=True)))


def read_words(leaves: Sequence[tuple[SegmentReader, int]]) -> Counter[str]:
    """Return each word with the number of documents that hold it, added up over fields: a title's word counts once more."""
    counted = Counter[str]()
    for leaf, _ in leaves:
        for field in TEXT_FIELDS:
            for word, documents in _words(leaf._terms, field.name):
                counted[word] += documents
    return counted


def _words(terms: W3TermsReader, field: str) -> Iterator[tuple[str, int]]:
    """Yield the exact words of a field; its terms lie one after the other, those words together."""
    table, prefix = terms._tindex, terms._keycoder(field, EXACT.encode())
    position = table.closest_key_pos(prefix)
    if position is None:
        return
    data = terms._dbfile.get(position, table.endofdata - position)
    place = 0
    while place < len(data):
        key_length, value_length = _LENGTHS.unpack_from(data, place)
        key = place + _LENGTHS.size
        if not data.startswith(prefix, key):
            return
        word = data[key + _FIELD_AND_MARK : key + key_length]
        (documents,) = _FREQUENCY.unpack_from(data, key + key_length + _FREQUENCY_AT)
        yield word.decode(), documents
        place = key + key_length + value_length
