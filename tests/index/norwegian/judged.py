"""The judged lists of words beside this file, and what share of each the program gets right; tests and benchmarks use it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.norwegian.analyzer import word_terms
from index.norwegian.compounds import SHORTEST_PART, atoms

FOLDER = Path(__file__).parent
_RECOGNISED_BY = SHORTEST_PART  # letters: the last part is given as its base form, whose ending may differ

Terms = Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Pair:
    """A word of nynorsk and the word that bokmål has in its place."""

    nynorsk: str
    bokmal: str
    frequency: int


@dataclass(frozen=True, slots=True)
class Split:
    """A compound, the parts that the program once gave, and whether they were judged right."""

    word: str
    parts: tuple[str, ...]
    is_right: bool


def pairs() -> list[Pair]:
    """Read the frequent words that differ between the standards."""
    return [Pair(nynorsk, bokmal, int(frequency)) for nynorsk, bokmal, frequency in _rows("pairs.tsv")]


def apart() -> list[tuple[str, str]]:
    """Read the pairs of words that look alike and have nothing to do with each other."""
    return [(first, second) for first, second in _rows("apart.txt")]


def inflections() -> list[list[str]]:
    """Read the groups of forms of one word, the base form first."""
    return [line.split() for (line,) in _rows("inflections.txt")]


def splits() -> list[Split]:
    """Read the judged splits."""
    return [Split(word, tuple(parts.split("+")), verdict == "right") for word, parts, verdict in _rows("splits.tsv")]


def whole_terms(word: str) -> tuple[str, ...]:
    """Return what a word is searched by."""
    return word_terms(word).whole


def meet(first: str, second: str, terms: Terms = whole_terms) -> bool:
    """Tell whether a search for one word finds the other."""
    return not set(terms(first)).isdisjoint(terms(second))


def share_met(terms: Terms = whole_terms) -> tuple[float, float]:
    """Return the share of the pairs that meet: weighted by frequency, and of the pairs themselves."""
    met = [pair for pair in pairs() if meet(pair.nynorsk, pair.bokmal, terms)]
    return _frequency(met) / _frequency(pairs()), len(met) / len(pairs())


def wrongly_met(terms: Terms = whole_terms) -> list[tuple[str, str]]:
    """Return the unrelated pairs that meet."""
    return [pair for pair in apart() if meet(*pair, terms)]


def share_joined(terms: Terms = whole_terms) -> float:
    """Return the share of the groups all whose forms meet the base form."""
    groups = inflections()
    return sum(all(meet(group[0], form, terms) for form in group) for group in groups) / len(groups)


def precision() -> float:
    """Return the share of right ones among the judged compounds that are split today; a split not judged is wrong."""
    verdicts = [split.is_right and borders(split.word, split.parts) == borders(split.word, parts) for split, parts in _today()]
    return sum(verdicts) / len(verdicts)


def share_split() -> float:
    """Return the share of the judged compounds that are split today."""
    return len(list(_today())) / len(splits())


def borders(word: str, parts: Sequence[str]) -> list[int]:
    """Return where each part begins in the word."""
    found, place = [], 0
    for part in parts:
        place = word.index(part[:_RECOGNISED_BY], place)
        found.append(place)
        place += _RECOGNISED_BY
    return found


def _today() -> Iterator[tuple[Split, tuple[str, ...]]]:
    for split in splits():
        parts = atoms(split.word)
        if len(parts) > 1:
            yield split, parts


def _frequency(some: Iterable[Pair]) -> int:
    return sum(pair.frequency for pair in some)


def _rows(name: str) -> Iterator[list[str]]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return (line.split("\t") for line in lines if line and not line.startswith("#"))
