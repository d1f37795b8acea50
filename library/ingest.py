"""Imports lists of records.

Holds the writer's lock throughout and writes in batches, so that an interruption leaves whole documents only and the
same command, given again, completes the work.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TypeVar

from library.catalogue import Catalogue
from library.describe import to_pages
from library.errors import InvalidRecordError, UnreadableFileError
from library.intake import Intake, Tools
from library.lock import writer_lock
from library.progress import Progress, silent
from library.record import Record, parse_record
from library.report import ImportReport, Taken, Tally
from library.settings import Settings

T = TypeVar("T")
BATCH = 100  # records in one transaction: few enough to lose little when killed, many enough that writing is not all waiting


def import_jsonl(settings: Settings, catalogue: Catalogue, path: Path, progress: Progress = silent) -> ImportReport:
    """Import one record from each line; a line that is none is reported, and the others are imported.

    Raises UnreadableFileError, before anything is imported, if the file cannot be read or is empty.
    """
    total = _count_lines(path)
    tally = Tally()
    with writer_lock(settings, "import"), path.open("rb") as file:
        tools = Tools.load()
        for batch in in_batches(enumerate(file, start=1)):
            with catalogue.writing() as writer:
                intake = Intake(writer, tools)
                for number, line in batch:
                    _import_line(intake, tally, number, line)
            progress(batch[-1][0], total)
    return tally.report()


def in_batches(items: Iterable[T]) -> Iterator[list[T]]:
    """Part items into lists of one transaction's size."""
    iterator = iter(items)
    while batch := list(islice(iterator, BATCH)):
        yield batch


def _import_line(intake: Intake, tally: Tally, number: int, line: bytes) -> None:
    stripped = line.removeprefix(codecs.BOM_UTF8).strip()
    if not stripped:
        return
    try:
        tally.count(_take(intake, parse_record(stripped)))
    except InvalidRecordError as error:
        tally.fail(f"line {number}", str(error))


def _take(intake: Intake, record: Record) -> Taken:
    if record.text_file is not None:
        raise InvalidRecordError("text_file: only the catalogue that ships with Kartotek may name files; give the text in pages.")
    return intake.take(record, to_pages(record.pages))


def _count_lines(path: Path) -> int:
    """Return the number of lines; raise UnreadableFileError unless one of them says something."""
    number, is_blank = 0, True
    try:
        with path.open("rb") as file:
            for line in file:
                number += 1
                is_blank = is_blank and not line.removeprefix(codecs.BOM_UTF8).strip()
    except OSError as error:
        raise UnreadableFileError(f"{path} cannot be read: {error.strerror}.") from error
    if is_blank:
        raise UnreadableFileError(f"{path.name} is empty.")
    return number
