"""Watches folders for files that are new or have changed.

By looking again and again, which works on every file system, network shares too.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from library.ingest.folder import find_files
from library.ingest.sidecar import sidecars_of

PAUSE = 2.0  # seconds from one look to the next; a folder of 10,000 files is looked through in a tenth of a second
Seen = dict[Path, tuple[tuple[int, int], ...]]
"""Size and time of change of each file and of its sidecars."""


def watch(paths: Sequence[Path], pause: float = PAUSE) -> Iterator[list[Path]]:
    """Yield the files below these paths that are new or have changed since this call and then since the last look, for ever.

    A file that is still being written is left until two looks find it the same.
    """
    return _news(paths, _look(paths), pause)


def _news(paths: Sequence[Path], known: Seen, pause: float) -> Iterator[list[Path]]:
    last = known
    while True:
        time.sleep(pause)
        now = _look(paths)
        ready = [path for path, state in now.items() if state == last.get(path) != known.get(path)]
        known = {path: now[path] if path in ready else known[path] for path in now if path in ready or path in known}
        last = now
        if ready:
            yield ready


def _look(paths: Sequence[Path]) -> Seen:
    return {path: state for root in paths for path in _files(root) if (state := _state(path))}


def _files(root: Path) -> list[Path]:
    return [root] if os.path.isfile(root) else [found.path for found in find_files(root) if not found.problem]  # noqa: PTH113 - as in folder.py


def _state(path: Path) -> tuple[tuple[int, int], ...]:
    try:
        statuses = [file.stat() for file in (path, *sidecars_of(path))]
    except OSError:  # gone between the two looks at it; the next will tell
        return ()
    return tuple((status.st_size, status.st_mtime_ns) for status in statuses)
