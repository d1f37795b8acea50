"""How a query was understood, with the ways to ask it otherwise. No HTML, no HTTP."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from index.engine import FacetField, Matching, QueryWord, SearchRequest, SearchResults
from index.query import Fielded, Node, Not, Number, Or, Phrase, Prefix, QueryField, parse_query
from web.addresses import search_address
from web.labels import FACETS, Labels
from web.shared.otherwise import otherwise
from web.texts import mark

SHOWN_OTHERS = 6  # words that a query also stands for, in one line; the folded part has the others
FORMS = mark("Words in any form")
AS_WRITTEN = mark("Words exactly as written")
CORRECTED = mark("corrected to %(word)s")
ALSO = mark("also %(words)s")
WITHOUT_WEIGHT = mark("Without weight")
PHRASES = mark("Word for word")
PREFIXES = mark("Words that begin with")
EITHER = mark("At least one of")
WITHOUT = mark("Without")
NUMBERS = mark("Number")
_FIELDS: Mapping[QueryField, str] = {
    **{QueryField(field.value): FACETS[field] for field in FacetField},
    QueryField.TITLE: mark("Title"),
    QueryField.AUTHOR: mark("Author"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One part of a query: what was made of it, and the words that this holds for."""

    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """What a page tells of a query; each way to ask it otherwise is an address."""

    corrected: str | None
    suggestion: str | None
    has_most: bool
    """Whether these are the documents with most of the words, which are more than have all."""
    with_all: int
    others: int
    """How many have most of the words and not all."""
    also: tuple[str, ...]
    also_more: bool
    rows: tuple[Told, ...]
    exact: str | None
    ordinary: str | None
    all: str | None
    most: str | None
    meant: str | None


def understanding(request: SearchRequest, results: SearchResults, labels: Labels, language: str) -> Understanding | None:
    """Present how a query was understood; None if there was none."""
    if not request.query:
        return None
    found, others = otherwise(request, results), _others(results.words)
    return Understanding(
        corrected=results.corrected,
        suggestion=results.suggestion,
        has_most=results.matching is Matching.MOST and results.with_most > results.with_all,
        with_all=results.with_all,
        others=results.with_most - results.with_all,
        also=others[:SHOWN_OTHERS],
        also_more=len(others) > SHOWN_OTHERS,
        rows=_rows(request, results, labels, language),
        exact=_address(found.exact, language),
        ordinary=_address(found.ordinary, language),
        all=_address(found.all, language),
        most=_address(found.most, language),
        meant=_address(found.meant, language),
    )


def _address(request: SearchRequest | None, language: str) -> str | None:
    return search_address(language, request) if request else None


def _others(words: Iterable[QueryWord]) -> tuple[str, ...]:
    """Return the words that were searched for beside those of the query, each once."""
    query = list(words)
    known = {name.lower() for word in query for name in (word.text, word.searched)}
    others = {other.lower(): other for word in query for other in word.also if other.lower() not in known}
    return tuple(others.values())


def _rows(request: SearchRequest, results: SearchResults, labels: Labels, language: str) -> tuple[Told, ...]:
    words = AS_WRITTEN if request.matching is Matching.EXACT else FORMS
    told = [
        *((words, _word(word, labels, language)) for word in results.words if not word.ignored),
        *(part for node in parse_query(results.understood).root.nodes for part in _parts(node)),
        *((WITHOUT_WEIGHT, word.text) for word in results.words if word.ignored),
    ]
    values: dict[str, list[str]] = {}
    for label, value in told:
        values.setdefault(label, []).append(value)
    return tuple(Told(labels.texts.get(language, label), tuple(dict.fromkeys(found))) for label, found in values.items())


def _word(word: QueryWord, labels: Labels, language: str) -> str:
    """Return a word with what it was corrected to and what else it stands for."""
    parts = [word.text]
    if word.searched.lower() != word.text.lower():
        parts.append(labels.texts.get(language, CORRECTED) % {"word": word.searched})
    if word.also:
        parts.append(labels.texts.get(language, ALSO) % {"words": ", ".join(word.also)})
    return ", ".join(parts)


def _parts(node: Node) -> Iterator[tuple[str, str]]:
    """Yield what was made of a part of the query that is no single word, and that part."""
    match node:
        case Phrase(words):
            yield PHRASES, f"«{' '.join(words)}»"
        case Prefix(text):
            yield PREFIXES, text
        case Number(number):
            yield NUMBERS, str(number)
        case Fielded(field, value):
            yield _FIELDS[field], value
        case Not(child):
            yield WITHOUT, str(child)
        case Or(children):
            yield EITHER, ", ".join(map(str, children))
