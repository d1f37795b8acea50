"""Where the descriptions of documents were seen: how much of the library is from which source, and what a newsletter mentions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import Connection, func, select

from library import tables
from library.document import Document, Source
from library.rows import DOCUMENT, load_document


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCoverage:
    """What the library has from one source; a document with several sources counts for each of them."""

    key: str
    """«seed», «file», «newsletter», or the name of a list."""
    host: str | None
    """The host of the page on which the documents were seen, without «www.»; None if no page is known."""
    documents: int
    updated: datetime
    """When the latest of them changed."""


def source_rows(document: Document) -> list[dict[str, object]]:
    """Return a document's sources by the columns of `sources`."""
    return [
        {"position": position, "key": source.key, "host": host_of(source), "mentioned_in": source.document}
        for position, source in enumerate(document.sources, start=1)
    ]


def host_of(source: Source) -> str | None:
    """Return the host of a source's page, without «www.»; None if there is no page or its address cannot be read."""
    try:
        host = urlsplit(source.address or "").hostname or ""
    except ValueError:  # such as «http://[»
        return None
    return host.removeprefix("www.").rstrip(".") or None


def read_coverage(connection: Connection) -> list[SourceCoverage]:
    """Read what there is from each source and host, the most first."""
    columns, documents = tables.sources.c, tables.documents.c
    count = func.count(columns.document.distinct())
    query = (
        select(columns.key, columns.host, count, func.max(documents.updated))
        .join(tables.documents, documents.id == columns.document)
        .group_by(columns.key, columns.host)
        .order_by(count.desc(), columns.key, columns.host)
    )
    return [
        SourceCoverage(key=key, host=host, documents=number, updated=datetime.fromisoformat(updated))
        for key, host, number, updated in connection.execute(query)
    ]


def read_mentioned_in(connection: Connection, id: str) -> Iterator[Document]:
    """Yield the documents of which a source is the document with this id, newest first, then by title."""
    columns, documents = tables.sources.c, tables.documents.c
    mentioned = select(columns.document).where(columns.mentioned_in == id)
    newest_first = (documents.published.desc().nulls_last(), documents.title, documents.id)
    for row in connection.execute(select(*DOCUMENT).where(documents.id.in_(mentioned)).order_by(*newest_first)):
        yield load_document(*row)
