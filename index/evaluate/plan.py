"""What a query asks of the index, in terms: the tree that is evaluated. Made by index/compile.py."""

from __future__ import annotations

from dataclasses import dataclass

from index.schema import TextField


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of the terms that a word may have."""

    term: str
    weight: float
    """What an occurrence counts, where the word itself counts 1."""
    covers: float
    """How much of the word it covers, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Words:
    """One word of the query, in any form."""

    alternatives: tuple[Alternative, ...]
    fields: tuple[TextField, ...]
    nearby: tuple[tuple[str, ...], ...] = ()
    """If it is a compound: the terms of each part, which may also stand near each other."""
    exact: str | None = None
    """The word just as written, which counts more in a title."""


@dataclass(frozen=True, slots=True)
class Row:
    """Words in a row."""

    places: tuple[tuple[str, ...], ...]
    """For each place the terms that may stand there."""
    fields: tuple[TextField, ...]


@dataclass(frozen=True, slots=True)
class AnyTerm:
    """Documents with any of these terms of fields, all scored alike."""

    terms: tuple[tuple[str, str], ...]
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class AllOf:
    """Documents that answer all of these."""

    nodes: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Documents that answer any of these."""

    nodes: tuple[Plan, ...]
    rarity: float | None = None
    """How much finding any of them says; as the commonest of them if it is not told."""


@dataclass(frozen=True, slots=True)
class Without:
    """Documents that do not answer this."""

    node: Plan


Plan = Words | Row | AnyTerm | AllOf | AnyOf | Without
