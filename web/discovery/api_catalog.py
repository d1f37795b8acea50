"""The interfaces for programs and what describes them, as a set of links (RFC 9727, 9264); relations are those of RFC 8631."""

from __future__ import annotations

import msgspec

from web.addresses import API, API_CATALOG, API_OPENAPI, API_ROOT, API_STATUS, DATA_CATALOG, OAI_PMH
from web.discovery.data_catalog import TURTLE
from web.discovery.offers import PROTOCOL

PROFILE = "https://www.rfc-editor.org/info/rfc9727"
LINKSET = f'application/linkset+json; profile="{PROFILE}"'
_JSON, _HTML, _XML = "application/json", "text/html", "text/xml"


class Link(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a relation leads, and what is there."""

    href: str
    type: str | None = None


class Context(msgspec.Struct, frozen=True, rename="kebab", omit_defaults=True, kw_only=True):
    """What is linked from an address, by relation."""

    anchor: str
    item: list[Link] = []
    service_desc: list[Link] = []
    service_doc: list[Link] = []
    service_meta: list[Link] = []
    status: list[Link] = []


class Linkset(msgspec.Struct, frozen=True):
    """All of them."""

    linkset: list[Context]


def write_api_catalog(base: str) -> bytes:
    """Return the set of links as JSON; base is the address of the site."""
    described = [Link(base + DATA_CATALOG, TURTLE)]
    catalog = Context(anchor=base + API_CATALOG, item=[Link(base + API_ROOT), Link(base + OAI_PMH)])
    api = Context(
        anchor=base + API_ROOT,
        service_desc=[Link(base + API_OPENAPI, _JSON)],
        service_doc=[Link(base + API, _HTML)],
        service_meta=described,
        status=[Link(base + API_STATUS, _JSON)],
    )
    oai = Context(
        anchor=base + OAI_PMH,
        service_doc=[Link(PROTOCOL, _HTML)],
        service_meta=[Link(f"{base}{OAI_PMH}?verb=Identify", _XML), *described],
    )
    return msgspec.json.encode(Linkset([catalog, api, oai]))


def api_catalog_link(base: str) -> str:
    """Return the Link header by which a HEAD request tells that this is the catalogue."""
    return f'<{base}{API_CATALOG}>; rel="api-catalog"'
