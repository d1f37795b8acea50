"""The place that a complete reading of a search has reached, as an opaque word. Knows nothing of HTTP."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Annotated

import msgspec

from index.engine import SearchRequest
from library.errors import KartotekError
from web.params import on_page, query_string

START = "*"
"""The cursor that a reading begins with."""
_MOST = 1_000_000_000  # documents; more than any library has, and few enough to count with
_MAX_LENGTH = 500  # characters; ours have some 100


class CursorGoneError(KartotekError):
    """The index has changed since a reading began, so that it cannot go on without gaps or doubles."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in the order of a search: so many documents are read, of one state of all that decides the order."""

    offset: Annotated[int, msgspec.Meta(ge=0, le=_MOST)]
    search: str
    """Tells this search from every other."""
    state: str
    """Empty where a reading begins."""

    def __str__(self) -> str:
        return urlsafe_b64encode(msgspec.json.encode(self)).decode().rstrip("=")


def parse_cursor(text: str) -> Cursor | None:
    """Read a cursor back; None for what is none of ours."""
    try:
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        cursor = msgspec.json.decode(urlsafe_b64decode(padded), type=Cursor) if len(text) <= _MAX_LENGTH else None
    except (ValueError, msgspec.MsgspecError):  # no ASCII, no base64, no UTF-8, no JSON
        return None
    return cursor if cursor and str(cursor) == text else None


def state_digest(*parts: object) -> str:
    """Return what tells a state from every other by what decides it."""
    return _digest(repr(parts))


def search_digest(request: SearchRequest) -> str:
    """Return what tells a search from every other, whatever page of it is asked for."""
    whole = on_page(request, 1)
    return _digest(f"{query_string(whole)} {whole.size}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
