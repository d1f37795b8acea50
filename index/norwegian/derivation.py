"""Finds words of the same family: sterilisere and sterilisering, megler and megling.

They mean nearly the same, and are searched at less weight.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from index.norwegian.variants import is_known

# Endings of stems that one family has; what stands between is the same. From the verb's stem to nouns and back.
_VERBAL = ""
_FAMILIES = (
    (_VERBAL, ("ing", "ning", "els", "er")),
    ("er", ("ering", "asjon", "sjon", "ør")),
    ("ter", ("sjon",)),
)
_CACHED = 10_000  # words of queries
_SHORTEST = 4  # letters that all of a family have; fewer are shared by chance


@lru_cache(maxsize=_CACHED)
def relatives(base: str) -> tuple[str, ...]:
    """Return the stems of other known words of the same family as a stem."""
    verbs = [verb for verb in _verbs(base) if len(verb) >= _SHORTEST]
    return tuple(dict.fromkeys(other for verb in verbs for other in (verb, *_nouns(verb)) if other != base and is_known(other)))


def _verbs(base: str) -> Iterator[str]:
    """Yield the stems that the verb of the family may have."""
    yield base
    for verbal, nominals in _FAMILIES:
        for nominal in nominals:
            if base.endswith(nominal):
                verb = base.removesuffix(nominal) + verbal
                yield verb
                yield verb + verb[-1:]  # erstatte has two t's where erstatning has one


def _nouns(verb: str) -> Iterator[str]:
    for verbal, nominals in _FAMILIES:
        if verb.endswith(verbal):
            for nominal in nominals:
                yield verb.removesuffix(verbal) + nominal
    if verb[-2:-1] == verb[-1:]:
        yield verb[:-1] + "ning"
