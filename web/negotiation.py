"""Media types that a client accepts (RFC 9110, 12.5.1). Where we have none of them, the answer is 406 and names what there is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from urllib.request import parse_http_list

from starlette.exceptions import HTTPException
from starlette.requests import Request

_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_RANGE = re.compile(rf"({_TOKEN}/{_TOKEN})\s*(;.*)?", re.DOTALL)
_QUALITY = re.compile(r";\s*q\s*=\s*([^;\s]*)\s*", re.IGNORECASE)
_NUMBER = re.compile(r"0(\.[0-9]{0,3})?|1(\.0{0,3})?")
_EVERYTHING: Mapping[str, float] = {"*/*": 1.0}


class NotAcceptable(HTTPException):
    """406: there is nothing at this address that the client accepts."""

    def __init__(self, offered: Sequence[str]) -> None:
        detail = f"What there is here is {' or '.join(offered)}, which the Accept header rules out."
        super().__init__(HTTPStatus.NOT_ACCEPTABLE, detail, {"Vary": "Accept"})


def refuse_unless_accepted(request: Request, offered: Sequence[str]) -> None:
    """Raise NotAcceptable if the client accepts none of these media types. One that does not say accepts everything."""
    if preferred(", ".join(request.headers.getlist("accept")), offered) is None:
        raise NotAcceptable(offered)


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """Return the media type that a header Accept likes best, the first of equals; None if it wants none of them.

    Parameters count on neither side: who asks for «application/json; charset=utf-8» wants JSON. What is no media range is passed
    over, and a header without any accepts everything.
    """
    wanted = dict(_ranges(accept)) or _EVERYTHING
    best = max(offered, key=lambda media_type: _quality(media_type, wanted))
    return best if _quality(best, wanted) > 0 else None


def _quality(media_type: str, wanted: Mapping[str, float]) -> float:
    """Return how much a media type is wanted, by the closest of the ranges that it is in."""
    name = media_type.partition(";")[0].strip().lower()
    ranges = (name, f"{name.partition('/')[0]}/*", "*/*")
    return next((wanted[range] for range in ranges if range in wanted), 0.0)


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    for item in parse_http_list(accept):
        if found := _RANGE.fullmatch(item):
            quality = _QUALITY.search(found[2] or "")
            if quality is None:
                yield found[1].lower(), 1.0
            elif _NUMBER.fullmatch(quality[1]):
                yield found[1].lower(), float(quality[1])
