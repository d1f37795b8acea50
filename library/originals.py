"""Original files, held under their SHA-256 beside the catalogue. A file is there whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import IO

from library.errors import HomeError, UnreadableFileError

PREFIX = 2  # hexadecimal digits that name the folder, so that no folder gets more than 1/256 of the files
_INCOMING = ".incoming-"
COPIED_AT_A_TIME = 1_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Originals:
    """The folder of original files."""

    folder: Path

    def path(self, digest: str) -> Path:
        """Return where the file with this SHA-256 lies, whether or not it is there."""
        return self.folder / digest[:PREFIX] / digest[PREFIX:]

    def keep(self, content: IO[bytes], digest: str) -> bool:
        """Store a file that has this SHA-256, unless it is there already; return whether it is new.

        Raises UnreadableFileError if the content is another: the file was written to after its SHA-256 was taken.
        """
        path = self.path(digest)
        if path.exists():
            return False
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._write_whole(path, content, digest)
        except OSError as error:
            raise HomeError(f"A file could not be stored in {self.folder}: {error.strerror}.") from error
        return True

    def forget(self, digest: str) -> None:
        """Delete the file, if it is there."""
        self.path(digest).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Delete what a killed process left half-written; only the writer may."""
        for left in self.folder.glob(f"{_INCOMING}*"):
            left.unlink(missing_ok=True)

    def _write_whole(self, path: Path, content: IO[bytes], digest: str) -> None:
        descriptor, name = tempfile.mkstemp(dir=self.folder, prefix=_INCOMING)
        try:
            with os.fdopen(descriptor, "w+b") as file:
                shutil.copyfileobj(content, file, COPIED_AT_A_TIME)
                file.flush()
                file.seek(0)
                if file_digest(file, "sha256").hexdigest() != digest:
                    raise UnreadableFileError("It was changed while it was read; import it again.")
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def digest_of_file(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal, without holding it in memory; raise OSError if it cannot be read."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
