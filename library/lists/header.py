"""Reads a table's header: what its columns hold, and which signs part cells and the values in a cell."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from library.errors import InvalidRecordError, UnreadableFileError, UnsupportedFormatError
from library.lists.columns import COLUMNS, FILE, LISTS, field_of

_DELIMITERS = (",", ";", "\t")
_SEP = re.compile(r'"?sep=(?P<delimiter>[,;\t|])"?\s*', re.IGNORECASE)  # Excel's own way of telling the sign


@dataclass(frozen=True, slots=True)
class Column:
    """A column that we know."""

    name: str
    """As the header has it."""
    field: str


@dataclass(frozen=True, slots=True)
class Header:
    """What the first row says."""

    names: tuple[str, ...]
    delimiter: str
    end: int
    """Position of the character after it."""
    lines: int
    """How many lines of the file end there."""

    def column(self, position: int) -> Column:
        """Return the column; raise InvalidRecordError for a cell beside the header's columns or under one without a name."""
        name = self.names[position] if position < len(self.names) else ""
        field = field_of(name)
        if field is None:
            raise InvalidRecordError(
                f"Cell {position + 1} of this row stands under no column; quote cells that have «{self._sign}» in them."
            )
        return Column(name, field)

    def fields(self) -> list[str]:
        """Return what its columns hold, in their order."""
        return [field for name in self.names if (field := field_of(name))]

    def unknown(self) -> Iterator[tuple[int, str]]:
        """Yield position and name of each column that has a name and is not known."""
        return ((position, name) for position, name in enumerate(self.names) if name and field_of(name) is None)

    def values(self, cell: str) -> list[str]:
        """Return the values in a cell, which «|» parts, and «;» where it does not part the cells."""
        parts = re.split(r"\|" if self.delimiter == ";" else r"[|;]", cell)
        return [stripped for part in parts if (stripped := part.strip())]

    @property
    def _sign(self) -> str:
        return "tab" if self.delimiter == "\t" else self.delimiter


def read_header(stream: StringIO, path: Path) -> Header:
    """Find the header in the first line that is not blank.

    Raises UnsupportedFormatError if it names neither title nor file, UnreadableFileError if it names one thing twice.
    """
    told = _SEP.fullmatch(stream.readline())
    if not told:
        stream.seek(0)
    start, lines = _after_blank_lines(stream, lines=1 if told else 0)
    signs = (told["delimiter"],) if told else _by_ending(path)
    found = [header for sign in signs if (header := _header(stream, start, lines, sign))]
    best = max(found, key=lambda header: len(header.fields()), default=None)
    if best is None or not {"title", FILE} & set(best.fields()):
        raise UnsupportedFormatError(
            f"{path.name} has no header that we know: its first row must name the columns, among them title or file; "
            f"known are {', '.join(COLUMNS)}."
        )
    _check_once(best, path)
    return best


def _check_once(header: Header, path: Path) -> None:
    fields = header.fields()
    twice = next((field for field in fields if fields.count(field) > 1 and field not in LISTS), None)
    if twice:
        names = " and ".join(f"«{name}»" for name in header.names if field_of(name) == twice)
        raise UnreadableFileError(f"{path.name}: the columns {names} both hold {twice}; remove one of them.")


def _after_blank_lines(stream: StringIO, lines: int) -> tuple[int, int]:
    """Return the position of the first line that is not blank, and how many lines are before it."""
    position = stream.tell()
    while (line := stream.readline()) and not line.strip():
        position, lines = stream.tell(), lines + 1
    return position, lines


def _by_ending(path: Path) -> tuple[str, ...]:
    """The signs that may part cells; of equals the first is taken."""
    return _DELIMITERS if path.suffix.lower() == ".csv" else _DELIMITERS[::-1]


def _header(stream: StringIO, start: int, lines: int, delimiter: str) -> Header | None:
    stream.seek(start)
    reader = csv.reader(iter(stream.readline, ""), delimiter=delimiter, strict=True)
    try:
        cells = next(reader, [])
    except csv.Error:
        return None
    return Header(tuple(cell.strip() for cell in cells), delimiter, stream.tell(), lines + reader.line_num)
