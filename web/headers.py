"""Response headers that keep readers safe, and those that let other sites read the API. Pure ASGI, no buffering."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

API = "/api/"
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
# Any site may read the API; it knows no users, so no credentials are ever wanted.
OPEN: Mapping[str, str] = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Link, ETag, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_METHODS = "GET, HEAD, OPTIONS"
_PREFLIGHT: Mapping[str, str] = {
    "Allow": _METHODS,
    "Access-Control-Allow-Methods": _METHODS,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}


class Headers:
    """Adds the headers to every response and answers the API's preflight requests."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        wanted = headers_for(scope["path"])

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in wanted.items():
                    headers.setdefault(name, value)
            await send(message)

        preflight = scope["method"] == "OPTIONS" and scope["path"].startswith(API)
        answer = Response(status_code=204, headers=_PREFLIGHT) if preflight else self._app
        await answer(scope, receive, send_with_headers)


def headers_for(path: str) -> Mapping[str, str]:
    """Return the headers of a response at this path."""
    return {**SAFE, **OPEN} if path.startswith(API) else SAFE
