"""Reads a term's postings from whoosh's files into arrays, block by block."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from struct import Struct

import numpy as np
import numpy.typing as npt
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3TermInfo, W3TermsReader
from whoosh.reading import SegmentReader

from index.store import IndexMissingError

Numbers = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float64]
KEPT = 600  # bytes: the object, its key and its place in a dictionary
_SIZE = Struct("!i")
_DTYPES: dict[int, np.dtype[np.unsignedinteger]] = {
    ord("B"): np.dtype("u1"),
    ord("H"): np.dtype("<u2"),
    ord("I"): np.dtype("<u4"),
}


@dataclass(frozen=True, slots=True)
class Postings:
    """The documents that hold a term, in ascending order, how often each does, and where (as index/positions.py writes it)."""

    documents: Numbers
    frequencies: Weights
    values: tuple[bytes, ...]

    @property
    def size(self) -> int:
        """About how many bytes it takes, with the place where it is kept."""
        return KEPT + self.documents.nbytes + self.frequencies.nbytes + sum(map(len, self.values)) + 50 * len(self.values)


@dataclass(frozen=True, slots=True)
class Places:
    """Where a term stands: the n-th place is at positions[n] of the document documents[n]; in ascending order."""

    documents: Numbers
    positions: Numbers


NO_POSTINGS = Postings(np.empty(0, np.int64), np.empty(0), ())
NO_PLACES = Places(np.empty(0, np.int64), np.empty(0, np.int64))


def read_postings(leaves: Sequence[tuple[SegmentReader, int]], field: str, term: str) -> Postings:
    """Return a term's postings in all segments, numbered through; none if no document holds it."""
    encoded = term.encode()
    found = [part for leaf, base in leaves if leaf.doc_count_all() for part in _segment(leaf, base, field, encoded)]
    if not found:
        return NO_POSTINGS
    if len(found) == 1:
        return found[0]
    return Postings(
        np.concatenate([part.documents for part in found]),
        np.concatenate([part.frequencies for part in found]),
        tuple(value for part in found for value in part.values),
    )


def places_in(documents: Numbers, wanted: Numbers) -> Numbers:
    """Return where those of the wanted documents stand that are among the documents; both lists ascend."""
    if len(wanted) > len(documents):
        return np.flatnonzero(np.isin(documents, wanted, assume_unique=True))
    found = np.searchsorted(documents, wanted)
    found = found[found < len(documents)]
    held: Numbers = found[documents[found] == wanted[: len(found)]]
    return held


def decode_places(documents: Numbers, values: Sequence[bytes]) -> Places:
    """Return all places of postings: one value for each document."""
    by_width: dict[int, list[int]] = {}
    for number, value in enumerate(values):
        by_width.setdefault(value[0], []).append(number)
    parts = [_of_width(width, numbers, values) for width, numbers in by_width.items()]
    if not parts:
        return NO_PLACES
    owners = np.concatenate([owner for owner, _ in parts])
    positions = np.concatenate([position for _, position in parts])
    order = np.argsort(owners, kind="stable") if len(parts) > 1 else slice(None)
    return Places(documents[owners[order]], positions[order])


def _of_width(width: int, numbers: Sequence[int], values: Sequence[bytes]) -> tuple[Numbers, Numbers]:
    """Return, for the values with numbers of one width, whose each position is, and the position."""
    kind = _DTYPES[width]
    steps = np.frombuffer(b"".join(values[number][1:] for number in numbers), kind).astype(np.int64)
    counts = np.array([(len(values[number]) - 1) // kind.itemsize for number in numbers], np.int64)
    reached = np.cumsum(steps)
    starts = np.cumsum(counts) - counts
    before = reached[starts] - steps[starts]
    return np.repeat(np.asarray(numbers, np.int64), counts), reached - np.repeat(before, counts)


def _segment(leaf: SegmentReader, base: int, field: str, term: bytes) -> Iterator[Postings]:
    terms: W3TermsReader = leaf._terms
    try:
        info = W3TermInfo.from_bytes(terms._tindex[terms._keycoder(field, term)])
    except KeyError:
        return
    if info.is_inlined():
        numbers, weights, values = info.inlined_postings()
        yield Postings(np.array(numbers, np.int64) + base, np.array(weights, float), tuple(values))
        return
    offset, (length,) = info.extent()  # whoosh leaves the length in its tuple
    blocks = list(_blocks(bytes(terms._postfile.get(offset, length))))
    yield Postings(
        np.concatenate([numbers for numbers, _, _ in blocks]) + base,
        np.concatenate([weights for _, weights, _ in blocks]),
        tuple(value for _, _, values in blocks for value in values),
    )


def _blocks(data: bytes) -> Iterator[tuple[Numbers, Weights, tuple[bytes, ...]]]:
    """Yield document numbers, frequencies and values of each block; raise IndexMissingError if the bytes are no postings."""
    try:
        if not data.startswith(WHOOSH3_HEADER_MAGIC):
            raise ValueError("no postings")
        position, is_last = len(WHOOSH3_HEADER_MAGIC), False
        while not is_last:
            (size,) = _SIZE.unpack_from(data, position)
            position, is_last = position + _SIZE.size, size < 0
            yield _block(data[position : position + abs(size)])
            position += abs(size)
    except Exception as error:  # damaged bytes make pickle raise whatever they lead to
        raise IndexMissingError("The search index is damaged; make it anew with: kartotek index --rebuild") from error


def _block(data: bytes) -> tuple[Numbers, Weights, tuple[bytes, ...]]:
    stream = BytesIO(data)
    count, _, _, compressed, _, _ = pickle.load(stream)
    content = stream.read()
    steps, weights, values = pickle.loads(zlib.decompress(content) if compressed else content)
    frequencies = np.full(count, 1.0 if weights is None else weights) if not isinstance(weights, tuple) else np.array(weights)
    return np.cumsum(np.array(steps, np.int64)), frequencies, values or (b"",) * count
