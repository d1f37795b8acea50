"""What records and sets are called.

A record's identifier holds the catalogue's own identity and no host: harvesters take one that changes for another document,
so it must stay the same when the library moves, gets a public address, or is asked by another one.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from library.listing import ListedBy, Listing

_SET_KEY = re.compile(r"[A-Za-z0-9\-_.!~*'()]+")


def identifier_of(identity: str, id: str) -> str:
    """Return the identifier of a document's record, of the form oai:namespace:id."""
    return f"{_prefix(identity)}{quote(id, safe='/')}"


def id_of(identity: str, identifier: str) -> str | None:
    """Return the id of the document with this identifier; None if it is none of this catalogue's."""
    id = unquote(identifier.removeprefix(_prefix(identity)))
    return id if identifier == identifier_of(identity, id) else None


def set_of(listing: Listing) -> str | None:
    """Return the set of what is listed under a value, such as «publisher:kdd»; None for a key that no set can be named by."""
    return f"{listing.by}:{listing.key}" if _SET_KEY.fullmatch(listing.key) else None


def read_set(name: str) -> tuple[ListedBy, str | None] | None:
    """Return by what the documents of a set are listed, and under which value (None: any); None if there is no such set."""
    by, colon, key = name.partition(":")
    return (ListedBy(by), key if colon else None) if by in set(ListedBy) else None


def _prefix(identity: str) -> str:
    return f"oai:kartotek.id-{identity}:"
