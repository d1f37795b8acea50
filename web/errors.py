"""What went wrong, told to people as a page in their language and to machines as problem details (RFC 9457)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from http import HTTPStatus
from urllib.parse import quote

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from library.errors import UnknownDocumentError
from web.api.cursor import CursorGoneError
from web.api.shapes.problem import PROBLEM, InvalidParameter, ProblemShape, problem_type
from web.doors import is_door
from web.headers import headers_for
from web.labels import REASONS
from web.reader import InvalidParametersError, Problem
from web.site import language_of, page, site_of

SHOWN_VALUE = 200  # characters of what was sent, enough to know it again
_LONGEST_KEPT = 2_000  # bytes of a query that links to other languages repeat, six times; 1,000 letters of Norwegian are fewer
log = logging.getLogger(__name__)
Handler = Callable[[Request, Exception], Response]


def invalid_parameters(request: Request, error: Exception) -> Response:
    """422: the request is well-formed, and asks for what there is not."""
    assert isinstance(error, InvalidParametersError)
    return _answer(request, HTTPStatus.UNPROCESSABLE_ENTITY, str(error), error.problems)


def unknown_document(request: Request, error: Exception) -> Response:
    """404, or 410 for a document that was here once."""
    id = request.path_params.get("id", "")
    if site_of(request).catalogue.removed(id):
        return _answer(request, HTTPStatus.GONE, f"The document with the id {id!r} was removed.")
    return _answer(request, HTTPStatus.NOT_FOUND, str(error))


def cursor_gone(request: Request, error: Exception) -> Response:
    """410: the index that a reading began with is no more."""
    return _answer(request, HTTPStatus.GONE, str(error))


def http_error(request: Request, error: Exception) -> Response:
    """Whatever has a status of its own: 404 and 405 of the router, and what an endpoint refuses by its status."""
    assert isinstance(error, HTTPException)
    return _answer(request, HTTPStatus(error.status_code), error.detail, headers=error.headers)


def unexpected(request: Request, error: Exception) -> Response:
    """500: our fault. The log has the traceback, the reader has an apology."""
    log.error("Answering %s failed.", request.url.path, exc_info=error)
    status, detail = HTTPStatus.INTERNAL_SERVER_ERROR, "Something failed on our side. It has been written to the log."
    return _answer(request, status, detail, headers=headers_for(request.scope))


HANDLERS: Mapping[type[Exception], Handler] = {
    InvalidParametersError: invalid_parameters,
    UnknownDocumentError: unknown_document,
    CursorGoneError: cursor_gone,
    HTTPException: http_error,
    Exception: unexpected,
}


def refusal(scope: Scope, status: HTTPStatus, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """Refuse a request that has not reached its endpoint."""
    return _answer(Request(scope), status, detail, headers=headers)


def _answer(
    request: Request,
    status: HTTPStatus,
    detail: str,
    problems: tuple[Problem, ...] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    if is_door(request.url.path):
        return _problem_details(request, status, detail, problems, headers)
    language, texts = language_of(request), site_of(request).texts
    told = [(problem, texts.get(language, REASONS[problem.reason])) for problem in problems]
    return page(_brief(request), "error.html", {"status": int(status), "problems": told}, status, headers)


def _brief(request: Request) -> Request:
    """Return the request, without its query where that is too long to be repeated."""
    is_long = len(request.scope["query_string"]) > _LONGEST_KEPT
    return Request({**request.scope, "query_string": b""}) if is_long else request


def _problem_details(
    request: Request, status: HTTPStatus, detail: str, problems: tuple[Problem, ...], headers: Mapping[str, str] | None
) -> Response:
    invalid = [
        InvalidParameter(
            name=problem.name,
            code=problem.reason,
            reason=REASONS[problem.reason],
            value=problem.value[:SHOWN_VALUE],
            allowed=list(problem.allowed),
        )
        for problem in problems
    ]
    shape = ProblemShape(
        type=problem_type(status),
        title=status.phrase,
        status=status,
        detail=detail,
        instance=quote(request.scope["path"], safe="/:@!$&'()*+,;="),
        invalid_params=invalid,
    )
    return Response(msgspec.json.encode(shape), status, headers=dict(headers or {}), media_type=PROBLEM)
