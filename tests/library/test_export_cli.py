"""The command `kartotek export`: to stdout, or to a file that is whole or is not there."""

import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from library.catalogue import Catalogue
from library.document import Page
from library.exporting import export_catalogue
from library.settings import Settings
from tests.library.documents import document
from tests.library.test_cli import Terminal


@pytest.fixture
def terminal(settings: Settings) -> Terminal:
    with Catalogue.open(settings) as catalogue, catalogue.writing() as writer:
        for number in range(3):
            writer.put(document(f"bok-{number}"), (Page(1, "Sild\u2028og anna"),))
    return Terminal(settings)


def expected(settings: Settings, *, text: bool) -> bytes:
    with Catalogue.open(settings) as catalogue:
        return b"".join(export_catalogue(catalogue, text=text))


@pytest.mark.parametrize("options", [(), ("--text",)], ids=["metadata", "text"])
def test_stdout_and_a_file_get_the_same(terminal: Terminal, tmp_path: Path, options: tuple[str, ...]) -> None:
    whole = expected(terminal.settings, text=bool(options))
    file = tmp_path / "a.jsonl"
    assert terminal.run("export", *options).stdout.encode() == whole
    assert terminal.run("export", file, *options).stdout == ""
    assert file.read_bytes() == whole


def test_a_link_stays_one(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link, file = tmp_path / "a.jsonl", tmp_path / "there" / "b.jsonl"
    link.symlink_to(file)
    terminal.run("export", link)
    assert link.is_symlink()
    assert file.read_bytes() == expected(terminal.settings, text=False)


def test_a_file_stays_as_it_was_where_reading_fails(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text("gamal")
    with closing(sqlite3.connect(terminal.settings.database)) as database, database:
        database.execute("UPDATE pages SET headings = 'broken' WHERE document = 'bok-2'")
    with pytest.raises(msgspec.DecodeError):
        terminal.run("export", file, "--text")
    assert file.read_text() == "gamal"
    assert list(tmp_path.glob(".*")) == []


def test_a_folder_that_is_not_there_is_told(terminal: Terminal, tmp_path: Path) -> None:
    said = terminal.run("export", tmp_path / "nowhere" / "a.jsonl", code=1).output
    assert "cannot be written: No such file or directory." in said
