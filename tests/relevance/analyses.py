"""The analysis of Norwegian words with some of its steps only, made of its own parts, to see what each is worth.

An index that was made so is read so: both sides of every comparison go through what is put in place here. The stamp of an index
does not know of it, so such an index is made and asked in one process, and kept by none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from enum import StrEnum, auto
from itertools import islice, product
from unittest.mock import patch

from index import analysis, names
from index.norwegian import analyzer, compounds
from index.norwegian.analyzer import JOINT, WordTerms
from index.norwegian.inflection import lemma, stem
from index.norwegian.lexicon import lexicon
from index.norwegian.variants import bases
from library.text import fold

_READINGS = analyzer._MOST_READINGS


class Analysis(StrEnum):
    """A step of the analysis."""

    INFLECTION = auto()
    """All forms of a word are one, in other languages too."""
    VARIANTS = auto()
    """Spellings and words of both written standards are one."""
    COMPOUNDS = auto()
    """A compound is its parts."""


@contextmanager
def analysing(steps: frozenset[Analysis]) -> Iterator[None]:
    """Analyse with these steps only, within the block; with all of them, just as Kartotek does."""
    with ExitStack() as stack:
        stack.callback(_forget)  # the last that is done, when all is as it was
        if steps != frozenset(Analysis):
            terms = _word_terms(steps)
            stack.enter_context(patch.object(analysis, "word_terms", terms))
            stack.enter_context(patch.object(names, "word_terms", terms))
        if Analysis.INFLECTION not in steps:
            stack.enter_context(patch.object(analysis, "_foreign", _foreign_as_written))
        _forget()
        yield


def _forget() -> None:
    analysis.text_terms.cache_clear()
    analysis.query_terms.cache_clear()


def _foreign_as_written(word: str, language: str) -> str:
    return f"{language}:{fold(word)}"


def _word_terms(steps: frozenset[Analysis]) -> Callable[[str], WordTerms]:
    """Return what stands for index.norwegian.analyzer.word_terms."""

    def word_terms(word: str) -> WordTerms:
        plain = fold(word)
        if not word.isalpha():
            return WordTerms((plain,))
        if Analysis.INFLECTION in steps and (name := analyzer._name(plain)):
            return WordTerms((name,))
        spelled = analyzer._spelled(word) if Analysis.VARIANTS in steps else word
        parts = _parts(spelled, steps)
        readings = [tuple(map(fold, reading)) for reading in islice(product(*(_meant(part, steps) for part in parts)), _READINGS)]
        runs = dict.fromkeys(run for reading in readings for run in analyzer._runs(reading))
        return WordTerms(tuple(dict.fromkeys(map(JOINT.join, readings))), tuple(runs))

    return word_terms


def _parts(word: str, steps: frozenset[Analysis]) -> tuple[str, ...]:
    if Analysis.COMPOUNDS not in steps:
        return (word,)
    return compounds.atoms(word) if Analysis.INFLECTION in steps else _parts_as_written(word)


def _parts_as_written(word: str) -> tuple[str, ...]:
    """Return the parts of a compound with the last in the form that it has, where atoms takes its base form."""
    base = lemma(word)
    parts = compounds.atoms(word)
    if len(parts) == 1:
        return (word,)
    ending = word.removeprefix(base) if word.startswith(base) else ""
    return (*parts[:-1], parts[-1] + ending)


def _meant(part: str, steps: frozenset[Analysis]) -> tuple[str, ...]:
    """Return the words that a simple word stands for."""
    if Analysis.VARIANTS not in steps:
        return (stem(lexicon().irregular.get(part, part)),) if Analysis.INFLECTION in steps else (part,)
    return bases(part) if Analysis.INFLECTION in steps else lexicon().bases.get(part, (part,))
