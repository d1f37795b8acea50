"""Filters and facet counts over columns. Each facet counts as if its own filter were off."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from index.columns import Columns, Mask
from index.engine import NO_VALUE, Facet, FacetCount, FacetField, SearchRequest
from index.facet_columns import Among


class Filters:
    """The masks of a request's filters over one state of the index."""

    def __init__(self, columns: Columns, request: SearchRequest) -> None:
        self._columns = columns
        self._wanted = {field: keys for field, keys in request.filters.items() if keys}
        self._masks = {field: columns.facets[field].mask(keys, or_none=NO_VALUE in keys) for field, keys in self._wanted.items()}
        if request.year_from is not None or request.year_to is not None:
            years = _years_mask(columns, request.year_from, request.year_to)
            self._masks[FacetField.YEAR] = self._masks.get(FacetField.YEAR, years) & years

    def all(self, matching: Mask) -> Mask:
        """Return which of the matching documents pass every filter."""
        return self._narrow(matching, self._masks)

    def facets(self, matching: Mask, fields: Iterable[FacetField]) -> tuple[Facet, ...]:
        """Count these facets among the documents that match the query and pass the other facets' filters."""
        passing = Among.of(self.all(matching))  # what all facets without a filter of their own are counted among
        return tuple(self._facet(field, self._among(matching, field) if field in self._masks else passing) for field in fields)

    def _among(self, matching: Mask, field: FacetField) -> Among:
        """Return the documents that pass all filters but a field's own."""
        return Among.of(self._narrow(matching, [other for other in self._masks if other != field]))

    def _narrow(self, matching: Mask, fields: Iterable[FacetField]) -> Mask:
        narrowed = matching
        for field in fields:
            narrowed = narrowed & self._masks[field]
        return narrowed

    def _facet(self, field: FacetField, among: Among) -> Facet:
        column, selected = self._columns.facets[field], self._wanted.get(field, ())
        counted = column.counts(among)
        held, without = np.flatnonzero(counted[:-1]), int(counted[-1])
        ordered = held[np.argsort(-counted[held], kind="stable")]  # keys are in order, and stay so where counts are equal
        most_first = zip(ordered.tolist(), counted[ordered].tolist(), strict=True)
        values = [FacetCount(key := column.keys[ordinal], count, key in selected) for ordinal, count in most_first]
        found = {value.key for value in values} if selected else ()
        values += [FacetCount(key, 0, selected=True) for key in sorted({*selected}.difference(found, [NO_VALUE]))]
        if without or NO_VALUE in selected:
            values.append(FacetCount(NO_VALUE, without, NO_VALUE in selected))
        return Facet(field, tuple(values))


def _years_mask(columns: Columns, first: int | None, last: int | None) -> Mask:
    """Return which documents are published within a range that may be open at one end."""
    mask = columns.years > 0
    if first is not None:
        mask &= columns.years >= first
    return mask & (columns.years <= last) if last is not None else mask
