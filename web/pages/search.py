"""The search page, which is also the start page, and the way to it from addresses without a language."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from index.engine import SearchRequest, SearchResults
from web.params import parse_search, without_filters
from web.site import Site, language_of, page, site_of
from web.views.search import search_view


def redirect_to_language(request: Request) -> Response:
    """Lead an address without an interface language to the one that the browser asks for."""
    query = f"?{request.url.query}" if request.url.query else ""
    address = f"/{language_of(request)}{request.url.path}{query}"
    return RedirectResponse(address, status_code=302, headers={"Vary": "Accept-Language"})


def search(request: Request) -> Response:
    """The search page, which is also the start page."""
    site, language = site_of(request), language_of(request)
    wanted = parse_search(request.query_params.multi_items())
    results = site.engine.search(wanted)
    documents = site.catalogue.get_many([hit.id for hit in results.hits])
    view = search_view(wanted, results, documents, site.labels(), language)
    return page(request, "search.html", {"view": view, "unfiltered": _unfiltered(site, wanted, results)})


def _unfiltered(site: Site, wanted: SearchRequest, results: SearchResults) -> int:
    """Return how many documents an empty result would have, were it not for the filters."""
    return 0 if results.total or without_filters(wanted) == wanted else site.engine.search(without_filters(wanted)).total
