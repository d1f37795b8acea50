"""The same question asked otherwise: for words exactly as written, for all or most of them, or as it may have been meant."""

from __future__ import annotations

from dataclasses import dataclass

from index.engine import Matching, SearchRequest, SearchResults
from web.params import with_matching, with_query


@dataclass(frozen=True, slots=True, kw_only=True)
class Otherwise:
    """The same question asked otherwise; None where that would change nothing."""

    exact: SearchRequest | None = None
    ordinary: SearchRequest | None = None
    """Back from a search for the words exactly as written."""
    all: SearchRequest | None = None
    most: SearchRequest | None = None
    meant: SearchRequest | None = None
    """What may have been meant."""


def otherwise(request: SearchRequest, results: SearchResults) -> Otherwise:
    """Return how a question that got this answer can be asked otherwise."""
    if not request.query:
        return Otherwise()
    is_exact, is_wider = request.matching is Matching.EXACT, results.with_most > results.with_all
    has_most, has_all = results.matching is Matching.MOST, results.matching is Matching.ALL
    return Otherwise(
        exact=with_matching(request, Matching.EXACT) if not is_exact else None,
        ordinary=with_matching(request, Matching.AUTO) if is_exact else None,
        all=with_matching(request, Matching.ALL) if has_most and is_wider and results.with_all else None,
        most=with_matching(request, Matching.MOST) if has_all and is_wider else None,
        meant=with_query(request, results.suggestion) if results.suggestion else None,
    )
