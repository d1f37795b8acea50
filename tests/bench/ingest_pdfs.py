"""Makes a folder of PDFs with real text: from the law corpus where it lies beside the project, else from the manual."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path

from library.shipped import DATA
from tests.library.pdfs import pdf
from tests.relevance.corpus import CORPUS, read_corpus

LINE = 80  # characters; what fits between the margins of a page in 12 points
LINES = 46  # … and as many as fit between head and foot
PAGE = 2_800  # characters; about a full page of a report
LONGEST = 60  # pages of one document; a law that is longer is cut
STRIDE = 3  # the corpus is in order of age: each third law gives old and new ones whatever the number of pages
_MARKUP = re.compile(r"^#+ |\*+", re.MULTILINE)
SHORTEST = 1_500  # characters; shorter laws only put another one out of force
_MANUAL_SIZES = (3, 1, 12, 1, 7, 2, 30, 5, 1, 10)  # pages of one document after the other


@dataclass(frozen=True, slots=True)
class Made:
    """What lies in the folder."""

    files: tuple[Path, ...]
    pages: int
    characters: int


def make_pdfs(folder: Path, wanted: int) -> Made:
    """Write PDFs with this many pages in all, or as many as the corpus has."""
    if not CORPUS.is_file():
        print(f"The law corpus is not here ({CORPUS.name}); the PDFs are made from the manual.")
    files, pages, characters = list[Path](), 0, 0
    for title, text in _laws() if CORPUS.is_file() else _manuals():
        laid_out = _lay_out(text)[: min(LONGEST, wanted - pages)]
        files.append(folder / f"{len(files) + 1:05}.pdf")
        files[-1].write_bytes(pdf(laid_out, title=_in_win_ansi(title)))
        pages, characters = pages + len(laid_out), characters + sum(map(len, laid_out))
        if pages == wanted:
            break
    return Made(tuple(files), pages, characters)


def _laws() -> Iterator[tuple[str, str]]:
    for start in range(STRIDE):
        for law in islice(read_corpus(), start, None, STRIDE):
            if len(law.text) >= SHORTEST:
                yield law.title, law.text


def _manuals() -> Iterator[tuple[str, str]]:
    """Yield documents of several sizes without end; each begins at another word, so that no two are the same."""
    words = " ".join(path.read_text(encoding="utf-8") for path in sorted((DATA / "manual").glob("*.md"))).split()
    for number in count():
        start = number * 7 % len(words)
        text = " ".join(words[start:] + words[:start])
        size = _MANUAL_SIZES[number % len(_MANUAL_SIZES)] * PAGE
        yield f"Document {number + 1}", (text * (size // len(text) + 1))[:size]


def _lay_out(text: str) -> list[str]:
    """Return the text of each page."""
    paragraphs = _in_win_ansi(_MARKUP.sub("", text)).splitlines()
    pages: list[list[str]] = [[]]
    for line in (line for paragraph in paragraphs for line in textwrap.wrap(paragraph, LINE)):
        if len(pages[-1]) == LINES or sum(map(len, pages[-1])) + len(line) > PAGE:
            pages.append([])
        pages[-1].append(line)
    return ["\n".join(page) for page in pages]


def _in_win_ansi(text: str) -> str:
    return text.encode("cp1252", "replace").decode("cp1252")
