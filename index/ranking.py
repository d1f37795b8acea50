"""The numbers by which documents are ranked; tests/relevance/tune.py tries others on judged queries (docs/relevance.md)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """What counts how much. Scores are sums over the query's words of rarity times how much of the word a document has."""

    k1: float = 1.2
    """How soon further occurrences of a word stop to count: the literature's and Lucene's value."""
    title: float = 2.0
    """What the title gives, where the rest of the document can give 1."""
    within: float = 0.3
    """An occurrence inside a compound, where one as a word of its own counts 1."""
    parts: float = 0.6
    """A compound whose parts stand near each other as words of their own, where it counts 1 itself."""
    joined: float = 0.9
    """Two neighbouring words of the query that stand as one compound, where each counts 1."""
    related: float = 0.3
    """Another word of the same family, such as megling for megler."""
    exact_title: float = 0.3
    """The word just as written in a title, added to any form of it."""
    coverage: float = 1.75
    """Power of the share of the query's words, by rarity, that a document has."""
    near: float = 0.3
    """What all the query's words next to each other add, as a share of the score."""
    titled: float = 0.5
    """What a title with all the query's words adds, as a share of the score …"""
    title_coverage: float = 2.0
    """… and the power of the share of the words that a title has."""
    near_parts: float = 0.8
    """How much of a compound is covered by its parts near each other."""
    name: float = 1.0
    """What a document called just like the query gets, as a share of the best score."""
    most: float = 0.5
    """Share of the query's words, by rarity, that is most of them: «kommune» alone is little of «kommune parkeringsforskrift»."""
    family: float = 0.7
    """How much of a word is covered by another of the same family."""
    partly: float = 0.6
    """How much of a word is covered by an occurrence inside a compound."""


DEFAULT = Ranking()
