"""Documents by year as bars: where each stands in a drawing, how high it is and which search it leads to. No HTML, no HTTP."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from index.engine import Facet, FacetField, SearchRequest
from web.addresses import search_address
from web.dates import year_span
from web.params import within_years

WIDTH, HEIGHT = 288, 56  # units of the drawing, which are pixels where filters are as wide as beside results
MAX_BARS = 40  # bars that can still be told apart and hit with a mouse in that width: 7 pixels each
STEPS = (1, 2, 5, 10, 20, 50, 100, 250)  # years in a bar, whichever gives few enough of them; the last does for any four digits
GAP = 1  # between bars
_FEWEST = 2  # years that make a picture
_SOME = (1, 2)  # stand for any years in an address
LEAST = 2  # units of height, so that a year with one document among hundreds is seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The documents of some years in a row."""

    first: int
    last: int
    count: int
    x: float
    width: float
    height: int
    address: str
    is_chosen: bool

    @property
    def y(self) -> float:
        """Where the top is; drawings count downwards."""
        return HEIGHT - self.height

    @property
    def years(self) -> str:
        """The years as one writes them."""
        return year_span(self.first, self.last)


@dataclass(frozen=True, slots=True)
class Histogram:
    """All bars from the first year to the last, in their order; is_narrowed if only some of them are chosen."""

    bars: tuple[Bar, ...]
    is_narrowed: bool

    @property
    def first(self) -> int:
        """The first year."""
        return self.bars[0].first

    @property
    def last(self) -> int:
        """The last year."""
        return self.bars[-1].last


def histogram(facet: Facet, request: SearchRequest, language: str) -> Histogram | None:
    """Return the years of a facet as bars; None if fewer than two years have documents."""
    counts = {int(count.key): count.count for count in facet.counts if count.key.isdigit() and count.count}
    if len(counts) < _FEWEST:
        return None
    sums = _summed(counts)
    slot, peak, address = WIDTH / len(sums), max(sums.values()), _addresses(request, language)
    bars = (
        Bar(
            first=years[0],
            last=years[-1],
            count=count,
            x=round(place * slot, 1),
            width=round(slot - GAP, 1),
            height=max(LEAST, round(count / peak * HEIGHT)) if count else 0,
            address=address(years[0], years[-1]),
            is_chosen=_is_narrowed(request) and any(_is_chosen(request, year) for year in years),
        )
        for place, (years, count) in enumerate(sums.items())
    )
    return Histogram(tuple(bars), is_narrowed=_is_narrowed(request))


def _addresses(request: SearchRequest, language: str) -> Callable[[int, int], str]:
    """Return what tells the address of this search within some years; all are the same but for the years."""
    before, some, after = search_address(language, within_years(request, *_SOME)).partition(_parameters(*_SOME))
    assert some
    return lambda first, last: f"{before}{_parameters(first, last)}{after}"


def _parameters(first: int, last: int) -> str:
    return f"year_from={first:04}&year_to={last:04}"


def _summed(counts: Mapping[int, int]) -> dict[range, int]:
    """Return the counts of the years of each bar, from the first to the last, also where there are none."""
    span = max(counts) - min(counts)
    step = next((step for step in STEPS if span // step < MAX_BARS - 1), STEPS[-1])
    bars = (range(first, first + step) for first in range(min(counts) // step * step, max(counts) + 1, step))
    return {years: sum(counts.get(year, 0) for year in years) for years in bars}


def _is_narrowed(request: SearchRequest) -> bool:
    return bool(request.year_from or request.year_to or request.filters.get(FacetField.YEAR))


def _is_chosen(request: SearchRequest, year: int) -> bool:
    keys = request.filters.get(FacetField.YEAR)
    return (request.year_from or year) <= year <= (request.year_to or year) and (not keys or str(year) in keys)
