"""Reads the exchange format: one document or publisher from each line."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import BinaryIO

from library.copying import check_copy
from library.errors import InvalidRecordError, UnreadableFileError
from library.lists.entry import Entry
from library.publisher_record import is_publisher_line, parse_publisher
from library.record import Description, Record, parse_record

# Bytes. The longest propositions to the Storting have under 10 MB of text; a longer line is no record but a file
# without line ends, and would be held in memory whole.
MAX_LINE = 50_000_000
_HEAD = 4_096  # bytes, in which a file that is not text gives itself away


def read_jsonl(path: Path) -> Iterator[Entry]:
    """Read a list of records, line by line; raise UnreadableFileError, at once, if it is missing, empty or not text."""
    _check(path)
    return (_entry(number, line) for number, line in _lines(path))


def count_jsonl(path: Path) -> int:
    """Return the number of lines that are not blank."""
    _check(path)
    return sum(1 for _ in _lines(path))


def _check(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
        is_blank = next(_lines(path), None) is None
    except OSError as error:
        raise UnreadableFileError(f"{path} cannot be read: {error.strerror}.") from error
    if is_blank:
        raise UnreadableFileError(f"{path.name} is empty.")
    if b"\0" in head:  # also UTF-16 has these
        raise UnreadableFileError(f"{path.name} is not text in UTF-8; save it as UTF-8 and import it again.")


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield number and content of each line that is not blank; of a line that is too long, its beginning."""
    with path.open("rb") as file:
        for number in count(1):
            line = file.readline(MAX_LINE + 1)
            if not line:
                return
            _skip_rest(file, line)
            if stripped := line.removeprefix(codecs.BOM_UTF8).strip():
                yield number, stripped


def _skip_rest(file: BinaryIO, part: bytes) -> None:
    while part and not part.endswith(b"\n"):
        part = file.readline(MAX_LINE)


def _entry(number: int, line: bytes) -> Entry:
    place = f"line {number}"
    try:
        if is_publisher_line(line):
            return Entry(place=place, publisher=parse_publisher(line))
        record = _record(line)
    except InvalidRecordError as error:
        return Entry(place=place, problem=str(error))
    return Entry(place=place, says=_description(record), pages=tuple(record.pages), library=record.library)


def _record(line: bytes) -> Record:
    if len(line) > MAX_LINE:
        raise InvalidRecordError(f"The line is longer than {MAX_LINE / 1e6:,.0f} MB; part the document.")
    record = parse_record(line)
    if record.text_file is not None:
        raise InvalidRecordError("text_file: only the catalogue that ships with Kartotek may name files; give the text in pages.")
    check_copy(record)
    return record


def _description(record: Record) -> Description:
    return Description(**{name: getattr(record, name) for name in Description.__struct_fields__})
