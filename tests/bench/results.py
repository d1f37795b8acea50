"""What was measured, kept as JSON in docs/benchmarks/: a file for each engine and number of documents."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

FOLDER = Path(__file__).parents[2] / "docs" / "benchmarks"
MILLISECONDS = 3  # decimals that are kept


class Asked(msgspec.Struct, frozen=True):
    """One query; times are of the processor, in milliseconds, but for `wall`."""

    text: str
    kind: str
    total: int
    """Documents that answer."""
    cold: float
    """The first time that this process is asked it."""
    warm: float
    """The median of the times after that."""
    wall: float
    """The same by the clock, while whatever else ran on the machine."""
    postings: int | None
    """Postings in the lists that it names."""


class Indexed(msgspec.Struct, frozen=True):
    """Making the index."""

    seconds: float
    processor: float
    """Seconds of all processors."""
    memory: int
    """The most bytes that its processes held at one time."""
    size: int
    """Bytes on disk, without the texts themselves."""


class Searched(msgspec.Struct, frozen=True):
    """Asking it."""

    opened: float
    """Seconds until it was open …"""
    first: float
    """… and until the first query was answered, by the clock."""
    memory_open: int
    """Bytes of its own that the process held then, with Python and all that it imports …"""
    memory: int
    """… and after all queries."""
    asked: list[Asked]


class Result(msgspec.Struct, frozen=True):
    """One engine over so many documents."""

    engine: str
    version: str
    documents: int
    characters: int
    date: str
    machine: str
    indexed: Indexed
    searched: Searched
    code: str = ""
    """The commit that was measured, «-dirty» if files differed from it; empty if that was not known."""

    @property
    def crowding(self) -> float:
        """How many times as long as by the processor the warm queries took by the clock: 1 on a machine of its own."""
        return sum(one.wall for one in self.searched.asked) / sum(one.warm for one in self.searched.asked)


def write_result(result: Result, folder: Path) -> None:
    """Keep a result in the place of an earlier one of the same engine and size."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{result.engine}-{result.documents}.json"
    lines = msgspec.json.encode(result).replace(b"},{", b"},\n{").replace(b'"asked":[', b'"asked":[\n')  # a query each
    (folder / name).write_bytes(lines + b"\n")


def read_results(folder: Path) -> list[Result]:
    """Return all results, by size."""
    found = (msgspec.json.decode(path.read_bytes(), type=Result) for path in folder.glob("*.json"))
    return sorted(found, key=lambda result: (result.documents, result.engine))


def earlier(engine: str, documents: int, folder: Path) -> Result | None:
    """Return what was measured last of an engine at a size."""
    return next((one for one in read_results(folder) if (one.engine, one.documents) == (engine, documents)), None)


def percentile(values: Iterable[float], share: float) -> float:
    """Return the least of the values that so large a share of them does not exceed."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]
