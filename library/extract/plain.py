"""Reads plain text; form feeds part pages."""

from __future__ import annotations

from pathlib import Path

from library.cleaning import clean_text
from library.document import Page
from library.extract.encoding import decode
from library.extract.extracted import Extracted


def extract_text(path: Path) -> Extracted:
    """Read plain text; a file without form feeds is one page."""
    texts = [clean_text(text) for text in decode(path.read_bytes()).split("\f")]
    while len(texts) > 1 and not texts[-1]:  # printers are sent a form feed after the last page too
        texts.pop()
    pages = tuple(Page(number, text) for number, text in enumerate(texts, start=1))
    return Extracted(media_type="text/plain", pages=pages, page_count=len(pages) if len(pages) > 1 else None)
