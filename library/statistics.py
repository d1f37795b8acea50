"""How much the library holds, counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from library import tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """What the library holds."""

    documents: int
    with_text: int
    pages: int
    files: int
    """Original files held, each counted once however many documents it belongs to."""
    bytes: int
    by_type: Mapping[str, int]
    by_language: Mapping[str, int]
    by_publisher: Mapping[str, int]


def read_statistics(connection: Connection) -> Statistics:
    """Count what the library holds."""
    held = select(tables.files.c.sha256, tables.files.c.size).where(tables.files.c.sha256.is_not(None)).distinct().subquery()
    documents, texts, pages = connection.execute(
        select(func.count(), func.count().filter(tables.documents.c.pages > 0), func.sum(tables.documents.c.pages))
    ).one()
    files, size = connection.execute(select(func.count(), func.sum(held.c.size)).select_from(held)).one()
    return Statistics(
        documents=documents,
        with_text=texts,
        pages=pages or 0,
        files=files,
        bytes=size or 0,
        by_type=_counts(connection, tables.documents.c.type),
        by_language=_counts(connection, tables.documents.c.language),
        by_publisher=_counts(connection, tables.document_publishers.c.publisher),
    )


def _counts(connection: Connection, column: ColumnElement[Any]) -> dict[str, int]:
    query = select(column, func.count()).group_by(column).order_by(func.count().desc(), column)
    return {str(key): int(count) for key, count in connection.execute(query)}
