"""Watching finds what is new or has changed, once, and not before it is whole."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from threading import Event, Thread

import pytest

from library.ingest.watch import watch

PAUSE = 0.02  # seconds
PATIENCE = 20.0


class Watcher:
    """Looks at a folder in a thread of its own, and can be asked what it saw."""

    def __init__(self, *folders: Path) -> None:
        self.seen: list[list[Path]] = []
        self._told, self._is_over = Event(), Event()
        self._looks = watch(folders, PAUSE)
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        for ready in self._looks:
            self.seen.append(ready)
            self._told.set()
            if self._is_over.is_set():
                return

    def next(self, change: Callable[[], object]) -> list[Path]:
        """Return what is seen after a change."""
        self._told.clear()
        change()
        assert self._told.wait(PATIENCE), "nothing was seen"
        return self.seen[-1]

    def end(self, folder: Path) -> None:
        self._is_over.set()
        write(folder / "slutt.txt", "Slutt")
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "rapportar"
    write(made / "gammal.txt", "Gammal")
    return made


@pytest.fixture
def watcher(folder: Path) -> Iterator[Watcher]:
    watcher = Watcher(folder)
    yield watcher
    watcher.end(folder)


def test_a_new_file_is_seen_and_the_old_one_is_not(watcher: Watcher, folder: Path) -> None:
    assert watcher.next(lambda: write(folder / "ny.txt", "Ny")) == [folder / "ny.txt"]


def test_a_file_is_seen_once(watcher: Watcher, folder: Path) -> None:
    watcher.next(lambda: write(folder / "a.txt", "Ein"))
    assert watcher.next(lambda: write(folder / "b.txt", "To")) == [folder / "b.txt"]
    assert [path.name for ready in watcher.seen for path in ready] == ["a.txt", "b.txt"]


def test_a_changed_file_is_seen_again(watcher: Watcher, folder: Path) -> None:
    assert watcher.next(lambda: write(folder / "gammal.txt", "Gammal, retta")) == [folder / "gammal.txt"]


def test_a_changed_file_of_the_same_size_is_seen_again(watcher: Watcher, folder: Path) -> None:
    def touch() -> None:
        status = (folder / "gammal.txt").stat()
        os.utime(folder / "gammal.txt", ns=(status.st_atime_ns, status.st_mtime_ns + 1))

    assert watcher.next(touch) == [folder / "gammal.txt"]


@pytest.mark.parametrize("change", ["written", "changed", "removed"])
def test_a_sidecar_that_changes_brings_its_file(watcher: Watcher, folder: Path, change: str) -> None:
    sidecar = folder / "gammal.txt.yaml"
    assert watcher.next(lambda: write(sidecar, "title: Ein")) == [folder / "gammal.txt"]
    if change == "changed":
        assert watcher.next(lambda: write(sidecar, "title: Rett tittel")) == [folder / "gammal.txt"]
    if change == "removed":
        assert watcher.next(sidecar.unlink) == [folder / "gammal.txt"]


def test_a_folder_that_appears_is_looked_into(watcher: Watcher, folder: Path) -> None:
    assert watcher.next(lambda: write(folder / "2021" / "a" / "ny.txt", "Ny")) == [folder / "2021" / "a" / "ny.txt"]


def test_a_removed_file_is_no_news_and_is_new_when_it_comes_back(watcher: Watcher, folder: Path) -> None:
    (folder / "gammal.txt").unlink()
    assert watcher.next(lambda: write(folder / "b.txt", "To")) == [folder / "b.txt"]
    assert watcher.next(lambda: write(folder / "gammal.txt", "Gammal")) == [folder / "gammal.txt"]


def test_a_file_that_grows_is_left_until_it_is_whole(folder: Path) -> None:
    growing = folder / "veks.txt"
    looks = watch([folder], pause=0.3)

    def grow() -> None:
        for _ in range(100):
            with growing.open("a", encoding="utf-8") as file:
                file.write("x")
            time.sleep(0.01)

    thread = Thread(target=grow, daemon=True)
    thread.start()
    assert next(looks) == [growing]
    assert not thread.is_alive()
    assert growing.stat().st_size == 100


def test_what_comes_before_the_first_look_is_asked_for_is_seen(folder: Path) -> None:
    """An import may take long; what is put into the folder meanwhile must not be missed."""
    looks = watch([folder], PAUSE)
    write(folder / "medan.txt", "Medan det vart importert")
    assert list(islice(looks, 1)) == [[folder / "medan.txt"]]


def test_what_comes_while_the_last_news_are_dealt_with_is_seen(folder: Path) -> None:
    looks = watch([folder], PAUSE)
    write(folder / "a.txt", "Ein")
    next(looks)
    write(folder / "b.txt", "To")
    assert next(looks) == [folder / "b.txt"]


def test_several_folders_are_watched(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "andre"
    other.mkdir()
    looks = watch([folder, other], PAUSE)
    write(other / "ny.txt", "Ny")
    assert next(looks) == [other / "ny.txt"]


def test_a_folder_that_is_not_there_yet_is_waited_for(folder: Path, tmp_path: Path) -> None:
    looks = watch([tmp_path / "kjem"], PAUSE)
    write(tmp_path / "kjem" / "ny.txt", "Ny")
    assert next(looks) == [tmp_path / "kjem" / "ny.txt"]


def test_a_single_file_is_watched_too(folder: Path) -> None:
    looks = watch([folder / "gammal.txt"], PAUSE)
    write(folder / "gammal.txt", "Gammal, retta")
    assert next(looks) == [folder / "gammal.txt"]
