"""What the library is and holds, and how to search it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from index.engine import Sort
from web.exports.formats import FEED_SIZE
from web.exports.selection import MAX_EXPORT
from web.pages.counting import all_counts
from web.site import language_of, page, site_of
from web.views.about import about_view, contact_link
from web.views.help import example_queries, example_views, export_views


def about(request: Request) -> Response:
    """What the library holds and where it is from; privacy, accessibility and whom to tell of errors."""
    site, language = site_of(request), language_of(request)
    catalogue = site.catalogue
    view = about_view(catalogue.statistics(), all_counts(site), catalogue.coverage(), site.labels(), language)
    return page(request, "about.html", {"view": view, "contact": contact_link(site.settings.contact)})


def how_to_search(request: Request) -> Response:
    """How to search, with examples that are searched for as the page is made, and how to fetch what was found."""
    site, language = site_of(request), language_of(request)
    found = [site.engine.search(query).total for query in example_queries(language)]
    context = {
        "examples": tuple(example_views(found, site.texts, language)),
        "exports": tuple(export_views(site.texts, language)),
        "most": MAX_EXPORT,
        "feed": FEED_SIZE,
        "sorts": tuple(Sort),
    }
    return page(request, "help.html", context)
