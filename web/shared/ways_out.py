"""Where a search without hits can go on: with fewer words, with fewer filters, in other languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from index.engine import NO_VALUE, FacetCount, FacetField, SearchEngine, SearchRequest, SearchResults
from index.query import And, Node, Not, parse_query
from web.labels import Labels
from web.params import with_query, with_value, without_field, without_filters

MAX_WORDS = 8  # of a query that are left out in turn: each is a search, and a longer query is a sentence
SHOWN = 3  # ways of one sort; the best of them


class WayKind(StrEnum):
    """What another search changes."""

    SPELLING = "spelling"
    """The words, as they may have been meant."""
    FEWER_WORDS = "fewer-words"
    """The query, without one of its words or phrases."""
    OTHER_LANGUAGE = "other-language"
    WITHOUT_FILTER = "without-filter"
    """What one field is narrowed by is given up."""
    WITHOUT_FILTERS = "without-filters"


@dataclass(frozen=True, slots=True)
class Way:
    """Another search: what is changed, by its query, language or field, and how many documents it finds."""

    kind: WayKind
    request: SearchRequest
    count: int
    change: str = ""

    def label(self, labels: Labels, language: str) -> str:
        """Return what makes the difference, as it stands within a sentence."""
        match self.kind:
            case WayKind.OTHER_LANGUAGE:
                return labels.language_within(self.change, language)
            case WayKind.WITHOUT_FILTER:
                return labels.facet(FacetField(self.change), language)
            case _:
                return self.change


def ways_out(request: SearchRequest, results: SearchResults, engine: SearchEngine) -> tuple[Way, ...]:
    """Look for searches near to this one that have hits, the most fruitful of each kind first."""
    narrow = replace(request, size=0, facets=())
    return (
        *_best(_fewer_words(narrow, engine)),
        *_best(_other_languages(narrow, results, engine)),
        *_best(_without_each(narrow, engine)),
        *_without_all(narrow, engine),
    )


def as_asked(way: Way, asked: SearchRequest) -> SearchRequest:
    """Return a way's search with as many hits a page as were asked for."""
    return replace(way.request, size=asked.size, facets=asked.facets)


def _fewer_words(request: SearchRequest, engine: SearchEngine) -> Iterator[Way]:
    nodes = parse_query(request.query).root.nodes
    if len([node for node in nodes if not isinstance(node, Not)]) > 1 and len(nodes) <= MAX_WORDS:
        for left_out in range(len(nodes)):
            query = _without(nodes, left_out)
            yield from _way(WayKind.FEWER_WORDS, with_query(request, query), engine, query)


def _without(nodes: tuple[Node, ...], left_out: int) -> str:
    return str(And(nodes[:left_out] + nodes[left_out + 1 :]))


def _other_languages(request: SearchRequest, results: SearchResults, engine: SearchEngine) -> Iterator[Way]:
    """Yield languages that have hits; the counts of a facet are as if its own filter were off."""
    if request.filters.get(FacetField.LANGUAGE):
        for value in _languages(request, results, engine):
            if value.count and value.key != NO_VALUE:
                other = with_value(request, FacetField.LANGUAGE, value.key)
                yield Way(WayKind.OTHER_LANGUAGE, other, value.count, value.key)


def _languages(request: SearchRequest, results: SearchResults, engine: SearchEngine) -> tuple[FacetCount, ...]:
    """Return the counts of languages, which are asked for where the results were wanted without them."""
    counted = {facet.field: facet.counts for facet in results.facets}
    if FacetField.LANGUAGE not in counted:
        counted |= {facet.field: facet.counts for facet in engine.search(replace(request, facets=(FacetField.LANGUAGE,))).facets}
    return counted[FacetField.LANGUAGE]


def _without_each(request: SearchRequest, engine: SearchEngine) -> Iterator[Way]:
    for field in FacetField:
        wider = without_field(request, field)
        if wider not in (request, without_filters(request)):
            yield from _way(WayKind.WITHOUT_FILTER, wider, engine, field)


def _without_all(request: SearchRequest, engine: SearchEngine) -> Iterator[Way]:
    wider = without_filters(request)
    if wider != request:
        yield from _way(WayKind.WITHOUT_FILTERS, wider, engine)


def _way(kind: WayKind, request: SearchRequest, engine: SearchEngine, change: str = "") -> Iterator[Way]:
    count = engine.search(request).total
    if count:
        yield Way(kind, request, count, change)


def _best(ways: Iterator[Way]) -> tuple[Way, ...]:
    return tuple(sorted(ways, key=lambda way: -way.count)[:SHOWN])
