"""Packs answers as the client knows: Zstandard, Brotli or gzip. What is streamed stays streamed."""

from __future__ import annotations

from starlette.middleware import Middleware
from starlette_compress import CompressMiddleware, add_compress_type

from web.exports.formats import MEDIA_TYPES, Format

_WORTH_PACKING = 1000  # bytes; smaller answers fit one network packet anyway
# What is text as well, and which starlette-compress does not know of itself.
_TEXTS = (
    "application/linkset+json",
    "application/openapi+json",
    "application/opensearchdescription+xml",
    "application/problem+json",
    "application/vnd.oai.openapi+json",
    "application/x-suggestions+json",
    "text/turtle",
)
# Written a batch of documents at a time. Each batch is sent as soon as it is packed; else a packer hoards up to a megabyte.
_STREAMS = ("application/jsonl", "application/x-ndjson", *(MEDIA_TYPES[format] for format in Format if format is not Format.ATOM))


def compression() -> Middleware:
    """Return what packs answers. The media types are the library's, for the whole process; to add one again changes nothing."""
    for media_type in _TEXTS:
        add_compress_type(media_type)
    for media_type in _STREAMS:
        add_compress_type(media_type.partition(";")[0], streaming=True)
    return Middleware(CompressMiddleware, minimum_size=_WORTH_PACKING)
