"""The whole catalogue, read and sent piece by piece (web/exports/streaming.py), so that memory does not grow with it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from library.exporting import export_catalogue
from web.api.answering import answer
from web.api.asking import parse_nothing
from web.api.presenters.changes import marked
from web.exports.streaming import FileStream
from web.site import Site, site_of

# One JSON text a line, which application/json is not. Nothing is registered for that; this is what jsonlines.org proposes
# and what tools and data portals have come to use.
MEDIA_TYPE = "application/jsonl"
FILE_NAME = "kartotek.jsonl"


def export(request: Request) -> Response:
    """GET /api/v1/export.jsonl: all that is known of all documents, without their text, in the exchange format."""
    parse_nothing(request.query_params.multi_items())
    site = site_of(request)
    is_head = request.method == "HEAD"
    return answer(request, lambda: _whole(site, is_head=is_head), modified=site.catalogue.last_change())


def _whole(site: Site, *, is_head: bool) -> Response:
    revision = site.catalogue.revision()  # before anything is read: what changes meanwhile is told by /changes after it
    headers = {
        "X-Catalogue-Revision": marked(revision, site.catalogue.revision_mark(revision)),
        "Content-Disposition": f'attachment; filename="{FILE_NAME}"',
        "X-Total-Count": str(site.catalogue.count()),
        "X-Robots-Tag": "noindex",
    }
    content = () if is_head else export_catalogue(site.catalogue)
    return FileStream(content, headers, MEDIA_TYPE)
