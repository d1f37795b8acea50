"""Finds the files of a folder tree, in an order that is always the same."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from library.cleaning import clean_line
from library.ingest.sidecar import described_file, is_sidecar
from library.settings import DATABASE


@dataclass(frozen=True, slots=True)
class Found:
    """A file, or a place in the tree at which there is something to tell."""

    path: Path
    shown: str
    """How reports name it: relative to the folder that was asked for, on one line."""
    problem: str = ""
    is_harmless: bool = False
    """Whether the problem keeps nothing out that an editor would miss."""


def find_files(root: Path) -> Iterator[Found]:
    """Yield the files below a folder, by name; those of a folder before those of its subfolders.

    Hidden files and folders are passed over, and sidecars, which go with their files. Links are followed, save one that leads
    to a folder that was walked already. A folder that cannot be read is told, and one that is a library (KARTOTEK_HOME).
    """
    base = root.resolve().parent
    waiting, walked = [root.resolve()], set[tuple[int, int]]()
    while waiting:
        folder = waiting.pop()
        shown = shown_path(folder.relative_to(base))
        try:
            status = folder.stat()
            entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
        except OSError as error:
            yield Found(folder, shown, f"This folder cannot be read: {error.strerror}.")
            continue
        if (status.st_dev, status.st_ino) in walked:
            yield Found(folder, shown, "This is a link to a folder that is read already.", is_harmless=True)
            continue
        walked.add((status.st_dev, status.st_ino))
        if folder / DATABASE in entries:
            yield Found(folder, shown, "This is a library of Kartotek's own, and no folder of documents.", is_harmless=True)
            continue
        folders = {entry: None for entry in entries if os.path.isdir(entry)}  # noqa: PTH112 - Path.is_dir raises where one may not look
        yield from (found for entry in entries if entry not in folders for found in _file(entry, base))
        waiting.extend(reversed(folders))


def shown_path(path: Path) -> str:
    """Return a path as text that can be printed and stored, whatever bytes are in it."""
    return clean_line(os.fsencode(path).decode("utf-8", "backslashreplace"))


def shown_name(path: Path) -> str:
    """Return what a file or a folder is called, without where it lies; of «.», the folder's own name."""
    return shown_path(Path(os.path.abspath(path).rpartition(os.sep)[2]))  # noqa: PTH100 - Path.absolute leaves «..» as it is


def place_of(path: Path) -> str:
    """Return where a file lies, as text that can be stored and that no other file has, however alike their names look."""
    return os.fsencode(os.path.realpath(path)).replace(b"\\", b"\\\\").decode("utf-8", "backslashreplace")


def _file(path: Path, base: Path) -> Iterator[Found]:
    shown = shown_path(path.relative_to(base))
    if not is_sidecar(path):
        yield Found(path, shown)
    elif not os.path.exists(described_file(path)):  # noqa: PTH110 - as above
        problem = f"This describes a file that is not there: {shown_path(Path(path.stem))}."
        yield Found(path, shown, problem, is_harmless=True)
