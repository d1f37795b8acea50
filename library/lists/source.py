"""Reads a list's file as text."""

from __future__ import annotations

from pathlib import Path

from library.errors import UnreadableFileError
from library.extract.encoding import decode, is_text

# Bytes. 20 MB are some 30,000 documents with an abstract each. The text is held in memory while it is read, with up to eight
# bytes a letter, and an import is to stay under 500 MB. JSONL, which is read line by line, has no such limit.
MAX_LIST = 20_000_000


def read_text(path: Path) -> str:
    """Return the text; raise UnreadableFileError for a file that is missing, empty, too large or not text."""
    content = _read(path)
    if not is_text(content):
        raise UnreadableFileError(f"{path.name} is not text; save it as text in UTF-8 and import it again.")
    text = decode(content)
    if not text.strip():
        raise UnreadableFileError(f"{path.name} is empty.")
    return text


def _read(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_LIST:
            raise UnreadableFileError(
                f"{path.name} has {size / 1e6:,.0f} MB; lists of up to {MAX_LIST / 1e6:,.0f} MB can be read. "
                "Part it, or write it as JSONL."
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(f"{path} cannot be read: {error.strerror}.") from error
