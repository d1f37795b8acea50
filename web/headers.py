"""Response headers that keep readers safe, and those that let other sites read what is for programs. Pure ASGI, no buffering."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.doors import is_for_programs

# No inline script or style, nothing from other hosts, no framing, forms to ourselves only.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SAFE: Mapping[str, str] = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
# Any site may read what is for programs; there are no users, so no credentials are ever wanted. Exposed is what a script has use
# for and may not read unasked (Last-Modified and Cache-Control it may).
OPEN: Mapping[str, str] = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "Link, ETag, Retry-After, X-Total-Count, X-Export-Limit, X-Catalogue-Revision, Content-Disposition"
    ),
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_NOT_MODIFIED, _NOT_ALLOWED = 304, 405
_MAX_AGE = "86400"  # seconds that a browser need not ask again; Firefox keeps it a day, Chromium two hours


class Headers:
    """Adds the headers to every response, and answers preflight requests for what is open to other sites."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        wanted = headers_for(scope)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in wanted.items():
                    headers.setdefault(name, value)
                if message["status"] == _NOT_MODIFIED:  # which names what the whole answer varies by; compression leaves it alone
                    headers.add_vary_header("Accept-Encoding")
                if message["status"] == _NOT_ALLOWED and is_for_programs(scope):
                    headers["Allow"] = ", ".join(_allowed(scope))
            await send(message)

        answer = _preflight(scope) or self._app
        await answer(scope, receive, send_with_headers)


def headers_for(scope: Scope) -> Mapping[str, str]:
    """Return the headers of a response to this request."""
    return {**SAFE, **OPEN} if is_for_programs(scope) else SAFE


def _preflight(scope: Scope) -> Response | None:
    """Answer OPTIONS where there is something for programs; nothing is read to find out."""
    if scope["method"] != "OPTIONS" or not is_for_programs(scope):
        return None
    methods = _allowed(scope)
    if not methods:
        return None
    allowed = ", ".join(methods)
    headers = {
        "Allow": allowed,
        "Access-Control-Allow-Methods": allowed,
        "Access-Control-Allow-Headers": "*",
        "Access-Control-Max-Age": _MAX_AGE,
    }
    return Response(status_code=204, headers=headers)


def _allowed(scope: Scope) -> list[str]:
    """Return the methods of the first route that has this path, and ours; none if there is no such path."""
    for route in scope["app"].routes:
        if route.matches(scope)[0] is not Match.NONE:
            return sorted({*(getattr(route, "methods", None) or ()), "OPTIONS"})
    return []
