"""Resumption tokens: the request and how far it has come, so that nothing need be remembered and a token never expires."""

from __future__ import annotations

import binascii
from base64 import b64decode, urlsafe_b64encode
from hashlib import blake2b
from typing import Annotated

import msgspec

from web.oai.arguments import Verb
from web.oai.faults import Code, RefusedError, refused

MOST = 2**53  # the largest whole number that every reader of numbers takes; no library comes to so many changes
Count = Annotated[int, msgspec.Meta(ge=0, le=MOST)]
_CHECKED = 8  # bytes; a token that was cut or altered by accident passes once in 2^64


class Position(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    """How far the answer to a request for a list has come."""

    verb: Verb
    start: str | None
    end: str | None
    set_name: str | None
    """The arguments «from», «until» and «set» of the request."""
    reached: Count = 0
    """The revision of the last document that was sent."""
    sent: Count = 0
    """How many documents were."""
    total: Count = 0
    """How many the list had in the beginning."""
    mark: str | None = None
    """What tells the revision that was reached apart from that of the same number in another history; None for none."""


def write_token(position: Position, identity: str) -> str:
    """Return a position as a token of the catalogue with this identity."""
    body = msgspec.msgpack.encode(position)
    return urlsafe_b64encode(_check(body, identity) + body).rstrip(b"=").decode()


def read_token(token: str, verb: Verb, identity: str) -> Position:
    """Return the position that a token holds.

    Raises RefusedError for one that is not whole, was given for another verb or by another catalogue. The check is no
    secret: whoever made a token up could read nothing that is not public.
    """
    try:
        whole = b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        position = msgspec.msgpack.decode(whole[_CHECKED:], type=Position)
    except (ValueError, binascii.Error, msgspec.DecodeError):
        raise unknown_token() from None
    if position.verb is not verb or write_token(position, identity) != token:
        raise unknown_token()
    return position


def unknown_token() -> RefusedError:
    """Make the refusal of a token."""
    return refused(Code.BAD_TOKEN, "This token is not one that this library gave for this verb; begin the list anew.")


def _check(body: bytes, identity: str) -> bytes:
    return blake2b(body, digest_size=_CHECKED, key=identity.encode()).digest()
