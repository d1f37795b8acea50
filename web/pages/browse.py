"""Ways through the library without a query: an overview of them, the publishers, the topics and the years."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from index.engine import FacetField, SearchRequest, Sort
from library.document import Document
from web.addresses import search_address
from web.labels import KINDS
from web.pages.counting import all_counts
from web.reader import InvalidParametersError, Problem, Reason
from web.site import Site, language_of, page, site_of
from web.views.additions import addition_views
from web.views.facets import topic_tree
from web.views.overview import LATEST, overview_view
from web.views.publishers import register_view
from web.views.years import years_view

_LATEST_FIRST = SearchRequest(sort=Sort.ADDED, size=LATEST)


def overview(request: Request) -> Response:
    """The ways through the library, each with the first of what it leads to."""
    site, language = site_of(request), language_of(request)
    labels = site.labels()
    view = overview_view(all_counts(site), site.catalogue.series(), labels, language)
    latest = tuple(addition_views(_latest(site), labels, language))
    address = search_address(language, SearchRequest(sort=Sort.ADDED))
    return page(request, "browse.html", {"view": view, "latest": latest, "latest_address": address})


def publishers(request: Request) -> Response:
    """All publishers with documents, A–Å, or those of one kind."""
    site, language = site_of(request), language_of(request)
    view = register_view(all_counts(site)[FacetField.PUBLISHER], _kind(request), site.labels(), language)
    return page(request, "publishers.html", {"view": view})


def topics(request: Request) -> Response:
    """The topic tree with its counts."""
    site, language = site_of(request), language_of(request)
    tree = topic_tree(all_counts(site)[FacetField.TOPIC], site.labels(), language, complete=True)
    return page(request, "topics.html", {"tree": tree})


def years(request: Request) -> Response:
    """All years of publication with their counts."""
    site, language = site_of(request), language_of(request)
    return page(request, "years.html", {"view": years_view(all_counts(site)[FacetField.YEAR], site.labels(), language)})


def _latest(site: Site) -> list[Document]:
    hits = site.engine.search(_LATEST_FIRST).hits
    return list(site.catalogue.get_many([hit.id for hit in hits]).values())


def _kind(request: Request) -> str | None:
    """Return the wanted kind of publishers; raise InvalidParametersError if there is no such kind."""
    kind = request.query_params.get("kind") or None
    if kind not in KINDS and kind is not None:
        allowed = tuple(known for known in KINDS if known)
        raise InvalidParametersError([Problem("kind", Reason.NOT_ALLOWED, kind, allowed)])
    return kind
