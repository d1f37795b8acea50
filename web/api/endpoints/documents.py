"""One document: all that is known of it, its text, and those most like it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from web.addresses import document_address
from web.api.answering import answer, json_response
from web.api.asking import parse_nothing, parse_text
from web.api.presenters.document import document_shape, text_shape
from web.api.presenters.found import similar_shape
from web.conditional import library_state
from web.params import parse_similar
from web.reader import InvalidParametersError, Problem, Reason
from web.site import base_of, site_of


def document(request: Request) -> Response:
    """GET /api/v1/documents/{id}."""
    parse_nothing(request.query_params.multi_items())
    site, base, state = site_of(request), base_of(request), library_state(site_of(request))
    found = site.catalogue.get(request.path_params["id"])

    def described() -> Response:
        pages, languages = site.catalogue.page_count(found.id), site.catalogue.languages_in(found)
        shape = document_shape(found, site.labels(), base, pages=pages, languages=languages)
        return json_response(shape, request, {"alternate": base + document_address(None, found.id)})

    return answer(request, described, state=state, modified=found.updated)


def text(request: Request) -> Response:
    """GET /api/v1/documents/{id}/text."""
    site, (first, size) = site_of(request), parse_text(request.query_params.multi_items())
    state, found = library_state(site), site.catalogue.get(request.path_params["id"])
    total = site.catalogue.page_count(found.id)
    if first > max(total, 1):
        raise InvalidParametersError([Problem("first", Reason.NOT_IN_RANGE, str(first), (f"1–{max(total, 1)}",))])

    def some_pages() -> Response:
        pages = site.catalogue.page_range(found.id, first, size)
        shape = text_shape(found, pages, base_of(request), total=total, first=first, size=size)
        links = {"next": shape.links.next, "prev": shape.links.prev, "alternate": shape.links.html}
        return json_response(shape, request, links, total=total)

    return answer(request, some_pages, state=state, modified=found.updated)


def similar(request: Request) -> Response:
    """GET /api/v1/documents/{id}/similar."""
    site, size = site_of(request), parse_similar(request.query_params.multi_items())
    state = library_state(site)
    id = site.catalogue.get(request.path_params["id"]).id

    def likest() -> Response:
        found = site.engine.similar(id, size)
        documents = site.catalogue.get_many([other.id for other in found])
        return json_response(similar_shape(id, found, documents, site.labels(), base_of(request)), request)

    return answer(request, likest, state=state)
