"""How far words of both standards meet, compounds are parted rightly, and how fast: `python -m tests.bench.norwegian`."""

from __future__ import annotations

import random
import time
from functools import cache

import Stemmer

from index.norwegian.analyzer import word_terms
from index.norwegian.compounds import atoms
from index.norwegian.inflection import stem
from index.norwegian.variants import bases
from index.norwegian.words import known_stems, known_words
from tests.index.norwegian.judged import Terms, apart, precision, share_joined, share_met, share_split, whole_terms, wrongly_met

SAMPLE = 20_000  # forms whose terms are timed
SEED = 4


def snowball_terms(word: str) -> list[str]:
    """Return a word's term by Snowball's rules alone, which know no lists."""
    return [str(_snowball().stemWord(word))]


def row(name: str, terms: Terms) -> str:
    """Return a line of the table."""
    by_frequency, by_type = share_met(terms)
    kept_apart = 1 - len(wrongly_met(terms)) / len(apart())
    return f"{name:10} {by_frequency:14.1%} {by_type:9.1%} {kept_apart:11.1%} {share_joined(terms):10.1%}"


def speed() -> float:
    """Return the mean time for the terms of a word that was not met before, in microseconds."""
    forms = sorted(known_words().counts)
    sample = random.Random(SEED).sample(forms, SAMPLE)
    word_terms(forms[0])  # reads the lists
    for cached in (word_terms, atoms, bases, stem):
        cached.cache_clear()
    started = time.perf_counter()
    for form in sample:
        word_terms(form)
    return (time.perf_counter() - started) / SAMPLE * 1_000_000


def loading() -> float:
    """Return the time to read the counted words and stems, in milliseconds."""
    started = time.perf_counter()
    known_words()
    known_stems()
    return (time.perf_counter() - started) * 1_000


@cache
def _snowball() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("norwegian")


def main() -> None:
    """Measure and print."""
    print(f"load: {loading():.0f} ms; a new word: {speed():.0f} µs (mean of {SAMPLE:,})")
    print("           met, by frequency   by type  kept apart  forms joined")
    print(row("ours", whole_terms))
    print(row("Snowball", snowball_terms))
    print(f"compounds: {precision():.1%} of the judged splits are right; {share_split():.1%} of the judged words are split")


if __name__ == "__main__":
    main()
