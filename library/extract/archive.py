"""Opens ZIP archives that strangers packed: what they hold is measured before anything is unpacked."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from library.errors import UnreadableFileError

MAX_ENTRIES = 10_000  # parts: room for a picture on each of thousands of pages
MAX_UNPACKED = 500_000_000  # bytes of all entries together, pictures included; no more than a PDF may have
# Bytes of XML that are parsed: of a Word document some 3,000 pages, for which its reader takes 600 MB of memory and 5 to 10 s.
MAX_PART = 30_000_000
_ENTRY = b"PK\x01\x02"  # begins each entry of the list of contents (APPNOTE 6.3.10, 4.3.12)
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # all that Word documents and e-books may use
_ENCRYPTED = 1  # bit 0 of an entry's flags
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, OverflowError, RuntimeError, ValueError)


def open_archive(content: bytes, name: str) -> zipfile.ZipFile:
    """Open an archive; raise UnreadableFileError if it is damaged, encrypted, or would unpack to more than a document does."""
    if content.count(_ENTRY) > 2 * MAX_ENTRIES:  # before a list of millions is read; parts that are archives have lists too
        raise UnreadableFileError(f"{name} is not opened: it has more than {MAX_ENTRIES:,} parts, more than a document has.")
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except _DAMAGE:
        raise UnreadableFileError(f"{name} is damaged: its list of contents cannot be read.") from None
    _measure(archive.infolist(), name)
    return archive


def read_part(archive: zipfile.ZipFile, part: str, name: str) -> bytes | None:
    """Return an entry's bytes; None if there is none of this name.

    Raises UnreadableFileError if it is damaged or larger than a part that is parsed may be.
    """
    try:
        entry = archive.getinfo(part)
    except KeyError:
        return None
    if entry.file_size > MAX_PART:
        raise UnreadableFileError(f"{name} is not read: it has more than {MAX_PART / 1e6:,.0f} MB of text.")
    try:
        return archive.read(entry)  # stops at the size that was measured: an entry with more does not have its checksum
    except _DAMAGE:
        raise UnreadableFileError(f"{name} is damaged: its part {part} cannot be unpacked.") from None


def _measure(entries: list[zipfile.ZipInfo], name: str) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED:
        raise UnreadableFileError(
            f"{name} is not opened: it would unpack to {unpacked / 1e6:,.0f} MB in {len(entries):,} parts, far too much."
        )
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise UnreadableFileError(f"{name} is encrypted; save it without a password first.")
    if any(entry.compress_type not in _METHODS for entry in entries):
        raise UnreadableFileError(f"{name} is not opened: it is packed in a way that neither Word documents nor e-books are.")
