"""The index follows the catalogue: changes, removals, rebuilds, and whatever happens half-way."""

import gc
import os
from collections.abc import Iterator
from dataclasses import replace

import pytest

from index.store import IndexMissingError, IndexStore, read_stamp, write_stamp
from index.update import update_index
from index.whoosh_engine import WhooshEngine
from library.document import Page
from library.errors import LockedError
from library.lock import writer_lock
from library.settings import Settings
from library.vocabulary import Names, Topic, Topics
from tests.index.shelf import DOCUMENTS, TOPICS, Shelf, ids, make, search

NEW = make("ny", "Hurtigbåter langs kysten", published="2024")


@pytest.fixture
def engine(shelf: Shelf) -> Iterator[WhooshEngine]:
    engine = shelf.open()
    yield engine
    engine.close()


def generation(shelf: Shelf) -> str:
    current = IndexStore(shelf.settings.index).current()
    assert current is not None
    return current.name


def test_takes_only_what_changed_since_last_time(shelf: Shelf) -> None:
    shelf.put(NEW)
    report = shelf.index()
    assert (report.rebuilt, report.indexed, report.removed) == (False, 1, 0)
    assert shelf.index().indexed == 0


def test_an_open_engine_sees_additions_changes_and_removals(shelf: Shelf, engine: WhooshEngine) -> None:
    before = engine.status().generation
    shelf.put(NEW, Page(1, "Båtene går hver dag."))
    shelf.index()
    assert ids(search(engine, "hurtigbåt")) == ["ny"]
    assert engine.status().generation != before
    shelf.put(replace(NEW, title="Ferjer langs kysten"))
    shelf.index()
    assert ids(search(engine, "hurtigbåt")) == []
    assert ids(search(engine, "ferje")) == ["ny"]
    shelf.remove("ny")
    assert shelf.index().removed == 1
    assert ids(search(engine, "ferje")) == []
    assert engine.status().documents == len(DOCUMENTS)


def test_a_rebuild_gives_the_same_answers_as_following(shelf: Shelf, engine: WhooshEngine) -> None:
    shelf.put(NEW)
    shelf.remove("nou-2")
    shelf.index()
    followed = {query: search(engine, query) for query in ("", "kommune", "langs kysten", "klima")}
    report = shelf.index(rebuild=True)
    assert (report.rebuilt, report.indexed) == (True, len(DOCUMENTS))
    for query, results in followed.items():
        rebuilt = search(engine, query)
        assert ids(rebuilt) == ids(results)
        assert rebuilt.facets == results.facets


def test_a_rebuild_is_made_beside_and_switched(shelf: Shelf) -> None:
    old = generation(shelf)
    shelf.index(rebuild=True)
    assert generation(shelf) != old
    assert [folder.name for folder in shelf.settings.index.glob("g*")] == [generation(shelf)]


def test_an_interrupted_rebuild_leaves_the_index_in_use(shelf: Shelf, engine: WhooshEngine) -> None:
    def interrupt(done: int, total: int, pages: int = 0) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        update_index(shelf.settings, shelf.catalogue, TOPICS, rebuild=True, progress=interrupt)
    assert search(engine).total == len(DOCUMENTS)
    assert shelf.open().status().documents == len(DOCUMENTS)
    assert shelf.index(rebuild=True).indexed == len(DOCUMENTS)


def test_changes_taken_twice_after_a_kill_are_taken_once(shelf: Shelf, engine: WhooshEngine) -> None:
    """Killed between whoosh's commit and the stamp, the next update takes the same changes again."""
    folder = shelf.settings.index / generation(shelf)
    before = read_stamp(folder)
    assert before is not None
    shelf.put(NEW)
    shelf.index()
    write_stamp(folder, before)
    assert shelf.index().indexed == 1
    assert search(engine, "hurtigbåt").total == 1


def test_an_index_made_in_another_way_is_rebuilt(shelf: Shelf) -> None:
    folder = shelf.settings.index / generation(shelf)
    stamp = read_stamp(folder)
    assert stamp is not None
    write_stamp(folder, replace(stamp, analysis="1-other"))
    with pytest.raises(IndexMissingError, match="kartotek index"):
        shelf.open()
    assert shelf.index().rebuilt


def test_another_topic_tree_calls_for_a_rebuild(shelf: Shelf) -> None:
    other = Topics([*TOPICS, Topic(key="hav", labels=Names(nb="Hav"))])
    with pytest.raises(IndexMissingError):
        shelf.open(other)


def test_a_missing_index_is_one_sentence(tmp_path_factory: pytest.TempPathFactory, shelf: Shelf) -> None:
    empty = Settings(home=tmp_path_factory.mktemp("empty"))
    with pytest.raises(IndexMissingError, match="kartotek index"):
        WhooshEngine.open(empty, shelf.catalogue, TOPICS)


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")  # whoosh leaves what it cannot read to the collector
@pytest.mark.parametrize("name", ["current", "stamp.json", "*.toc", "*.seg"])
@pytest.mark.parametrize("content", [None, b"", os.urandom(5000)], ids=["gone", "empty", "noise"])
def test_a_damaged_index_is_one_sentence_and_made_anew(shelf: Shelf, name: str, content: bytes | None) -> None:
    (file,) = shelf.settings.index.rglob(name)
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(IndexMissingError, match="kartotek index"):
        shelf.open()
    report = shelf.index()
    assert (report.rebuilt, report.indexed) == (True, len(DOCUMENTS))
    assert shelf.open().status().documents == len(DOCUMENTS)
    gc.collect()


def test_a_library_whose_last_document_is_removed_answers_with_none(shelf: Shelf, engine: WhooshEngine) -> None:
    for document, _ in DOCUMENTS:
        shelf.remove(document.id)
    shelf.index()
    assert search(engine, "distrikt").total == search(engine).total == 0
    shelf.index(rebuild=True)
    found = search(engine, 'distrikt "små samfunn" NOU 2020:12 år:2020 by*')
    assert (found.total, engine.status().documents) == (0, 0)


def test_a_heading_weighs_more_than_its_text(shelf: Shelf, engine: WhooshEngine) -> None:
    text = "Reiselivet i nord. " + "Her er mer tekst. " * 20
    shelf.put(make("i-teksten", "Første rapport", published="2024"), Page(1, text))
    shelf.put(make("i-overskriften", "Andre rapport", published="2023"), Page(1, text, headings=("Reiselivet i nord",)))
    shelf.index()
    assert ids(search(engine, "reiseliv")) == ["i-overskriften", "i-teksten"]


def test_a_second_writer_is_told_who_writes(shelf: Shelf) -> None:
    with writer_lock(shelf.settings, "import"), pytest.raises(LockedError, match="import"):
        shelf.index()


def test_the_collector_runs_as_before_after_an_update_however_it_ended(shelf: Shelf) -> None:
    def interrupt(done: int, total: int, pages: int = 0) -> None:
        raise KeyboardInterrupt

    before = gc.get_threshold()
    shelf.index(rebuild=True)
    with pytest.raises(KeyboardInterrupt):
        update_index(shelf.settings, shelf.catalogue, TOPICS, rebuild=True, progress=interrupt)
    assert gc.get_threshold() == before
