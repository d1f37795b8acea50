"""Another site, on an origin of its own, whose policy lets in nothing but us: what embeds our search in the tests."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>A county of its own</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
</head>
<body><main><h1>A county of its own</h1>
{content}
</main></body>
</html>"""
STYLE = """:root { color-scheme: light dark }
kartotek-search.themed {
  --kartotek-accent: rgb(100, 0, 100); --kartotek-background: rgb(255, 250, 240); --kartotek-text: rgb(10, 10, 10);
  --kartotek-mark: rgb(0, 255, 0); color-scheme: light;
}
kartotek-search.themed::part(facts) { text-transform: uppercase }
iframe { border: 0 }"""


def policy(ours: str, *others: str) -> str:
    """Return a policy without «unsafe» that names our site only where docs/embedding.md says so; others may be asked too."""
    return (
        f"default-src 'none'; img-src data:; style-src 'self'; script-src {ours}; connect-src {' '.join((ours, *others))}; "
        f"frame-src {ours}; form-action {ours}; base-uri 'none'"
    )


def host(pages: dict[str, str], allowed: str, language: str = "nn") -> Starlette:
    """Return the other site: pages by their path, with this content, under this policy."""

    def show(request: Request) -> Response:
        html = PAGE.format(language=language, content=pages[request.url.path])
        return HTMLResponse(html, headers={"Content-Security-Policy": allowed})

    def style(_request: Request) -> Response:
        return Response(STYLE, media_type="text/css")

    return Starlette(routes=[Route("/style.css", style), *(Route(path, show) for path in pages)])
