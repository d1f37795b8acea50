"""Groups names under their initials, A–Å."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import TypeVar

from library.text import sort_key

_INITIALS = {"{": "Æ", "|": "Ø", "}": "Å"}  # as sort_key() writes them
_NUMBERS = "0–9"
T = TypeVar("T")


def by_initial(items: Iterable[T], name: Callable[[T], str]) -> list[tuple[str, list[T]]]:
    """Return the items in alphabetical order, grouped under their initials A–Å."""
    ordered = sorted(items, key=lambda item: sort_key(name(item)))
    return [(initial, list(group)) for initial, group in groupby(ordered, key=lambda item: _initial(name(item)))]


def _initial(text: str) -> str:
    first = sort_key(text)[:1]
    return _NUMBERS if first.isdigit() else _INITIALS.get(first, first.upper())
