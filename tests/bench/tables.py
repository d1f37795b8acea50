"""Tables in Markdown, and how the report names engines and writes their figures."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence

from tests.bench.charts import number
from tests.bench.results import Result, percentile

OURS = "ours"
LABELS = {
    OURS: "Kartotek",
    "whoosh": "whoosh",
    "fts5": "FTS5 (Datasette)",
    "fts5-tuned": "FTS5, tuned",
    "tantivy": "tantivy",
}
MEGABYTE = 1_000_000


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table; the first row is its head."""
    head, *rest = rows
    yield f"| {' | '.join(head)} |"
    yield f"|---|{'---:|' * (len(head) - 1)}"
    for row in rest:
        yield f"| {' | '.join(row)} |"
    yield ""


def median(result: Result, kind: str | None = None) -> float:
    """Return the median of the warm times, of one kind of query or of all."""
    return statistics.median(one.warm for one in result.searched.asked if kind in (None, one.kind))


def cold_median(result: Result) -> float:
    """Return the median of the times of queries that are asked for the first time."""
    return statistics.median(one.cold for one in result.searched.asked)


def times(result: Result) -> list[str]:
    """Return median and 95th percentile of the warm and of the cold times."""
    warm, cold = [one.warm for one in result.searched.asked], [one.cold for one in result.searched.asked]
    return [number(value) for found in (warm, cold) for value in (statistics.median(found), percentile(found, 0.95))]


def megabytes(size: int) -> str:
    """Return bytes as megabytes."""
    return f"{size / MEGABYTE:,.0f}"
