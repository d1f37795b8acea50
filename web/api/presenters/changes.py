"""What happened to the library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from library.catalogue import Change
from web.addresses import api_changes_address, api_document_address, document_address
from web.api.shapes.changes import ChangeShape, ChangesLinksShape, ChangesShape


def changes_shape(
    changes: Sequence[Change],
    base: str,
    *,
    since: int,
    after: int,
    size: int,
    reached: int,
    marks: Mapping[int, str | None],
    has_more: bool,
) -> ChangesShape:
    """Present changes after a revision, of which so many were wanted after the one that a reading had reached.

    These reach another, and there may be more. Marks tell revisions apart from those of other histories.
    """
    return ChangesShape(
        since=since,
        until=reached,
        changes=[_change(change, base) for change in changes],
        links=ChangesLinksShape(
            self=base + api_changes_address(marked(since, marks[since]), size, after),
            next=base + api_changes_address(marked(since, marks[since]), size, reached) if has_more else None,
            later=base + api_changes_address(marked(reached, marks[reached]), size),
        ),
    )


def marked(revision: int, mark: str | None) -> str:
    """Return a place in the library's history to go on from, with what tells it from the same place in another."""
    return f"{revision}-{mark}" if mark else str(revision)


def _change(change: Change, base: str) -> ChangeShape:
    return ChangeShape(
        id=change.id,
        kind=change.kind,
        revision=change.revision,
        at=change.at.isoformat(),
        url=base + document_address(None, change.id),
        api_url=base + api_document_address(change.id),
    )
