"""Reads the text layer of a PDF, page by page, with the page numbers as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock

import pypdfium2 as pdfium
from pypdfium2 import raw

from library.cleaning import clean_line, clean_text
from library.document import Page
from library.errors import UnreadableFileError
from library.extract.extracted import Extracted
from library.record import Description

_PDFIUM = Lock()  # the library below is not thread-safe, whatever documents its threads work on
_PASSWORD_WANTED = frozenset({raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY})
# What PDFium gives for a hyphen at the end of a line, and the line's end with it.
_HYPHEN_OF_PDFIUM = re.compile("[\x02\ufffe](?:\r?\n)?")
# «distrikts-⏎kommuner» is one word; «regional-⏎og distriktspolitikk» is not.
_CONJUNCTIONS = "og|eller|samt|och|and|or|und|oder|ja|tai"
_BROKEN_WORD = re.compile(rf"(?<=[^\W\d_])-[ \t]*\n[ \t]*(?!(?:{_CONJUNCTIONS})\b)(?=(?P<next>[^\W\d_]))")
# What programs put for a title when nobody wrote one: their own name, or the file's.
_NO_TITLE = re.compile(
    r"^(?:Microsoft |PowerPoint|Untitled|Uten navn|Uten tittel)|\.(?:docx?|indd|pptx?|xlsx?|qxd|pdf|rtf|odt)$", re.IGNORECASE
)


def extract_pdf(path: Path) -> Extracted:
    """Read a PDF; one without a text layer gives no pages. Raises UnreadableFileError if it is encrypted or damaged."""
    with _PDFIUM, _opened(path) as document:
        count = len(document)
        pages = tuple(_page(document, number, path.name) for number in range(1, count + 1))
        title = _title(document)
    has_text = any(page.text for page in pages)
    return Extracted(
        media_type="application/pdf", pages=pages if has_text else (), page_count=count, says=Description(title=title)
    )


def mend_lines(text: str) -> str:
    """Return the text with words that were broken at the end of a line in one piece again."""
    lines = text.replace("\r\n", "\n")
    return _BROKEN_WORD.sub(_joint, lines)


@contextmanager
def _opened(path: Path) -> Iterator[pdfium.PdfDocument]:
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        # PDFium keeps its last error, so a code alone may be that of a file before this one.
        if error.err_code in _PASSWORD_WANTED and b"/Encrypt" in path.read_bytes():
            raise UnreadableFileError(f"{path.name} is encrypted; save it without a password first.") from None
        raise UnreadableFileError(f"{path.name} is damaged or has no pages.") from None
    with closing(document):
        yield document


def _page(document: pdfium.PdfDocument, number: int, name: str) -> Page:
    try:
        with closing(document[number - 1]) as page, closing(page.get_textpage()) as text:
            mended = mend_lines(_HYPHEN_OF_PDFIUM.sub("-\n", text.get_text_bounded()))
    except pdfium.PdfiumError:
        raise UnreadableFileError(f"{name} is damaged: its page {number} cannot be read.") from None
    label = clean_line(document.get_page_label(number - 1))
    return Page(number, clean_text(mended), label)


def _title(document: pdfium.PdfDocument) -> str | None:
    title = clean_line(document.get_metadata_value("Title"))
    return None if not title or _NO_TITLE.search(title) else title


def _joint(match: re.Match[str]) -> str:
    before, after = match.string[match.start() - 1], match["next"]
    return "" if before.islower() and after.islower() else match[0]
