"""Who asks, told by address. For what is counted by client; knows nothing of requests otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from starlette.types import Scope

NOBODY = ""
"""The one client that all are who have no address, as proxies have names for («unknown», RFC 7239, section 6)."""
_NETWORK = 64  # bits of an IPv6 address that tell whose it is; the others a client may choose anew for each request
# How proxies write an address with the port that it was asked from (RFC 7239, section 6).
_WITH_PORT = re.compile(r"\[(?P<v6>[^]]*)\](:[0-9]+)?|(?P<v4>[0-9.]+):[0-9]+")


def client_of(scope: Scope) -> str:
    """Return who asks, as a trusted proxy or the connection tells it."""
    return network_of(scope["client"][0] if scope.get("client") else NOBODY)


def network_of(host: str) -> str:
    """Return an IPv4 address, the /64 network of an IPv6 address, or NOBODY for what is no address."""
    address = _address(host)
    if not isinstance(address, IPv6Address):
        return str(address or NOBODY)
    return str(IPv6Address(int(address) >> (128 - _NETWORK) << (128 - _NETWORK)))


def is_among(host: str, networks: Iterable[str]) -> bool:
    """Tell whether an address is one of these addresses, or in one of these networks."""
    address = _address(host)
    return address is not None and any(address in ip_network(network) for network in networks)


def _address(host: str) -> IPv4Address | IPv6Address | None:
    found = _WITH_PORT.fullmatch(host)
    try:
        address = ip_address(found["v6"] or found["v4"] or "" if found else host)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None  # as IPv4 is called where we listen on both
    return mapped or address
