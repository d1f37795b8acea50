"""The chosen filters as a sentence, each with the address that takes it away. No HTML, no HTTP."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from index.engine import NO_VALUE, FacetField, SearchRequest
from web.addresses import search_address
from web.labels import Labels
from web.params import without_value, without_years
from web.texts import Texts, mark

# What stands before the values of a field: «published by Nordregio or Menon, about Climate, in Norwegian Nynorsk».
PHRASES: Mapping[FacetField, str] = {
    FacetField.PUBLISHER: mark("published by"),
    FacetField.TOPIC: mark("about"),
    FacetField.TYPE: mark("of the type"),
    FacetField.LANGUAGE: mark("written in"),
    FacetField.CONTAINS: mark("with text in"),
    FacetField.YEAR: mark("published in"),
}
FROM_TO = mark("from the years")
FROM = mark("from the year")
FROM_ON = mark("%(year)s or later")
UP_TO = mark("%(year)s or earlier")


@dataclass(frozen=True, slots=True)
class Chip:
    """One chosen value and the address that takes it away."""

    label: str
    remove: str


@dataclass(frozen=True, slots=True)
class Clause:
    """The values of one field, which are alternatives, and the words before them."""

    phrase: str
    chips: tuple[Chip, ...]


def clauses(request: SearchRequest, labels: Labels, language: str) -> Iterator[Clause]:
    """Yield what a request is narrowed by; read one after the other they are a sentence."""
    for field in FacetField:
        keys = request.filters.get(field, ())
        if keys:
            phrase = labels.texts.get(language, PHRASES[field]) if NO_VALUE not in keys else ""
            yield Clause(phrase, tuple(_chip(request, field, key, labels, language) for key in keys))
    if request.year_from or request.year_to:
        phrase, years = _years(request.year_from, request.year_to, labels.texts, language)
        yield Clause(phrase, (Chip(years, search_address(language, without_years(request))),))


def _chip(request: SearchRequest, field: FacetField, key: str, labels: Labels, language: str) -> Chip:
    is_language = field in {FacetField.LANGUAGE, FacetField.CONTAINS} and key != NO_VALUE
    label = labels.language_within(key, language) if is_language else labels.value(field, key, language)
    return Chip(label, search_address(language, without_value(request, field, key)))


def _years(first: int | None, last: int | None, texts: Texts, language: str) -> tuple[str, str]:
    """Return a range of years, open or not, and the words before it."""
    if first and last and first != last:
        return texts.get(language, FROM_TO), f"{first}–{last}"
    if first and last:
        return texts.get(language, FROM), str(first)
    return texts.get(language, FROM), texts.get(language, FROM_ON if first else UP_TO) % {"year": first or last}
