"""Recognises a file by what it contains, and sees to it that the name does not say otherwise."""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import StrEnum
from pathlib import PurePath

from library.errors import UnreadableFileError, UnsupportedFormatError
from library.extract.archive import open_archive
from library.extract.encoding import has_controls, is_text


class MediaType(StrEnum):
    """What can be read."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    EPUB = "application/epub+zip"
    HTML = "text/html"
    MARKDOWN = "text/markdown"
    TEXT = "text/plain"


BEGINNING = 16_384  # bytes by which all but text and archives are told; a page may begin with a long comment
# Bytes; factors measured on generated files.
MAX_SIZES = {
    MediaType.PDF: 500_000_000,  # read from the disk; the largest scanned reports have about a tenth of this
    MediaType.DOCX: 150_000_000,  # read into memory whole; pictures make some large, hardly any this large
    MediaType.EPUB: 150_000_000,
    MediaType.HTML: 20_000_000,  # whose tree takes 30 times as much memory
    MediaType.MARKDOWN: 5_000_000,  # 2,500 pages; its parser takes 100 times as much memory, and a second for each half megabyte
    MediaType.TEXT: 50_000_000,  # 25,000 pages, more than a document may have; takes four times as much memory
}
_PDF_HEADER = b"%PDF-"
_PDF_HEADER_WITHIN = 1024  # bytes; readers accept leading rubbish up to here (ISO 32000-1, annex H.3.4.1)
_ARCHIVE_HEADER = b"PK\x03\x04"
_OFFICE_HEADER = b"\xd0\xcf\x11\xe0"  # of a compound file (MS-CFB)
_ENCRYPTED_WITHIN = "EncryptedPackage".encode("utf-16-le")  # the stream that holds an encrypted DOCX (MS-OFFCRYPTO, 2.3.4.4)
BY_ENDING = {
    ".pdf": MediaType.PDF,
    ".docx": MediaType.DOCX,
    ".docm": MediaType.DOCX,
    ".epub": MediaType.EPUB,
    ".html": MediaType.HTML,
    ".htm": MediaType.HTML,
    ".xhtml": MediaType.HTML,
    ".md": MediaType.MARKDOWN,
    ".markdown": MediaType.MARKDOWN,
    ".txt": MediaType.TEXT,
    ".text": MediaType.TEXT,
}
_DESCRIBED = {
    MediaType.PDF: "a PDF",
    MediaType.DOCX: "a Word document (DOCX)",
    MediaType.EPUB: "an e-book (EPUB)",
    MediaType.HTML: "a web page (HTML)",
    MediaType.MARKDOWN: "Markdown",
    MediaType.TEXT: "plain text",
}
_OTHERS = (
    (re.compile(rb"\{\\rtf"), "an RTF document"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\x00|MM\x00\*"), "an image"),
    (re.compile(rb"\x1f\x8b|BZh|\xfd7zXZ|7z\xbc\xaf"), "a compressed file"),
)
_OTHER_ARCHIVES = (("xl/", "a spreadsheet (XLSX)"), ("ppt/", "a presentation (PPTX)"), ("content.xml", "an OpenDocument file"))
_WEB_PAGE = re.compile(r"(?>\s+|<\?xml[^>]*>|<!--.*?-->)*+<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_READABLE = "PDF, Word (DOCX), EPUB, HTML, Markdown and plain text"
# What text of any sort is taken for if its name says so; it has no signature.
_BY_NAME_ALONE = frozenset({MediaType.MARKDOWN, MediaType.HTML})


def size_limit(beginning: bytes) -> int:
    """Return how many bytes a file that begins like this may have at most."""
    if _is_pdf(beginning):
        return MAX_SIZES[MediaType.PDF]
    return MAX_SIZES[MediaType.DOCX if beginning.startswith((_ARCHIVE_HEADER, _OFFICE_HEADER)) else MediaType.TEXT]


def is_told_by_beginning(beginning: bytes) -> bool:
    """Tell whether recognise() needs no more than this."""
    return _is_pdf(beginning)


def is_named_as_document(name: str) -> bool:
    """Tell whether a name has the ending of a format that can be read."""
    return PurePath(name).suffix.lower() in BY_ENDING


def is_named_as_text(name: str) -> bool:
    """Tell whether a name is that of plain text; any text may be read, but not every text in a folder is a document."""
    return BY_ENDING.get(PurePath(name).suffix.lower()) is MediaType.TEXT


def recognise(content: bytes, name: str) -> MediaType:
    """Return what the content is; raise UnreadableFileError if the name says something else, and of this kind
    UnsupportedFormatError if it cannot be read.

    Of a PDF the beginning is enough.
    """
    claimed = BY_ENDING.get(PurePath(name).suffix.lower())
    found = _found(content, name, claimed)
    if claimed not in {found, None}:
        raise UnreadableFileError(f"{name} is not what its name says: it is {_DESCRIBED[found]}.")
    return found


def _found(content: bytes, name: str, claimed: MediaType | None) -> MediaType:
    if _is_pdf(content):
        return MediaType.PDF
    if content.startswith(_ARCHIVE_HEADER):
        return _found_in_archive(open_archive(content, name).namelist(), name)
    if content.startswith(_OFFICE_HEADER):
        raise _old_office(content, name)
    for pattern, what in _OTHERS:
        if pattern.match(content):
            raise UnsupportedFormatError(f"{name} is {what}; only {_READABLE} can be read.")
    return _found_in_text(content, name, claimed)


def _found_in_archive(parts: Collection[str], name: str) -> MediaType:
    if "META-INF/container.xml" in parts and "content.xml" not in parts:
        return MediaType.EPUB
    if "[Content_Types].xml" in parts and any(part.startswith("word/") for part in parts):
        return MediaType.DOCX
    what = next((what for start, what in _OTHER_ARCHIVES if any(part.startswith(start) for part in parts)), "a ZIP archive")
    raise UnsupportedFormatError(f"{name} is {what}; only {_READABLE} can be read.")


def _found_in_text(content: bytes, name: str, claimed: MediaType | None) -> MediaType:
    if _begins_as_web_page(content) and not has_controls(content):  # pages say what they are encoded in
        return MediaType.HTML
    if not is_text(content):
        raise _binary(name, claimed)
    return claimed if claimed in _BY_NAME_ALONE else MediaType.TEXT


def _is_pdf(content: bytes) -> bool:
    return _PDF_HEADER in content[:_PDF_HEADER_WITHIN]


def _begins_as_web_page(content: bytes) -> bool:
    beginning = content[:BEGINNING]
    encoding = "utf-16" if beginning.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    return _WEB_PAGE.match(beginning.decode(encoding, errors="replace")) is not None


def _old_office(content: bytes, name: str) -> UnreadableFileError:
    if _ENCRYPTED_WITHIN in content:
        return UnreadableFileError(f"{name} is encrypted; save it without a password first.")
    return UnsupportedFormatError(f"{name} is an old Office document; save it as DOCX first, or as a PDF.")


def _binary(name: str, claimed: MediaType | None) -> UnreadableFileError:
    if claimed is None:
        return UnsupportedFormatError(f"{name} is in a format that is not known; only {_READABLE} can be read.")
    is_not = "not text" if claimed in _BY_NAME_ALONE | {MediaType.TEXT} else f"no {_DESCRIBED[claimed].split(' ', 1)[1]}"
    return UnreadableFileError(f"{name} is not what its name says: it is {is_not}.")
