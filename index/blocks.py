"""Writes postings as whoosh's blocks (whoosh.codec.whoosh3), those of many terms at once.

A block is a pickle of document numbers, weights and values with a pickled description before it. Both are put together here
from pickle's opcodes, whose arguments are computed for all postings by numpy; what reads them is whoosh's code and pickle's.
Blocks are not compressed: written as here they are no larger than whoosh's compressed ones, and faster to read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from struct import Struct

import numpy as np
import numpy.typing as npt
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC

from index.runs import Bytes, Indices, Run, Weights, ranges, starts_of

BLOCK = 128  # postings that are read, and skipped, together: whoosh's own number
_PROTOCOL = b"\x80\x03"  # the first that knows bytes
_MARK, _TUPLE, _END, _NONE = b"(", b"t", b".", b"N"
_BYTE, _SHORT, _INT, _FLOAT = b"K", b"M", b"J", b"G"  # opcodes of numbers of one, two, four and eight bytes
_REMEMBER, _FORGET, _RECALL = b"q", b"0", b"h"  # an object under a number; off the stack; the object of a number
_MOST_RECALLED = 0xFF  # objects that have a number of one byte
_PACKED_FLOAT = Struct("!d")
# The bytes before the last field of a description, in whoosh's order: documents, last document, greatest weight, compression,
# least and greatest length. Behind the block's size, which is negative in a term's last block.
_HEAD = np.dtype(
    [
        ("size", ">i4"), ("begin", "S3"), ("count_is", "S1"), ("count", "<i4"), ("last_is", "S1"), ("last", "<i4"),
        ("weight_is", "S1"), ("weight", ">f8"), ("level_is", "S1"), ("level", "u1"), ("least_is", "S1"), ("least", "u1"),
        ("most_is", "S1"), ("most", "u1"), ("end", "S2"),
    ]
)  # fmt: skip
_UNKNOWN = np.uint16(1 << 8)  # greater than any coded length
_SIZE = 4  # bytes of a block's size, which it does not count
# Flags, total weight, documents, least and greatest length, greatest weight, first and last document; then offset and length.
_TERM_INFO = np.dtype(
    [
        ("flags", "u1"), ("total", ">f4"), ("documents", ">u4"), ("least", "u1"), ("most", "u1"), ("weight", ">f4"),
        ("first", ">u4"), ("last", ">u4"), ("offset", ">i8"), ("length", ">i4"),
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """The blocks of some terms, and what is kept of each term beside it."""

    blocks: bytes
    infos: list[bytes]


@dataclass(frozen=True, slots=True)
class _Blocks:
    """Where blocks begin and end."""

    terms: Indices
    """Of each block, its term."""
    starts: Indices
    """Where each block's postings begin, and at last where all end."""
    is_first: npt.NDArray[np.bool_]
    is_last: npt.NDArray[np.bool_]


def write_blocks(run: Run, coded: Bytes, offset: int, *, has_values: bool) -> Written:
    """Return the blocks of all terms of a run, to be written at an offset; lengths are coded, one for each document."""
    blocks, lengths = _cut(run.counts.astype(np.int64)), coded[run.documents]
    datas = list(_datas(run, blocks, has_values))
    sizes = np.fromiter(map(len, datas), np.int64, len(datas)) + _HEAD.itemsize
    heads = _split(_heads(run, blocks, lengths, sizes))
    begun = [WHOOSH3_HEADER_MAGIC if is_first else b"" for is_first in blocks.is_first.tolist()]
    sizes_of_terms = np.bincount(blocks.terms, sizes, len(run.terms)).astype(np.int64) + len(WHOOSH3_HEADER_MAGIC)
    infos = _split(_infos(run, lengths, offset, sizes_of_terms))
    return Written(b"".join(chain.from_iterable(zip(begun, heads, datas, strict=True))), infos)


def _cut(counts: Indices) -> _Blocks:
    many = -(-counts // BLOCK)
    terms = np.repeat(np.arange(len(counts)), many)
    place = ranges(np.zeros(len(counts), np.int64), many)
    starts = np.append(starts_of(counts)[:-1][terms] + BLOCK * place, counts.sum())
    return _Blocks(terms, starts, place == 0, place == many[terms] - 1)


def _datas(run: Run, blocks: _Blocks, has_values: bool) -> Iterator[bytes]:
    """Yield the content of each block: the distances from document to document, the weights, and the values."""
    steps, ends = _steps(run.documents.astype(np.int64), blocks.starts)
    places = starts_of(run.sizes)[blocks.starts].tolist()
    begin, behind = _PROTOCOL + _MARK + _MARK, _TUPLE + _TUPLE + _END
    weights = _weights(run.weights, blocks.starts)
    for (first, end), weight, (start, stop) in zip(pairwise(ends), weights, pairwise(places), strict=True):
        if has_values:
            yield b"".join((begin, steps[first:end], _TUPLE, weight, _MARK, run.values[start:stop], behind))
        else:
            yield b"".join((begin, steps[first:end], _TUPLE, weight, _NONE, _TUPLE, _END))


def _steps(documents: Indices, starts: Indices) -> tuple[bytes, list[int]]:
    """Return, as opcodes, each block's first document and the distances between its others; and where each block's begin."""
    steps = np.diff(documents, prepend=0)
    steps[starts[:-1]] = documents[starts[:-1]]
    kinds = (steps >= 1 << 8).astype(np.int64) + (steps >= 1 << 16)
    places = starts_of(1 + np.array([1, 2, 4])[kinds])
    written = np.empty(places[-1], np.uint8)
    written[places[:-1]] = np.frombuffer(_BYTE + _SHORT + _INT, np.uint8)[kinds]
    for kind, width in enumerate((1, 2, 4)):
        chosen = np.flatnonzero(kinds == kind)
        for byte in range(width):
            written[places[chosen] + 1 + byte] = steps[chosen] >> 8 * byte & 0xFF
    return written.tobytes(), places[starts].tolist()


def _weights(weights: Weights, starts: Indices) -> Iterator[bytes]:
    """Yield each block's weights as opcodes: one for all where they are the same, and nothing for 1."""
    least, most = np.minimum.reduceat(weights, starts[:-1]).tolist(), np.maximum.reduceat(weights, starts[:-1]).tolist()
    whole = np.logical_and.reduceat((weights == np.floor(weights)) & (weights >= 1), starts[:-1]).tolist()
    recalled = _pairs(_RECALL, np.clip(weights - 1, 0, _MOST_RECALLED).astype(np.uint8))
    for (first, end), low, high, is_whole in zip(pairwise(starts.tolist()), least, most, whole, strict=True):
        if low == high:
            yield _NONE if high == 1 else _float(high)
        elif is_whole and _is_shorter(int(high), end - first):
            yield b"".join((_remembered(int(high)), _MARK, recalled[2 * first : 2 * end], _TUPLE))
        else:
            yield b"".join((_MARK, *map(_float, weights[first:end].tolist()), _TUPLE))


def _is_shorter(most: int, count: int) -> bool:
    """Tell whether it pays to remember all whole numbers up to the greatest weight, and to name each weight by its number."""
    return most <= _MOST_RECALLED and len(_remembered(1)) * most < (1 + _PACKED_FLOAT.size - 2) * count


@lru_cache(maxsize=_MOST_RECALLED)
def _remembered(most: int) -> bytes:
    return b"".join(_float(number + 1) + _REMEMBER + bytes([number]) + _FORGET for number in range(most))


@lru_cache(maxsize=1_000)
def _float(number: float) -> bytes:
    return _FLOAT + _PACKED_FLOAT.pack(number)


def _pairs(opcode: bytes, numbers: Bytes) -> bytes:
    pairs = np.empty((len(numbers), 2), np.uint8)
    pairs[:, 0], pairs[:, 1] = ord(opcode), numbers
    return pairs.tobytes()


def _heads(run: Run, blocks: _Blocks, lengths: Bytes, sizes: Indices) -> npt.NDArray[np.void]:
    heads, firsts = np.zeros(len(sizes), _HEAD), blocks.starts[:-1]
    heads["begin"], heads["end"] = _PROTOCOL + _MARK, _TUPLE + _END
    heads["count_is"] = heads["last_is"] = _INT
    heads["level_is"] = heads["least_is"] = heads["most_is"] = _BYTE
    heads["weight_is"] = _FLOAT
    heads["size"] = np.where(blocks.is_last, -1, 1) * (sizes - _SIZE)
    heads["count"], heads["last"] = np.diff(blocks.starts), run.documents[blocks.starts[1:] - 1]
    heads["weight"] = np.maximum.reduceat(run.weights, firsts)
    heads["least"], heads["most"] = _least(lengths, firsts), np.maximum.reduceat(lengths, firsts)
    return heads


def _infos(run: Run, lengths: Bytes, offset: int, sizes: Indices) -> npt.NDArray[np.void]:
    infos, starts = np.zeros(len(sizes), _TERM_INFO), starts_of(run.counts)
    firsts = starts[:-1]
    infos["total"], infos["weight"] = np.add.reduceat(run.weights, firsts, dtype=float), np.maximum.reduceat(run.weights, firsts)
    infos["documents"], infos["first"], infos["last"] = run.counts, run.documents[firsts], run.documents[starts[1:] - 1]
    infos["least"], infos["most"] = _least(lengths, firsts), np.maximum.reduceat(lengths, firsts)
    infos["offset"], infos["length"] = offset + starts_of(sizes)[:-1], sizes
    return infos


def _least(lengths: Bytes, firsts: Indices) -> npt.NDArray[np.uint8]:
    """Return, for each range, the least of the lengths that are known; 0 if none is."""
    known = np.where(lengths == 0, _UNKNOWN, lengths.astype(np.uint16))
    least = np.minimum.reduceat(known, firsts)
    return np.where(least == _UNKNOWN, 0, least).astype(np.uint8)


def _split(records: npt.NDArray[np.void]) -> list[bytes]:
    written, size = records.tobytes(), records.itemsize
    return [written[place : place + size] for place in range(0, len(written), size)]
