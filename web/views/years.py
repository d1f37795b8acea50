"""The years of publication, decade by decade, each leading to its documents. No HTML, no HTTP."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from index.engine import NO_VALUE, FacetCount, FacetField, SearchRequest
from web.addresses import search_address, value_address
from web.labels import Labels
from web.params import within_years
from web.views.charts import Bar, Counted, bars
from web.views.links import Link

_DECADE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Decade:
    """Ten years, those with documents as bars, newest first."""

    first: int
    count: int
    address: str
    years: tuple[Bar, ...]

    @property
    def label(self) -> str:
        """The years as one writes them."""
        return f"{self.first}–{self.first + _DECADE - 1}"


@dataclass(frozen=True, slots=True, kw_only=True)
class YearsView:
    """All years with documents, newest first, and the documents of no known year."""

    decades: tuple[Decade, ...]
    unknown: Counted | None

    @property
    def count(self) -> int:
        """How many years have documents."""
        return sum(len(decade.years) for decade in self.decades)

    @property
    def overview(self) -> tuple[Bar, ...]:
        """The decades as bars, each leading to its years on the page."""
        return bars([Counted(Link(decade.label, f"#decade-{decade.first}"), decade.count) for decade in self.decades])

    @property
    def searches(self) -> tuple[Bar, ...]:
        """The decades as bars, each leading to its documents."""
        return bars([Counted(Link(decade.label, decade.address), decade.count) for decade in self.decades])


def years_view(counts: Sequence[FacetCount], labels: Labels, language: str) -> YearsView:
    """Present the counts of the facet of years; the bars of all years are drawn to one scale."""
    years = {int(count.key): count.count for count in counts if count.key != NO_VALUE}
    grouped = groupby(sorted(years, reverse=True), key=lambda year: year // _DECADE * _DECADE)
    most = max(years.values(), default=0)
    return YearsView(
        decades=tuple(_decade(first, list(group), years, most, language) for first, group in grouped),
        unknown=next((_unknown(count, labels, language) for count in counts if count.key == NO_VALUE), None),
    )


def _decade(first: int, years: list[int], counts: Mapping[int, int], most: int, language: str) -> Decade:
    values = [Counted(Link(str(year), value_address(language, FacetField.YEAR, str(year))), counts[year]) for year in years]
    return Decade(
        first=first,
        count=sum(value.count for value in values),
        address=search_address(language, within_years(SearchRequest(), first, first + _DECADE - 1)),
        years=bars(values, most),
    )


def _unknown(count: FacetCount, labels: Labels, language: str) -> Counted:
    label = labels.value(FacetField.YEAR, NO_VALUE, language)
    return Counted(Link(label, value_address(language, FacetField.YEAR, NO_VALUE)), count.count)
