"""Facets as a page shows them: the values to tick, most frequent first, topics as a tree. No HTML, no HTTP."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.engine import Facet, FacetCount, FacetField
from web.labels import Labels

SHOWN_VALUES = 10  # of a facet before «show more»: about what fits beside five results
_FOLDED = frozenset({FacetField.CONTAINS})  # seldom asked for, and beside «Language» much the same numbers again


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
    """A facet: what is seen at once, and what is folded away."""

    field: FacetField
    label: str
    shown: tuple[ValueView, ...]
    folded: tuple[ValueView, ...]


def facet_view(facet: Facet, labels: Labels, language: str) -> FacetView:
    """Present a facet: chosen values and the most frequent ones at once, the others folded away."""
    values = _values(facet, labels, language)
    chosen = [value for value in values if value.selected or value.open]
    seen = 0 if facet.field in _FOLDED else SHOWN_VALUES
    shown = [*chosen, *(value for value in values if value not in chosen)][: max(seen, len(chosen))]
    if facet.field is FacetField.YEAR:
        shown = [value for value in values if value in shown]
    return FacetView(
        field=facet.field,
        label=labels.facet(facet.field, language),
        shown=tuple(shown),
        folded=tuple(value for value in values if value not in shown),
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


def _values(facet: Facet, labels: Labels, language: str) -> tuple[ValueView, ...]:
    if facet.field is FacetField.TOPIC:
        return topic_tree(facet.counts, labels, language)
    views = (_value_view(facet.field, count, labels, language) for count in facet.counts)
    if facet.field is FacetField.YEAR:  # years are looked for in their own order; «not known» comes last
        return tuple(sorted(views, key=lambda value: (not value.key.isdigit(), -int(value.key) if value.key.isdigit() else 0)))
    return tuple(views)


def _value_view(
    field: FacetField, count: FacetCount, labels: Labels, language: str, children: tuple[ValueView, ...] = ()
) -> ValueView:
    label = labels.value(field, count.key, language)
    return ValueView(key=count.key, label=label, count=count.count, selected=count.selected, children=children)
