"""Lists written and read back."""

from __future__ import annotations

from pathlib import Path

from library.lists import Entry, list_format, read_entries
from library.record import Description


def stored(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def entries(path: Path) -> list[Entry]:
    format = list_format(path)
    assert format is not None
    return list(read_entries(path, format))


def only(path: Path) -> Description:
    """The description in a list of one document that can be read."""
    [entry] = entries(path)
    assert entry.problem is None, entry.problem
    assert entry.says is not None
    return entry.says


def problems(path: Path) -> list[tuple[str, str]]:
    return [(entry.place, entry.problem) for entry in entries(path) if entry.problem]
