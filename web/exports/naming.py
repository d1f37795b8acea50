"""What a file is called when it is saved, and what a feed is called where it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from index.engine import NO_VALUE, SearchRequest
from library.cleaning import clean_line
from library.text import slugify
from web.exports.formats import ENDINGS, Format
from web.labels import Labels

SITE = "Kartotek"
MAX_NAME = 60  # letters of a file's name: told apart at a glance, and within what every file system takes
_BETWEEN_WORDS = re.compile(r"[\W_]+")


def search_name(request: SearchRequest) -> str:
    """Return «kartotek-små-kommuner-nordregio» of a query with its filters; lower case, words with hyphens between."""
    keys = [key for values in request.filters.values() for key in values if key != NO_VALUE]
    words = (SITE, request.query, *keys, *(str(year) for year in (request.year_from, request.year_to) if year))
    return _BETWEEN_WORDS.sub("-", " ".join(words).lower())[:MAX_NAME].strip("-")


def document_name(id: str) -> str:
    """Return a document's id without the slashes that it may have."""
    return id.replace("/", "-")


def disposition(kind: str, name: str, format: Format) -> str:
    """Return a Content-Disposition header (RFC 6266): the name in ASCII, and as it is written."""
    ending = ENDINGS[format]
    plain = f'{kind}; filename="{slugify(name, MAX_NAME)}.{ending}"'
    return plain if name.isascii() else f"{plain}; filename*=UTF-8''{quote(name, safe='')}.{ending}"


def search_title(request: SearchRequest, labels: Labels, language: str) -> str:
    """Return «Kartotek: «små kommuner», Nordregio, 2010–2020»."""
    chosen = ", ".join(_parts(request, labels, language))
    return f"{SITE}: {chosen}" if chosen else SITE


def _parts(request: SearchRequest, labels: Labels, language: str) -> Iterator[str]:
    if query := clean_line(request.query):
        yield f"«{query}»"
    for field, keys in request.filters.items():
        yield from (clean_line(labels.value(field, key, language)) for key in keys)
    if request.year_from or request.year_to:
        yield f"{request.year_from or ''}–{request.year_to or ''}"
