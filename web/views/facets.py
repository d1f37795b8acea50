"""Facets as a page shows them: the values to tick, most frequent first, topics as a tree. No HTML, no HTTP."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.engine import NO_VALUE, Facet, FacetCount, FacetField, SearchRequest
from library.text import fold_name, slugify
from web.addresses import facet_address
from web.labels import Labels
from web.views.histogram import Histogram, histogram

SHOWN_VALUES = 10  # of a facet before «show all»: about what fits beside five results
MAX_LISTED = 150  # values on the page of a facet; more is 50 kB that nobody reads, and a word narrows them
_FOLDED = frozenset({FacetField.CONTAINS})  # seldom asked for, and beside «Language» much the same numbers again
_LONGEST = 300  # characters of a name that is looked through


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueView:
    """One value of a facet with its box to tick; a topic has its children below it."""

    key: str
    label: str
    count: int
    selected: bool
    children: tuple[ValueView, ...] = ()

    @property
    def open(self) -> bool:
        """Whether something below is ticked, so that the children must show."""
        return any(child.selected or child.open for child in self.children)


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetView:
    """A facet beside the results: chosen values, then the most frequent, and where all of them are."""

    field: FacetField
    label: str
    shown: tuple[ValueView, ...]
    total: int
    all: str | None
    """The page with all values; None if they are all shown."""
    years: Histogram | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetPage:
    """All values of a facet, or those that were looked for."""

    field: FacetField
    label: str
    shown: tuple[ValueView, ...]
    found: int
    """How many values are called what was looked for, or all."""
    total: int


def facet_view(facet: Facet, request: SearchRequest, labels: Labels, language: str) -> FacetView:
    """Present a facet of the answer to a request."""
    values = tuple(_chosen_first(_values(facet, labels, language)))
    if facet.field is FacetField.YEAR:
        seen = values
    else:
        chosen = sum(value.selected or value.open for value in values)
        seen = values[: max(0 if facet.field in _FOLDED else SHOWN_VALUES, chosen)]
    return FacetView(
        field=facet.field,
        label=labels.facet(facet.field, language),
        shown=seen,
        total=len(facet.counts),
        all=facet_address(language, facet.field, request) if len(seen) < len(values) else None,
        years=histogram(facet, request, language) if facet.field is FacetField.YEAR else None,
    )


def facet_page(facet: Facet, find: str, labels: Labels, language: str) -> FacetPage:
    """Present all values of a facet; those with every word of find in a name, and always those that are chosen."""
    called = {count.key for count in facet.counts if not find or _is_called(facet.field, count.key, find, labels)}
    if find:
        counts = (count for count in facet.counts if count.selected or count.key in called)
        values = tuple(_value_view(facet.field, count, labels, language) for count in counts)
    else:
        values = _values(facet, labels, language)
    return FacetPage(
        field=facet.field,
        label=labels.facet(facet.field, language),
        shown=tuple(_chosen_first(values))[:MAX_LISTED],
        found=len(called),
        total=len(facet.counts),
    )


def topic_tree(counts: Sequence[FacetCount], labels: Labels, language: str, *, complete: bool = False) -> tuple[ValueView, ...]:
    """Return the topics with documents as a tree in the counts' order, then keys that are no topic of ours.

    A complete tree also has the topics without documents, in the vocabulary's order.
    """
    by_key = {count.key: count for count in counts}
    order = {count.key: place for place, count in enumerate(counts)}

    def branch(parent: str | None) -> tuple[ValueView, ...]:
        keys = [topic.key for topic in labels.topics.children(parent) if complete or topic.key in by_key]
        keys.sort(key=lambda key: order.get(key, len(order)))
        views = (by_key.get(key) or FacetCount(key, 0, selected=False) for key in keys)
        return tuple(_value_view(FacetField.TOPIC, count, labels, language, branch(count.key)) for count in views)

    others = (count for count in counts if count.key not in labels.topics)
    return branch(None) + tuple(_value_view(FacetField.TOPIC, count, labels, language) for count in others)


def _chosen_first(values: Sequence[ValueView]) -> Iterable[ValueView]:
    return sorted(values, key=lambda value: not (value.selected or value.open))


def _values(facet: Facet, labels: Labels, language: str) -> tuple[ValueView, ...]:
    if facet.field is FacetField.TOPIC:
        return topic_tree(facet.counts, labels, language)
    views = (_value_view(facet.field, count, labels, language) for count in facet.counts)
    if facet.field is FacetField.YEAR:  # years are looked for in their own order; «not known» comes last
        return tuple(sorted(views, key=lambda value: (not value.key.isdigit(), -int(value.key) if value.key.isdigit() else 0)))
    return tuple(views)


def _is_called(field: FacetField, key: str, find: str, labels: Labels) -> bool:
    """Tell whether every word of find stands in one of a value's names, with or without diacritics."""
    names = labels.names(field, key) if key != NO_VALUE else ()
    return any(words and all(word in name for word in words.split()) for words, name in _spellings(find, " ".join(names)))


def _spellings(find: str, name: str) -> Iterable[tuple[str, str]]:
    """Yield both as Nordic readers fold letters (ø = oe), and with one letter for each (ø = o), as those without them type."""
    yield fold_name(find), fold_name(name)
    yield slugify(find, _LONGEST).replace("-", " "), slugify(name, _LONGEST)


def _value_view(
    field: FacetField, count: FacetCount, labels: Labels, language: str, children: tuple[ValueView, ...] = ()
) -> ValueView:
    label = labels.value(field, count.key, language)
    return ValueView(key=count.key, label=label, count=count.count, selected=count.selected, children=children)
