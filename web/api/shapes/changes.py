"""What happened to the library since a time or a revision."""

from __future__ import annotations

import msgspec

from library.catalogue import ChangeKind


class ChangeShape(msgspec.Struct, frozen=True, kw_only=True):
    """The latest change of one document."""

    id: str
    kind: ChangeKind
    """What it comes to, seen from «since»: a document that was added and then changed was added."""
    revision: int
    at: str
    """When (ISO 8601, UTC)."""
    url: str
    api_url: str


class ChangesLinksShape(msgspec.Struct, frozen=True, kw_only=True):
    """This answer, the rest of it, and what to ask when that is read."""

    self: str
    next: str | None
    """More of the changes since then."""
    later: str
    """What will have happened after this answer; to be asked another time, when there is no «next»."""


class ChangesShape(msgspec.Struct, frozen=True, kw_only=True):
    """Documents that were added, changed or removed, in the order of their latest change."""

    since: int
    """The revision after which these are; a time that was given is resolved to it."""
    until: int
    """The revision that this answer reaches."""
    changes: list[ChangeShape]
    links: ChangesLinksShape
