"""Reads the text out of a file, by what it contains; the name may only agree."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from library.cleaning import clean_line
from library.errors import UnreadableFileError, UnsupportedFormatError
from library.extract.docx import extract_docx
from library.extract.epub import extract_epub
from library.extract.extracted import Extracted
from library.extract.html import extract_html
from library.extract.markdown import extract_markdown
from library.extract.pdf import extract_pdf
from library.extract.plain import extract_text
from library.extract.signature import (
    BEGINNING,
    MAX_SIZES,
    MediaType,
    is_named_as_document,
    is_told_by_beginning,
    recognise,
    size_limit,
)

__all__ = ["Extracted", "MediaType", "extract"]


def extract(path: Path) -> Extracted:
    """Read a PDF, Word document, e-book, web page, Markdown or plain text file.

    Raises UnreadableFileError with one sentence for a file that is missing, empty, encrypted, damaged, too large or not what
    its name says, and of this kind UnsupportedFormatError for one of another format.
    """
    try:
        return _extract(path)
    except OSError as error:  # missing, not ours to read, or gone while it was read
        raise UnreadableFileError(clean_line(f"{path} cannot be read: {error.strerror}.")) from error
    except UnreadableFileError as error:
        raise type(error)(clean_line(str(error))) from error  # a name may hold line ends


def _extract(path: Path) -> Extracted:
    content, name = _read(path), path.name
    found = recognise(content, name)
    _refuse_larger(name, len(content), MAX_SIZES[found])
    match found:
        case MediaType.PDF:
            return extract_pdf(path)
        case MediaType.DOCX:
            return extract_docx(content, name)
        case MediaType.EPUB:
            return extract_epub(content, name)
        case MediaType.HTML:
            return extract_html(content, name)
        case MediaType.MARKDOWN:
            return extract_markdown(content, name)
        case MediaType.TEXT:
            return extract_text(content, name)


def _read(path: Path) -> bytes:
    """Return the content, or as much of it as tells what it is."""
    if not stat.S_ISREG(path.stat().st_mode):  # before it is opened: a pipe would wait for its other end
        raise UnreadableFileError(f"{path.name} is no file but a folder, a pipe or a device.")
    with path.open("rb") as file:
        beginning, size = file.read(BEGINNING), os.fstat(file.fileno()).st_size
        limit = size_limit(beginning)
        _refuse_larger(path.name, size, limit)
        rest = b"" if is_told_by_beginning(beginning) else file.read(limit - len(beginning))  # it may still grow
    if not (beginning.strip() or rest.strip()):
        raise (UnreadableFileError if is_named_as_document(path.name) else UnsupportedFormatError)(f"{path.name} is empty.")
    return beginning + rest


def _refuse_larger(name: str, size: int, limit: int) -> None:
    if size > limit:
        raise UnreadableFileError(f"{name} has {size / 1e6:,.0f} MB; files of its kind can be read up to {limit / 1e6:,.0f} MB.")
