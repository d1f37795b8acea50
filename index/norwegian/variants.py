"""Finds the word that a word stands for: of utgreiingane, utredningene and utredning it is utredning.

Our word lists decide; where they are silent, a nynorsk spelling is turned by rule into a bokmål one, if that is a known word.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from index.norwegian.inflection import stem
from index.norwegian.lexicon import lexicon
from index.norwegian.words import known_stems, known_words
from library.text import fold

# How nynorsk spells where bokmål spells otherwise; each turns one place of a stem. The endings come first, since they are surest.
_CORRESPONDENCES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"leg$", "lig"),
        (r"(?<=.)leik$", "het"),
        (r"heit$", "het"),
        (r"semd$", "somhet"),
        (r"somd$", "somhet"),
        (r"sam$", "som"),
        (r"ande?$", "ende"),
        (r"and$", "end"),
        (r"ar$", "er"),
        (r"ing$", "ning"),
        (r"jing$", "ing"),
        (r"ad$", "et"),
        (r"^kv", "hv"),
        (r"(?<=[kg])j", ""),
        (r"øy", "ø"),
        (r"au", "ø"),
        (r"ei", "e"),
        (r"^før(?=e)", "for"),
        (r"y", "ø"),
        (r"o", "u"),
        (r"u", "o"),
        (r"e", "æ"),
        (r"jø", "je"),
        (r"ø", "o"),
        (r"i", "e"),
        (r"å", "a"),
    )
)
_SHORTEST = 5  # letters; shorter words have too many neighbours for a rule without a list
_LEAST_KNOWN = 10  # occurrences in bokmål that a result must have
_RARELY = 0.1  # of a nynorsk word's share in nynorsk is the most that its share in bokmål may be
_CACHED = 50_000  # words and parts of words
# Letters that a word shares with its stem. Stems are found by those of a few words together, since finding those of all takes
# longer than a program may take to start.
_START = 2
_ROUNDS = 3  # nynorsk form → nynorsk base → bokmål → what replaces it


@lru_cache(maxsize=_CACHED)
def bases(word: str) -> tuple[str, ...]:
    """Return the stems of what a normalized word stands for, at least one, the usual one first."""
    return tuple(dict.fromkeys(base for one in listed(word) for base in stems(one)))


def listed(word: str) -> tuple[str, ...]:
    """Return the words that a normalized word stands for by our lists; the word alone if they are silent."""
    found = [word]
    for _ in range(_ROUNDS):
        turned = list(dict.fromkeys(other for one in found for other in _listed(one)))
        if turned == found:
            break
        found = turned
    return tuple(found)


def stems(word: str) -> tuple[str, ...]:
    """Return the stem of a word, in bokmål's spelling; of klager, who complains, also that of klage, whose plural it is."""
    base, plural = stem(word), word.removesuffix("er")
    is_both = base == word != plural and known_words().count(plural + "ene") >= _LEAST_KNOWN
    return (_corrected(base), plural) if is_both else (_corrected(base),)


def _listed(word: str) -> tuple[str, ...]:
    """Return what the lists say that the word, or the word of which it is a form, stands for."""
    if found := _by_form().get(fold(word)):
        return found
    base = fold(stem(word))
    return _by_stem(base[:_START]).get(base, (word,))


@cache
def _by_form() -> dict[str, tuple[str, ...]]:
    """Return the lists by the words as they are written."""
    lists = lexicon()
    return {fold(form): (base,) for form, base in lists.irregular.items()} | {
        fold(word): found for word, found in lists.bases.items()
    }


@cache
def _by_stem(start: str) -> dict[str, tuple[str, ...]]:
    """Return the lists of base forms that, folded, begin so by their stems, so that all inflected forms are found."""
    return {fold(base): found for word, found in _listed_from().get(start, ()) if _is_own(base := stem(word), word)}


@cache
def _listed_from() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """Return the lists of base forms by how they begin."""
    begun: defaultdict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for word, found in lexicon().bases.items():
        begun[fold(word)[:_START]].append((word, found))
    return dict(begun)


def _is_own(base: str, word: str) -> bool:
    """Tell whether a stem belongs to a listed word alone: «syn» of syne (to show) is a word of bokmål itself."""
    return base == word or (len(word) - len(base) == 1 and known_words().nb.get(base, 0) < _LEAST_KNOWN)


def _corrected(base: str) -> str:
    """Return a stem in bokmål's spelling, if it is nynorsk and a rule makes a known word of it."""
    if len(base) < _SHORTEST or base in lexicon().whole or base in lexicon().words or not _is_nynorsk(base):
        return base
    known = (other for other in _respelled(base) if known_stems().nb.get(other, 0) >= _LEAST_KNOWN)
    return next(known, base)


@lru_cache(maxsize=_CACHED)
def written_otherwise(word: str) -> tuple[str, ...]:
    """Return the base forms of the words in the lists that mean the same as a word, in other spellings than its own."""
    own = {fold(stem(word)), fold(word)}
    others = (other for base in bases(word) for other in _family(base[:_START]).get(base, ()))
    return tuple(dict.fromkeys(other for other in others if fold(other) not in own and fold(stem(other)) not in own))


@cache
def _family(start: str) -> dict[str, tuple[str, ...]]:
    """Return the listed words that stand for each stem that begins so, with the word of bokmål first."""
    family: dict[str, dict[str, None]] = {}
    for base, word in _bases_from().get(start, ()):
        family.setdefault(stem(base), {}).update({base: None, word: None})
    return {base: tuple(words) for base, words in family.items()}


@cache
def _bases_from() -> dict[str, list[tuple[str, str]]]:
    """Return the usual words that the lists lead to, each with the word that stands for it, by how they begin."""
    begun: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for word, found in lexicon().bases.items():
        begun[found[0][:_START]].append((found[0], word))
    return dict(begun)


def is_known(base: str) -> bool:
    """Tell whether a stem is one of a word that was counted in either standard."""
    stems = known_stems()
    return stems.nb.get(base, 0) + stems.nn.get(base, 0) >= _LEAST_KNOWN


def _is_nynorsk(base: str) -> bool:
    """Tell whether bokmål has the word much more seldom than nynorsk, or neither has it."""
    stems = known_stems()
    return stems.nb.get(base, 0) * stems.nn_total <= _RARELY * stems.nn.get(base, 0) * stems.nb_total


def _respelled(base: str) -> Iterator[str]:
    for pattern, replacement in _CORRESPONDENCES:
        for match in pattern.finditer(base):
            yield base[: match.start()] + replacement + base[match.end() :]


def count_stems(forms: Mapping[str, int]) -> Counter[str]:
    """Count how often each stem stands in any form: what data/norwegian/stems.tsv keeps."""
    counted = Counter[str]()
    for form, count in forms.items():
        counted[stem(form)] += count
    return counted
