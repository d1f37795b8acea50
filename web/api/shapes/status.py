"""The state of the library and of this service."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class HealthState(StrEnum):
    """Whether questions are answered."""

    OK = "ok"


class HealthShape(msgspec.Struct, frozen=True, kw_only=True):
    """Said where catalogue and index both answer."""

    status: HealthState


class SourceCoverageShape(msgspec.Struct, frozen=True, kw_only=True):
    """How many documents are known from one source."""

    key: str
    host: str | None
    documents: int


class StatusShape(msgspec.Struct, frozen=True, kw_only=True):
    """What the library holds, and how current the index is."""

    version: str
    """Of the program."""
    documents: int
    searchable: int
    """Documents in the index; fewer than there are while it follows a change."""
    with_text: int
    pages: int
    files: int
    languages: dict[str, int]
    """Documents by main language."""
    types: dict[str, int]
    sources: list[SourceCoverageShape]
    generation: str
    """The state of the index; a new one whenever it changes."""
    revision: int
    """The number of the last change to the catalogue."""
    indexed_revision: int
    """The change that the index has reached."""
    changed: str | None
    """When the catalogue changed last (ISO 8601, UTC)."""
    indexed: str
    """When the index changed last (ISO 8601, UTC)."""
