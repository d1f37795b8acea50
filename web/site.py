"""What every endpoint needs, made once when the application is: the library, its engine, its words and its looks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse

from index.engine import SearchEngine
from library.catalogue import Catalogue
from library.settings import Settings
from library.vocabulary import Topics
from web.labels import Labels, labels_of
from web.statics import Asset
from web.templating import Templates
from web.texts import INTERFACE_LANGUAGES, Texts, negotiate

# Told by their makers; none of ours is called so. A page is not to be refused for them.
_TRACKING = re.compile(
    r"utm_\w+|\w*clid|[gw]braid|gad_\w+|mc_[ce]id|mkt_tok|_ga|_gl|igsh(id)?|si|ref|_hs\w+|hs\w+tracking|ns_\w+", re.IGNORECASE
)


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
    """Tells all that answers are made of, beside the catalogue and the index, from every other version of it; see edition.py."""

    def labels(self) -> Labels:
        """Return the names of everything as of now."""
        return labels_of(self.catalogue.publishers(), self.topics, self.texts)


def site_of(request: Request) -> Site:
    """Return the site that this request came to."""
    site = request.app.state.site
    assert isinstance(site, Site)
    return site


def base_of(request: Request) -> str:
    """Return the public address of the site, without a slash at its end."""
    return site_of(request).settings.url or str(request.base_url).rstrip("/")


def parameters_of(request: Request) -> list[tuple[str, str]]:
    """Return what the address of a page asks for, without what newsletters and social media hang on to the links in them."""
    return [(name, value) for name, value in request.query_params.multi_items() if not _TRACKING.fullmatch(name)]


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
