"""Where a search without hits can go on: with fewer words, with fewer filters, in other languages. No HTML, no HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.engine import NO_VALUE, FacetField, SearchEngine, SearchRequest, SearchResults
from index.query import And, Node, Not, parse_query
from web.addresses import search_address
from web.labels import Labels
from web.params import with_query, with_value, without_field, without_filters

MAX_WORDS = 8  # of a query that are left out in turn: each is a search, and a longer query is a sentence
SHOWN = 3  # ways of one sort; the best of them


@dataclass(frozen=True, slots=True)
class Way:
    """Another search that has hits: what is changed, where it is, and how many documents it finds."""

    label: str
    address: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysOut:
    """The ways out of a search without hits, the most fruitful of each sort first."""

    fewer_words: tuple[Way, ...]
    """The query without one of its words or phrases."""
    other_languages: tuple[Way, ...]
    without_filter: tuple[Way, ...]
    """Without what one field is narrowed by; the label is the field's."""
    without_filters: Way | None


def ways_out(request: SearchRequest, results: SearchResults, engine: SearchEngine, labels: Labels, language: str) -> WaysOut:
    """Look for searches near to this one that have hits."""
    wider = without_filters(request)
    return WaysOut(
        fewer_words=_best(_fewer_words(request, engine, language)),
        other_languages=_best(_other_languages(request, results, labels, language)),
        without_filter=_best(_without_each(request, engine, labels, language)),
        without_filters=_way("", wider, engine, language) if wider != request else None,
    )


def _fewer_words(request: SearchRequest, engine: SearchEngine, language: str) -> Iterator[Way]:
    nodes = parse_query(request.query).root.nodes
    if len([node for node in nodes if not isinstance(node, Not)]) > 1 and len(nodes) <= MAX_WORDS:
        for left_out in range(len(nodes)):
            query = _without(nodes, left_out)
            if way := _way(query, with_query(request, query), engine, language):
                yield way


def _without(nodes: tuple[Node, ...], left_out: int) -> str:
    return str(And(nodes[:left_out] + nodes[left_out + 1 :]))


def _other_languages(request: SearchRequest, results: SearchResults, labels: Labels, language: str) -> Iterator[Way]:
    """Yield languages that have hits; the counts of a facet are as if its own filter were off."""
    if request.filters.get(FacetField.LANGUAGE):
        for facet in results.facets:
            for value in facet.counts if facet.field is FacetField.LANGUAGE else ():
                if value.count and value.key != NO_VALUE:
                    address = search_address(language, with_value(request, FacetField.LANGUAGE, value.key))
                    yield Way(labels.language_within(value.key, language), address, value.count)


def _without_each(request: SearchRequest, engine: SearchEngine, labels: Labels, language: str) -> Iterator[Way]:
    for field in FacetField:
        wider = without_field(request, field)
        is_narrower = wider not in (request, without_filters(request))
        if is_narrower and (way := _way(labels.facet(field, language), wider, engine, language)):
            yield way


def _way(label: str, request: SearchRequest, engine: SearchEngine, language: str) -> Way | None:
    count = engine.search(replace(request, size=1)).total
    return Way(label, search_address(language, request), count) if count else None


def _best(ways: Iterator[Way]) -> tuple[Way, ...]:
    return tuple(sorted(ways, key=lambda way: -way.count)[:SHOWN])
