"""Reads pictures of pages with tesseract, where it and the extra `kartotek[ocr]` are installed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from functools import cache

import pypdfium2 as pdfium

try:
    import pytesseract
except ImportError:  # the extra is not installed
    pytesseract = None

LANGUAGE = "nor"  # tesseract's model for bokmål, with which nynorsk reads as well; English and Swedish letters are in it too
DOTS_PER_INCH = 300  # what tesseract's models were trained on
_POINTS_PER_INCH = 72
SECONDS_A_PAGE = 60.0  # a page of a newspaper takes about ten


@cache
def can_read_pictures() -> bool:
    """Tell whether a scan can be read: the extra is installed, and tesseract with its Norwegian model."""
    return pytesseract is not None and shutil.which("tesseract") is not None and LANGUAGE in pytesseract.get_languages()


def read_pictures(document: pdfium.PdfDocument) -> Iterator[str]:
    """Yield the text on each page, as well as a machine can read it; only where can_read_pictures().

    A page that takes too long has no text; raises RuntimeError if that is true of all.
    """
    failures = 0
    for number in range(len(document)):
        with closing(document[number]) as page, closing(page.render(scale=DOTS_PER_INCH / _POINTS_PER_INCH)) as picture:
            try:
                text = pytesseract.image_to_string(picture.to_pil(), lang=LANGUAGE, timeout=SECONDS_A_PAGE)
            except RuntimeError:  # what pytesseract raises when the time is out
                failures += 1
                if failures == len(document):
                    raise
                text = ""
        yield text
