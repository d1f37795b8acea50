"""The search page, which is also the start page; its facets whole; and the way to it from addresses without a language."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from index.engine import FacetField
from web.addresses import search_address
from web.exports.answering import export_response
from web.exports.selection import MAX_EXPORT
from web.params import DEFAULT_SIZE, on_page, parse_facet, parse_page, query_items
from web.site import base_of, language_of, page, site_of
from web.views.chips import clauses
from web.views.facets import facet_page
from web.views.search import search_view
from web.views.ways_out import ways_out, ways_view


def redirect_to_language(request: Request) -> Response:
    """Lead an address without an interface language to the one that the browser asks for."""
    query = f"?{request.url.query}" if request.url.query else ""
    address = f"/{language_of(request)}{request.url.path}{query}"
    return RedirectResponse(address, status_code=302, headers={"Vary": "Accept-Language"})


def search(request: Request) -> Response:
    """The search page, or its whole result as a file."""
    site, language = site_of(request), language_of(request)
    wanted, export = parse_page(request.query_params.multi_items())
    if export:
        return export_response(site, wanted, export, language, base_of(request), is_head=request.method == "HEAD")
    results, labels = site.engine.search(wanted), site.labels()
    documents = site.catalogue.get_many([hit.id for hit in results.hits])
    view = search_view(wanted, results, documents, labels, language)
    ways = ways_view(ways_out(wanted, results, site.engine), wanted, labels, language) if not results.total else None
    return page(request, "search.html", {"view": view, "ways": ways, "default_size": DEFAULT_SIZE, "most": MAX_EXPORT})


def facet(request: Request) -> Response:
    """All values of one facet of a search, to be looked through and ticked; «apply» leads on to the results."""
    site, language, field = site_of(request), language_of(request), _field(request)
    wanted, find, is_applied = parse_facet(request.query_params.multi_items())
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
