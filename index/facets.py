"""Filters and facet counts over columns. Each facet counts as if its own filter were off."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from index.columns import Columns, Mask
from index.engine import NO_VALUE, Facet, FacetCount, FacetField, SearchRequest


class Filters:
    """The masks of a request's filters over one state of the index."""

    def __init__(self, columns: Columns, request: SearchRequest) -> None:
        self._columns = columns
        self._wanted = {field: keys for field, keys in request.filters.items() if keys}
        self._masks = {field: self._field_mask(field, keys) for field, keys in self._wanted.items()}
        if request.year_from is not None or request.year_to is not None:
            years = _years_mask(columns, request.year_from, request.year_to)
            self._masks[FacetField.YEAR] = self._masks.get(FacetField.YEAR, years) & years

    def all(self, matching: Mask) -> Mask:
        """Return which of the matching documents pass every filter."""
        return self._narrow(matching, self._masks)

    def facets(self, matching: Mask, fields: Iterable[FacetField]) -> tuple[Facet, ...]:
        """Count these facets among the documents that match the query and pass the other facets' filters."""
        return tuple(
            self._facet(field, self._narrow(matching, [other for other in self._masks if other != field])) for field in fields
        )

    def _narrow(self, matching: Mask, fields: Iterable[FacetField]) -> Mask:
        narrowed = matching
        for field in fields:
            narrowed = narrowed & self._masks[field]
        return narrowed

    def _field_mask(self, field: FacetField, keys: tuple[str, ...]) -> Mask:
        column = self._columns.facets[field]
        mask = column.mask(keys)
        return mask | column.without if NO_VALUE in keys else mask

    def _facet(self, field: FacetField, among: Mask) -> Facet:
        column = self._columns.facets[field]
        selected = self._wanted.get(field, ())
        counted = {key: 0 for key in selected if key != NO_VALUE} | column.counts(among)
        without = int(np.count_nonzero(among & column.without))
        values = [
            FacetCount(key, count, key in selected)
            for key, count in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
        ]
        if without or NO_VALUE in selected:
            values.append(FacetCount(NO_VALUE, without, NO_VALUE in selected))
        return Facet(field, tuple(values))


def _years_mask(columns: Columns, first: int | None, last: int | None) -> Mask:
    """Return which documents are published within a range that may be open at one end."""
    mask = columns.years > 0
    if first is not None:
        mask &= columns.years >= first
    return mask & (columns.years <= last) if last is not None else mask
