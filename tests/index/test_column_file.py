"""The file of columns: what is in it is what the segments hold, and where it cannot be trusted they are read instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from unittest.mock import MagicMock, patch

import numpy as np
import pytest
from whoosh.writing import NO_MERGE

from index import column_file, raw_columns
from index.column_file import NAME, open_columns, write_columns
from index.columns import Columns, read_columns
from index.evaluate.lexicon import read_words
from index.store import IndexStore, open_index
from library.document import Page
from tests.index.shelf import Shelf, ids, make, search


def folder_of(shelf: Shelf) -> Path:
    folder = IndexStore(shelf.settings.index).current()
    assert folder is not None
    return folder


def same(one: Columns, other: Columns) -> bool:
    arrays, others = dict(column_file._arrays(one)), dict(column_file._arrays(other))
    kept = [name for name in arrays if not name.startswith("word")]
    are_alike = all(np.array_equal(arrays[name], others[name]) and arrays[name].dtype == others[name].dtype for name in kept)
    keys = [{field: column.keys for field, column in columns.facets.items()} for columns in (one, other)]
    return are_alike and keys[0] == keys[1] and one.ids == other.ids and np.array_equal(one.alive, other.alive)


def several_segments(shelf: Shelf) -> None:
    with patch("index.segments.merge_small", NO_MERGE):
        for number in range(3):
            shelf.put(make(f"ny-{number}", f"Ny rapport {number}", published="2024"), Page(1, "Kommunene og bygdene.", "", "nb"))
            shelf.index()


def removed(shelf: Shelf) -> None:
    shelf.remove("nou-1")
    shelf.index()


def emptied(shelf: Shelf) -> None:
    for id in shelf.catalogue.ids():
        shelf.remove(id)
    shelf.index(rebuild=True)


def untouched(_: Shelf) -> None:
    """Leave the shelf as it was filled."""


@contextmanager
def counting_reads() -> Iterator[MagicMock]:
    with patch.object(column_file, "read_columns", wraps=read_columns) as reads:
        yield reads


@pytest.mark.parametrize("change", [untouched, several_segments, removed, emptied])
def test_what_is_mapped_is_what_the_segments_hold(shelf: Shelf, change: Callable[[Shelf], None]) -> None:
    change(shelf)
    with open_index(folder_of(shelf)).reader() as reader, counting_reads() as reads:
        mapped = open_columns(folder_of(shelf), reader)
        assert not reads.called
        assert same(mapped, read_columns(reader))
        leaves = [(leaf, 0) for leaf in raw_columns.segments(reader)]
        assert mapped.words is not None
        assert list(mapped.words.counted().items()) == list(read_words(leaves).items())


def missing(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def beheaded(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:7])


def with_another_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-100] ^= 1
    path.write_bytes(content)


def of_another_length(path: Path) -> None:
    path.write_bytes(b"\xff" * 8 + path.read_bytes()[8:])


def something_else(path: Path) -> None:
    path.write_bytes(b"{}" * 5000)


@pytest.mark.parametrize(
    "harm", [missing, empty, cut, beheaded, with_another_bit, of_another_length, something_else], ids=lambda harm: harm.__name__
)
def test_a_file_that_cannot_be_read_costs_time_and_nothing_else(shelf: Shelf, harm: Callable[[Path], None]) -> None:
    with closing(shelf.open()) as engine:
        before = search(engine, "kommune")
    harm(folder_of(shelf) / NAME)
    with counting_reads() as reads, closing(shelf.open()) as engine:
        assert search(engine, "kommune") == before
        assert search(engine, "komunene").corrected == "kommunene"
    assert reads.called


def test_a_file_of_another_state_is_not_believed(shelf: Shelf) -> None:
    path = folder_of(shelf) / NAME
    stale = path.read_bytes()
    shelf.put(make("ny", "Klimarisiko på nytt", type="nou", published="2025"))
    shelf.index()
    assert path.read_bytes() != stale
    path.write_bytes(stale)
    with counting_reads() as reads, closing(shelf.open()) as engine:
        assert "ny" in ids(search(engine, "klimarisiko"))
    assert reads.called


def test_an_update_that_was_killed_before_the_file_was_written_is_read_from_the_segments(shelf: Shelf) -> None:
    shelf.put(make("ny", "Klimarisiko på nytt"))
    with patch("index.update.write_columns"):
        shelf.index()
    (folder_of(shelf) / NAME).with_suffix(".new").write_bytes(b"half")
    with closing(shelf.open()) as engine:
        assert "ny" in ids(search(engine, "klimarisiko"))


def test_removed_documents_are_hidden_at_once_and_the_file_stays(shelf: Shelf) -> None:
    before = (folder_of(shelf) / NAME).read_bytes()
    removed(shelf)
    assert (folder_of(shelf) / NAME).read_bytes() == before
    with counting_reads() as reads, closing(shelf.open()) as engine:
        assert "nou-1" not in ids(search(engine))
    assert not reads.called


def test_a_file_that_is_there_is_not_written_again(shelf: Shelf) -> None:
    with counting_reads() as reads:
        write_columns(folder_of(shelf), open_index(folder_of(shelf)))
    assert not reads.called
