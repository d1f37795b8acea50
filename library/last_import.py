"""What the catalogue remembers of the last import, also of one that changed nothing: one of its facts, as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from library.report import ImportReport

FACT = "last_import"
MAX_NAMES = 20  # what is named one by one on a command line; a shell's * may give thousands


@dataclass(frozen=True, slots=True, kw_only=True)
class LastImport:
    """An import that ran to its end and was no rehearsal."""

    at: datetime
    """When it ended, in UTC."""
    names: tuple[str, ...]
    """Of the files and folders that it was given, the first MAX_NAMES; where they lie is nobody else's business."""
    given: int
    """How many files and folders those were."""
    added: int
    changed: int
    unchanged: int
    skipped: int
    failed: int


def summarize(report: ImportReport, names: Sequence[str]) -> LastImport:
    """Return what is remembered of an import, of files and folders of these names, that ends now."""
    return LastImport(
        at=datetime.now(UTC),
        names=tuple(names[:MAX_NAMES]),
        given=len(names),
        added=report.added,
        changed=report.changed,
        unchanged=report.unchanged,
        skipped=len(report.skipped),
        failed=report.failed,
    )


def dump(last: LastImport) -> str:
    """Return it as the fact's text."""
    return msgspec.json.encode(last).decode()


def load(fact: str | None) -> LastImport | None:
    """Return what a fact's text says; None where there is none."""
    return msgspec.json.decode(fact, type=LastImport) if fact else None
