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


class VersionsShape(msgspec.Struct, frozen=True, kw_only=True):
    """Of what answers come from."""

    program: str
    api: str
    catalogue: int
    """Of the catalogue's tables."""
    index: int
    """Of the index's fields."""


class LastImportShape(msgspec.Struct, frozen=True, kw_only=True):
    """The latest import that came to its end, also where it changed nothing."""

    at: str
    """When it ended (ISO 8601, UTC)."""
    given: int
    """Documents that it was given."""
    added: int
    changed: int
    unchanged: int
    skipped: int
    failed: int


class StatusShape(msgspec.Struct, frozen=True, kw_only=True):
    """What the library holds, and how current the index is."""

    versions: VersionsShape
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
    last_import: LastImportShape | None
    indexed: str
    """When the index changed last (ISO 8601, UTC)."""
