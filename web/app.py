"""The application as data: its routes, its middleware and what it does when something goes wrong."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from index.engine import SearchEngine
from library.catalogue import Catalogue
from library.settings import DEFAULTS, Settings
from library.vocabulary import Topics
from web.addresses import (
    API,
    API_CATALOG,
    API_OPENAPI,
    API_ROOT,
    DATA_CATALOG,
    EMBED,
    EMBED_BUILDER,
    EMBED_SCRIPT,
    OAI_PMH,
    ROBOTS,
    SITEMAP,
    opensearch_address,
    opensearch_suggest_address,
)
from web.api.endpoints.description import description
from web.api.operations import operation_routes
from web.compression import compression
from web.edition import edition
from web.errors import HANDLERS
from web.headers import Headers
from web.limiting import CrowdLimit, RateLimit, TargetLimit
from web.oai import endpoints as oai
from web.pages import about, api, browse, discovery, document, embed, files, opensearch, search, series
from web.patience import Patience
from web.site import Site
from web.statics import load_statics
from web.templating import Templates
from web.texts import INTERFACE_LANGUAGES, load_texts


def create_app(catalogue: Catalogue, engine: SearchEngine, topics: Topics, settings: Settings = DEFAULTS) -> Starlette:
    """Return the web application over an open catalogue and engine, which stay the caller's to close."""
    app = Starlette(
        routes=routes(),
        middleware=[
            Middleware(Headers),
            Middleware(TargetLimit),
            Middleware(RateLimit, per_minute=settings.requests_per_minute),
            Middleware(CrowdLimit),
            Middleware(Patience),
            compression(),
        ],
        exception_handlers=dict(HANDLERS),
    )
    app.state.site = create_site(catalogue, engine, topics, settings)
    return app


def create_site(catalogue: Catalogue, engine: SearchEngine, topics: Topics, settings: Settings = DEFAULTS) -> Site:
    """Read the words and looks of the site and put them together with its library."""
    texts, statics = load_texts(), {**load_statics(), **load_statics(embed.FOLDER)}
    return Site(
        catalogue=catalogue,
        engine=engine,
        topics=topics,
        texts=texts,
        statics=statics,
        templates=Templates(texts, statics),
        settings=settings,
        edition=edition(settings.synonyms),
    )


def routes() -> list[BaseRoute]:
    """Return every address that the site answers. Document ids may hold slashes."""
    return [
        Route("/", search.redirect_to_language),
        Route("/documents/{id:path}", search.redirect_to_language),
        Route(EMBED, search.redirect_to_language),
        Route(EMBED_BUILDER, search.redirect_to_language),
        Route(EMBED_SCRIPT, embed.script),
        Route(OAI_PMH, oai.oai, methods=["GET", "POST"]),
        Route("/originals/{sha256}/{id:path}", files.original),
        Route("/static/{digest}/{name}", files.asset),
        Route(ROBOTS, discovery.robots),
        Route(SITEMAP, discovery.sitemap),
        Route("/sitemaps/{number}.xml", discovery.sitemap_file),
        Route(DATA_CATALOG, discovery.data_catalog),
        Route(API_CATALOG, discovery.api_catalog),
        *operation_routes(),
        Route(API_OPENAPI, description),
        Route(API_ROOT, discovery.api_catalog),
        Route(API, search.redirect_to_language),
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
        Route(f"/{language}{EMBED}", embed.framed),
        Route(f"/{language}{EMBED_BUILDER}", embed.builder),
        Route(f"/{language}/about", about.about),
        Route(f"/{language}/help", about.how_to_search),
        Route(f"/{language}/api", api.api),
    ]
