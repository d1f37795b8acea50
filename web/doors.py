"""Which requests are for programs and not for people: those are open to other sites, counted, and told of errors in JSON."""

from __future__ import annotations

from starlette.datastructures import QueryParams
from starlette.types import Scope

from web.addresses import API, API_HEALTH, DATA_CATALOG, OAI_PMH, ROBOTS
from web.reader import printable

# What tells others how to meet us, for whoever has yet to learn it. All files of a sitemap begin alike.
_SIGNS = ("/sitemap", ROBOTS, "/.well-known/")
_DOORS = (f"{API}/", OAI_PMH, DATA_CATALOG, *_SIGNS)


def is_door(path: str) -> bool:
    """Return whether only programs come to this path; errors are told there as problem details."""
    return path.startswith(_DOORS)


def is_for_programs(scope: Scope) -> bool:
    """Return whether a request is for programs by its path, or because a page's result is wanted as a file or feed."""
    return is_door(scope["path"]) or any(map(printable, QueryParams(scope["query_string"]).getlist("format")))


def is_counted(scope: Scope) -> bool:
    """Return whether a request is for programs and not for what they read first, nor for whether we are up."""
    return is_for_programs(scope) and scope["path"] != API_HEALTH and not scope["path"].startswith(_SIGNS)
