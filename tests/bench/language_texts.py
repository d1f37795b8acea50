"""Real texts in known languages, used neither for training nor for tuning, as passages of the length asked for.

How a text's language is known never depends on the detector: by who made the collection, or by counting function words.
"""

from __future__ import annotations

import gettext
import gzip
import html
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from library.training import Part, norwegian_form, part_of, passages, read_laws, training_passages

Passages = Iterator[tuple[str, str]]  # language and passage
T = TypeVar("T")

_ENGLISH = frozenset({"the", "of", "is", "and", "this", "that", "are", "be", "with", "which", "will", "not", "by", "you", "it"})
RUN = 5  # words; five in a row are seldom the same by chance
MAX_COPIED = 0.1  # of the runs may stand in what was trained on
PER_DOCUMENT = 3  # passages; so that long documents do not outweigh the others
MAX_ENGLISH = 0.02  # of the words in a paragraph of a translated manual page
MIN_ENGLISH = 0.15  # … and of one in English
MIN_PARAGRAPH = 150  # characters; shorter ones in manual pages are lists of options
MIN_MESSAGE = 80  # characters; shorter ones are menus
PER_HANDBOOK_PAGE = 1
PER_CATALOGUE = 10  # passages; catalogues are longer than manual pages
_SIGNS = re.compile(r"--?[\w-]+|%\S+|\b[A-Z_]{2,}\b|</?\w+>")
_ROFF = re.compile(r"\\f(?:[BIPR]|\((?:CW|CR))|\\[&|^%]|\\s[-+]?\d+")
_PARAGRAPH = re.compile(r"<p\b[^>]*>(.*?)</p>", re.DOTALL)
_SET_AS_CODE = re.compile(r"<(code|pre|kbd)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_CODE = re.compile(r"\\f[BI].*?\\f[PR]|\\-\S*")


def spread(found: Iterable[T], most: int = PER_DOCUMENT) -> list[T]:
    """Return at most so many, evenly spread."""
    every = list(found)
    return every[:: max(1, -(-len(every) // most))]


def laws(corpus: Path, length: int) -> Passages:
    """Yield passages of modern laws that are plainly in one written form, less what resembles a passage trained on."""
    trained = {run for chosen in training_passages(read_laws(corpus)).values() for passage in chosen for run in runs(passage)}
    for law in read_laws(corpus):
        if part_of(law.id) is Part.MEASURED:
            told = ((norwegian_form(passage), passage) for passage in passages(law.text, length))
            kept = ((form, passage) for form, passage in told if form and not resembles(passage, trained))
            yield from spread(kept)


def runs(text: str) -> set[tuple[str, ...]]:
    """Return all runs of neighbouring words."""
    words = text.lower().split()
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


def resembles(text: str, trained: set[tuple[str, ...]]) -> bool:
    """Tell whether much of the text stands in the passages trained on, as regulations copy each other."""
    own = runs(text)
    return len(own & trained) > MAX_COPIED * len(own)


def measured(paths: Iterable[Path]) -> list[Path]:
    """Return the files by which no constant was chosen, in a fixed order."""
    return sorted(path for path in paths if part_of(path.name) is not Part.DEVELOPMENT)


def manual_pages(folder: Path, language: str, length: int) -> Passages:
    """Yield passages of manual pages, less what was left in English (for English: less what is not running text)."""
    for path in measured(folder.glob("man[1-8]/*.gz")):
        kept = (paragraph for paragraph in paragraphs(path) if wanted(paragraph, language))
        yield from ((language, passage) for passage in spread(passages(" ".join(kept), length)))


def paragraphs(path: Path) -> Iterator[str]:
    """Yield the running text of a manual page, paragraph by paragraph, without commands and markup."""
    gathered: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if line.startswith((".", "'")) or not line.strip():
                yield " ".join(gathered)
                gathered.clear()
            else:
                gathered.append(_ROFF.sub("", _CODE.sub(" ", line.strip())))
    yield " ".join(gathered)


def wanted(paragraph: str, language: str) -> bool:
    """Tell whether a paragraph is running text in the language of its manual page."""
    return len(paragraph) >= MIN_PARAGRAPH and is_running_text(paragraph, language)


def is_running_text(paragraph: str, language: str) -> bool:
    """Tell whether the text is not English where it should not be, nor unreadable; where it should be, that it is."""
    words = re.findall(r"[^\W\d_]+", paragraph.lower())
    if not words or "\ufffd" in paragraph or "\\(" in paragraph:
        return False
    share = sum(word in _ENGLISH for word in words) / len(words)
    return share >= MIN_ENGLISH if language == "en" else share <= MAX_ENGLISH


def handbooks(folder: Path, language: str, length: int) -> Passages:
    """Yield passages of programs' handbooks in HTML, less what was left in English; what several pages say, once."""
    said: set[str] = set()
    for path in measured(folder.rglob("*.html")):
        found = (running_text(match[1]) for match in _PARAGRAPH.finditer(path.read_text(encoding="utf-8", errors="replace")))
        kept = [paragraph for paragraph in found if paragraph not in said and wanted(paragraph, language)]
        said.update(kept)
        yield from ((language, passage) for passage in spread(passages(" ".join(kept), length), PER_HANDBOOK_PAGE))


def running_text(markup: str) -> str:
    """Return a paragraph's text without tags, and without what is set as code."""
    return " ".join(html.unescape(_TAG.sub(" ", _SET_AS_CODE.sub(" ", markup))).split())


def program_texts(folder: Path, language: str, length: int) -> Passages:
    """Yield passages of what programs say in this language, from the longer messages of gettext catalogues in UTF-8."""
    for path in measured(folder.glob(f"{language}/LC_MESSAGES/*.mo")):
        found = (_SIGNS.sub(" ", message) for message in messages(path) if len(message) >= MIN_MESSAGE)
        kept = (message for message in found if is_running_text(message, language))
        yield from ((language, passage) for passage in spread(passages(" ".join(kept), length), PER_CATALOGUE))


def messages(path: Path) -> Iterator[str]:
    """Yield what a catalogue says otherwise than its English original; nothing if it is not in UTF-8."""
    with path.open("rb") as file:
        try:
            catalogue = gettext.GNUTranslations(file)
        except UnicodeDecodeError:
            return
    translated: dict[object, str] = vars(catalogue)["_catalog"]
    yield from (text for original, text in translated.items() if original and original != text)
