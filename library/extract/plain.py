"""Reads plain text; form feeds part pages."""

from __future__ import annotations

from library.cleaning import clean_text
from library.document import Page
from library.errors import UnreadableFileError
from library.extract.encoding import decode
from library.extract.extracted import Extracted
from library.extract.signature import MediaType
from library.record import MAX_PAGES

_PAGE_END = "\f"


def extract_text(content: bytes, name: str) -> Extracted:
    """Read plain text; a file without form feeds is one page.

    Raises UnreadableFileError if it has more than a document has, or only white space.
    """
    decoded = decode(content)
    if (ends := decoded.count(_PAGE_END)) > MAX_PAGES:
        raise UnreadableFileError(f"{name} has {ends:,} form feeds; at most {MAX_PAGES:,} pages can be read.")
    texts = [clean_text(text) for text in decoded.split(_PAGE_END)]
    while len(texts) > 1 and not texts[-1]:  # printers are sent a form feed after the last page too
        texts.pop()
    if not any(texts):
        raise UnreadableFileError(f"{name} is empty.")
    pages = tuple(Page(number, text) for number, text in enumerate(texts, start=1))
    return Extracted(media_type=MediaType.TEXT, pages=pages, page_count=len(pages) if len(pages) > 1 else None)
