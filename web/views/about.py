"""What the library holds, as charts and tables. No HTML, no HTTP."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from index.engine import NO_VALUE, FacetCount, FacetField
from library.catalogue import Statistics
from library.sources import SourceCoverage
from web.addresses import value_address
from web.labels import SOURCES, Labels
from web.shared.contact import contact_address
from web.views.charts import Bar, Counted, bars
from web.views.links import Link
from web.views.years import years_view

TOP = 15  # publishers in the chart; the register has all
SHOWN_SOURCES = 10  # before the others are folded away: with the charts above, a page that is still read

Counts = Mapping[FacetField, Sequence[FacetCount]]


@dataclass(frozen=True, slots=True)
class SourceView:
    """What came from one source."""

    name: str
    """The site on which the documents were seen, else what the source is."""
    kind: str | None
    """What the source is, if the name does not say so."""
    documents: int
    updated: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutView:
    """The library in numbers."""

    statistics: Statistics
    publishers: tuple[Bar, ...]
    publishers_all: int
    decades: tuple[Bar, ...]
    languages: tuple[Bar, ...]
    types: tuple[Bar, ...]
    sources: tuple[SourceView, ...]
    sources_more: tuple[SourceView, ...]


def about_view(
    statistics: Statistics, counts: Counts, coverage: Sequence[SourceCoverage], labels: Labels, language: str
) -> AboutView:
    """Present the library; counts are those of all documents, by facet."""
    publishers = _charted(FacetField.PUBLISHER, counts, labels, language)
    sources = tuple(_source(part, labels, language) for part in coverage)
    return AboutView(
        statistics=statistics,
        publishers=bars(publishers[:TOP]),
        publishers_all=len(publishers),
        decades=years_view(counts.get(FacetField.YEAR, ()), labels, language).searches,
        languages=bars(_charted(FacetField.LANGUAGE, counts, labels, language)),
        types=bars(_charted(FacetField.TYPE, counts, labels, language)),
        sources=sources[:SHOWN_SOURCES],
        sources_more=sources[SHOWN_SOURCES:],
    )


def contact_link(contact: str | None) -> Link | None:
    """Return how to reach whoever runs the site: a mail address or a page."""
    return Link(contact, contact_address(contact)) if contact is not None else None


def _charted(field: FacetField, counts: Counts, labels: Labels, language: str) -> list[Counted]:
    return [
        Counted(Link(labels.value(field, count.key, language), value_address(language, field, count.key)), count.count)
        for count in counts.get(field, ())
        if count.key != NO_VALUE
    ]


def _source(part: SourceCoverage, labels: Labels, language: str) -> SourceView:
    kind = labels.texts.get(language, SOURCES[part.key]) if part.key in SOURCES else part.key
    if part.host:
        return SourceView(part.host, kind, part.documents, part.updated)
    name = f"{kind[:1].upper()}{kind[1:]}" if part.key in SOURCES else kind
    return SourceView(name, None, part.documents, part.updated)
