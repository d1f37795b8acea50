"""Reads tables: the header says what each column holds, and which sign parts the cells; each row becomes an entry."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from library.errors import InvalidRecordError, UnreadableFileError
from library.lists.addresses import is_web, read_file_at, web_address
from library.lists.checking import to_entry
from library.lists.columns import COLUMNS, FILE, LISTS
from library.lists.dates import read_date, read_years
from library.lists.entry import Entry
from library.lists.header import Column, Header, read_header
from library.lists.names import read_language, read_type
from library.lists.source import read_text

CONVERSIONS: dict[str, Callable[[str], object]] = {
    "type": read_type,
    "published": read_date,
    "concerns": read_years,
    "language": read_language,
    "landing_page": web_address,
}
"""How the cells of a column are read, where they do not stand as they are."""


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: Sequence[str] = ()
    problem: str | None = None


def read_table(path: Path) -> Iterator[Entry]:
    """Read a table row by row.

    Raises UnreadableFileError, at once, if it is missing, empty, not text or its header cannot be used.
    """
    text, header = _open(path)
    return (_entry(header, row) for row in _rows(text, header))


def count_table(path: Path) -> int:
    """Return the number of rows that are not empty."""
    return sum(1 for _ in _rows(*_open(path)))


def _open(path: Path) -> tuple[str, Header]:
    text = read_text(path)
    header = read_header(_stream(text), path)
    unknown = dict(header.unknown())
    for row in _rows(text, header) if unknown else ():
        if strange := next((unknown[position] for position, _ in _filled(row) if position in unknown), None):
            raise UnreadableFileError(
                f"{path.name}: the column «{strange}» is not known; rename it to one of {', '.join(COLUMNS)}, or remove it."
            )
    return text, header


def _stream(text: str) -> StringIO:
    # With newline="" lines keep their ends, for line breaks in quoted cells, and end where csv thinks that they do.
    return StringIO(text, newline="")


def _rows(text: str, header: Header) -> Iterator[_Row]:
    """Yield each row that is not empty. After a quotation mark without its mate reading begins again on the next line."""
    stream = _stream(text)
    position, line = header.end, header.lines
    while True:
        stream.seek(position)
        reader = csv.reader(iter(stream.readline, ""), delimiter=header.delimiter, strict=True)
        before = line
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield _Row(line + 1, cells)
                position, line = stream.tell(), before + reader.line_num
            return
        except csv.Error:
            yield _Row(line + 1, problem=_BAD_QUOTES)
            stream.seek(position)
            stream.readline()
            position, line = stream.tell(), line + 1


_BAD_QUOTES = (
    "A quotation mark opens a cell in this row and is not closed, or the cell is longer than "
    f'{csv.field_size_limit():,} characters; write a quotation mark inside such a cell twice ("").'
)


def _entry(header: Header, row: _Row) -> Entry:
    place = f"line {row.line}"
    try:
        if row.problem:
            raise InvalidRecordError(row.problem)
        return _described(header, row, place)
    except InvalidRecordError as error:
        return Entry(place=place, problem=str(error))


def _described(header: Header, row: _Row, place: str) -> Entry:
    fields: dict[str, object] = {}
    file = None
    for position, text in _filled(row):
        column = header.column(position)
        if column.field == FILE and not is_web(text):
            file = text
        elif column.field == FILE:
            fields["files"] = [_converted(column, read_file_at, text)]
        elif column.field in LISTS:
            fields[column.field] = [*_list(fields.get(column.field)), *header.values(text)]
        else:
            fields[column.field] = _converted(column, CONVERSIONS.get(column.field, str), text)
    return to_entry(place, fields, file)


def _filled(row: _Row) -> Iterator[tuple[int, str]]:
    return ((position, stripped) for position, cell in enumerate(row.cells) if (stripped := cell.strip()))


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def _converted(column: Column, read: Callable[[str], object], text: str) -> object:
    try:
        return read(text)
    except InvalidRecordError as error:
        raise InvalidRecordError(f"{column.name}: {error}") from None
