"""What went wrong, as problem details (RFC 9457)."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

import msgspec

from web.addresses import API
from web.reader import Reason

PROBLEM = "application/problem+json"
PROBLEM_KINDS: Mapping[HTTPStatus, str] = {
    HTTPStatus.NOT_FOUND: "not-found",
    HTTPStatus.METHOD_NOT_ALLOWED: "method-not-allowed",
    HTTPStatus.NOT_ACCEPTABLE: "not-acceptable",
    HTTPStatus.GONE: "gone",
    HTTPStatus.REQUEST_URI_TOO_LONG: "too-long",
    HTTPStatus.UNPROCESSABLE_ENTITY: "invalid-parameters",
    HTTPStatus.TOO_MANY_REQUESTS: "too-many-requests",
    HTTPStatus.INTERNAL_SERVER_ERROR: "our-fault",
    HTTPStatus.SERVICE_UNAVAILABLE: "unavailable",
}


class InvalidParameter(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A parameter that cannot be used."""

    name: str
    code: Reason
    """What is wrong with it, for programs."""
    reason: str
    """The same in words."""
    value: str = ""
    allowed: list[str] = []
    """What could stand there instead."""


class ProblemShape(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Problem details."""

    type: str
    """Names the kind of problem, and leads to what is written of it."""
    title: str
    status: int
    detail: str
    instance: str
    """The path that was asked for."""
    invalid_params: list[InvalidParameter] = []


def problem_type(status: HTTPStatus) -> str:
    """Return what names a kind of problem: a place on the page that describes the API, or nothing in particular."""
    return f"{API}#{PROBLEM_KINDS[status]}" if status in PROBLEM_KINDS else "about:blank"
