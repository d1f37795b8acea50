"""How many documents each value of each facet has in the whole library, for the pages that need no query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.engine import FacetCount, FacetField, SearchRequest
from web.site import Site


def all_counts(site: Site) -> Mapping[FacetField, Sequence[FacetCount]]:
    """Return the counts of all fields, as the search has them: most frequent first, NO_VALUE last."""
    found = {facet.field: facet.counts for facet in site.engine.search(SearchRequest(size=1)).facets}
    return {field: found.get(field, ()) for field in FacetField}
