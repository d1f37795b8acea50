"""Gathers postings until a segment is written: by term in memory, in sorted runs on disk when that grows too large.

Takes the place of whoosh's pool, which keeps and sorts each posting for itself, in half as much memory again.
"""

from __future__ import annotations

import marshal
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from heapq import merge
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import IO, Any

Flat = list[Any]
"""A term's postings one after the other: document number, weight, value; document number …"""
TermPostings = tuple[str, bytes, Flat]
"""A field's name, a term and its postings in order of document number."""
PER_POSTING = 110  # bytes beside the value's own: a float, a bytes object's head and three places in a list that has room to grow
PER_TERM = 250  # bytes: a short bytes object, a list and a place in a dictionary
CHUNK = 500  # terms that are read back from a run at once
MARSHAL_VERSION = 2  # without references, which take time and never occur
_term = itemgetter(0, 1)


class PostingPool:
    """The postings of one segment; what whoosh's writer asks of a pool."""

    def __init__(self, folder: Path, limit: int) -> None:
        """Hold about so many bytes in memory, and what is more in unnamed files in the folder."""
        self._folder = folder
        self._limit = limit
        self._size = 0
        self._fields: defaultdict[str, dict[bytes, Flat]] = defaultdict(dict)
        self._runs: list[IO[bytes]] = []

    @property
    def runs(self) -> int:
        """How many times it has grown too large and was put on disk."""
        return len(self._runs)

    def add(self, posting: tuple[str, bytes, int, float, bytes | None]) -> None:
        """Take a posting: field, term, document number, weight and value, which keys have none of.

        A term's documents come in ascending order.
        """
        field, term, number, weight, value = posting
        terms = self._fields[field]
        if term in terms:
            terms[term] += (number, weight, value)
        else:
            terms[term] = [number, weight, value]
            self._size += PER_TERM
        self._size += PER_POSTING + len(value or b"")
        if self._size > self._limit:
            self._save()

    def iter_postings(self) -> Iterator[TermPostings]:
        """Return all postings by field and term, sorted, once."""
        held = self._sorted()
        if not self._runs:
            return held
        return _joined(merge(*map(_read, self._runs), held, key=_term))

    def cleanup(self) -> None:
        """Let go of the files."""
        for run in self._runs:
            run.close()

    def _sorted(self) -> Iterator[TermPostings]:
        """Yield what is in memory, and let go of it on the way."""
        fields, self._fields, self._size = self._fields, defaultdict(dict), 0
        for field in sorted(fields):
            terms = fields.pop(field)
            for term in sorted(terms):
                yield field, term, terms.pop(term)

    def _save(self) -> None:
        run = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 - it is closed by cleanup
        self._runs.append(run)
        postings = self._sorted()
        while chunk := list(islice(postings, CHUNK)):
            marshal.dump(chunk, run, MARSHAL_VERSION)
        run.seek(0)


def _read(run: IO[bytes]) -> Iterator[TermPostings]:
    with suppress(EOFError):  # marshal's only sign that there is no more
        while True:
            yield from marshal.load(run)


def _joined(postings: Iterator[TermPostings]) -> Iterator[TermPostings]:
    """Make one of neighbours of the same term: the runs' in their order, so that document numbers ascend."""
    for (field, term), parts in groupby(postings, key=_term):
        yield field, term, [item for _, _, flat in parts for item in flat]
