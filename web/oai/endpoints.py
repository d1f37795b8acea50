"""OAI-PMH over HTTP: arguments in the address, or in the body as a form (section 3.1)."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from web.oai.repository import Repository
from web.oai.verbs import oai_answer
from web.site import base_of, site_of

FORM = "application/x-www-form-urlencoded"
MAX_BODY = 16 * 1024  # bytes; the longest identifier or token takes a few hundred
# A list that a cache between us kept would be of yesterday, and its responseDate is where the next harvest begins.
_HEADERS = {"Cache-Control": "no-store"}


async def oai(request: Request) -> Response:
    """Answer a harvester. What the protocol refuses, it refuses in an answer of status 200."""
    pairs = [*request.query_params.multi_items(), *(await _form(request) if request.method == "POST" else [])]
    return await run_in_threadpool(_answer, request, pairs)


def _answer(request: Request, pairs: list[tuple[str, str]]) -> Response:
    site = site_of(request)
    repository = Repository(
        now=datetime.now(UTC),
        catalogue=site.catalogue,
        identity=site.catalogue.identity(),
        labels=site.labels(),
        base=base_of(request),
        contact=site.settings.contact,
    )
    return Response(oai_answer(pairs, repository), media_type="text/xml", headers=_HEADERS)


async def _form(request: Request) -> list[tuple[str, str]]:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"Arguments in a body are sent as {FORM}.")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"The body is longer than {MAX_BODY} bytes.")
    return parse_qsl(body.decode(errors="replace"), keep_blank_values=True)
