"""The pages that people read. Each endpoint asks the library and hands what it got to a presenter and a template."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from index.engine import FacetCount, FacetField, SearchRequest, SearchResults
from library.errors import UnknownDocumentError
from web.browse import publisher_groups
from web.document_view import SimilarView, document_view, similar_view, text_view
from web.files import PDF
from web.params import DEFAULT_SIMILAR, InvalidParametersError, Problem, Reason, parse_search, without_filters
from web.presenters import search_view, topic_tree
from web.site import Site, language_of, page, site_of

_ONE_YEAR = "public, max-age=31536000, immutable"  # the address changes whenever the content does
_FIRST_PAGE = 1
_PAGE_NUMBER_DIGITS = 6
# Types that a browser may be told; anything else, above all HTML, is bytes to be saved.
_DOWNLOADS = frozenset(
    {
        PDF,
        "application/epub+zip",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "text/markdown",
        "text/plain",
    }
)


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


def document(request: Request) -> Response:
    """A document's metadata, files and a slice of its text."""
    site, language = site_of(request), language_of(request)
    number = _page_parameter(request)
    found = site.catalogue.get(request.path_params["id"])
    pages = site.catalogue.pages(found.id)
    view = document_view(found, pages, site.labels(), language)
    text = text_view(pages, found.id, number, language)
    return page(request, "document.html", {"view": view, "text": text, "similar": _similar(site, found.id, language)})


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


def original(request: Request) -> Response:
    """An original file, if this document holds it: a PDF to be read at one of its pages, anything else to be saved."""
    site = site_of(request)
    sha256, found = request.path_params["sha256"], site.catalogue.get(request.path_params["id"])
    file = next((file for file in found.files if file.sha256 == sha256), None)
    if file is None:
        raise UnknownDocumentError(f"The document {found.id!r} holds no such file.")
    return FileResponse(
        site.catalogue.original_path(sha256),
        media_type=file.media_type if file.media_type in _DOWNLOADS else "application/octet-stream",
        filename=file.filename,
        content_disposition_type="inline" if file.media_type == PDF else "attachment",
    )


def asset(request: Request) -> Response:
    """Style, script and pictures; an address from before a change leads to the present one."""
    found = site_of(request).statics.get(request.path_params["name"])
    if found is None:
        raise UnknownDocumentError("There is no such file.")
    if found.address != request.url.path:
        return RedirectResponse(found.address, status_code=302)
    return Response(found.content, media_type=found.media_type, headers={"Cache-Control": _ONE_YEAR})


def _page_parameter(request: Request) -> int:
    """Return the wanted page of the text; raise InvalidParametersError on anything but «page=NUMBER»."""
    problems = [Problem(name, Reason.UNKNOWN_PARAMETER, allowed=("page",)) for name in request.query_params if name != "page"]
    text = request.query_params.get("page") or str(_FIRST_PAGE)
    if not (text.isascii() and text.isdigit() and len(text) <= _PAGE_NUMBER_DIGITS):
        problems.append(Problem("page", Reason.NOT_IN_RANGE, text))
    if problems:
        raise InvalidParametersError(problems)
    return int(text)


def _similar(site: Site, id: str, language: str) -> tuple[SimilarView, ...]:
    found = site.engine.similar(id, DEFAULT_SIMILAR)
    return similar_view(found, site.catalogue.get_many([other.id for other in found]), site.labels(), language)


def _unfiltered(site: Site, wanted: SearchRequest, results: SearchResults) -> int:
    """Return how many documents an empty result would have, were it not for the filters."""
    return 0 if results.total or without_filters(wanted) == wanted else site.engine.search(without_filters(wanted)).total


def _counts(site: Site, field: FacetField) -> tuple[FacetCount, ...]:
    facets = site.engine.search(SearchRequest(size=1)).facets
    return next((facet.counts for facet in facets if facet.field is field), ())
