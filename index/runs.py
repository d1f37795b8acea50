"""Postings in columns: what analysis gives, what the pool gathers and what is written, without an object for each of them.

A value is kept as it will stand in a block of whoosh's, as the opcodes that make pickle put a bytes object there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.uint32]
Weights = npt.NDArray[np.float32]
"""How often a term stands in a document; up to 16 million of them are exact."""
Indices = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]

SHORT_VALUE, LONG_VALUE = b"C", b"B"
"""Pickle's opcodes for bytes objects whose length fits in one byte, and in four."""
LONGEST_SHORT = 0xFF
SHORT_HEAD, LONG_HEAD = 2, 5  # bytes: an opcode and the length


@dataclass(frozen=True, slots=True)
class Run:
    """Postings of a field, sorted by term and document."""

    field: str
    terms: tuple[bytes, ...]
    counts: Counts
    """Of each term, its documents."""
    documents: Counts
    weights: Weights
    sizes: Counts
    """Of each posting, the bytes of its value; 0 in a field whose postings have none."""
    values: bytes


@dataclass(frozen=True, slots=True)
class Counted:
    """How often the words of a field stand in a document, different forms of a word together.

    The n-th triple is a document, the number of a word's first term, and how many times.
    """

    documents: Indices
    terms: Indices
    times: Indices


def run_of_keys(field: str, found: Mapping[bytes, Sequence[int]]) -> Run:
    """Return the run of a field without values: keys, and their documents in ascending order."""
    terms = sorted(found)
    documents = np.fromiter(chain.from_iterable(found[term] for term in terms), np.uint32)
    counts = np.fromiter((len(found[term]) for term in terms), np.uint32, len(terms))
    weights = np.ones(len(documents), np.float32)
    return Run(field, tuple(terms), counts, documents, weights, np.zeros(len(documents), np.uint32), b"")


def pickled(value: bytes) -> bytes:
    """Return a value as it stands in a block."""
    if len(value) <= LONGEST_SHORT:
        return SHORT_VALUE + len(value).to_bytes(1, "little") + value
    return LONG_VALUE + len(value).to_bytes(4, "little") + value


def ranges(firsts: npt.NDArray[np.integer], counts: npt.NDArray[np.integer]) -> Indices:
    """Return the numbers first, first + 1 … of each range, one range after the other."""
    ends = np.cumsum(counts, dtype=np.int64)
    return np.arange(ends[-1] if len(ends) else 0) + np.repeat(firsts.astype(np.int64) - (ends - counts), counts)


def starts_of(counts: npt.NDArray[np.integer]) -> Indices:
    """Return where each of some neighbouring ranges starts, and at last where all end."""
    starts = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=starts[1:])
    return starts
