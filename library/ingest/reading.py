"""Reads files in child processes: both cores at work, and a file that hangs or crashes its parser costs itself only.

Answers come in the order of the questions, so that the same files always make the same library.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import resource
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import Future, wait
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Generic, Self, TypeVar

from pebble import ProcessExpired, ProcessPool

from library.cleaning import clean_line
from library.document import DetectedLanguage
from library.errors import UnreadableFileError, UnsupportedFormatError
from library.extract import Extracted, extract
from library.extract.ocr import can_read_pictures
from library.extract.pdf import extract_pdf
from library.ingest.firstpages import read_first_pages
from library.language import LanguageDetector
from library.newsletter import NewsItem, Newsletter, NewsletterPatterns, read_newsletter, shipped_patterns
from library.record import Description

_LOG = logging.getLogger(__name__)
T = TypeVar("T")
AHEAD = 25  # files asked for at a time for each process, so that it has work while a transaction is written
AHEAD_SIZE = 40_000_000  # bytes of all of them, or else a few large ones would hold too much text in memory
LOOK_AHEAD = 1.0  # seconds between looks at what else there is to do while an answer is long in coming
FILES_A_PROCESS = 500  # after which it is replaced, and what its parsers leaked goes with it
MAX_NEWSLETTER = 60_000  # characters of what may be taken for a newsletter unasked: some twenty pages
MAX_LIST_HEADING = 60  # characters of a line that may be a heading of a list in such a one; lines of text are longer
MIN_ITEMS, MIN_LISTS = 3, 2  # publications, and lists that they stand in, in such a one
OUT_OF_MEMORY = 77  # with which a process ends that took all it may; no signal and no code of Python's own
# Once, in the server that child processes are forked from; Python 3.11 pays no heed to the first.
_IMPORTED = ["__main__", "library.ingest.reading"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one file may cost."""

    seconds: float = 120.0
    """A PDF of 10,000 pages takes about 20."""
    ocr_seconds: float = 7_200.0
    """A scan of 300 pages takes about half an hour."""
    memory: int = 3_000_000_000
    """Bytes of address space of one process, of which libraries take a third before they read anything."""
    processes: int = os.cpu_count() or 1


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that a file tells by itself."""

    extracted: Extracted
    """With the language of each page."""
    detected: DetectedLanguage | None
    first_pages: Description
    """What its first pages print."""
    items: tuple[NewsItem, ...] = ()
    """What it lists, if it is a newsletter; then its sections stand for its pages."""
    leftovers: tuple[str, ...] = ()
    """Lines of the lists that are no title."""
    note: str = ""
    """What the editor should know of how it was read."""


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """A job with the file that is to be read for it, if any."""

    job: T
    path: Path | None = None
    is_newsletter: bool | None = None
    """None: see for yourself."""
    size: int = 0
    """Bytes of the file, as near as is known."""


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """What became of a job: a reading, or a sentence that tells why there is none; neither, if nothing was to be read."""

    job: T
    reading: Reading | None = None
    problem: str = ""
    is_unsupported: bool = False


class Reader:
    """Child processes that read files; close it when done."""

    def __init__(self, limits: Limits = Limits()) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_IMPORTED)
        self._limits = limits
        self._pool = ProcessPool(
            max_workers=limits.processes,
            max_tasks=FILES_A_PROCESS,
            initializer=_limit_memory,
            initargs=(limits.memory,),
            context=context,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._pool.stop() if kind else self._pool.close()
        self._pool.join()

    def read(self, questions: Iterable[Question[T]]) -> Iterator[Answer[T]]:
        """Yield an answer to each question, in their order; questions are asked for as answers are taken."""
        return filter(None, self.stream(questions))

    def stream(self, questions: Iterable[Question[T]]) -> Iterator[Answer[T] | None]:
        """Yield what read() does, and None now and then while the next answer is long in coming."""
        waiting: deque[_Asked[T]] = deque()
        coming = iter(questions)
        while True:
            while self._has_room(waiting) and (question := next(coming, None)):
                waiting.append(self._ask(question))
            if not waiting:
                return
            asked = waiting.popleft()
            while not self._is_done(asked):
                for other in waiting:  # the other processes may read the next scans meanwhile
                    self._ask_for_pictures(other)
                yield None
            yield self._answer(asked) if asked.text else Answer(asked.question.job)

    def _has_room(self, waiting: Collection[_Asked[T]]) -> bool:
        size = sum(asked.question.size for asked in waiting)
        return len(waiting) < AHEAD * self._limits.processes and (size < AHEAD_SIZE or not waiting)

    def _ask(self, question: Question[T]) -> _Asked[T]:
        if question.path is None:
            return _Asked(question)
        args = (question.path, False, question.is_newsletter)
        return _Asked(question, self._pool.schedule(_read_or_end, args=args, timeout=self._limits.seconds))

    def _ask_for_pictures(self, asked: _Asked[T]) -> None:
        """Have a scan read as pictures, where its text was looked for and not found, and that is possible."""
        if asked.pictures is None and asked.is_scan() and can_read_pictures():
            args = (asked.question.path, True, asked.question.is_newsletter)
            asked.pictures = self._pool.schedule(_read_or_end, args=args, timeout=self._limits.ocr_seconds)

    def _is_done(self, asked: _Asked[T]) -> bool:
        """Wait a while for what is at work on a question; tell whether all of it is done."""
        if asked.text and not wait([asked.text], timeout=LOOK_AHEAD).done:
            return False
        self._ask_for_pictures(asked)
        return asked.pictures is None or bool(wait([asked.pictures], timeout=LOOK_AHEAD).done)

    def _answer(self, asked: _Asked[T]) -> Answer[T]:
        job, path = asked.question.job, asked.question.path
        assert path is not None  # it was asked for
        try:
            reading = asked.reading()
        except UnsupportedFormatError as error:
            return Answer(job, problem=str(error), is_unsupported=True)
        except UnreadableFileError as error:
            return Answer(job, problem=str(error))
        except TimeoutError:
            return Answer(
                job, problem=f"{_name(path)} takes more than {self._limits.seconds:.0f} seconds to read; it is left out."
            )
        except ProcessExpired as error:
            return Answer(job, problem=_epitaph(path, error.exitcode))
        except Exception as error:
            _LOG.debug("%s could not be read", path, exc_info=True)
            return Answer(job, problem=f"{_name(path)} is damaged: its reader fails with {type(error).__name__} ({error}).")
        return Answer(job, reading)


@dataclass(slots=True)
class _Asked(Generic[T]):
    """A question, and what was set to work on it."""

    question: Question[T]
    text: Future[Reading] | None = None
    pictures: Future[Reading] | None = None

    def reading(self) -> Reading:
        """Return what was read; of a scan, what is in its pictures. Where that failed, it is still a scan."""
        assert self.text is not None  # it was asked for
        if self.pictures is None:
            return self.text.result()
        try:
            return self.pictures.result()
        except Exception as error:
            reason = " ".join(str(error).split()) or type(error).__name__
            return replace(self.text.result(), note=f"its pages could not be read by OCR ({reason})")

    def is_scan(self) -> bool:
        """Tell whether it was read and has pages without text."""
        if self.text is None or not self.text.done() or self.text.exception():
            return False
        extracted = self.text.result().extracted
        return bool(extracted.page_count) and not extracted.has_text


def _read_or_end(path: Path, ocr: bool, is_newsletter: bool | None) -> Reading:
    """Read a file, and end the process if that takes all its memory: what is left of it would spoil the next file too."""
    try:
        return read_file(path, ocr, is_newsletter)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _epitaph(path: Path, exit_code: int | None) -> str:
    if exit_code == OUT_OF_MEMORY:
        return f"{_name(path)} takes more memory to read than one file may; it is left out."
    return f"{_name(path)} makes its reader crash; it is damaged, or hostile."


def read_file(path: Path, ocr: bool = False, is_newsletter: bool | None = None) -> Reading:
    """Read one file: what a child process does. Raises UnreadableFileError."""
    extracted = extract_pdf(path, ocr=True) if ocr else extract(path)
    first_pages = read_first_pages(extracted.pages, extracted.looks_titled)
    newsletter = None if is_newsletter is False else _newsletter(extracted, is_newsletter is True)
    pages, detected = _detector().mark(newsletter.sections if newsletter else extracted.pages)
    return Reading(
        extracted=replace(extracted, pages=pages),
        detected=detected,
        first_pages=first_pages,
        items=newsletter.items if newsletter else (),
        leftovers=newsletter.leftovers if newsletter else (),
    )


def _newsletter(extracted: Extracted, is_known: bool) -> Newsletter | None:
    """Read a newsletter; what nobody called one must be short and have several lists, as few reports have."""
    if not is_known and not _may_be_newsletter(extracted):
        return None
    newsletter = read_newsletter(extracted.pages, _patterns(), _detector().detect_page)
    if newsletter is None or is_known:
        return newsletter
    is_one = len(newsletter.items) >= MIN_ITEMS and len({item.section for item in newsletter.items}) >= MIN_LISTS
    return newsletter if is_one else None


def _may_be_newsletter(extracted: Extracted) -> bool:
    """Tell by a quick look whether reading it as a newsletter is worth while, which it hardly ever is."""
    if sum(len(page.text) for page in extracted.pages) > MAX_NEWSLETTER:
        return False
    lines = (
        " ".join(line.split()) for page in extracted.pages for line in page.text.split("\n") if len(line) <= MAX_LIST_HEADING
    )
    headings = (line for line in lines if _patterns().list_heading(line))
    return len(list(islice(headings, MIN_LISTS))) == MIN_LISTS


@cache
def _patterns() -> NewsletterPatterns:
    return shipped_patterns()


@cache
def _detector() -> LanguageDetector:
    return LanguageDetector.load()


def _limit_memory(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _name(path: Path) -> str:
    return clean_line(path.name)
