"""The place that a complete reading of a search has reached, as an opaque word. Knows nothing of HTTP."""

from __future__ import annotations

import binascii
import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

import msgspec

from index.engine import SearchRequest
from library.errors import KartotekError
from web.params import on_page, query_string

START = "*"
"""The cursor that a reading begins with."""
_MAX_LENGTH = 500  # characters; ours have some 100


class CursorGoneError(KartotekError):
    """The index has changed since a reading began, so that it cannot go on without gaps or doubles."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in the order of a search: so many documents are read, of this state of the index."""

    offset: int
    search: str
    """Tells this search from every other."""
    generation: str

    def __str__(self) -> str:
        return urlsafe_b64encode(msgspec.json.encode(self)).decode().rstrip("=")


def parse_cursor(text: str) -> Cursor | None:
    """Read a cursor back; None for what is none of ours."""
    try:
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        cursor = msgspec.json.decode(urlsafe_b64decode(padded), type=Cursor) if len(text) <= _MAX_LENGTH else None
    except (UnicodeEncodeError, binascii.Error, msgspec.MsgspecError):
        return None
    return cursor if cursor and cursor.offset >= 0 and str(cursor) == text else None


def search_digest(request: SearchRequest) -> str:
    """Return what tells a search from every other, whatever page of it is asked for."""
    whole = on_page(request, 1)
    return hashlib.sha256(f"{query_string(whole)} {whole.size}".encode()).hexdigest()[:16]
