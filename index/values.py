"""Resolves what a user wrote after a field's name («utgiver:finans», «språk:nynorsk») to facet keys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.query import QueryField
from index.tokens import words
from library.document import DocumentType
from library.text import fold, fold_name
from library.vocabulary import Publisher, Publishers, Topic, Topics

_YEARS = re.compile(r"(\d{4})?\s*(?:\.\.\.?|-|–|—)\s*(\d{4})?|(\d{4})")
FIRST_YEAR, LAST_YEAR = 0, 9999

_TYPE_NAMES = {
    DocumentType.NOU: "nou offentlig utredning offentleg utgreiing",
    DocumentType.WHITE_PAPER: "stortingsmelding melding whitepaper",
    DocumentType.PROPOSITION: "proposisjon lovproposisjon",
    DocumentType.REPORT: "rapport",
    DocumentType.EVALUATION: "evaluering",
    DocumentType.POLICY_BRIEF: "brief notat",
    DocumentType.STRATEGY: "strategi plan",
    DocumentType.GUIDE: "veileder rettleiar vegleiar",
    DocumentType.ARTICLE: "artikkel",
    DocumentType.NEWSLETTER: "nyhetsbrev nyhendebrev",
    DocumentType.LAW: "lov",
    DocumentType.REGULATION: "forskrift",
    DocumentType.MANUAL: "brukerhåndbok brukarrettleiing",
}
_LANGUAGE_NAMES = {
    "nb": "bokmål bokmaal norsk norwegian",
    "nn": "nynorsk norsk norwegian",
    "se": "nordsamisk samisk northern sami",
    "sv": "svensk svenska swedish",
    "da": "dansk danish",
    "fi": "finsk suomi finnish",
    "en": "engelsk english",
    "is": "islandsk íslenska icelandic",
    "fo": "færøysk føroyskt faroese",
    "de": "tysk deutsch german",
    "fr": "fransk français french",
    "nl": "nederlandsk nederlands dutch",
    "es": "spansk español spanish",
    "it": "italiensk italiano italian",
    "pl": "polsk polski polish",
    "pt": "portugisisk português portuguese",
    "et": "estisk eesti estonian",
    "lv": "latvisk latviešu latvian",
    "lt": "litauisk lietuvių lithuanian",
}
_NORWEGIAN = "no"  # the code of both written standards, which no document has


@dataclass(frozen=True, slots=True)
class YearRange:
    """First and last year, both included."""

    first: int
    last: int


def year_range(value: str) -> YearRange | None:
    """Read «2018», «2018..2020», «2018-», «..2020»; None for anything else."""
    match = _YEARS.fullmatch(value.strip())
    if match is None or not any(match.groups()):
        return None
    first, last, only = match.groups()
    return YearRange(int(only or first or FIRST_YEAR), int(only or last or LAST_YEAR))


def facet_keys(field: QueryField, value: str, publishers: Publishers, topics: Topics) -> tuple[str, ...]:
    """Return the keys that a value of publisher:, topic:, type:, language: or contains: means; none if it is not known."""
    match field:
        case QueryField.PUBLISHER:
            return _named(publishers, publishers.named(value), value)
        case QueryField.TOPIC:
            return _named(topics, topics.named(value), value)
        case QueryField.TYPE:
            return _by_name({key.value: names for key, names in _TYPE_NAMES.items()}, value)
        case QueryField.LANGUAGE | QueryField.CONTAINS:
            return ("nb", "nn") if fold(value) == _NORWEGIAN else _by_name(_LANGUAGE_NAMES, value)
        case _:
            return ()


def _named(entries: Iterable[Publisher] | Iterable[Topic], exact: Iterable[Publisher | Topic], value: str) -> tuple[str, ...]:
    """Return those of exactly this name; else all in one of whose names every word begins a word."""
    if found := tuple(entry.key for entry in exact):
        return found
    wanted = fold_name(value).split()
    return tuple(entry.key for entry in entries if any(begins(wanted, name) for name in entry.spellings()))


def begins(wanted: Sequence[str], name: str) -> bool:
    """Tell whether each of some folded words begins a word of a name."""
    present = fold_name(name).split()
    return bool(wanted) and all(any(word.startswith(start) for word in present) for start in wanted)


def _by_name(names: dict[str, str], value: str) -> tuple[str, ...]:
    wanted = {fold(word) for word in words(value)}
    return tuple(
        key
        for key, known in names.items()
        if fold(value) == fold(key) or (wanted and wanted <= {fold(name) for name in known.split()})
    )
