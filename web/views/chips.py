"""The chosen filters as a page shows them, each with the address that takes it away. No HTML, no HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from index.engine import FacetField, SearchRequest
from web.addresses import search_address
from web.labels import Labels
from web.params import without_value, without_years


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One chosen filter and the address that takes it away."""

    facet: str
    label: str
    remove: str


def chips(request: SearchRequest, labels: Labels, language: str) -> Iterator[Chip]:
    """Yield a chip for each value that a request is narrowed by."""
    for field, keys in request.filters.items():
        for key in keys:
            yield Chip(
                facet=labels.facet(field, language),
                label=labels.value(field, key, language),
                remove=search_address(language, without_value(request, field, key)),
            )
    if request.year_from or request.year_to:
        yield Chip(
            facet=labels.facet(FacetField.YEAR, language),
            label=f"{request.year_from or ''}–{request.year_to or ''}",
            remove=search_address(language, without_years(request)),
        )
