"""Files as they are: the originals of documents, and what the pages need to look and work."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from library.errors import UnknownDocumentError
from web.files import PDF
from web.site import site_of

_ONE_YEAR = "public, max-age=31536000, immutable"  # the address changes whenever the content does
# Types that a browser may be told; anything else, above all HTML, is bytes to be saved.
_DOWNLOADS = frozenset(
    {
        PDF,
        "application/epub+zip",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "text/markdown",
        "text/plain",
    }
)


def original(request: Request) -> Response:
    """An original file, if this document holds it: a PDF to be read at one of its pages, anything else to be saved."""
    site = site_of(request)
    sha256, found = request.path_params["sha256"], site.catalogue.get(request.path_params["id"])
    file = next((file for file in found.files if file.sha256 == sha256), None)
    if file is None:
        raise UnknownDocumentError(f"The document {found.id!r} holds no such file.")
    return FileResponse(
        site.catalogue.original_path(sha256),
        media_type=file.media_type if file.media_type in _DOWNLOADS else "application/octet-stream",
        filename=file.filename,
        content_disposition_type="inline" if file.media_type == PDF else "attachment",
    )


def asset(request: Request) -> Response:
    """Style, script and pictures; an address from before a change leads to the present one."""
    found = site_of(request).statics.get(request.path_params["name"])
    if found is None:
        raise UnknownDocumentError("There is no such file.")
    if found.address != request.url.path:
        return RedirectResponse(found.address, status_code=302)
    return Response(found.content, media_type=found.media_type, headers={"Cache-Control": _ONE_YEAR})
