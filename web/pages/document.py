"""The page of a document: what is known of it, its files and a slice of its text."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from web.params import DEFAULT_SIMILAR, InvalidParametersError, Problem, Reason
from web.site import Site, language_of, page, site_of
from web.views.document import SimilarView, document_view, similar_view
from web.views.text import text_view

_FIRST_PAGE = 1
_PAGE_NUMBER_DIGITS = 6


def document(request: Request) -> Response:
    """A document's metadata, files and a slice of its text."""
    site, language = site_of(request), language_of(request)
    number = _page_parameter(request)
    found = site.catalogue.get(request.path_params["id"])
    pages = site.catalogue.pages(found.id)
    view = document_view(found, pages, site.labels(), language)
    text = text_view(pages, found.id, number, language)
    return page(request, "document.html", {"view": view, "text": text, "similar": _similar(site, found.id, language)})


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
