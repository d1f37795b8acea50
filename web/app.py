"""The application as data: its routes, its middleware and what it does when something goes wrong."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute, Route

from index.engine import SearchEngine
from library.catalogue import Catalogue
from library.settings import DEFAULTS, Settings
from library.vocabulary import Topics
from web.addresses import API_DOCUMENTS, API_SEARCH, API_SUGGEST, opensearch_address, opensearch_suggest_address
from web.api import endpoints as api
from web.errors import HANDLERS
from web.headers import Headers
from web.pages import about, browse, document, files, opensearch, search, series
from web.site import Site
from web.statics import load_statics
from web.templating import Templates
from web.texts import INTERFACE_LANGUAGES, load_texts

_WORTH_PACKING = 1000  # bytes; smaller answers fit one network packet anyway


def create_app(catalogue: Catalogue, engine: SearchEngine, topics: Topics, settings: Settings = DEFAULTS) -> Starlette:
    """Return the web application over an open catalogue and engine, which stay the caller's to close."""
    app = Starlette(
        routes=routes(),
        middleware=[Middleware(Headers), Middleware(GZipMiddleware, minimum_size=_WORTH_PACKING)],
        exception_handlers=dict(HANDLERS),
    )
    app.state.site = create_site(catalogue, engine, topics, settings)
    return app


def create_site(catalogue: Catalogue, engine: SearchEngine, topics: Topics, settings: Settings = DEFAULTS) -> Site:
    """Read the words and looks of the site and put them together with its library."""
    texts, statics = load_texts(), load_statics()
    return Site(
        catalogue=catalogue,
        engine=engine,
        topics=topics,
        texts=texts,
        statics=statics,
        templates=Templates(texts, statics),
        settings=settings,
    )


def routes() -> list[BaseRoute]:
    """Return every address that the site answers. Document ids may hold slashes."""
    return [
        Route("/", search.redirect_to_language),
        Route("/documents/{id:path}", search.redirect_to_language),
        Route("/originals/{sha256}/{id:path}", files.original),
        Route("/static/{digest}/{name}", files.asset),
        Route(API_SEARCH, api.search),
        Route(API_SUGGEST, api.suggest),
        Route(f"{API_DOCUMENTS}/{{id:path}}/similar", api.similar),
        Route(f"{API_DOCUMENTS}/{{id:path}}", api.document),
        *(route for language in INTERFACE_LANGUAGES for route in _in_language(language)),
    ]


def _in_language(language: str) -> list[BaseRoute]:
    return [
        Route(f"/{language}/", search.search),
        Route(opensearch_address(language), opensearch.description),
        Route(opensearch_suggest_address(language), opensearch.suggest),
        Route(f"/{language}/facets/{{field}}", search.facet),
        Route(f"/{language}/documents/{{id:path}}", document.document),
        Route(f"/{language}/browse", browse.overview),
        Route(f"/{language}/publishers", browse.publishers),
        Route(f"/{language}/topics", browse.topics),
        Route(f"/{language}/years", browse.years),
        Route(f"/{language}/series", series.all_series),
        Route(f"/{language}/series/{{key}}", series.one_series),
        Route(f"/{language}/about", about.about),
        Route(f"/{language}/help", about.how_to_search),
    ]
