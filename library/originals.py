"""Original files, held under their SHA-256 beside the catalogue. A file is there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from library.errors import HomeError

PREFIX = 2  # hexadecimal digits that name the folder, so that no folder gets more than 1/256 of the files
_INCOMING = ".incoming-"


@dataclass(frozen=True, slots=True)
class Originals:
    """The folder of original files."""

    folder: Path

    def path(self, digest: str) -> Path:
        """Return where the file with this SHA-256 lies, whether or not it is there."""
        return self.folder / digest[:PREFIX] / digest[PREFIX:]

    def keep(self, content: bytes) -> tuple[str, bool]:
        """Store the file unless it is there already; return its SHA-256 and whether it is new."""
        digest = digest_of(content)
        path = self.path(digest)
        if path.exists():
            return digest, False
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._write_whole(path, content)
        except OSError as error:
            raise HomeError(f"A file could not be stored in {self.folder}: {error.strerror}.") from error
        return digest, True

    def forget(self, digest: str) -> None:
        """Delete the file, if it is there."""
        self.path(digest).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Delete what a killed process left half-written; only the writer may."""
        for left in self.folder.glob(f"{_INCOMING}*"):
            left.unlink(missing_ok=True)

    def _write_whole(self, path: Path, content: bytes) -> None:
        descriptor, name = tempfile.mkstemp(dir=self.folder, prefix=_INCOMING)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def digest_of(content: bytes) -> str:
    """Return the SHA-256 in hexadecimal."""
    return sha256(content).hexdigest()
