"""One state of the index, open for reading; replaced as a whole when the index changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import numpy as np
from whoosh.index import FileIndex
from whoosh.reading import IndexReader

from index.column_file import open_columns
from index.columns import Columns
from index.engine import IndexStatus
from index.evaluate.arrays import IndexArrays
from index.spelling import Speller
from index.store import IndexMissingError, IndexStore, Stamp, open_index, read_stamp


@dataclass(frozen=True)
class State:
    """What a search reads. Not safe for several threads at once."""

    folder: Path
    stamp: Stamp
    index: FileIndex
    reader: IndexReader
    arrays: IndexArrays
    columns: Columns
    updated: datetime
    """When the index was written last (UTC)."""

    @cached_property
    def generation(self) -> str:
        """Return what differs between any two states of the index, also where it was deleted and made anew in between.

        Segments have random names, which a rebuild does not give again.
        """
        segments = (leaf.segment() for leaf, _ in self.reader.leaf_readers())
        names = " ".join(sorted(segment.segment_id() for segment in segments if segment))
        return f"{self.folder.name}.{self.reader.generation()}.{sha256(names.encode()).hexdigest()[:8]}"

    @cached_property
    def status(self) -> IndexStatus:
        """Return what there is to tell of it; a value, which any thread may have."""
        documents = int(np.count_nonzero(self.columns.alive))
        return IndexStatus(
            documents=documents,
            generation=self.generation,
            updated=self.updated,
            revision=self.stamp.revision,
            version=self.stamp.schema,
        )

    @cached_property
    def speller(self) -> Speller:
        """Return what corrects words; made when first needed, which takes a second for a million different words."""
        return Speller(self.arrays.words)

    def is_current(self, store: IndexStore) -> bool:
        """Tell whether the index is still as it was when this was opened."""
        return store.current() == self.folder and bool(self.reader.generation() == self.index.latest_generation())


def open_state(store: IndexStore, expected: Stamp) -> State:
    """Open the generation in use; raise IndexMissingError if there is none that can be used."""
    while True:
        folder = store.current()
        try:
            return _open_generation(folder, expected)
        except IndexMissingError:
            if store.current() == folder:
                raise
            # A rebuild was switched in meanwhile and the folder deleted under our hands: take the new one.


def _open_generation(folder: Path | None, expected: Stamp) -> State:
    stamp = read_stamp(folder) if folder else None
    if folder is None or stamp is None or not stamp.fits(expected):
        raise IndexMissingError("There is no search index that this version can use; run: kartotek index")
    index = open_index(folder)
    reader = index.reader()
    updated = datetime.fromtimestamp(folder.stat().st_mtime, UTC)
    columns = open_columns(folder, reader)
    return State(folder, stamp, index, reader, IndexArrays(reader, columns.lengths, columns.words), columns, updated)
