"""A document's files as its page lists them: the current ones, and earlier versions apart. No HTML, no HTTP."""

from __future__ import annotations

from dataclasses import dataclass

from babel.core import Locale
from babel.numbers import format_decimal

from library.document import Document, DocumentFile, TextOrigin
from web.files import file_address
from web.labels import Labels
from web.texts import locale_of, mark

KILO = 1000
VERSION = mark("version %(number)s")
_TEXT_ORIGINS = {TextOrigin.OCR: mark("text read by machine"), TextOrigin.NONE: mark("no text")}
# What people call a format, where its media type says it otherwise.
_FORMATS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
    "application/epub+zip": "EPUB",
    "text/plain": "TXT",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileView:
    """A file with where to get it: from us, or from where it was published."""

    filename: str
    address: str
    held: bool
    facts: tuple[str, ...]
    pages: int | None
    is_earlier: bool
    """Whether a later version of it is here too."""


def file_views(document: Document, labels: Labels, language: str) -> tuple[FileView, ...]:
    """Present the files that can be fetched."""
    return tuple(view for file in document.files if (view := _file_view(file, document, labels, language)))


def _file_view(file: DocumentFile, document: Document, labels: Labels, language: str) -> FileView | None:
    address = file_address(file, document.id)
    if address is None:
        return None
    size = (_size(file.size, locale_of(language)),) if file.size is not None else ()
    version = (labels.texts.get(language, VERSION) % {"number": file.version},) if file.version > 1 else ()
    origin = (labels.texts.get(language, _TEXT_ORIGINS[file.text]),) if file.text in _TEXT_ORIGINS else ()
    return FileView(
        filename=file.filename,
        address=address,
        held=file.sha256 is not None,
        facts=(_FORMATS.get(file.media_type, file.media_type.rpartition("/")[2].upper()), *size, *version, *origin),
        pages=file.pages,
        is_earlier=_is_earlier(file, document),
    )


def _is_earlier(file: DocumentFile, document: Document) -> bool:
    """Tell whether a document holds a later version of a file: versions are counted by media type."""
    alike = (other for other in document.files if other.sha256 and other.media_type == file.media_type)
    return file.sha256 is not None and any(other.version > file.version for other in alike)


def _size(size: int, locale: Locale) -> str:
    """Return a file's size in bytes, kB or MB (powers of 1,000, as the units mean)."""
    for unit in ("B", "kB"):
        if size < KILO:
            return f"{format_decimal(size, locale=locale)} {unit}"
        size = round(size / KILO)
    return f"{format_decimal(size, locale=locale)} MB"
