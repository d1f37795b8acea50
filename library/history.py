"""What happened to the catalogue and when, read from its revisions: for those who follow it, the index as other libraries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, and_, select

from library import tables
from library.writer import ChangeKind

_REVISIONS = tables.revisions
_MARK = 6  # bytes; of two histories that part, one in 3·10^14 would look like the other
# How long a change may have its moment before others can see it: it is dated just before its transaction is stored, which takes
# some milliseconds on a disk at rest, and seconds on one that is kept busy by a copy or shared with others.
SETTLING = timedelta(seconds=30)
_LATER, _BEFORE = tables.revisions.alias("later"), tables.revisions.alias("before")


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a document since a revision, and the latest thing that happened to it."""

    id: str
    revision: int
    kind: ChangeKind
    """Of all that happened together: added if it was not there at that revision, removed if it is there no more, else changed."""
    at: datetime
    """In UTC."""


def read_changes(connection: Connection, since: int, *, limit: int | None = None, after: int | None = None) -> Iterator[Change]:
    """Yield the latest change of each document that changed after a revision, in order of revision.

    To go on after `limit` of them, ask again with the same `since` and the last revision of them as `after`.
    """
    for id, number, kind, at, was in connection.execute(changes_query(since, limit=limit, after=after)):
        yield Change(id, number, _net(ChangeKind(kind), was), datetime.fromisoformat(at))


def changes_query(since: int, *, limit: int | None = None, after: int | None = None) -> Select[str, int, str, str, str | None]:
    """Return the question for id, revision, kind and moment of changes, and what had happened last at the revision `since`."""
    columns = _REVISIONS.c
    was = (
        select(_BEFORE.c.kind)
        .where(_BEFORE.c.document == columns.document, _BEFORE.c.number <= since)
        .order_by(_BEFORE.c.number.desc())
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(columns.document, columns.number, columns.kind, columns.at, was)
        .where(columns.number > (since if after is None else max(since, after)), is_latest())
        .order_by(columns.number)
        .limit(limit)
    )


def is_latest() -> ColumnElement[bool]:
    """Return the condition that a revision is its document's last.

    Each is looked up by itself, so that a question for the first hundred does not read the whole history.
    """
    later = select(_LATER.c.number).where(and_(_LATER.c.document == _REVISIONS.c.document, _LATER.c.number > _REVISIONS.c.number))
    return ~later.exists()


def read_mark(connection: Connection, number: int) -> str | None:
    """Return what tells a revision apart from one of the same number in another history; None if there is no such revision.

    Where a catalogue was set back to a copy and has grown since, its numbers come a second time and mean something else. The
    mark is of what happened and when, which is the same in no two histories.
    """
    columns = _REVISIONS.c
    query = select(columns.document, columns.kind, columns.at).where(columns.number == number)
    row = connection.execute(query).one_or_none()
    return blake2b(msgspec.json.encode(tuple(row)), digest_size=_MARK).hexdigest() if row else None


def read_revision_at(connection: Connection, moment: datetime) -> int:
    """Return the number of the last revision at or before a moment that has a time zone; 0 if there is none."""
    columns = _REVISIONS.c
    latest_first = (columns.at.desc(), columns.number.desc())
    query = select(columns.number).where(columns.at <= moment.astimezone(UTC).isoformat()).order_by(*latest_first).limit(1)
    return connection.scalar(query) or 0


def settled(moment: datetime) -> datetime:
    """Return the moment such that whoever looks at the given one sees all that changed until then.

    Who has looked, and asks later for what changed since, begins there: it tells some changes twice, and none never.
    """
    try:
        return moment - SETTLING
    except OverflowError:  # in the first seconds of the year 1
        return moment


def read_last_change(connection: Connection) -> datetime | None:
    """Return when the catalogue changed last, in UTC; None if it never did."""
    at = connection.scalar(select(_REVISIONS.c.at).order_by(_REVISIONS.c.number.desc()).limit(1))
    return datetime.fromisoformat(at) if at else None


def _net(kind: ChangeKind, was: str | None) -> ChangeKind:
    if kind is ChangeKind.REMOVED:
        return kind
    return ChangeKind.ADDED if was in {None, ChangeKind.REMOVED} else ChangeKind.CHANGED
