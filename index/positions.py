"""Where a term stands in a text, in the few bytes that a posting keeps of it.

Whoosh's own format pickles each list, which costs several times the room and the time.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from itertools import accumulate
from operator import sub

from whoosh import formats

# The first byte tells how many bytes each number takes, as array's code; little-endian on every machine.
_NARROW, _MEDIUM, _WIDE = b"B", b"H", b"I"
_SWAPPED = sys.byteorder == "big"


class Positions(formats.Format):
    """A posting's value: its positions in ascending order, written as the distance from each to the next."""

    def encode(self, positions: Sequence[int]) -> bytes:
        """Return positions, at least one, as a value."""
        first = positions[0]
        if len(positions) == 1:  # as most are
            return _single(first)
        steps = (first, *map(sub, positions[1:], positions))
        return _packed(steps, max(steps))

    def decode_positions(self, value: bytes) -> list[int]:
        """Return the positions in a value; whoosh finds this by its name."""
        steps = array(chr(value[0]), value[1:])
        if _SWAPPED:
            steps.byteswap()
        return list(accumulate(steps))


def _single(position: int) -> bytes:
    if position < 1 << 8:
        return _NARROW + position.to_bytes(1, "little")
    return _MEDIUM + position.to_bytes(2, "little") if position < 1 << 16 else _WIDE + position.to_bytes(4, "little")


def _packed(steps: Sequence[int], widest: int) -> bytes:
    if widest < 1 << 8:
        return _NARROW + bytes(steps)
    code = _MEDIUM if widest < 1 << 16 else _WIDE
    packed = array(code.decode(), steps)
    if _SWAPPED:
        packed.byteswap()
    return code + packed.tobytes()
