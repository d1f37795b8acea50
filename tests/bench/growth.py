"""The part of the report that tells how our engine grows: time by postings that a query touches, and what documents cost."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from tests.bench import charts
from tests.bench.charts import number
from tests.bench.results import Asked, Result
from tests.bench.tables import MEGABYTE, megabytes, table, times

BANDS = (0, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000)  # postings, between which queries are put together
PROMISED = (10_000, 100_000, 300_000)  # documents (issue 7)


def growth(results: Sequence[Result], folder: Path) -> Iterator[str]:
    """Yield the chapter; its charts go into the folder."""
    yield "## Growth\n"
    yield "Kartotek alone, the same queries. Postings are those in all lists that a query's plan names, each list once.\n"
    yield from _missing(results)
    if len(results) > 1:
        _draw(results, folder)
        yield "![Time by postings](benchmarks/growth-postings.svg)\n"
        yield "Warm median in milliseconds (and how many queries), by the postings that they touch:\n"
        yield from table(_bands(results))
        yield from _steepness(results[0], results[-1])
        yield "![What documents cost](benchmarks/growth-documents.svg)\n"
        yield from table([[*_MADE, *_ASKED], *map(_grown, results)])


def _missing(results: Sequence[Result]) -> Iterator[str]:
    measured = {result.documents for result in results}
    if missing := [f"{size:,}" for size in PROMISED if size not in measured]:
        yield f"**Not measured yet:** {', '.join(missing)} documents.\n"


def _draw(results: Sequence[Result], folder: Path) -> None:
    series = {f"{result.documents:,}": [(one.postings or 1, one.warm) for one in result.searched.asked] for result in results}
    by_postings = charts.points("Warm time of a query, by the postings that it touches", "postings", "ms", series)
    (folder / "growth-postings.svg").write_text(by_postings, encoding="utf-8")
    costs = {
        "indexing, ms a document": [(one.documents, one.indexed.processor / one.documents * 1000) for one in results],
        "index, kB a document": [(one.documents, one.indexed.size / one.documents / 1000) for one in results],
        "memory after the queries, MB": [(one.documents, one.searched.memory / MEGABYTE) for one in results],
    }
    (folder / "growth-documents.svg").write_text(charts.lines("What documents cost", costs), encoding="utf-8")


def _bands(results: Sequence[Result]) -> list[list[str]]:
    """Return a row for each number of postings: what differs between sizes is not explained by postings."""
    rows = [["postings", *(f"{result.documents:,} documents" for result in results)]]
    for least, most in pairwise(BANDS):
        found = [[one.warm for one in result.searched.asked if least < (one.postings or 1) <= most] for result in results]
        if any(found):
            rows.append([f"to {most:,}", *(f"{number(statistics.median(one))} ({len(one)})" if one else "" for one in found)])
    return rows


_MADE = (
    "documents",
    "million characters",
    "index s",
    "processor ms each",
    "most memory MB",
    "index MB",
    "kB each",
)
_ASKED = ("memory open MB", "after the queries MB", "first answer s", "warm ms", "p95", "cold ms", "p95")


def _grown(result: Result) -> list[str]:
    made, searched = result.indexed, result.searched
    return [
        f"{result.documents:,}",
        f"{result.characters / MEGABYTE:,.0f}",
        number(made.seconds),
        number(made.processor / result.documents * 1000),
        megabytes(made.memory),
        megabytes(made.size),
        number(made.size / result.documents / 1000),
        megabytes(searched.memory_open),
        megabytes(searched.memory),
        number(searched.first),
        *times(result),
    ]


def _steepness(first: Result, last: Result) -> Iterator[str]:
    """Tell how time and postings grow together from the least to the greatest size, query by query."""
    grown = [
        (new.postings / old.postings, new.warm / old.warm)
        for old, new in _pairs(first.searched.asked, last.searched.asked)
        if old.postings and new.postings
    ]
    postings, time = (statistics.median(one) for one in zip(*grown, strict=True))
    steeper = sum(longer > more for more, longer in grown)
    sizes = f"From {first.documents:,} to {last.documents:,} documents ({number(last.documents / first.documents)} ×)"
    yield f"{sizes}, a query touches {number(postings)} × as many postings and takes {number(time)} × as long (medians)."
    yield f"For {steeper} of {len(grown)} queries, time grew more than postings did.\n"


def _pairs(old: Iterable[Asked], new: Iterable[Asked]) -> Iterator[tuple[Asked, Asked]]:
    found = {one.text: one for one in new}
    return ((one, found[one.text]) for one in old if one.text in found)
