"""Where a document's files can be fetched: from us, from their publisher, and at one page of a PDF."""

from __future__ import annotations

from urllib.parse import urlsplit

from library.document import Document, DocumentFile
from web.addresses import original_address

PDF = "application/pdf"


def safe_address(address: str | None) -> str | None:
    """Return an address that a browser may follow; None for anything but a whole http or https address."""
    try:
        parts = urlsplit(address or "")
    except ValueError:  # such as «http://[»
        return None
    return address if parts.scheme in {"http", "https"} and parts.hostname else None


def file_address(file: DocumentFile, id: str) -> str | None:
    """Return where a document's file is: with us if we hold it, else where it was published, if that is known."""
    return original_address(file.sha256, id) if file.sha256 else safe_address(file.address)


def page_in_file(document: Document, number: int, base: str = "") -> str | None:
    """Return the address of a page, counted from the cover, of the PDF that the text was read from; None if it is no PDF.

    The fragment is that of RFC 8118; base is the address of the site, for readers elsewhere.
    """
    file = _of_the_text(document)
    if file is None or not _is_pdf(file) or (address := file_address(file, document.id)) is None:
        return None
    return f"{base if file.sha256 else ''}{address.partition('#')[0]}#page={number}"


def _of_the_text(document: Document) -> DocumentFile | None:
    """Return the file that the text was read from: of the primary ones, one that is held was."""
    primary = [file for file in document.files if file.is_primary]
    return next((file for file in primary if file.sha256), next(iter(primary), None))


def _is_pdf(file: DocumentFile) -> bool:
    if file.sha256:
        return file.media_type == PDF
    return file.media_type == PDF or urlsplit(safe_address(file.address) or "").path.lower().endswith(".pdf")
