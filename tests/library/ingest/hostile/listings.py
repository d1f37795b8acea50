"""Lists that are no text, have rows without end, name themselves, or reach for files that are none of theirs."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from tests.library.ingest.hostile.case import Hostile, file, write

_ROWS = 1_000_000
_HEADER = "title;type;file\n"
_BINARY = bytes(range(256)) * 20


def _naming(name: str) -> str:
    """Return a list of one document that has a file of this name."""
    return f"{_HEADER};report;{name}\n"


def _naming_a_link(to: str) -> Callable[[Path], None]:
    def put(folder: Path) -> None:
        (folder / ".link.txt").symlink_to(to)  # hidden, so that it is not found by itself
        write(folder, f"{folder.name}.csv", _naming(".link.txt"))

    return put


def _naming_a_pipe(folder: Path) -> None:
    os.mkfifo(folder / ".pipe.txt")
    write(folder, f"{folder.name}.csv", _naming(".pipe.txt"))


def _exploding_strings() -> str:
    strings = [f"@string{{a{n} = {' # '.join([f'a{n - 1}'] * 10)}}}" for n in range(1, 4)]
    return "\n".join(['@string{a0 = "haha"}', *strings, f"@book{{x, title = {' # '.join(['a3'] * 900)}}}"])


LISTINGS = (
    Hostile("binary csv", file(".csv", lambda: _BINARY), "is not text"),
    Hostile("binary ris", file(".ris", lambda: _BINARY), "is not text"),
    Hostile("binary bibtex", file(".bib", lambda: _BINARY), "is not text"),
    Hostile("binary jsonl", file(".jsonl", lambda: _BINARY), "is not text in UTF-8"),
    Hostile("csv of empty rows", file(".csv", lambda: _HEADER + ";;\n" * _ROWS), "lists no document"),
    Hostile("jsonl of empty lines", file(".jsonl", lambda: "\n" * _ROWS), "is empty"),
    Hostile("csv with an endless cell", file(".csv", lambda: f'{_HEADER}"{"a" * _ROWS}'), "a cell in this row and is not closed"),
    Hostile("csv of quotation marks", file(".csv", lambda: _HEADER + '"\n' * 10_000), "lists no document"),
    Hostile("jsonl nested deep", file(".jsonl", lambda: '{"title": ' + "[" * _ROWS), "title: "),
    Hostile("jsonl with a strange field", file(".jsonl", lambda: '{"title": "a", "type": "report", "b\\n\\u202ec": 1}'), "b c"),
    Hostile(
        "bibtex of braces", file(".bib", lambda: "@book{x, title=" + "{" * _ROWS), "a brace is not closed, or it is no entry"
    ),
    Hostile("bibtex whose strings explode", file(".bib", _exploding_strings), "title: Expected str of length <= 1000"),
    Hostile("csv that names a file outside", file(".csv", lambda: _naming("../../../../etc/passwd")), "leads out of the folder"),
    Hostile("csv that names a device", file(".csv", lambda: _naming("/dev/zero")), "leads out of the folder"),
    Hostile("csv that names a link outside", _naming_a_link("/etc/passwd"), "leads out of the folder"),
    Hostile("csv that names a link to itself", _naming_a_link(".link.txt"), "cannot be read: Too many levels"),
    Hostile("csv that names a pipe", _naming_a_pipe, "is no file but a folder, a pipe or a device"),
    Hostile("csv that names its folder", file(".csv", lambda: _naming(".")), "is no file but a folder, a pipe or a device"),
    Hostile("csv that names itself", file(".csv", lambda: _naming("csv-that-names-itself.csv")), "is the list itself"),
    Hostile("csv that names an endless name", file(".csv", lambda: _naming("a" * 5_000)), "aaaa (and so on)"),
    Hostile("csv that names a zero", file(".csv", lambda: _naming("a\0b").encode("utf-16")), "is not the name of a file"),
)
