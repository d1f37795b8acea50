"""Which documents a file holds, and the reading of them, some at a time, so that memory does not grow with their number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.engine import SearchEngine, SearchRequest
from library.catalogue import Catalogue
from library.document import Document
from library.exporting import BATCH
from web.params import MAX_DEPTH

# Documents in one file: as many as can be paged through, for the same reason; reference managers still take them in one go.
MAX_EXPORT = MAX_DEPTH
Batches = Iterator[list[Document]]


@dataclass(frozen=True, slots=True)
class Selection:
    """The ids of the documents in a file, and how many the search finds."""

    ids: tuple[str, ...]
    total: int

    @property
    def is_cut(self) -> bool:
        """Whether the search finds more than the file holds."""
        return self.total > len(self.ids)


def select_documents(engine: SearchEngine, request: SearchRequest, most: int) -> Selection:
    """Return the first documents of a result, at most so many, whatever page of it the request is for."""
    found = engine.ids(replace(request, offset=0, size=most + 1))
    total = len(found) if len(found) <= most else engine.search(replace(request, offset=0, size=1)).total
    return Selection(found[:most], total)


def read_in_batches(catalogue: Catalogue, ids: Sequence[str]) -> Batches:
    """Yield the documents in this order; those that were removed a moment ago are left out."""
    for start in range(0, len(ids), BATCH):
        yield list(catalogue.get_many(ids[start : start + BATCH]).values())
