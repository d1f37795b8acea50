"""The page of a document: what is known of it, its files and a slice of its text."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from index.engine import PageMarks, SearchRequest
from library.document import Page
from web.addresses import document_address
from web.exports.responses import document_response
from web.params import DEFAULT_SIMILAR, parse_document_format
from web.reading import PARAMETERS, Reading, parse_reading
from web.site import Site, base_of, language_of, page, parameters_of, site_of
from web.views.document import FoundView, document_view, found_view, similar_view
from web.views.metadata import description
from web.views.text import find_page, text_view


def document(request: Request) -> Response:
    """A document's metadata, files and a slice of its text; a page that is asked for by its name is led to."""
    site, language = site_of(request), language_of(request)
    if format := parse_document_format(parameters_of(request), PARAMETERS):
        return document_response(site, request.path_params["id"], format, language, base_of(request))
    reading = parse_reading(parameters_of(request))
    found = site.catalogue.get(request.path_params["id"])
    pages = site.catalogue.pages(found.id)
    if reading.goto and (number := find_page(pages, reading.goto)) is not None:
        place = document_address(language, found.id, number, reading.query, matching=reading.matching)
        return RedirectResponse(place, status_code=303)
    labels, base, marks = site.labels(), base_of(request), _marks(site, found.id, pages, reading)
    context = {
        "view": document_view(found, pages, labels, language, base=base, contact=site.settings.contact),
        "described": description(found, labels, language, base),
        "text": text_view(found, pages, marks, reading, texts=site.texts, language=language),
        "similar": _similar(site, found.id, language),
        "listed": tuple(found_view(other, labels, language) for other in site.catalogue.mentioned_in(found.id)),
        "is_search": bool(reading.query or reading.hit or reading.goto),
    }
    return page(request, "document.html", context)


def _marks(site: Site, id: str, pages: Sequence[Page], reading: Reading) -> Sequence[PageMarks]:
    """Return where the query's words stand in the text."""
    request = SearchRequest(query=reading.query, matching=reading.matching)
    return site.engine.within(id, request) if reading.query and pages else ()


def _similar(site: Site, id: str, language: str) -> tuple[FoundView, ...]:
    found = site.engine.similar(id, DEFAULT_SIMILAR)
    return similar_view(found, site.catalogue.get_many([other.id for other in found]), site.labels(), language)
