"""The table of a segment's terms, in whoosh's format: written faster, and with twelve bytes of memory for a term.

Whoosh keeps two numbers in a tuple for each term until the segment is closed, which for a large library is half of the
memory that we want to use.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import chain
from struct import Struct, pack
from zlib import crc32

from whoosh.filedb.filetables import HashWriter, OrderedHashWriter
from whoosh.filedb.structfile import StructFile
from whoosh.util.numlists import GrowableArray

CRC = 1  # whoosh's number for the quickest of the hashes that it can read
BUCKETS = 256
_LENGTHS = Struct("!ii")
_EMPTY = (0, 0)


class TermTable(OrderedHashWriter):
    """Takes terms in ascending order."""

    def __init__(self, file: StructFile) -> None:
        HashWriter.__init__(self, file, hashtype=CRC)
        self.index = GrowableArray("I")
        self._place = file.tell()
        self._last = b""
        self._hashes = [array("I") for _ in range(BUCKETS)]
        self._places = [array("Q") for _ in range(BUCKETS)]

    def add(self, key: bytes, value: bytes) -> None:
        """Add a term and what is kept of it; raise ValueError unless it comes after the last, as a search by halves relies on."""
        self.add_terms([key], [value])

    def add_terms(self, keys: Sequence[bytes], values: Sequence[bytes]) -> None:
        """Add terms in order, and what is kept of each."""
        records = list[bytes]()
        for key, value in zip(keys, values, strict=True):
            if key <= self._last:
                raise ValueError(f"The term {key!r} does not come after {self._last!r}.")
            self._last = key
            record = _LENGTHS.pack(len(key), len(value)) + key + value
            records.append(record)
            digest = crc32(key)
            self._hashes[digest % BUCKETS].append(digest)
            self._places[digest % BUCKETS].append(self._place)
            self.index.append(self._place)
            self._place += len(record)
        self.dbfile.write(b"".join(records))

    def _write_hashes(self) -> None:
        """Write, for each bucket, a hash table that is half empty (whoosh calls this when the table is closed)."""
        for hashes, places in zip(self._hashes, self._places, strict=True):
            count = 2 * len(hashes)
            self.directory.append((self.dbfile.tell(), count))
            slots = [_EMPTY] * count
            for digest, place in zip(hashes, places, strict=True):
                slot = digest // BUCKETS % count
                while slots[slot] != _EMPTY:
                    slot = (slot + 1) % count
                slots[slot] = digest, place
            self.dbfile.write(pack("!" + "Iq" * count, *chain.from_iterable(slots)))
