"""Ways through the library without a query: publishers and topics, and the page about the library itself."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from index.engine import FacetCount, FacetField, SearchRequest
from web.site import Site, language_of, page, site_of
from web.views.facets import topic_tree
from web.views.publishers import publisher_groups


def publishers(request: Request) -> Response:
    """All publishers with documents, A–Å."""
    site, language = site_of(request), language_of(request)
    groups = publisher_groups(_counts(site, FacetField.PUBLISHER), site.labels(), language)
    return page(request, "publishers.html", {"groups": groups})


def topics(request: Request) -> Response:
    """The topic tree with its counts."""
    site, language = site_of(request), language_of(request)
    counts = _counts(site, FacetField.TOPIC)
    return page(request, "topics.html", {"tree": topic_tree(counts, site.labels(), language, complete=True)})


def about(request: Request) -> Response:
    """How to search, and what the library is."""
    return page(request, "about.html", {"documents": site_of(request).engine.status().documents})


def _counts(site: Site, field: FacetField) -> tuple[FacetCount, ...]:
    facets = site.engine.search(SearchRequest(size=1)).facets
    return next((facet.counts for facet in facets if facet.field is field), ())
