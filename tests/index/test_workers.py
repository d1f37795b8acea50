"""Analysis in worker processes: the same index whoever made it, and an index as it was where one of them fails."""

import multiprocessing
import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pebble import ProcessPool
from whoosh import index as whoosh_index
from whoosh.filedb.compound import CompoundStorage

from index import workers
from index.entries import Names
from index.store import IndexStore
from index.update import update_index
from index.workers import Analyst, WorkerLostError, analyse
from library.catalogue import Catalogue
from library.document import Page
from library.settings import Settings
from tests.index.shelf import MIXED, MIXED_PAGES, TOPICS, Shelf, fill, make, search

DOCUMENTS = 40
TASK = 3  # documents in a task, so that each worker has several


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    settings = Settings(home=tmp_path_factory.mktemp("many"))
    with Catalogue.open(settings) as catalogue:
        shelf = Shelf(settings, catalogue)
        fill(shelf)
        shelf.put(MIXED, *MIXED_PAGES)
        for number in range(DOCUMENTS):
            shelf.put(make(f"nr-{number}", f"Rapport nr. {number}"), Page(1, "Kommuner og fylker. " * number, "", "nb"))
        yield shelf


@pytest.fixture(autouse=True)
def small_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "FEW", 2)
    monkeypatch.setattr(workers, "DOCUMENTS", TASK)


def current(shelf: Shelf) -> Path:
    generation = IndexStore(shelf.settings.index).current()
    assert generation is not None
    return generation


def segment(shelf: Shelf, processes: int) -> dict[str, bytes]:
    """Return what a rebuild writes, by the kind of file; the segment's name and the order of files are left to chance."""
    update_index(shelf.settings, shelf.catalogue, TOPICS, rebuild=True, processes=processes)
    index = whoosh_index.open_dir(str(current(shelf)))
    (only,) = index._segments()
    with closing(only.open_compound_file(index.storage)) as files:
        return {name.partition(".")[2]: _content(files, name) for name in files.list()}


def _content(files: CompoundStorage, name: str) -> bytes:
    with closing(files.open_file(name)) as file:
        return bytes(file.read())


def test_no_worker_one_and_two_make_the_same_index_byte_for_byte(many: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    alone, one, two = (segment(many, processes) for processes in range(3))
    assert {"trm", "pst", "_stored.col"} <= set(alone)
    assert alone == one == two
    monkeypatch.setattr(workers, "DOCUMENTS", 1_000)
    monkeypatch.setattr(workers, "CHARACTERS", 200)
    assert segment(many, 0) == alone


def test_documents_come_in_the_order_asked_for(many: Shelf) -> None:
    ids = sorted(many.catalogue.ids(), reverse=True)
    batches = list(analyse(many.settings, many.catalogue, TOPICS, ids, processes=2))
    assert len(batches) >= len(ids) // TASK
    assert [entry.columns["id"].decode() for batch in batches for entry in batch.entries] == ids


def test_few_documents_start_no_process(many: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "FEW", DOCUMENTS)
    batches = analyse(many.settings, many.catalogue, TOPICS, many.catalogue.ids()[: DOCUMENTS - 1], processes=2)
    assert next(batches).entries
    assert multiprocessing.active_children() == []


def test_a_word_is_analysed_once_however_often_and_however_written_it_stands(many: Shelf) -> None:
    analyst = Analyst(many.catalogue, Names(many.catalogue.publishers(), TOPICS))
    list(analyst.batches(["nr-1"]))
    before = analyst.table.count
    list(analyst.batches([f"nr-{number}" for number in range(2, 10)]))
    assert analyst.table.count == before + len("23456789")  # the numbers in the titles


def test_a_full_table_of_words_is_left_and_nothing_changes(many: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = segment(many, 0)
    monkeypatch.setattr("index.wordtable.MAX_WORDS", 5)
    assert segment(many, 0) == whole


def test_what_fails_in_a_worker_fails_here_and_leaves_the_index_as_it_was(many: Shelf) -> None:
    many.index()
    with pytest.raises(KeyError, match="unheard"):
        list(analyse(many.settings, many.catalogue, TOPICS, ["nr-1", "nr-2", "unheard-of", "nr-3"], processes=1))
    assert multiprocessing.active_children() == []


def test_a_worker_that_is_ended_is_one_sentence() -> None:
    context = multiprocessing.get_context("forkserver")
    with ProcessPool(max_workers=1, context=context) as pool, pytest.raises(WorkerLostError, match="try again"):
        workers._result(pool.schedule(os._exit, args=(1,)))


def test_an_interrupt_ends_the_workers_and_leaves_the_index_as_it_was(many: Shelf) -> None:
    many.index(rebuild=True)
    before = current(many)

    def interrupt(done: int, total: int, pages: int = 0) -> None:
        if done > TASK:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        update_index(many.settings, many.catalogue, TOPICS, rebuild=True, progress=interrupt, processes=2)
    assert multiprocessing.active_children() == []
    assert current(many) == before
    assert search(many.open(), "rapport").total > DOCUMENTS
