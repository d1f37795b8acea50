"""The state of the library and of this service."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from index.engine import IndexStatus
from library.catalogue import Statistics
from library.last_import import LastImport
from library.sources import SourceCoverage
from library.tables import SCHEMA_VERSION
from web.api.shapes.status import LastImportShape, SourceCoverageShape, StatusShape, VersionsShape

API_VERSION = "v1"


def status_shape(
    program: str,
    held: Statistics,
    index: IndexStatus,
    coverage: Iterable[SourceCoverage],
    *,
    revision: int,
    changed: datetime | None,
    last_import: LastImport | None,
) -> StatusShape:
    """Present what the library holds, how current its index is, and in which versions, of the program among them."""
    return StatusShape(
        versions=VersionsShape(program=program, api=API_VERSION, catalogue=SCHEMA_VERSION, index=index.version),
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
        last_import=_last_import(last_import) if last_import else None,
        indexed=index.updated.isoformat(),
    )


def _last_import(last: LastImport) -> LastImportShape:
    """Tell how it went, and not what was imported: the names are of an editor's files."""
    return LastImportShape(
        at=last.at.isoformat(),
        given=last.given,
        added=last.added,
        changed=last.changed,
        unchanged=last.unchanged,
        skipped=last.skipped,
        failed=last.failed,
    )
