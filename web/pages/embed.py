"""The search for other sites: the script of the custom element, the page for frames, and the page that makes the code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from index.engine import SearchRequest
from library.settings import ANYONE
from web.addresses import EMBED_SCRIPT, search_address
from web.conditional import conditional
from web.embedding import FRAME_HEIGHT, Embedding, EmbedKind, Theme, frame_address, parse_embedding, parse_frame
from web.headers import SAFE
from web.labels import REASONS
from web.pages.counting import all_counts
from web.reader import InvalidParametersError
from web.site import Site, base_of, language_of, page, parameters_of, site_of
from web.views.embed import SEARCH, attributes, builder_view, embed_view, fixed_items, form_items, search_label

FOLDER = Path(__file__).resolve().parent.parent / "embed"
_POLICY = "Content-Security-Policy"
# Seconds that a browser may keep the script: sites link to its one address, and must have our corrections within the hour.
_SCRIPT_AGE = 3600
# Any page may run the script: as a module, which is fetched with CORS, and where the page lets in only what is meant for it.
_FOR_ALL = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}


def script(request: Request) -> Response:
    """The custom element, at an address that never changes."""
    asset = site_of(request).statics[EMBED_SCRIPT.rpartition("/")[2]]
    answer = conditional(
        request, [asset.address], lambda: Response(asset.content, media_type=asset.media_type), max_age=_SCRIPT_AGE
    )
    answer.headers.update(_FOR_ALL)
    return answer


def framed(request: Request) -> Response:
    """The search box and its hits without our head and foot, for a frame on another site."""
    try:
        wanted, theme = parse_frame(parameters_of(request))
    except InvalidParametersError as error:
        return _refused(request, error)
    site, language = site_of(request), language_of(request)
    labels = site.labels()
    context: dict[str, object] = {
        "label": search_label(wanted, labels, language),
        "query": wanted.query,
        "theme": theme,
        "fixed": [*fixed_items(wanted), *([("theme", theme)] if theme is not Theme.AUTO else [])],
        "view": None,
        "problems": (),
    }
    if "q" in request.query_params or _is_narrowed(wanted):
        results = site.engine.search(replace(wanted, facets=()))
        context["view"] = embed_view(wanted, results, results.documents, labels, language, theme=theme)
    return page(request, "embed.html", context, headers=_framing(site))


def builder(request: Request) -> Response:
    """What can be chosen, the code that it makes, and that code at work."""
    site, language = site_of(request), language_of(request)
    wanted, ancestors = parse_embedding(parameters_of(request), language), site.settings.frame_ancestors
    kinds = [kind for kind in EmbedKind if kind is not EmbedKind.FRAME or ancestors]
    is_possible = wanted.kind in kinds
    context = {
        "view": builder_view(wanted, all_counts(site), site.labels(), language, kinds),
        "has_frames": EmbedKind.FRAME in kinds,
        "snippet": _snippet(site, wanted, base_of(request)) if is_possible else None,
        "preview": _snippet(site, wanted, "") if is_possible else None,
        "policy": wanted.policy(base_of(request)),
        "ancestors": ancestors if wanted.kind is EmbedKind.FRAME and ancestors != (ANYONE,) else (),
    }
    return page(request, "builder.html", context, headers={_POLICY: _policy({"frame-src": "'self'"})})


def _snippet(site: Site, wanted: Embedding, base: str) -> str:
    """Return the code, which speaks the language that was chosen for it; base is the address of the site."""
    context = {
        "kind": wanted.kind,
        "label": search_label(wanted.request, site.labels(), wanted.language),
        "query": wanted.request.query,
        "script_address": base + EMBED_SCRIPT,
        "form_address": base + search_address(wanted.language, SearchRequest()),
        "frame_address": base + frame_address(wanted.language, wanted.request, wanted.theme),
        "frame_height": FRAME_HEIGHT,
        "is_part": _is_narrowed(wanted.request),
        "attributes": attributes(wanted.request),
        "fixed": form_items(wanted),
    }
    return site.templates.render(wanted.language, "_snippet.html", context)


def _refused(request: Request, error: InvalidParametersError) -> Response:
    """Tell within the frame what is wrong with its address: the page for errors is not for frames."""
    texts, language = site_of(request).texts, language_of(request)
    problems = [(problem, texts.get(language, REASONS[problem.reason])) for problem in error.problems]
    context = {
        "label": texts.get(language, SEARCH),
        "query": "",
        "theme": Theme.AUTO,
        "fixed": (),
        "view": None,
        "problems": problems,
    }
    return page(request, "embed.html", context, HTTPStatus.UNPROCESSABLE_ENTITY, _framing(site_of(request)))


def _is_narrowed(request: SearchRequest) -> bool:
    return bool(request.filters or request.year_from or request.year_to)


def _framing(site: Site) -> Mapping[str, str]:
    ancestors = site.settings.frame_ancestors
    # We may always show ourselves what others may.
    allowed = " ".join(ancestors if ANYONE in ancestors else ("'self'", *ancestors)) if ancestors else "'none'"
    return {_POLICY: _policy({"frame-ancestors": allowed})}


def _policy(changes: Mapping[str, str]) -> str:
    """Return the policy of all pages with some directives otherwise."""
    common = dict(directive.split(" ", 1) for directive in SAFE[_POLICY].split("; "))
    return "; ".join(f"{name} {value}" for name, value in {**common, **changes}.items())
