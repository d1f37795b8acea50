"""Reads whoosh's columns whole, where whoosh's own readers are asked for each document by itself."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np
import numpy.typing as npt
from whoosh.codec.whoosh3 import LENGTHS_COLUMN, _lenfield
from whoosh.columns import RefBytesColumn, VarBytesColumn
from whoosh.reading import IndexReader, SegmentReader
from whoosh.util.numeric import byte_to_length

from index.schema import TEXT_FIELDS

Lengths = npt.NDArray[np.float64]
Sets = npt.NDArray[np.int64]
_LENGTHS = np.array([0, *map(byte_to_length, range(1, 256))], np.float64)
"""What whoosh's logarithmic bytes stand for; 0 is a field that a document does not have."""


def segments(reader: IndexReader) -> list[SegmentReader]:
    """Return the readers of all segments that hold anything; the reader of an empty index has none."""
    return [leaf for leaf, _ in reader.leaf_readers() if isinstance(leaf, SegmentReader) and leaf.doc_count_all()]


def read_alive(leaves: Sequence[SegmentReader]) -> npt.NDArray[np.bool_]:
    """Return which documents are not removed."""
    alive = [np.ones(leaf.doc_count_all(), np.bool_) for leaf in leaves]
    for leaf, mask in zip(leaves, alive, strict=True):
        mask[list(leaf._perdoc.deleted_docs())] = False
    return np.concatenate([np.ones(0, np.bool_), *alive])


def read_texts(leaves: Sequence[SegmentReader], field: str) -> list[str]:
    """Return a column of texts; a segment in which no document has one holds no column at all."""
    return [text for leaf in leaves for text in _texts(leaf, field)]


def read_sets(leaves: Sequence[SegmentReader], field: str) -> tuple[list[str], Sets]:
    """Return the different values of a column of few, and the place of each document's among them."""
    places, parts = dict[str, int](), [np.zeros(0, np.int64)]
    for leaf in leaves:
        column = leaf.column_reader(field, translate=False)
        if isinstance(column, RefBytesColumn.Reader):
            values = [value.decode() for value in column._uniques]
            references = np.frombuffer(
                column._dbfile.get(column._basepos, column._doccount * column._itemsize), f">u{column._itemsize}"
            )
        else:  # no document of the segment has a value
            values, references = [""], np.zeros(leaf.doc_count_all(), np.int64)
        parts.append(np.array([places.setdefault(value, len(places)) for value in values], np.int64)[references])
    return list(places), np.concatenate(parts)


def read_lengths(leaves: Sequence[SegmentReader]) -> dict[str, Lengths]:
    """Return for each text field the documents' numbers of words, as a share of the mean of those that have any."""
    return {field.name: _relative([_lengths(leaf, field.name) for leaf in leaves]) for field in TEXT_FIELDS}


def _texts(leaf: SegmentReader, field: str) -> list[str]:
    column, count = leaf.column_reader(field, translate=False), leaf.doc_count_all()
    if not isinstance(column, VarBytesColumn.Reader):
        return [column[number].decode() for number in range(count)]
    ends = list(accumulate(column._lengths))
    data = column._dbfile.get(column._basepos, ends[-1])
    return [data[end - length : end].decode() for length, end in zip(column._lengths, ends, strict=True)]


def _lengths(leaf: SegmentReader, field: str) -> Lengths:
    lengths, column = np.zeros(leaf.doc_count_all()), leaf._perdoc._cached_reader(_lenfield(field), LENGTHS_COLUMN)
    if column is not None:
        coded = np.frombuffer(column._dbfile.get(column._basepos, column._count), np.uint8)
        lengths[: len(coded)] = _LENGTHS[coded]
    return lengths


def _relative(parts: Sequence[Lengths]) -> Lengths:
    lengths = np.concatenate([np.zeros(0), *parts])
    some = lengths[lengths > 0]
    return lengths / some.mean() if len(some) else lengths
