"""The documents that several lists of them hold together, and the place of each among them: what sparse columns are laid over."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from index.columns import Mask
from index.evaluate.postings import Numbers, Weights


class Union:
    """Documents in ascending order, each once. A column over them has a value for each, in their order."""

    def __init__(self, lists: Iterable[Numbers], count: int) -> None:
        """Take lists of documents, each in ascending order, out of so many that there are."""
        several = [one for one in lists if len(one)]
        self._count = count
        self._place: Numbers | None = None
        if len(several) <= 1:
            self.documents = several[0] if several else np.empty(0, np.int64)
        else:
            held = np.zeros(count, np.bool_)
            for one in several:
                held[one] = True
            self.documents = np.flatnonzero(held)

    def places(self, documents: Numbers) -> Numbers | slice:
        """Return the places of some of the documents."""
        if documents is self.documents or len(documents) == len(self.documents):
            return slice(None)  # they are all of them
        if self._place is None:
            self._place = np.empty(self._count, np.int64)
            self._place[self.documents] = np.arange(len(self.documents))
        return self._place[documents]

    def zeros(self) -> Weights:
        """Return a column of zeros."""
        return np.zeros(len(self.documents))

    def mask(self, column: Mask) -> Mask:
        """Return which documents of all that there are a column tells true of."""
        mask = np.zeros(self._count, np.bool_)
        mask[self.documents[column]] = True
        return mask

    def spread(self, column: Weights) -> Weights:
        """Return a column over all documents that there are; 0 for those that are not here."""
        spread = np.zeros(self._count)
        spread[self.documents] = column
        return spread
