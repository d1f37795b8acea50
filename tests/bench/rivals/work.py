"""Where the work of a run lies: the documents, the queries, and a folder for each engine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec


class Built(msgspec.Struct, frozen=True):
    """What it took to make an index: seconds by the clock and of the processors, without helping processes; bytes on disk."""

    seconds: float
    processor: float
    size: int


@dataclass(frozen=True, slots=True)
class Place:
    """The files of a run over so many documents."""

    work: Path
    documents: int

    @property
    def items(self) -> Path:
        """The documents, as rivals read them."""
        return self.work / f"items-{self.documents}.jsonl"

    @property
    def mix(self) -> Path:
        """The queries, the same for all sizes."""
        return self.work / "mix.json"

    def folder(self, engine: str) -> Path:
        """The folder of an engine; of our own it is the home of a library."""
        return self.work / f"{engine}-{self.documents}"
