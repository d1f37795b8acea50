"""Lets a browser search here from its own address bar."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from web.api.presenters.suggestions import suggest_shape, wanted_documents
from web.exports.opensearch import DESCRIPTION, SUGGESTIONS, write_description, write_suggestions
from web.params import parse_suggest
from web.site import base_of, language_of, site_of

_ICON = "favicon.svg"


def description(request: Request) -> Response:
    """How to search here, in OpenSearch's words."""
    site, language = site_of(request), language_of(request)
    content = write_description(language, site.texts, base_of(request), site.statics[_ICON].address)
    return Response(content, headers={"Content-Language": language}, media_type=DESCRIPTION)


def suggest(request: Request) -> Response:
    """How a query that is being typed may go on, as browsers read it."""
    site, language = site_of(request), language_of(request)
    query, size = parse_suggest(request.query_params.multi_items())
    found = site.engine.suggest(query, size)
    documents = site.catalogue.get_many(wanted_documents(found))
    shape = suggest_shape(query, found, documents, site.labels(), base_of(request))
    typed = request.query_params.get("q", "")
    headers = {"Content-Language": language, "X-Robots-Tag": "noindex"}
    return Response(write_suggestions(typed, shape.suggestions, language), headers=headers, media_type=SUGGESTIONS)
