"""The ways through the library, each with the first of what it leads to. No HTML, no HTTP."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.engine import NO_VALUE, FacetCount, FacetField
from library.series import Series
from web.addresses import value_address
from web.labels import Labels
from web.views.charts import Counted
from web.views.links import Link
from web.views.series import SeriesView, series_list
from web.views.years import YearsView, years_view

LATEST = 6  # newest additions, which stand beside two short lists
FIRST = 8  # publishers and series before «all of them»: the length of the topics' list


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewView:
    """The first publishers, topics and series, and all decades."""

    publishers: tuple[Counted, ...]
    publishers_all: int
    topics: tuple[Counted, ...]
    years: YearsView
    series: tuple[SeriesView, ...]
    series_all: int


def overview_view(
    counts: Mapping[FacetField, Sequence[FacetCount]], series: Sequence[Series], labels: Labels, language: str
) -> OverviewView:
    """Present the counts of all documents, by facet, and the series."""
    publishers = [count for count in counts[FacetField.PUBLISHER] if count.key != NO_VALUE]
    official, others = series_list(series, language)
    largest = sorted((*official, *others), key=lambda view: -view.documents)
    return OverviewView(
        publishers=tuple(_counted(FacetField.PUBLISHER, count, labels, language) for count in publishers[:FIRST]),
        publishers_all=len(publishers),
        topics=tuple(
            _counted(FacetField.TOPIC, count, labels, language)
            for count in counts[FacetField.TOPIC]
            if (topic := labels.topics.get(count.key)) and topic.parent is None
        ),
        years=years_view(counts[FacetField.YEAR], labels, language),
        series=tuple(largest[:FIRST]),
        series_all=len(series),
    )


def _counted(field: FacetField, count: FacetCount, labels: Labels, language: str) -> Counted:
    return Counted(Link(labels.value(field, count.key, language), value_address(language, field, count.key)), count.count)
