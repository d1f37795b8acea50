"""What a document is listed under: its type and its publishers.

A document that is removed leaves behind what it was listed under, so that who follows only a part of the library hears of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, or_, select

from library import tables
from library.document import Document


class ListedBy(StrEnum):
    """By what documents are listed."""

    TYPE = "type"
    PUBLISHER = "publisher"


@dataclass(frozen=True, slots=True)
class Listing:
    """One value under which a document is listed."""

    by: ListedBy
    key: str


def listings(document: Document) -> tuple[Listing, ...]:
    """Return what a document is listed under."""
    publishers = (Listing(ListedBy.PUBLISHER, key) for key in dict.fromkeys(document.publishers))
    return (Listing(ListedBy.TYPE, document.type), *publishers)


def tombstone_rows(document: Document) -> list[dict[str, object]]:
    """Return what a document is listed under by the columns of `tombstones`."""
    return [{"document": document.id, "field": listing.by.value, "key": str(listing.key)} for listing in listings(document)]


def read_tombstones(connection: Connection, ids: Sequence[str]) -> Mapping[str, tuple[Listing, ...]]:
    """Read what removed documents were listed under; those that were removed before the catalogue kept it are left out."""
    columns, found = tables.tombstones.c, defaultdict[str, tuple[Listing, ...]](tuple)
    query = select(columns.document, columns.field, columns.key).where(columns.document.in_(ids))
    for id, field, key in connection.execute(query.order_by(columns.document, columns.field.desc(), columns.key)):
        found[id] = (*found[id], Listing(ListedBy(field), key))
    return found


def read_listings(connection: Connection) -> list[Listing]:
    """Read everything under which documents are listed or removed ones were, each once, in order."""
    dead, found = tables.tombstones.c, set[tuple[str, str]]()
    for by, (_, value) in _LIVING.items():
        found |= {(by, key) for key in connection.scalars(select(value).distinct())}
    found |= {(field, key) for field, key in connection.execute(select(dead.field, dead.key).distinct())}
    return [Listing(ListedBy(field), key) for field, key in sorted(found)]


def is_listed(document: ColumnElement[str], by: ListedBy, key: str | None) -> ColumnElement[bool]:
    """Return the condition that a document, also a removed one, is or was listed under this value; without a key, under any."""
    dead, living = tables.tombstones.c, _LIVING[by]
    was = select(dead.document).where(dead.document == document, dead.field == by.value)
    if key is None:
        return or_(select(living[0]).where(living[0] == document).exists(), was.exists())
    is_now = select(living[0]).where(living[0] == document, living[1] == key)
    return or_(is_now.exists(), was.where(dead.key == key).exists())


_LIVING = {
    ListedBy.TYPE: (tables.documents.c.id, tables.documents.c.type),
    ListedBy.PUBLISHER: (tables.document_publishers.c.document, tables.document_publishers.c.publisher),
}
"""Where documents that are there are listed: the columns of their ids and of the value."""
