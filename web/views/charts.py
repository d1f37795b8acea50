"""Bar charts: how long each bar is in its drawing, beside the number that it stands for. No HTML, no HTTP."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from web.views.links import Link

LENGTH = 100  # units of the drawing, stretched to the room there is
LEAST = 0.8  # units, so that one document among thousands is seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One value: what it is of, where that leads, how many documents, and the length of its bar from 0 to LENGTH."""

    label: str
    address: str | None
    count: int
    length: float


@dataclass(frozen=True, slots=True)
class Counted:
    """Something with documents, and the search that finds them."""

    link: Link
    count: int


def bars(values: Sequence[Counted], most: int | None = None) -> tuple[Bar, ...]:
    """Return a bar for each value, drawn to the largest of them or, so that several charts compare, to `most`."""
    longest = most or max((value.count for value in values), default=0)
    return tuple(
        Bar(label=value.link.label, address=value.link.address, count=value.count, length=_length(value.count, longest))
        for value in values
    )


def _length(count: int, longest: int) -> float:
    return max(LEAST, round(LENGTH * count / longest, 1)) if count else 0
