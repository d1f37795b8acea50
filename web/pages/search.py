"""The search page, which is also the start page; its facets whole; and the way to it from addresses without a language."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from index.engine import FacetField, SearchRequest
from web.addresses import search_address
from web.conditional import conditional, library_state
from web.exports.formats import Export
from web.exports.responses import export_response
from web.exports.selection import MAX_EXPORT
from web.params import DEFAULT_SIZE, on_page, parse_facet, parse_page, query_items
from web.shared.ways_out import ways_out
from web.site import base_of, language_of, page, parameters_of, site_of
from web.views.chips import clauses
from web.views.facets import facet_page
from web.views.search import search_view
from web.views.ways_out import ways_view


def redirect_to_language(request: Request) -> Response:
    """Lead an address without an interface language to the one that the browser asks for."""
    query = f"?{request.url.query}" if request.url.query else ""
    address = f"/{language_of(request)}{request.url.path}{query}"
    return RedirectResponse(address, status_code=302, headers={"Vary": "Accept-Language"})


def search(request: Request) -> Response:
    """The search page, or its whole result as a file."""
    site, language = site_of(request), language_of(request)
    wanted, export = parse_page(parameters_of(request))
    if export:
        state = (*library_state(site), sorted(request.query_params.multi_items()))
        return conditional(request, state, lambda: _file(request, wanted, export))
    results, labels = site.engine.search(wanted), site.labels()
    view = search_view(wanted, results, results.documents, labels, language)
    ways = ways_view(ways_out(wanted, results, site.engine), wanted, labels, language) if not results.total else None
    return page(request, "search.html", {"view": view, "ways": ways, "default_size": DEFAULT_SIZE, "most": MAX_EXPORT})


def _file(request: Request, wanted: SearchRequest, export: Export) -> Response:
    is_head = request.method == "HEAD"
    return export_response(site_of(request), wanted, export, language_of(request), base_of(request), is_head=is_head)


def facet(request: Request) -> Response:
    """All values of one facet of a search, to be looked through and ticked; «apply» leads on to the results."""
    site, language, field = site_of(request), language_of(request), _field(request)
    wanted, find, is_applied = parse_facet(parameters_of(request))
    if is_applied:
        return RedirectResponse(search_address(language, on_page(wanted, 1)), status_code=303)
    results, labels = site.engine.search(replace(wanted, offset=0, size=1)), site.labels()
    found = next(facet for facet in results.facets if facet.field is field)
    context = {
        "view": facet_page(found, find, labels, language),
        "find": find,
        "clauses": tuple(clauses(wanted, labels, language)),
        "others": [(name, value) for name, value in query_items(on_page(wanted, 1)) if name != field],
        "back": search_address(language, on_page(wanted, 1)),
        "documents": results.total,
    }
    return page(request, "facet.html", context)


def _field(request: Request) -> FacetField:
    name = request.path_params["field"]
    if name not in set(FacetField):
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return FacetField(name)
