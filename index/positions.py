"""Where a term stands in a text, in the few bytes that a posting keeps of it.

Whoosh's own format pickles each list, which costs several times the room and the time.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from itertools import accumulate

import numpy as np
from whoosh import formats

from index.runs import LONG_HEAD, LONG_VALUE, LONGEST_SHORT, SHORT_HEAD, SHORT_VALUE, Bytes, Counts, Indices, ranges, starts_of

# The first byte tells how many bytes each number takes, as array's code; little-endian on every machine.
_CODES = ((1, ord("B")), (2, ord("H")), (4, ord("I")))
_SWAPPED = sys.byteorder == "big"


class Positions(formats.Format):
    """A posting's value: its positions in ascending order, written as the distance from each to the next."""

    def encode(self, positions: Sequence[int]) -> bytes:
        """Return positions, at least one, as a value."""
        values, sizes = encode_all(np.asarray(positions, np.int64), np.array([len(positions)]))
        return values[SHORT_HEAD if sizes[0] <= LONGEST_SHORT + SHORT_HEAD else LONG_HEAD :]

    def decode_positions(self, value: bytes) -> list[int]:
        """Return the positions in a value; whoosh finds this by its name."""
        steps = array(chr(value[0]), value[1:])
        if _SWAPPED:
            steps.byteswap()
        return list(accumulate(steps))


def encode_all(positions: Indices, counts: Indices) -> tuple[bytes, Counts]:
    """Return the values of many postings one after the other, as they stand in a block, and the size of each.

    Counts are of the positions of each posting, at least one.
    """
    firsts = starts_of(counts)[:-1]
    steps = np.diff(positions, prepend=0)
    steps[firsts] = positions[firsts]
    widest = np.maximum.reduceat(steps, firsts) if len(firsts) else steps
    widths = np.where(widest < 1 << 8, 1, np.where(widest < 1 << 16, 2, 4))
    lengths = 1 + widths * counts
    heads = np.where(lengths <= LONGEST_SHORT, SHORT_HEAD, LONG_HEAD)
    sizes = heads + lengths
    begin = starts_of(sizes)
    values = np.empty(begin[-1], np.uint8)
    _write_heads(values, begin[:-1], lengths)
    places = begin[:-1] + heads
    for width, code in _CODES:
        chosen = np.flatnonzero(widths == width)
        values[places[chosen]] = code
        many = counts[chosen]
        within = ranges(np.zeros(len(many), np.int64), many)
        _write(values, np.repeat(places[chosen] + 1, many) + within * width, steps[ranges(firsts[chosen], many)], width)
    return values.tobytes(), sizes.astype(np.uint32)


def _write_heads(values: Bytes, begin: Indices, lengths: Indices) -> None:
    is_short = lengths <= LONGEST_SHORT
    short, long = begin[is_short], begin[~is_short]
    values[short], values[short + 1] = ord(SHORT_VALUE), lengths[is_short]
    values[long] = ord(LONG_VALUE)
    _write(values, long + 1, lengths[~is_short], LONG_HEAD - 1)


def _write(values: Bytes, places: Indices, numbers: Indices, width: int) -> None:
    for byte in range(width):
        values[places + byte] = numbers >> 8 * byte & 0xFF
