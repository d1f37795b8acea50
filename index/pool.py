"""Gathers postings until a segment is written: in columns, in memory or, when that is too much, on disk.

Takes the place of whoosh's pool, which keeps and sorts each posting for itself.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from operator import itemgetter
from pathlib import Path
from typing import IO, Any

import numpy as np

from index.runs import Bytes, Counts, Indices, Run, Weights, pickled, ranges, starts_of

CHUNK = 400_000  # postings that are given back at once; some 40 MB while they are put in order
PER_POSTING = 12  # bytes beside the value: a document's number, a weight and the value's size
ADDED = 20_000  # postings that come one by one and are held, each an object, until they become runs
# In place of columns that are on disk; a slice of those would keep them in memory.
_NO_NUMBERS, _NO_WEIGHTS = np.empty(0, np.uint32), np.empty(0, np.float32)
_Posting = tuple[str, bytes, int, float, bytes | None]


@dataclass(frozen=True, slots=True)
class _Saved:
    """Where a run's columns begin in the file."""

    documents: int
    weights: int
    sizes: int
    values: int


@dataclass(slots=True)
class _Part:
    """A run, of whose terms only the numbers are kept."""

    terms: Counts
    firsts: Indices
    """Where each term's postings begin, and at last where all end."""
    places: Indices
    """The same for their values, in bytes."""
    documents: Counts
    weights: Weights
    sizes: Counts
    values: bytes
    saved: _Saved | None = None


@dataclass(slots=True)
class _Field:
    terms: dict[bytes, int] = field(default_factory=dict)
    """Each term's number, as they came."""
    parts: list[_Part] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Slice:
    """Neighbouring terms of a run: their ranks among all terms, and of each its number of postings and bytes."""

    ranks: Indices
    counts: Indices
    lengths: Indices
    documents: Counts
    weights: Weights
    sizes: Counts
    values: Bytes


class PostingPool:
    """The postings of one segment; what whoosh's writer asks of a pool, and runs."""

    def __init__(self, folder: Path, limit: int) -> None:
        """Hold about so many bytes of postings in memory, and what is more in an unnamed file in the folder."""
        self._folder = folder
        self._limit = limit
        self._size = 0
        self._fields: defaultdict[str, _Field] = defaultdict(_Field)
        self._file: IO[bytes] | None = None
        self._added: list[_Posting] = []

    @property
    def saved(self) -> int:
        """How many bytes of postings are on disk."""
        return self._file.tell() if self._file else 0

    def add(self, posting: _Posting) -> None:
        """Take a posting: field, term, document number, weight and value, which keys have none of.

        A term's documents come in ascending order. Whoosh's writer calls this; runs are a hundred times faster.
        """
        self._added.append(posting)
        if len(self._added) >= ADDED:
            self._add_added()

    def add_run(self, run: Run, base: int = 0) -> None:
        """Take postings of a field whose documents come after those of the runs before; base is added to their numbers."""
        self._add_added()
        self._add(run, base)

    def iter_postings(self) -> Iterator[Run]:
        """Return all postings, sorted by field and term, once: runs that have no term in common."""
        self._add_added()
        fields, self._fields = self._fields, defaultdict(_Field)
        for name in sorted(fields):
            yield from self._merged(name, fields.pop(name))

    def cleanup(self) -> None:
        """Let go of the file."""
        if self._file:
            self._file.close()

    def _add(self, run: Run, base: int) -> None:
        if not run.terms:
            return
        known = self._fields[run.field]
        numbers = (known.terms.setdefault(term, len(known.terms)) for term in run.terms)
        firsts = starts_of(run.counts)
        part = _Part(
            terms=np.fromiter(numbers, np.uint32, len(run.terms)),
            firsts=firsts,
            places=starts_of(run.sizes)[firsts],
            documents=run.documents + np.uint32(base),
            weights=run.weights,
            sizes=run.sizes,
            values=run.values,
        )
        known.parts.append(part)
        self._size += PER_POSTING * len(run.documents) + len(run.values)
        if self._size > self._limit:
            self._save()

    def _add_added(self) -> None:
        added, self._added = sorted(self._added, key=itemgetter(0, 1)), []  # stable, so that documents still ascend
        for name, postings in groupby(added, key=itemgetter(0)):
            self._add(_run(name, list(postings)), 0)

    def _save(self) -> None:
        """Put all columns that are in memory on disk."""
        file = self._file = self._file or tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 - it is closed by cleanup
        for part in (part for known in self._fields.values() for part in known.parts if not part.saved):
            columns = (part.documents, part.weights, part.sizes, np.frombuffer(part.values, np.uint8))
            places = []
            for column in columns:
                places.append(file.tell())
                file.write(column.data)
            part.saved = _Saved(*places)
            part.documents, part.weights, part.sizes, part.values = _NO_NUMBERS, _NO_WEIGHTS, _NO_NUMBERS, b""
        file.flush()
        self._size = 0

    def _merged(self, name: str, known: _Field) -> Iterator[Run]:
        """Yield a field's postings, so many at once."""
        terms = sorted(known.terms)
        ranks = np.empty(len(terms), np.int64)
        ranks[np.fromiter(map(known.terms.__getitem__, terms), np.int64, len(terms))] = np.arange(len(terms))
        known.terms.clear()
        ranked = [ranks[part.terms] for part in known.parts]
        counts = np.zeros(len(terms), np.int64)
        for part, own in zip(known.parts, ranked, strict=True):
            counts[own] += np.diff(part.firsts)
        for cut in pairwise(_cuts(counts)):
            slices = [self._slice(part, own, *cut) for part, own in zip(known.parts, ranked, strict=True)]
            yield _in_order(name, terms[cut[0] : cut[1]], counts[cut[0] : cut[1]], slices)

    def _slice(self, part: _Part, ranked: Indices, first: int, end: int) -> _Slice:
        """Return what a run holds of the terms in a range of ranks."""
        start, stop = np.searchsorted(ranked, (first, end)).tolist()
        postings = slice(*part.firsts[[start, stop]].tolist())
        values = slice(*part.places[[start, stop]].tolist())
        counts, lengths = np.diff(part.firsts[start : stop + 1]), np.diff(part.places[start : stop + 1])
        if part.saved is None:
            held = np.frombuffer(part.values, np.uint8)[values]
            columns = (part.documents[postings], part.weights[postings], part.sizes[postings], held)
        else:
            columns = (
                self._read(part.saved.documents, postings, np.uint32),
                self._read(part.saved.weights, postings, np.float32),
                self._read(part.saved.sizes, postings, np.uint32),
                self._read(part.saved.values, values, np.uint8),
            )
        return _Slice(ranked[start:stop], counts, lengths, *columns)

    def _read(self, place: int, wanted: slice, kind: type[np.generic]) -> Any:
        """Return a part of a column that is on disk."""
        assert self._file  # it was saved there
        size = np.dtype(kind).itemsize
        count = wanted.stop - wanted.start
        return np.frombuffer(os.pread(self._file.fileno(), count * size, place + wanted.start * size), kind, count)


def _cuts(counts: Indices) -> list[int]:
    """Return where to cut terms of so many postings, so that about CHUNK are together."""
    starts = starts_of(counts)
    inner = np.searchsorted(starts, np.arange(CHUNK, starts[-1], CHUNK))
    return sorted({0, *inner.tolist(), len(counts)})


def _in_order(name: str, terms: Sequence[bytes], counts: Indices, slices: Sequence[_Slice]) -> Run:
    """Put what the runs hold of some terms in the order of the terms, and of one term in the order of the runs."""
    order = np.argsort(np.concatenate([one.ranks for one in slices]), kind="stable")
    many = np.concatenate([one.counts for one in slices])
    postings = ranges(starts_of(many)[:-1][order], many[order])
    long = np.concatenate([one.lengths for one in slices])
    places = ranges(starts_of(long)[:-1][order], long[order])
    return Run(
        name,
        tuple(terms),
        counts.astype(np.uint32),
        np.concatenate([one.documents for one in slices])[postings],
        np.concatenate([one.weights for one in slices])[postings],
        np.concatenate([one.sizes for one in slices])[postings],
        np.concatenate([one.values for one in slices])[places].tobytes(),
    )


def _run(name: str, postings: Sequence[_Posting]) -> Run:
    """Return the run of a field's postings, sorted by term and document."""
    values = [pickled(value) if value else b"" for _, _, _, _, value in postings]
    counts = Counter(term for _, term, _, _, _ in postings)  # which keeps their order
    return Run(
        name,
        tuple(counts),
        np.fromiter(counts.values(), np.uint32, len(counts)),
        np.array([number for _, _, number, _, _ in postings], np.uint32),
        np.array([weight for _, _, _, weight, _ in postings], np.float32),
        np.array([len(value) for value in values], np.uint32),
        b"".join(values),
    )
