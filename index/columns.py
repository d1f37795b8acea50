"""Per-document values of one state of the index, as arrays: ids, facet values and sort orders.

Read once when a generation is opened; filters, facet counts and sorting then cost array operations only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from whoosh.reading import IndexReader

from index.engine import FacetField, Sort
from index.schema import SEPARATOR

Mask = npt.NDArray[np.bool_]
"""One truth value per document number."""
Scores = npt.NDArray[np.float64]
"""One score per document number; 0 where the document does not match."""
Ordinals = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class FacetColumn:
    """The values of one facet: pair i says that document documents[i] has the value keys[ordinals[i]]."""

    keys: tuple[str, ...]
    documents: Ordinals
    ordinals: Ordinals
    without: Mask
    """Which documents have no value."""

    def mask(self, wanted: tuple[str, ...]) -> Mask:
        """Return which documents have one of these keys; unknown keys match nothing."""
        known = {key: ordinal for ordinal, key in enumerate(self.keys)}
        ordinals = [known[key] for key in wanted if key in known]
        mask = np.zeros(len(self.without), dtype=np.bool_)
        mask[self.documents[np.isin(self.ordinals, ordinals)]] = True
        return mask

    def counts(self, among: Mask) -> dict[str, int]:
        """Return how many of the documents have each value; values without documents are left out."""
        counted = np.bincount(self.ordinals[among[self.documents]], minlength=len(self.keys))
        return {key: int(count) for key, count in zip(self.keys, counted, strict=True) if count}


@dataclass(frozen=True, slots=True)
class Columns:
    """Everything about every document that a search needs besides its postings."""

    ids: tuple[str, ...]
    alive: Mask
    facets: dict[FacetField, FacetColumn]
    years: Ordinals
    """Year of publication; 0 where it is not known."""
    ranks: dict[Sort, Ordinals]
    """Each document's place in an order that does not depend on the query; ties are settled by id."""


def read_columns(reader: IndexReader) -> Columns:
    """Read the columns of all segments."""
    ids = _texts(reader, "id")
    years = _texts(reader, FacetField.YEAR.value)
    deleted = (reader.is_deleted(number) for number in range(reader.doc_count_all()))
    return Columns(
        ids=tuple(ids),
        alive=~np.fromiter(deleted, dtype=np.bool_, count=len(ids)),
        facets={field: _facet_column(_texts(reader, field.value)) for field in FacetField},
        years=np.array([int(year or 0) for year in years], dtype=np.int64),
        ranks=_ranks(ids, _texts(reader, "published"), _texts(reader, "added"), _texts(reader, "sort_title")),
    )


def _texts(reader: IndexReader, field: str) -> list[str]:
    """Read a column across segments; a segment in which no document has a value holds no column at all."""
    values: list[str] = []
    for leaf, _ in reader.leaf_readers():
        if not leaf.doc_count_all():
            continue  # the reader of an empty index has no columns to read
        column = leaf.column_reader(field, translate=False)
        values.extend(column[number].decode() for number in range(leaf.doc_count_all()))
    return values


def _facet_column(values: list[str]) -> FacetColumn:
    pairs = [(number, key) for number, joined in enumerate(values) for key in joined.split(SEPARATOR) if key]
    keys = sorted({key for _, key in pairs})
    ordinal = {key: place for place, key in enumerate(keys)}
    return FacetColumn(
        keys=tuple(keys),
        documents=np.array([number for number, _ in pairs], dtype=np.int64),
        ordinals=np.array([ordinal[key] for _, key in pairs], dtype=np.int64),
        without=np.array([not joined for joined in values], dtype=np.bool_),
    )


def _ranks(ids: list[str], published: list[str], added: list[str], titles: list[str]) -> dict[Sort, Ordinals]:
    numbers = range(len(ids))
    newest = sorted(sorted(numbers, key=ids.__getitem__), key=published.__getitem__, reverse=True)
    latest = sorted(newest, key=added.__getitem__, reverse=True)  # of those that came together, the newest first
    oldest = sorted(numbers, key=lambda number: (not published[number], published[number], ids[number]))
    by_title = sorted(numbers, key=lambda number: (titles[number], ids[number]))
    orders = {Sort.NEWEST: newest, Sort.OLDEST: oldest, Sort.TITLE: by_title, Sort.ADDED: latest}
    return {sort: _places(order) for sort, order in orders.items()}


def _places(order: list[int]) -> Ordinals:
    places = np.empty(len(order), dtype=np.int64)
    places[order] = np.arange(len(order))
    return places
