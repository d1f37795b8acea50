"""Tells whether a library is still to be filled with what ships; library/seed.py fills it.

Apart from that, since reading documents takes libraries that a server which has its own need not load.
"""

from __future__ import annotations

from library.catalogue import Catalogue

FACT, STARTED, DONE = "seed", "started", "done"


def needs_filling(catalogue: Catalogue) -> bool:
    """Tell whether the library is empty and always was, or its filling was interrupted."""
    state = catalogue.fact(FACT)
    return state == STARTED or (state is None and catalogue.revision() == 0)
