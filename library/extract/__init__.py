"""Reads the text out of a file, by what it contains; the name may only agree."""

from __future__ import annotations

from pathlib import Path

from library.errors import UnreadableFileError
from library.extract.extracted import Extracted
from library.extract.markdown import extract_markdown
from library.extract.pdf import extract_pdf
from library.extract.plain import extract_text
from library.extract.signature import MediaType, recognise

__all__ = ["Extracted", "MediaType", "extract"]

MAX_SIZE = 500_000_000  # bytes; the largest scanned reports have about a tenth, and a file is read into memory whole


def extract(path: Path) -> Extracted:
    """Read a PDF, a Markdown or a plain text file.

    Raises UnreadableFileError with one sentence for a file that is missing, empty, encrypted, damaged, of another
    format or not what its name says.
    """
    match recognise(_read(path), path.name):
        case MediaType.PDF:
            return extract_pdf(path)
        case MediaType.MARKDOWN:
            return extract_markdown(path)
        case MediaType.TEXT:
            return extract_text(path)


def _read(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_SIZE:
            raise UnreadableFileError(
                f"{path.name} has {size / 1e6:,.0f} MB; files of up to {MAX_SIZE / 1e6:,.0f} MB can be read."
            )
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(f"{path} cannot be read: {error.strerror}.") from error
    if not content.strip():
        raise UnreadableFileError(f"{path.name} is empty.")
    return content
