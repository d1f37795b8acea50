"""What a hostile case is: what is put on the desk, and what the report must say of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Fate(StrEnum):
    """What becomes of a case."""

    FAILED = "failed"
    SKIPPED = "skipped"
    TAKEN = "taken"
    """It does no harm, and what can be read of it is a document."""


@dataclass(frozen=True, slots=True)
class Hostile:
    """One thing that somebody may put on the desk, in a folder of its own."""

    id: str
    make: Callable[[Path], object]
    """Puts it in a folder."""
    says: str = ""
    """Words of the one line that it costs; of a case that is taken in, words of the document's text."""
    fate: Fate = Fate.FAILED
    seconds: float = 60.0
    """What it may take when it is imported alone; little for what takes for ever, so that its end is soon seen."""

    @property
    def folder(self) -> str:
        """The name of its folder, which is that of its file too where that matters not."""
        return self.id.replace(" ", "-")

    def put(self, desk: Path) -> Path:
        """Put it on a desk, in its folder, and return that."""
        folder = desk / self.folder
        folder.mkdir()
        self.make(folder)
        return folder


def file(ending: str, content: Callable[[], bytes | str]) -> Callable[[Path], object]:
    """Return what puts one file in a folder, with the folder's name and this ending; the content is made only then."""

    def put(folder: Path) -> None:
        write(folder, folder.name + ending, content())

    return put


def write(folder: Path, name: str, content: bytes | str) -> Path:
    """Put a file in a folder and return its path."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path
