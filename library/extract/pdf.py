"""Reads the text layer of a PDF, page by page, with the page numbers as printed, the outline and the metadata.

Text comes from PDFium; what it leaves of the printed page (broken words, running heads) is mended by mending.py.
"""

from __future__ import annotations

import logging
import mmap
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from threading import Lock

import pypdfium2 as pdfium
from pypdfium2 import raw

from library.cleaning import clean_line, clean_text
from library.document import Page, TextOrigin
from library.errors import UnreadableFileError
from library.extract.extracted import Extracted
from library.extract.mending import mend_pages
from library.extract.ocr import read_pictures
from library.extract.properties import describe, parse_xml, terms
from library.extract.signature import MediaType
from library.extract.typography import largest_type
from library.record import MAX_PAGES, MAX_TITLE

logging.getLogger("pypdfium2").addHandler(logging.NullHandler())  # or it tells on stderr of every outline that is a loop
_PDFIUM = Lock()  # the library below is not thread-safe, whatever documents its threads work on
_PASSWORD_WANTED = frozenset({raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY})
# What PDFium gives for a hyphen at the end of a line, and the line's end with it.
_HYPHEN_OF_PDFIUM = re.compile("[\x02\ufffe](?:\r?\n)?")
MAX_OUTLINE = 5_000  # entries; a budget proposition of 600 pages has about 1,500
# Info dictionary (ISO 32000-1, 14.3.3) → Dublin Core. Its dates are those of the file, not of the publication.
_INFO = {"Title": "title", "Author": "creator", "Subject": "description", "Keywords": "subject"}
# XMP (ISO 16684-1): a packet of RDF, made to be found by scanning a file for its first tag. PRISM 3.0 has the identifiers.
_XMP_START, _XMP_END = b"<x:xmpmeta", b"</x:xmpmeta>"
_OF_PDF = b"http://ns.adobe.com/pdf/1.3/"
MAX_PACKETS = 1_000  # a report with more pictures than that has its own packet near its end all the same
_DUBLIN_CORE = ("http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/")
_PRISM = ("http://prismstandard.org/namespaces/basic/2.0/", "http://prismstandard.org/namespaces/basic/3.0/")
_PRISM_TERMS = {"isbn": "identifier", "issn": "identifier", "doi": "identifier", "publicationDate": "date"}


def extract_pdf(path: Path, *, ocr: bool = False) -> Extracted:
    """Read a PDF; one without a text layer gives no pages, unless it shall be read by OCR.

    Raises UnreadableFileError if it is encrypted or damaged, or has more pages than a document has.
    """
    with _PDFIUM, _opened(path) as document:
        count = len(document)
        if count > MAX_PAGES:
            raise UnreadableFileError(f"{path.name} has {count} pages; at most {MAX_PAGES} can be read.")
        labels = [clean_line(document.get_page_label(number)) for number in range(count)]
        texts = [_text(document, number, path.name) for number in range(count)]
        origin = TextOrigin.LAYER if any(texts) else TextOrigin.OCR if ocr else TextOrigin.NONE
        if origin is TextOrigin.OCR:
            texts = [clean_text(text) for text in read_pictures(document)]
        headings = _outline(document, count)
        says = describe([*_xmp(path), *_info(document)])
        is_untitled = says.title is None and origin is TextOrigin.LAYER
        title = largest_type(document) if is_untitled else None
    return Extracted(
        media_type=MediaType.PDF,
        pages=_pages(texts, labels, headings) if any(texts) else (),
        page_count=count,
        says=says,
        looks_titled=title,
        origin=origin,
    )


@contextmanager
def _opened(path: Path) -> Iterator[pdfium.PdfDocument]:
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        # PDFium keeps its last error, so a code alone may be that of a file before this one.
        if error.err_code in _PASSWORD_WANTED and _is_encrypted(path):
            raise UnreadableFileError(f"{path.name} is encrypted; save it without a password first.") from None
        raise UnreadableFileError(f"{path.name} is damaged or has no pages.") from None
    with closing(document):
        yield document


def _is_encrypted(path: Path) -> bool:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content.find(b"/Encrypt") >= 0


def _text(document: pdfium.PdfDocument, number: int, name: str) -> str:
    try:
        with closing(document[number]) as page, closing(page.get_textpage()) as text:
            return clean_text(_HYPHEN_OF_PDFIUM.sub("-\n", text.get_text_bounded()))
    except pdfium.PdfiumError:
        raise UnreadableFileError(f"{name} is damaged: its page {number + 1} cannot be read.") from None


def _pages(texts: Sequence[str], labels: Sequence[str], headings: Mapping[int, list[str]]) -> tuple[Page, ...]:
    mended = mend_pages(texts, labels)
    return tuple(
        Page(number + 1, text, label, headings=tuple(headings.get(number, ())))
        for number, (text, label) in enumerate(zip(mended, labels, strict=True))
    )


def _outline(document: pdfium.PdfDocument, count: int) -> Mapping[int, list[str]]:
    """Return the outline's titles by the page (from 0) that they lead to."""
    headings = defaultdict[int, list[str]](list)
    for bookmark in islice(document.get_toc(), MAX_OUTLINE):
        destination = bookmark.get_dest()
        number = destination.get_index() if destination else None
        title = clean_line(bookmark.get_title())[:MAX_TITLE]
        if title and number is not None and 0 <= number < count:
            headings[number].append(title)
    return headings


def _info(document: pdfium.PdfDocument) -> list[tuple[str, str]]:
    return [(term, document.get_metadata_value(key)) for key, term in _INFO.items()]


def _last_packet(content: mmap.mmap) -> bytes:
    end = len(content)
    for _ in range(MAX_PACKETS):
        start = content.rfind(_XMP_START, 0, end)
        stop = content.find(_XMP_END, start) if start >= 0 else -1
        if stop < 0:
            break
        packet = content[start : stop + len(_XMP_END)]
        if _OF_PDF in packet:
            return packet
        end = start
    return b""


def _xmp(path: Path) -> list[tuple[str, str]]:
    """Return what the last XMP packet of the document says; a packet that is compressed or damaged says nothing.

    Pictures that were placed in a document may have packets too; only the document's knows of PDF.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        packet = _last_packet(content)
    if not packet:
        return []
    try:
        root = parse_xml(packet, path.name)
    except UnreadableFileError:
        return []  # the document itself was read; only a copy of the metadata, which the info dictionary has too, is damaged
    prism = ((_PRISM_TERMS[term], value) for term, value in terms(root, _PRISM) if term in _PRISM_TERMS)
    return [*terms(root, _DUBLIN_CORE), *prism]
