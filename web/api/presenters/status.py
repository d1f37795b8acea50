"""The state of the library and of this service."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from index.engine import IndexStatus
from library.catalogue import Statistics
from library.sources import SourceCoverage
from web.api.shapes.status import SourceCoverageShape, StatusShape


def status_shape(
    version: str,
    held: Statistics,
    index: IndexStatus,
    coverage: Iterable[SourceCoverage],
    *,
    revision: int,
    changed: datetime | None,
) -> StatusShape:
    """Present what the library holds and how current its index is."""
    return StatusShape(
        version=version,
        documents=held.documents,
        searchable=index.documents,
        with_text=held.with_text,
        pages=held.pages,
        files=held.files,
        languages=dict(held.by_language),
        types=dict(held.by_type),
        sources=[SourceCoverageShape(key=source.key, host=source.host, documents=source.documents) for source in coverage],
        generation=index.generation,
        revision=revision,
        indexed_revision=index.revision,
        changed=changed.isoformat() if changed else None,
        indexed=index.updated.isoformat(),
    )
