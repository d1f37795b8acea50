"""Origins of the web: a scheme, a host and perhaps a port, written so that they can stand in any link or header as they are."""

from __future__ import annotations

import re
from contextlib import suppress
from ipaddress import IPv6Address, ip_address

MAX_PORT = 65535
# The part of a host's name between two dots (RFC 1123, 2.1); other letters than these are written as xn--… there.
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ORIGIN = re.compile(rf"https?://(?P<host>{_LABEL}(?:\.{_LABEL})*|\[[0-9A-Fa-f:.]+\])(?::(?P<port>[0-9]{{1,5}}))?")
_ANY_HOST, _ANY_PORT = "://*.", ":*"
# What may follow an origin; what is left out may not stand in any address (RFC 3987, 2.2).
_PAGE = re.compile(r"""(?P<origin>[^/?#]+//[^/?#]+)(?:[/?#][^\s<>"\\^`{|}]*)?""")


def is_origin(text: str) -> bool:
    """Tell whether this is an origin that a browser would go to, without a slash at its end and without a user's name."""
    found = _ORIGIN.fullmatch(text)
    return found is not None and _is_host(found["host"]) and 0 < int(found["port"] or 1) <= MAX_PORT


def is_source(text: str) -> bool:
    """Tell whether this is an origin as Content-Security-Policy has it: any host under another or any port may be an asterisk.

    Addresses of IPv6 are none (CSP 3, 2.3.1).
    """
    return "[" not in text and is_origin(text.replace(_ANY_HOST, "://", 1).removesuffix(_ANY_PORT))


def is_page(text: str) -> bool:
    """Tell whether this is the whole address of something on the web."""
    found = _PAGE.fullmatch(text)
    return found is not None and is_origin(found["origin"])


def _is_host(host: str) -> bool:
    """Tell a name from what looks like an address; whose last part is a number is one (WHATWG URL, 3.5)."""
    if not host.startswith("[") and not host.rpartition(".")[2].isdigit():
        return True
    with suppress(ValueError):
        return isinstance(ip_address(host.strip("[]")), IPv6Address) == host.startswith("[")
    return False
