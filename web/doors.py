"""Which requests are for programs and not for people: those are open to other sites, counted, and told of errors in JSON."""

from __future__ import annotations

from starlette.datastructures import QueryParams
from starlette.types import Scope

from web.addresses import API, DATA_CATALOG, OAI_PMH, ROBOTS

# All files of a sitemap begin alike.
_DOORS = (f"{API}/", OAI_PMH, DATA_CATALOG, "/sitemap", ROBOTS, "/.well-known/")


def is_door(path: str) -> bool:
    """Return whether only programs come to this path; errors are told there as problem details."""
    return path.startswith(_DOORS)


def is_for_programs(scope: Scope) -> bool:
    """Return whether a request is for programs by its path, or because a page's result is wanted as a file or feed."""
    return is_door(scope["path"]) or any(QueryParams(scope["query_string"]).getlist("format"))
