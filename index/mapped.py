"""Opens whoosh's segments where they lie: mapped into memory, so that only what is read is loaded, once for all processes.

Whoosh maps a segment too, but copies each file in it when it opens it: all postings, at every start and for every process.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3PerDocReader, W3Segment, W3TermsReader
from whoosh.fields import Schema
from whoosh.filedb.compound import CompoundStorage
from whoosh.filedb.filestore import FileStorage, OverlayStorage, Storage
from whoosh.filedb.structfile import BufferFile, StructFile
from whoosh.index import FileIndex
from whoosh.reading import EmptyReader, IndexReader, MultiReader, SegmentReader

_NEWLINE = b"\n"


class MappedIndex(FileIndex):
    """Whoosh's index in a folder, with readers that copy nothing."""

    def __init__(self, folder: Path) -> None:
        """Open it; raise whatever whoosh does where it is damaged."""
        FileIndex.__init__(self, FileStorage(str(folder)))

    def reader(self, reuse: IndexReader | None = None) -> IndexReader:
        """Return a reader of the index as it was committed last."""
        reader: IndexReader = FileIndex.reader(self, reuse)
        return reader

    @classmethod
    def _reader(
        cls,
        storage: Storage,
        schema: Schema,
        segments: Sequence[W3Segment],
        generation: int,
        reuse: IndexReader | None = None,  # noqa: ARG003 - whoosh's signature
    ) -> IndexReader:
        readers: list[IndexReader] = [SegmentReader(storage, schema, segment, generation, Codec()) for segment in segments]
        if not readers:
            return EmptyReader(schema)
        return readers[0] if len(readers) == 1 else MultiReader(readers, generation=generation)


class Codec(W3Codec):
    """Whoosh's codec, for reading where the files lie."""

    def __init__(self) -> None:
        W3Codec.__init__(self)

    def terms_reader(self, storage: Storage, segment: W3Segment) -> W3TermsReader:
        """Return the reader of a segment's terms and postings."""
        terms, postings = (segment.make_filename(kind) for kind in (self.TERMS_EXT, self.POSTS_EXT))
        return W3TermsReader(self, _open(storage, terms), storage.file_length(terms), _open(storage, postings))

    def per_document_reader(self, storage: Storage, segment: W3Segment) -> W3PerDocReader:
        """Return the reader of a segment's columns and stored fields."""
        return _PerDocumentReader(storage, segment)


class _PerDocumentReader(W3PerDocReader):
    def __init__(self, storage: Storage, segment: W3Segment) -> None:
        W3PerDocReader.__init__(self, storage, segment)

    def _get_column_file(self, fieldname: str) -> tuple[StructFile, int, int]:
        name = W3Codec.column_filename(self._segment, fieldname)
        return _open(self._storage, name), 0, self._storage.file_length(name)


class _MappedFile(BufferFile):
    """A part of a mapped segment."""

    def __init__(self, view: memoryview, name: str) -> None:
        StructFile.__init__(self, _Window(view), name)  # type: ignore[arg-type] # it is all that is used of a file
        self._buf = view


class _Window:
    """A file with a position over bytes that lie elsewhere, as far as whoosh and pickle use one."""

    def __init__(self, view: memoryview) -> None:
        self._view = view
        self._position = 0

    def read(self, size: int = -1) -> bytes:
        end = len(self._view) if size < 0 else self._position + size
        found = bytes(self._view[self._position : end])
        self._position += len(found)
        return found

    def readline(self) -> bytes:
        line = b""
        while not line.endswith(_NEWLINE) and (letter := self.read(1)):
            line += letter
        return line

    def seek(self, position: int) -> int:
        self._position = position
        return position

    def tell(self) -> int:
        return self._position


def _open(storage: Storage, name: str) -> StructFile:
    """Open a segment's file: as a view into the segment where that is one file, else as whoosh does."""
    whole: Any = storage.a if isinstance(storage, OverlayStorage) else storage
    if isinstance(whole, CompoundStorage) and whole._source is not None and whole.file_exists(name):
        offset, length = whole.range(name)
        return _MappedFile(memoryview(whole._source)[offset : offset + length], name)
    file: StructFile = storage.open_file(name)
    return file
