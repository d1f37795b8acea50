"""Recognises a file by its first bytes, and sees to it that the name does not say otherwise."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from library.errors import UnreadableFileError
from library.extract.encoding import is_text


class MediaType(StrEnum):
    """What can be read."""

    PDF = "application/pdf"
    MARKDOWN = "text/markdown"
    TEXT = "text/plain"


_PDF_HEADER = b"%PDF-"
_PDF_HEADER_WITHIN = 1024  # bytes; readers accept leading rubbish up to here (ISO 32000-1, annex H.3.4.1)
_BY_ENDING = {
    ".pdf": MediaType.PDF,
    ".md": MediaType.MARKDOWN,
    ".markdown": MediaType.MARKDOWN,
    ".txt": MediaType.TEXT,
    ".text": MediaType.TEXT,
}
_OTHERS = (
    (re.compile(rb"PK\x03\x04.{0,4000}?word/", re.DOTALL), "a Word document (DOCX)"),
    (re.compile(rb"PK\x03\x04.{0,100}?application/epub\+zip", re.DOTALL), "an e-book (EPUB)"),
    (re.compile(rb"PK\x03\x04"), "a ZIP archive"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "an old Office document"),
    (re.compile(rb"\{\\rtf"), "an RTF document"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\x00|MM\x00\*"), "an image"),
    (re.compile(rb"\x1f\x8b|BZh|\xfd7zXZ|7z\xbc\xaf"), "a compressed file"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE), "a web page (HTML)"),
)
_READABLE = "PDF, Markdown and plain text"


def recognise(content: bytes, name: str) -> MediaType:
    """Return what the content is; raise UnreadableFileError if it cannot be read or the name says something else."""
    claimed = _BY_ENDING.get(PurePath(name).suffix.lower())
    if _PDF_HEADER in content[:_PDF_HEADER_WITHIN]:
        return _agreeing(MediaType.PDF, claimed, name)
    for pattern, what in _OTHERS:
        if pattern.match(content):
            raise UnreadableFileError(f"{name} is {what}; only {_READABLE} can be read.")
    if not is_text(content):
        raise UnreadableFileError(_binary(claimed, name))
    # Markdown has no signature: any text is Markdown if its name says so.
    return _agreeing(MediaType.MARKDOWN if claimed is MediaType.MARKDOWN else MediaType.TEXT, claimed, name)


def _agreeing(found: MediaType, claimed: MediaType | None, name: str) -> MediaType:
    if claimed not in {found, None}:
        raise UnreadableFileError(f"{name} is not what its name says: it is {_described(found)}.")
    return found


def _described(found: MediaType) -> str:
    return {MediaType.PDF: "a PDF", MediaType.MARKDOWN: "Markdown", MediaType.TEXT: "plain text"}[found]


def _binary(claimed: MediaType | None, name: str) -> str:
    if claimed is MediaType.PDF:
        return f"{name} is not what its name says: it is no PDF."
    if claimed is not None:
        return f"{name} is not what its name says: it is not text."
    return f"{name} is in a format that is not known; only {_READABLE} can be read."
