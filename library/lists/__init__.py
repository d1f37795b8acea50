"""Reads lists of documents (tables, JSONL, RIS, BibTeX) into entries, one by one; what to do with them is the importer's."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from library.extract.signature import BY_ENDING, MediaType
from library.lists.bibtex import read_bibtex
from library.lists.entry import Entry
from library.lists.jsonl import begins_as_jsonl, count_jsonl, read_jsonl
from library.lists.ris import count_ris, read_ris
from library.lists.table import count_table, read_table

__all__ = ["Entry", "ListFormat", "count_entries", "list_format", "read_entries", "recognised_format"]


class ListFormat(StrEnum):
    """How a list is written."""

    TABLE = "table"
    """CSV and TSV: the header tells which sign parts its cells."""
    JSONL = "jsonl"
    RIS = "ris"
    BIBTEX = "bibtex"


FORMATS = {
    ".csv": ListFormat.TABLE,
    ".tsv": ListFormat.TABLE,
    ".tab": ListFormat.TABLE,
    ".jsonl": ListFormat.JSONL,
    ".ndjson": ListFormat.JSONL,
    ".ris": ListFormat.RIS,
    ".bib": ListFormat.BIBTEX,
    ".bibtex": ListFormat.BIBTEX,
}


def list_format(path: Path) -> ListFormat | None:
    """Tell the format by the file's ending; None for what is no list."""
    return FORMATS.get(path.suffix.lower())


def recognised_format(path: Path) -> ListFormat | None:
    """Tell the format by the file's ending, and JSONL under another name by its first lines; None for what is no list."""
    if format := list_format(path):
        return format
    may_be_text = BY_ENDING.get(path.suffix.lower(), MediaType.TEXT) is MediaType.TEXT
    return ListFormat.JSONL if may_be_text and begins_as_jsonl(path) else None


def read_entries(path: Path, format: ListFormat) -> Iterator[Entry]:
    """Return an iterator over what the list says; a thing that cannot be read is an entry with a problem.

    Raises UnreadableFileError, at once, for a file that is missing, empty, not text or without a header that can be used.
    """
    match format:
        case ListFormat.TABLE:
            return read_table(path)
        case ListFormat.JSONL:
            return read_jsonl(path)
        case ListFormat.RIS:
            return read_ris(path)
        case ListFormat.BIBTEX:
            return read_bibtex(path)


def count_entries(path: Path, format: ListFormat) -> int | None:
    """Return how many entries read_entries() will give, for a progress bar; None where only reading them all would tell.

    Raises UnreadableFileError where read_entries() does.
    """
    match format:
        case ListFormat.TABLE:
            return count_table(path)
        case ListFormat.JSONL:
            return count_jsonl(path)
        case ListFormat.RIS:
            return count_ris(path)
        case ListFormat.BIBTEX:
            return None
