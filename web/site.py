"""What every endpoint needs, made once when the application is: the library, its engine, its words and its looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse

from index.engine import SearchEngine
from library.catalogue import Catalogue
from library.settings import Settings
from library.vocabulary import Topics
from web.labels import Labels
from web.statics import Asset
from web.templating import Templates
from web.texts import INTERFACE_LANGUAGES, Texts, negotiate


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The parts that the endpoints work with. All of them may be used from several threads."""

    catalogue: Catalogue
    engine: SearchEngine
    topics: Topics
    texts: Texts
    statics: Mapping[str, Asset]
    templates: Templates
    settings: Settings
    edition: str
    """Tells this version of the program from every other."""

    def labels(self) -> Labels:
        """Return the names of everything as of now."""
        return Labels(self.catalogue.publishers(), self.topics, self.texts)


def site_of(request: Request) -> Site:
    """Return the site that this request came to."""
    site = request.app.state.site
    assert isinstance(site, Site)
    return site


def base_of(request: Request) -> str:
    """Return the public address of the site, without a slash at its end."""
    return site_of(request).settings.url or str(request.base_url).rstrip("/")


def language_of(request: Request) -> str:
    """Return the interface language: the one in the address, else the one that the browser asks for."""
    named = request.url.path.split("/", 2)[1]
    return named if named in INTERFACE_LANGUAGES else negotiate(request.headers.get("accept-language", ""))


def page(
    request: Request, name: str, context: Mapping[str, object], status: int = 200, headers: Mapping[str, str] | None = None
) -> HTMLResponse:
    """Render a page in the request's language, with links to the same page in the others."""
    language = language_of(request)
    html = site_of(request).templates.render(language, name, {"here": here(request), "switch": _switch(request), **context})
    return HTMLResponse(html, status_code=status, headers={"Content-Language": language, **(headers or {})})


def here(request: Request) -> str:
    """Return the first word of the path after the language: which part of the site the reader is in."""
    return [*request.url.path.split("/"), "", ""][2]


def _switch(request: Request) -> dict[str, str]:
    """Return the address of this page in every language; a page without a language leads to the search."""
    first, _, rest = request.url.path.removeprefix("/").partition("/")
    query = f"?{request.url.query}" if request.url.query else ""
    tail = f"{rest}{query}" if first in INTERFACE_LANGUAGES else ""
    return {language: f"/{language}/{tail}" for language in INTERFACE_LANGUAGES}
