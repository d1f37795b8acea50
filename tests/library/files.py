"""Files that tests put on the disk, and what is asked of every sentence that tells why one cannot be read."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from library.errors import UnreadableFileError
from library.extract import extract


def stored(folder: Path, name: str, content: bytes) -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.write_bytes(content)
    return path


def refusal(path: Path, name: str | None = None) -> str:
    """Return the sentence with which a file is refused: one, that begins with the file's name and ends as sentences do."""
    with pytest.raises(UnreadableFileError) as caught:
        extract(path)
    sentence = str(caught.value)
    assert sentence.startswith((name or path.name, str(path)))
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def digest_of(content: bytes) -> str:
    """Return the SHA-256 in hexadecimal, under which an original is held."""
    return sha256(content).hexdigest()
