"""Answers a request for a file: its headers, and its content a batch at a time (streaming.py)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from starlette.responses import Response

from index.engine import SearchRequest
from web.addresses import document_address
from web.exports.feed import Feed, feed_request, write_feed
from web.exports.formats import MEDIA_TYPES, Export, Format
from web.exports.naming import disposition, document_name, search_name
from web.exports.references import references
from web.exports.selection import MAX_EXPORT, Selection, read_in_batches, select_documents
from web.exports.streaming import FileStream
from web.exports.table import Naming, table
from web.site import Site


def export_response(
    site: Site,
    request: SearchRequest,
    export: Export,
    language: str,
    base: str,
    *,
    is_head: bool = False,
    most: int = MAX_EXPORT,
) -> Response:
    """Return the result of a search as a file of at most so many documents; base is the address of the site."""
    if export.format is Format.ATOM:
        return _feed(site, request, language, base)
    selection = select_documents(site.engine, request, most)
    kind = disposition("attachment", search_name(request), export.format)
    headers = {**_headers(kind, language), **_counts(selection, most)}
    content = () if is_head else _content(site, selection, export, Naming(site.labels(), language, base))
    return FileStream(content, headers, MEDIA_TYPES[export.format])


def document_response(site: Site, id: str, format: Format, language: str, base: str) -> Response:
    """Return one document as a reference; raise UnknownDocumentError if there is none with this id."""
    document = site.catalogue.get(id)
    content = b"".join(references(iter([[document]]), format, site.labels(), base))
    headers = {
        **_headers(disposition("attachment", document_name(id), format), language),
        "Link": f'<{base}{document_address(None, id)}>; rel="canonical"',
    }
    return Response(content, headers=headers, media_type=MEDIA_TYPES[format])


def _feed(site: Site, request: SearchRequest, language: str, base: str) -> Response:
    wanted = feed_request(request)
    selection = select_documents(site.engine, wanted, wanted.offset + wanted.size)
    documents = site.catalogue.get_many(selection.ids[wanted.offset :])
    feed = Feed(
        request=wanted,
        total=selection.total,
        identity=site.catalogue.identity(),
        labels=site.labels(),
        language=language,
        base=base,
    )
    headers = _headers(disposition("inline", search_name(request), Format.ATOM), language)
    return Response(
        write_feed(feed, list(documents.values())),
        headers={**headers, "X-Total-Count": str(selection.total)},
        media_type=MEDIA_TYPES[Format.ATOM],
    )


def _content(site: Site, selection: Selection, export: Export, names: Naming) -> Iterator[bytes]:
    batches = read_in_batches(site.catalogue, selection.ids)
    if export.format is Format.CSV:
        return table(batches, names, export.separator)
    remark = f"The first {len(selection.ids)} of {selection.total} documents; narrow the search to have the others."
    return references(batches, export.format, names.labels, names.base, remark if selection.is_cut else "")


def _headers(disposition: str, language: str) -> Mapping[str, str]:
    return {"Content-Disposition": disposition, "Content-Language": language, "X-Robots-Tag": "noindex"}


def _counts(selection: Selection, most: int) -> Mapping[str, str]:
    """Tell how many documents the search finds and, where the file is cut, how many it may hold."""
    return {"X-Total-Count": str(selection.total), **({"X-Export-Limit": str(most)} if selection.is_cut else {})}
