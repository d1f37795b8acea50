"""Per-document values of one state of the index, as arrays: ids, facet values, sort orders and lengths of texts.

Filters, facet counts and sorting cost array operations only. index/column_file.py keeps them beside the index, since reading them
from whoosh's own columns takes half a second for 45,000 documents.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from whoosh.reading import IndexReader

from index.engine import FacetField, Sort
from index.evaluate.lexicon import KeptWords
from index.facet_columns import FacetColumn, Mask, facet_column
from index.raw_columns import Lengths, read_alive, read_lengths, read_sets, read_texts, segments
from index.schema import SEPARATOR

__all__ = ["Columns", "Mask", "Ordinals", "Scores", "read_columns"]

Scores = npt.NDArray[np.float64]
"""One score per document number; 0 where the document does not match."""
Ordinals = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Everything about every document that a search needs besides its postings."""

    ids: tuple[str, ...]
    alive: Mask
    facets: Mapping[FacetField, FacetColumn]
    years: Ordinals
    """Year of publication; 0 where it is not known."""
    ranks: Mapping[Sort, Ordinals]
    """Each document's place in an order that does not depend on the query; ties are settled by id."""
    lengths: Mapping[str, Lengths]
    """For each text field its number of words, as a share of the mean of the documents that have any."""
    words: KeptWords | None = None
    """All words of the texts, where they are kept; reading them takes longer than the columns."""


def read_columns(reader: IndexReader) -> Columns:
    """Read the columns of all segments."""
    leaves = segments(reader)
    ids, published, added, titles = (read_texts(leaves, field) for field in ("id", "published", "added", "sort_title"))
    facets = {field: _facet_column(*read_sets(leaves, field.value)) for field in FacetField}
    return Columns(
        ids=tuple(ids),
        alive=read_alive(leaves),
        facets=facets,
        years=_years(facets[FacetField.YEAR]),
        ranks=_ranks(ids, published, added, titles),
        lengths=read_lengths(leaves),
    )


def _facet_column(values: list[str], sets: npt.NDArray[np.int64]) -> FacetColumn:
    return facet_column([[key for key in joined.split(SEPARATOR) if key] for joined in values], sets)


def _years(column: FacetColumn) -> Ordinals:
    """Return the documents' years, of which each has one or none."""
    years = np.array([*map(int, column.keys), 0], np.int32)
    return years[column.ordinals[column.starts[:-1]]][column.sets]


def _ranks(ids: list[str], published: list[str], added: list[str], titles: list[str]) -> dict[Sort, Ordinals]:
    numbers = range(len(ids))
    newest = sorted(sorted(numbers, key=ids.__getitem__), key=published.__getitem__, reverse=True)
    latest = sorted(newest, key=added.__getitem__, reverse=True)  # of those that came together, the newest first
    oldest = sorted(numbers, key=lambda number: (not published[number], published[number], ids[number]))
    by_title = sorted(numbers, key=lambda number: (titles[number], ids[number]))
    orders = {Sort.NEWEST: newest, Sort.OLDEST: oldest, Sort.TITLE: by_title, Sort.ADDED: latest}
    return {sort: _places(order) for sort, order in orders.items()}


def _places(order: list[int]) -> Ordinals:
    places = np.empty(len(order), np.int32)
    places[order] = np.arange(len(order))
    return places
