"""Standard input as a list to import: put in a file first, since a list is read more than once and by no means all at once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from library.errors import HomeError, UnreadableFileError
from library.lists.jsonl import begins_as_jsonl

PIPE = Path("-")
"""How standard input is named on the command line."""
PIPED = "standard input"
"""How it is shown, and what its entries are remembered by."""


@contextmanager
def spooled(stream: IO[bytes]) -> Iterator[Path]:
    """Yield a file with all that comes, which is gone after the block; raise UnreadableFileError if that is no JSONL."""
    with TemporaryDirectory(prefix="kartotek-") as folder:
        path = Path(folder) / "stdin.jsonl"
        try:
            with path.open("wb") as file:
                shutil.copyfileobj(stream, file)
        except OSError as error:
            raise HomeError(f"Standard input cannot be kept in {folder}: {error.strerror}.") from error
        if not begins_as_jsonl(path):
            raise UnreadableFileError(
                "What came on standard input is no list in JSONL, a record on each line; write other lists and documents "
                "to a file with the right ending, and import that."
            )
        yield path
