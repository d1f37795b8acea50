"""The command `kartotek export`: to stdout, or to a file that is whole or is not there."""

import os
import sqlite3
import tty
from concurrent.futures import ThreadPoolExecutor
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


@pytest.mark.parametrize("through_a_link", [False, True], ids=["itself", "a link to it"])
def test_a_pipe_stays_one_and_gets_everything(terminal: Terminal, tmp_path: Path, through_a_link: bool) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    with ThreadPoolExecutor() as pool:
        read = pool.submit(pipe.read_bytes)
        terminal.run("export", link if through_a_link else pipe)
        assert read.result(timeout=30) == expected(terminal.settings, text=False)
    assert pipe.is_fifo()
    assert list(tmp_path.glob(".*")) == []


def test_a_device_is_written_into_and_not_replaced(terminal: Terminal, tmp_path: Path) -> None:
    """A terminal of our own stands for /dev/null, which a test that fails would spoil where it runs as root."""
    reader, device = os.openpty()
    try:
        with ThreadPoolExecutor() as pool:
            tty.setraw(device)
            count = len(expected(terminal.settings, text=False))
            read = pool.submit(_read_exactly, reader, count)
            terminal.run("export", os.ttyname(device))
            assert read.result(timeout=30) == expected(terminal.settings, text=False)
        assert Path(os.ttyname(device)).is_char_device()
    finally:
        os.close(reader)
        os.close(device)


def _read_exactly(descriptor: int, count: int) -> bytes:
    read = b""
    while len(read) < count:
        read += os.read(descriptor, count - len(read))
    return read


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
