"""The library as another keeps a copy of it: each document as it is now, or that it is gone, in the order of its latest change.

Whoever reads on after the last revision that they have gets what has changed meanwhile at the end, and misses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, Select, func, select

from library import tables
from library.document import Document
from library.history import is_latest
from library.listing import ListedBy, Listing, is_listed, listings, read_tombstones
from library.rows import DOCUMENT, load_document
from library.writer import ChangeKind

_COLUMNS = tables.revisions.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which documents are wanted: all, but for what is said here."""

    since: datetime | None = None
    """Those whose latest change is at this moment or after it."""
    before: datetime | None = None
    """Those whose latest change is before this moment."""
    listed_by: ListedBy | None = None
    key: str | None = None
    """Those listed under this value; under any, if none is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A document at its latest change."""

    id: str
    revision: int
    at: datetime
    """When it changed, in UTC."""
    document: Document | None
    """None if it was removed."""
    listings: tuple[Listing, ...]
    """What it is listed under, or was before it was removed; empty if that is no longer known."""


def read_states(connection: Connection, scope: Scope, *, after: int, limit: int) -> list[State]:
    """Read the documents of a scope that changed after a revision, in order of revision; at most MANY of catalogue.py."""
    query = _latest().where(_COLUMNS.number > after, *_conditions(scope)).order_by(_COLUMNS.number).limit(limit)
    return _read(connection, query)


def read_state(connection: Connection, id: str) -> State | None:
    """Read one document; None if there never was one with this id."""
    return next(iter(_read(connection, _latest().where(_COLUMNS.document == id))), None)


def count_states(connection: Connection, scope: Scope) -> int:
    """Count the documents of a scope."""
    return connection.scalar(select(func.count()).select_from(tables.revisions).where(is_latest(), *_conditions(scope))) or 0


def read_first_change(connection: Connection) -> datetime | None:
    """Return a moment before which nothing changed, in UTC; None if nothing ever did."""
    at = connection.scalar(select(func.min(_COLUMNS.at)))
    return datetime.fromisoformat(at) if at else None


def _latest() -> Select[int, str, str, str]:
    return select(_COLUMNS.number, _COLUMNS.document, _COLUMNS.kind, _COLUMNS.at).where(is_latest())


def _conditions(scope: Scope) -> Iterator[ColumnElement[bool]]:
    """Moments are compared as they are written: in UTC, from the year to its fractions."""
    if scope.since is not None:
        yield _COLUMNS.at >= scope.since.astimezone(UTC).isoformat()
    if scope.before is not None:
        yield _COLUMNS.at < scope.before.astimezone(UTC).isoformat()
    if scope.listed_by is not None:
        yield is_listed(_COLUMNS.document, scope.listed_by, scope.key)


def _read(connection: Connection, query: Select[int, str, str, str]) -> list[State]:
    rows = connection.execute(query).all()
    living = _documents(connection, [row.document for row in rows if row.kind != ChangeKind.REMOVED])
    dead = read_tombstones(connection, [row.document for row in rows if row.kind == ChangeKind.REMOVED])
    return [
        State(
            id=row.document,
            revision=row.number,
            at=datetime.fromisoformat(row.at),
            document=document,
            listings=listings(document) if document else dead.get(row.document, ()),
        )
        for row in rows
        for document in [living.get(row.document)]
    ]


def _documents(connection: Connection, ids: list[str]) -> dict[str, Document]:
    found = connection.execute(select(*DOCUMENT).where(tables.documents.c.id.in_(ids)))
    return {document.id: document for document in (load_document(*row) for row in found)}
