"""Finds what a PDF's first page shows as its title: the words in the largest type."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import closing
from itertools import groupby

import pypdfium2 as pdfium
from pypdfium2 import raw

from library.cleaning import clean_line
from library.extract.mending import mend_lines
from library.identifiers import parse_series_number
from library.record import MAX_TITLE

MAX_CHARACTERS = 1_500  # of the first page; a title page has a few hundred, and each costs some microseconds
MIN_RATIO = 1.15  # of the type's size to that of the page's smaller letters; less is text, or a page in one size
SMALLER = 4  # the size that one letter in so many is no larger than; a title page may have few others than its title's
MIN_LETTERS = 8  # «NOU», «Rapport» and «2020» are printed large as well, and are no titles
SIZES = 4  # the largest ones that are tried


def largest_type(document: pdfium.PdfDocument) -> str | None:
    """Return the words in the largest type on the first page that can be a title; None if no type stands out."""
    with closing(document[0]) as page, closing(page.get_textpage()) as text:
        letters = list(_letters(text))
    sizes = sorted(size for letter, size in letters if letter.strip())
    if not sizes:
        return None
    floor = MIN_RATIO * sizes[len(sizes) // SMALLER]
    largest = sorted({size for size in sizes if size >= floor}, reverse=True)[:SIZES]
    return next((title for size in largest if (title := _title(letters, size))), None)


def _letters(text: pdfium.PdfTextPage) -> Iterator[tuple[str, int]]:
    """Yield each character and the size of its type, in points."""
    box = raw.FS_RECTF()
    for place in range(min(text.count_chars(), MAX_CHARACTERS)):
        letter = chr(raw.FPDFText_GetUnicode(text, place))
        seen = raw.FPDFText_GetLooseCharBox(text, place, ctypes.byref(box))
        yield letter, round(abs(box.top - box.bottom)) if seen else 0


def _title(letters: list[tuple[str, int]], size: int) -> str | None:
    """Return the first run of words in this size; white space has the size of what stands before it."""
    for is_large, run in groupby(letters, key=lambda letter: letter[1] == size or not letter[0].strip()):
        title = clean_line(mend_lines("".join(letter for letter, _ in run).replace("\r\n", "\n").replace("\x02", "-")))
        if (
            is_large
            and sum(map(str.isalpha, title)) >= MIN_LETTERS
            and len(title) <= MAX_TITLE
            and not parse_series_number(title)
        ):
            return title
    return None
