"""Takes compounds apart: distriktspolitikken is distrikt and politikken.

A word is a compound only if known words cover it whole, with a joint between them or none: «arbeid-s-liv», «barn-e-hage».
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from math import log

from index.norwegian.inflection import lemma, stem
from index.norwegian.lexicon import lexicon
from index.norwegian.variants import bases
from index.norwegian.words import NORWEGIAN_DATA, known_stems, known_words

SHORTEST_PART = 3  # letters; shorter words («by», «ås») stand inside too many others
LONGEST = 60  # letters; longer words are rubbish, and the time for one grows with its square
# Occurrences in all forms. A word must be at home in running text to be believed inside another.
_LEAST = 10
_JOINTS = ("", "s", "e")
_SURE_ENDS = ("loven", "lova", "forskriften", "forskrifta", "forskrift")
_SHORTEST_SUBJECT = 5  # letters before such an end
_CACHED = 50_000  # words; in a text in Norwegian every second word is a compound that was met before
# What a base form is known by: that it takes, in words that were counted, some of these endings.
_AFTER_CONSONANT = ("en", "et", "er", "ar", "ene", "ane", "a", "ens", "ets", "e", "t")
_AFTER_E = ("n", "t", "r", "ne", "ns", "ts", "nde", "s")
_LEAST_ENDINGS = 2
_LEAST_OF_ONE_ENDING = 10  # occurrences with the only ending that words such as «politikk» take
_LONG = 5  # letters of a word that is believed without an ending, such as «politikk», if it is met as often as
_LEAST_BARE = 40
_OF_NOUNS = ("ing", "else", "het", "heit", "sjon", "ikk", "isme", "logi", "itet", "ans", "asje")


@lru_cache(maxsize=_CACHED)
def atoms(word: str) -> tuple[str, ...]:
    """Return the words that a normalized word is made of, without joints; the word alone if it is no compound.

    >>> atoms("skolefritidsordningen")
    ('skole', 'fri', 'tid', 'ordning')
    """
    if not 2 * SHORTEST_PART <= len(word) <= LONGEST or not word.isalpha():
        return (word,)
    if (base := lemma(word)) != word:
        return atoms(base)
    if word in _simple_words() or stem(word) in _simple_words():
        return (word,)
    parts = _likeliest(word)
    return tuple(atom for part in parts for atom in atoms(part)) if len(parts) > 1 else _before_sure_end(word)


def is_compound(word: str) -> bool:
    """Tell whether known words cover a normalized word whole."""
    return len(word) <= LONGEST and len(_likeliest(lemma(word))) > 1


def _likeliest(word: str) -> tuple[str, ...]:
    """Return the words that cover a word with the greatest likelihood, by the frequency of each; the word alone if none do."""
    reached: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
    possible = _possible_firsts()
    whole: list[tuple[float, tuple[str, ...]]] = []
    for start in range(len(word) - SHORTEST_PART + 1):
        if start not in reached:
            continue
        cost, parts = reached[start]
        if start and (last := _last_cost(word[start:])) is not None:
            whole.append((cost + last, (*parts, word[start:])))
        for end in range(start + SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            written = word[start:end]
            if written not in possible and written[:-1] not in possible:
                continue  # as nearly all are: told here, without a call for each
            for first, first_cost in _firsts(written):
                found = (cost + first_cost, (*parts, first))
                reached[end] = min(found, reached.get(end, found))
    return min(whole)[1] if whole else (word,)


def _before_sure_end(word: str) -> tuple[str, ...]:
    """Part a word that names a law or a regulation, whatever it is on: økodesignforskriften."""
    end = next((end for end in _SURE_ENDS if word.endswith(end)), "")
    subject = word.removesuffix(end).removesuffix("s")
    return (subject, end) if end and len(subject) >= _SHORTEST_SUBJECT else (word,)


def _firsts(written: str) -> Iterator[tuple[str, float]]:
    """Yield what a part that is not the last may be, without the joint, with its cost."""
    possible = _possible_firsts()
    for joint in _JOINTS:
        part = written.removesuffix(joint)
        if part not in possible or len(part) + len(joint) < len(written) or (joint == "s" and part[-1] in "sxz"):
            continue
        if (cost := _first_cost(part)) is not None:
            yield part, cost


@cache
def _possible_firsts() -> frozenset[str]:
    """Return all words that are frequent enough; most stretches of a word are none of them, and are told so at once."""
    frequent = (form for form, count in known_words().counts.items() if count >= _LEAST)
    return frozenset(word for word in (*frequent, *lexicon().words) if len(word) >= SHORTEST_PART) - _never_parts()


@lru_cache(maxsize=_CACHED)
def _first_cost(part: str) -> float | None:
    """Return how unlikely the word is as a part that is not the last; None if it cannot be one."""
    return _cost(part) if _is_lemma(part) else None


@lru_cache(maxsize=_CACHED)
def _last_cost(part: str) -> float | None:
    """Return how unlikely the word, in any form, is as the last part; None if it cannot be one."""
    if part in _never_parts() or len(stem(part)) < SHORTEST_PART:
        return None
    return _cost(part)


def _cost(part: str) -> float | None:
    found = known_stems().in_compounds.get(bases(part)[0], 0)
    return -log(found / _total()) if found >= _LEAST else None


def _is_lemma(word: str) -> bool:
    """Tell whether the word is known as the base form of a noun, a verb or an adjective, by the endings that it takes."""
    words = known_words()
    if word in lexicon().words:
        return True
    if words.count(word) < _LEAST:
        return False
    endings = _AFTER_E if word.endswith("e") else _AFTER_CONSONANT
    seen = [count for count in (words.count(word + ending) for ending in endings) if count]
    if len(seen) >= _LEAST_ENDINGS or (len(word) > SHORTEST_PART and max(seen, default=0) >= _LEAST_OF_ONE_ENDING):
        return True
    is_long = len(word) >= _LONG and stem(word) == word.removesuffix("e")
    return is_long and words.count(word) >= (_LEAST if word.endswith(_OF_NOUNS) else _LEAST_BARE)


@cache
def _total() -> int:
    return sum(known_stems().in_compounds.values())


def count_parts() -> Counter[str]:
    """Count how often each stem that may be a part stands in any form: what data/norwegian/stems.tsv keeps."""
    words, counted = known_words(), Counter[str]()
    found = {bases(form)[0] for form in words.counts if _is_lemma(form)}
    for form, count in words.counts.items():
        if (base := bases(form)[0]) in found:
            counted[base] += count
    for word in lexicon().words:
        counted[bases(word)[0]] += _LEAST
    return counted


@cache
def _never_parts() -> frozenset[str]:
    """Return what is no part of a compound: particles, prefixes, and endings that look like words."""
    return _words("never_parts.txt")


@cache
def _simple_words() -> frozenset[str]:
    """Return words that look like compounds and are none."""
    return _words("not_compounds.txt")


def _words(name: str) -> frozenset[str]:
    lines = (NORWEGIAN_DATA / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
