"""Writes segments as whoosh does, faster: a term's postings at once, where whoosh makes some ten calls for each of them.

What is written is whoosh's own format (whoosh.codec.whoosh3), and read by whoosh's own code.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterator
from itertools import chain, groupby
from operator import itemgetter, sub
from pathlib import Path
from struct import Struct

from whoosh import index as whoosh_index
from whoosh.codec.base import PerDocumentReader
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec, W3FieldWriter, W3Segment
from whoosh.fields import FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Existence
from whoosh.util.numeric import length_to_byte
from whoosh.writing import SegmentWriter

from index.pool import Flat, PostingPool, TermPostings
from index.termtable import TermTable

MEMORY = 160_000_000  # bytes of postings held before they are sorted to disk
BLOCK = 128  # postings that are read, and skipped, together: whoosh's own number
PICKLE = 3  # the first protocol that knows bytes, and the last that puts no frame around small objects
# Blocks are small, and most of the time of whoosh's zlib.compress goes into clearing a window of 32 kB for each.
MIN_COMPRESSED = 200  # bytes; smaller blocks hardly shrink
LEVEL, WINDOW, MEMORY_LEVEL = 1, 12, 5  # a window of 4 kB, and tables of the same order
_INT = Struct("!i")
_KEY = Struct("!H")
# Flags, total weight, documents, least and greatest length, greatest weight, first and last document; then offset and length.
_TERM_INFO = Struct("!BfIBBfIIQi")


class Codec(W3Codec):
    """Whoosh's codec with a faster writer; segments name whoosh's own as the one to read them with."""

    def __init__(self) -> None:
        W3Codec.__init__(self, blocklimit=BLOCK)

    def field_writer(self, storage: FileStorage, segment: W3Segment) -> FieldWriter:
        """Return the writer of terms and postings."""
        return FieldWriter(self, storage, segment)

    def new_segment(self, storage: FileStorage, indexname: str) -> W3Segment:  # noqa: ARG002 - whoosh's signature
        """Return a segment that is read with whoosh's codec."""
        return W3Segment(W3Codec(), indexname)


class FieldWriter(W3FieldWriter):
    """Writes postings by the term."""

    def __init__(self, codec: Codec, storage: FileStorage, segment: W3Segment) -> None:
        W3FieldWriter.__init__(self, codec, storage, segment)
        self._tindex.dbfile.seek(0)  # whoosh has begun a table of its own in the file
        self._tindex = TermTable(self._tindex.dbfile)
        self._fieldmap = self._tindex.extras["fieldmap"] = {}
        self._offset = self._postfile.tell()

    def add_postings(self, schema: Schema, lengths: PerDocumentReader, items: Iterator[TermPostings]) -> None:
        """Write all terms with their postings, sorted by field and term."""
        for name, terms in groupby(items, key=itemgetter(0)):
            field = schema[name]
            W3FieldWriter.start_field(self, name, field)
            coded, has_values = _coded_lengths(name, field, lengths), not isinstance(field.format, Existence)
            key = _KEY.pack(self._fieldid)
            for _, term, flat in terms:
                self._tindex.add(key + term, self._write(flat, coded, has_values))
            W3FieldWriter.finish_field(self)

    def _write(self, flat: Flat, coded: bytes, has_values: bool) -> bytes:
        """Write a term's postings; return what is kept of it beside the term."""
        numbers, weights, values = flat[0::3], flat[1::3], flat[2::3] if has_values else None
        lengths = [coded[number] for number in numbers]
        out = [WHOOSH3_HEADER_MAGIC, *_blocks(numbers, weights, values, lengths)]
        written = b"".join(out)
        self._postfile.write(written)
        offset, self._offset = self._offset, self._offset + len(written)
        least, most, heaviest = _least(lengths), max(lengths), max(weights)
        return _TERM_INFO.pack(
            0, sum(weights), len(numbers), least, most, heaviest, numbers[0], numbers[-1], offset, len(written)
        )


class Writer(SegmentWriter):
    """Whoosh's writer with our pool and our codec."""

    def __init__(self, index: whoosh_index.FileIndex, folder: Path, memory: int = MEMORY) -> None:
        """Write to an index; the folder is for files that vanish with the writer."""
        SegmentWriter.__init__(self, index, codec=Codec())
        self.pool = PostingPool(folder, memory)  # type: ignore[assignment] # it is all that whoosh asks of a pool

    def _cleanup_on_error(self) -> None:
        """Let go of the pool's files too (whoosh calls this when a commit fails)."""
        self.pool.cleanup()
        SegmentWriter._cleanup_on_error(self)


def _coded_lengths(name: str, field: FieldType, lengths: PerDocumentReader) -> bytes:
    """Return the field's length in each document as whoosh's logarithmic byte; 0 where it has none."""
    count = lengths.doc_count_all()
    if not field.scorable:
        return bytes(count)
    return bytes(length_to_byte(lengths.doc_field_length(number, name)) for number in range(count))


def _blocks(
    numbers: list[int], weights: list[float], values: list[bytes] | None, lengths: list[int]
) -> tuple[bytes, ...] | Iterator[bytes]:
    """Return the blocks of a term's postings, in parts."""
    if len(numbers) <= BLOCK:  # as with nearly every term
        return _block(numbers, weights, values, lengths, is_last=True)
    parts = [slice(start, start + BLOCK) for start in range(0, len(numbers), BLOCK)]
    blocks = (
        _block(numbers[part], weights[part], values and values[part], lengths[part], is_last=part is parts[-1]) for part in parts
    )
    return chain.from_iterable(blocks)


def _block(
    numbers: list[int], weights: list[float], values: list[bytes] | None, lengths: list[int], *, is_last: bool
) -> tuple[bytes, bytes, bytes]:
    """Return a block's size, negative if it is the last, its description and its content."""
    steps = (numbers[0], *map(sub, numbers[1:], numbers)) if len(numbers) > 1 else (numbers[0],)
    data, level = pickle.dumps((steps, _shortened(weights), values and tuple(values)), PICKLE), 0
    if len(data) >= MIN_COMPRESSED:
        compressor, level = zlib.compressobj(LEVEL, zlib.DEFLATED, WINDOW, MEMORY_LEVEL), LEVEL
        data = compressor.compress(data) + compressor.flush()
    info = pickle.dumps((len(numbers), numbers[-1], max(weights), level, _least(lengths), max(lengths)), PICKLE)
    size = len(info) + len(data)
    return _INT.pack(-size if is_last else size), info, data


def _shortened(weights: list[float]) -> float | tuple[float, ...] | None:
    """Return one weight for all where they are the same, and nothing for 1."""
    first = weights[0]
    if weights.count(first) == len(weights):
        return None if first == 1.0 else first
    return tuple(weights)


def _least(lengths: list[int]) -> int:
    """Return the least of the lengths that are known; 0 if none is."""
    return min(lengths) or min(filter(None, lengths), default=0)
