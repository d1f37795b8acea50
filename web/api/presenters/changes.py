"""What happened to the library."""

from __future__ import annotations

from collections.abc import Sequence

from library.catalogue import Change
from web.addresses import api_changes_address, api_document_address, document_address
from web.api.shapes.changes import ChangeShape, ChangesLinksShape, ChangesShape


def changes_shape(changes: Sequence[Change], base: str, *, since: int, after: int, size: int, until: int) -> ChangesShape:
    """Present the changes after a revision, of which so many were wanted after the one that a reading has reached.

    Until is the revision that the library has reached; where there are more changes than these, they reach the last of them.
    """
    shown, has_more = changes[:size], len(changes) > size
    reached = shown[-1].revision if has_more else max((until, *(change.revision for change in shown)))
    return ChangesShape(
        since=since,
        until=reached,
        changes=[_change(change, base) for change in shown],
        links=ChangesLinksShape(
            self=base + api_changes_address(since, size, after),
            next=base + api_changes_address(since, size, reached) if has_more else None,
            later=base + api_changes_address(reached, size),
        ),
    )


def _change(change: Change, base: str) -> ChangeShape:
    return ChangeShape(
        id=change.id,
        kind=change.kind,
        revision=change.revision,
        at=change.at.isoformat(),
        url=base + document_address(None, change.id),
        api_url=base + api_document_address(change.id),
    )
