"""Writes segments as whoosh does, faster: a term's postings at once, where whoosh makes some ten calls for each of them.

What is written is whoosh's own format (whoosh.codec.whoosh3), and read by whoosh's own code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from struct import Struct

import numpy as np
from whoosh import index as whoosh_index
from whoosh.codec.base import PerDocumentReader
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3Segment
from whoosh.columns import VarBytesColumn
from whoosh.fields import FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Existence
from whoosh.reading import SegmentReader
from whoosh.util.numeric import length_to_byte
from whoosh.writing import SegmentWriter

from index.blocks import BLOCK, write_blocks
from index.entries import Batch, Entry
from index.merging import GONE, merge_small, read_runs
from index.pool import PostingPool
from index.runs import Bytes, Run
from index.termtable import TermTable

__all__ = ["BLOCK", "MEMORY", "Writer"]

MEMORY = 60_000_000  # bytes of postings held before they are put on disk, from where they come back as fast
_KEY = Struct("!H")


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
        self._tindex: TermTable = TermTable(self._tindex.dbfile)
        self._fieldmap = self._tindex.extras["fieldmap"] = {}
        self._offset = self._postfile.tell()

    def add_postings(self, schema: Schema, lengths: PerDocumentReader, items: Iterator[Run]) -> None:
        """Write all terms with their postings: runs sorted by field and term."""
        for name, runs in groupby(items, key=attrgetter("field")):
            field = schema[name]
            W3FieldWriter.start_field(self, name, field)
            coded, has_values = _coded_lengths(name, field, lengths), not isinstance(field.format, Existence)
            key = _KEY.pack(self._fieldid)
            for run in runs:
                written = write_blocks(run, coded, self._offset, has_values=has_values)
                self._postfile.write(written.blocks)
                self._offset += len(written.blocks)
                self._tindex.add_terms([key + term for term in run.terms], written.infos)
            W3FieldWriter.finish_field(self)


class Writer(SegmentWriter):
    """Whoosh's writer with our pool and our codec."""

    def __init__(self, index: whoosh_index.FileIndex, folder: Path, memory: int = MEMORY) -> None:
        """Write to an index; the folder is for files that vanish with the writer."""
        SegmentWriter.__init__(self, index, codec=Codec())
        self.mergetype = merge_small
        self._stored: VarBytesColumn.Writer = self.perdocwriter._get_column("_stored")._child
        self.pool: PostingPool = PostingPool(folder, memory)  # type: ignore[assignment] # it is all that whoosh asks of a pool

    def add_postings_to_pool(self, reader: SegmentReader, startdoc: int, docmap: Mapping[int, int] | None) -> None:
        """Take the postings of a segment that is merged; its documents begin at this number, or have the numbers in the map."""
        count = reader.doc_count_all()
        numbers = np.arange(startdoc, startdoc + count) if docmap is None else np.full(count, GONE)
        if docmap is not None:
            numbers[list(docmap)] = list(docmap.values())
        for run in read_runs(reader, numbers):
            self.pool.add_run(run)

    def add_batch(self, batch: Batch) -> None:
        """Add the documents of a batch."""
        base = self.docnum
        for entry in batch.entries:
            self._add_entry(entry)
        for run in batch.runs:
            self.pool.add_run(run, base)

    def _add_entry(self, entry: Entry) -> None:
        """Do what whoosh's add_document does beside postings."""
        writer = self.perdocwriter
        writer.start_doc(self.docnum)
        for name, length in entry.lengths.items():
            writer.add_field(name, self.schema[name], None, length)
        for name, value in entry.columns.items():
            writer.add_column_value(name, self.schema[name].column_type, value)
        VarBytesColumn.Writer.add(self._stored, self.docnum, entry.stored)  # not the column's own: it is compressed already
        writer.finish_doc()
        self.docnum += 1
        self._added = True

    def _cleanup_on_error(self) -> None:
        """Let go of the pool's files too (whoosh calls this when a commit fails)."""
        self.pool.cleanup()
        SegmentWriter._cleanup_on_error(self)


def _coded_lengths(name: str, field: FieldType, lengths: PerDocumentReader) -> Bytes:
    """Return the field's length in each document as whoosh's logarithmic byte; 0 where it has none."""
    count = lengths.doc_count_all()
    if not field.scorable:
        return np.zeros(count, np.uint8)
    return np.fromiter((length_to_byte(lengths.doc_field_length(number, name)) for number in range(count)), np.uint8, count)
