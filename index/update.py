"""Brings the index up to the catalogue's revision: the changes since last time, or everything into a new generation.

The index pulls; the catalogue does not know that it exists. Searching goes on meanwhile, and a process that is
killed half-way leaves the index as it was: the same changes are then taken again.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from whoosh import index as whoosh_index

from index.column_file import write_columns
from index.segments import Writer
from index.store import IndexMissingError, IndexStore, Stamp, make_stamp, open_index, read_stamp, write_stamp
from index.workers import PROCESSES, analyse
from library.catalogue import Catalogue, Change, ChangeKind
from library.lock import writer_lock
from library.progress import Progress, silent
from library.settings import Settings
from library.vocabulary import Topics

# Objects made between two searches for circles of garbage. An index is made of millions, with no circles among them, and
# with Python's own 700 the searches take a tenth of the time.
COLLECTED_AFTER = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateReport:
    """What an update did."""

    rebuilt: bool
    indexed: int
    removed: int
    revision: int


def update_index(
    settings: Settings,
    catalogue: Catalogue,
    topics: Topics,
    *,
    rebuild: bool = False,
    progress: Progress = silent,
    processes: int = PROCESSES,
) -> UpdateReport:
    """Index what changed; rebuild if asked to, or if the index is damaged, was made in another way or from another catalogue.

    Many documents are analysed in so many processes beside this one. Raises WorkerLostError if one of them is ended.
    """
    with writer_lock(settings, "index"):
        stamp = make_stamp(catalogue.identity(), catalogue.revision(), topics)
        job = _Job(settings, catalogue, topics, IndexStore(settings.index), stamp, progress, processes)
        followed = None if rebuild else job.followable()
        return job.follow(*followed) if followed else job.rebuild()


@dataclass(frozen=True, slots=True)
class _Job:
    settings: Settings
    catalogue: Catalogue
    topics: Topics
    store: IndexStore
    stamp: Stamp
    progress: Progress
    processes: int

    def followable(self) -> tuple[Path, whoosh_index.FileIndex, int] | None:
        """Return the current generation, its index and its revision, if the changes since then can bring it up to date."""
        generation = self.store.current()
        reached = read_stamp(generation) if generation else None
        if generation is None or reached is None or not reached.fits(self.stamp) or reached.revision > self.stamp.revision:
            return None
        try:
            return generation, open_index(generation), reached.revision
        except IndexMissingError:
            return None

    def follow(self, generation: Path, index: whoosh_index.FileIndex, since: int) -> UpdateReport:
        """Take the changes since a revision into a generation that is in use."""
        changes = self.catalogue.changes(since)
        if changes:
            self._write(generation, index, changes)
            write_stamp(generation, self.stamp)
        self.store.sweep(generation)
        return self._report(changes, rebuilt=False)

    def rebuild(self) -> UpdateReport:
        """Index everything into a new generation, and put it in use."""
        generation, index = self.store.create()
        changes = [change for change in self.catalogue.changes(0) if change.kind is not ChangeKind.REMOVED]
        self._write(generation, index, changes)
        write_stamp(generation, self.stamp)
        self.store.switch(generation)
        return self._report(changes, rebuilt=True)

    def _write(self, generation: Path, index: whoosh_index.FileIndex, changes: Sequence[Change]) -> None:
        """Take changes: what they replace or remove goes first."""
        wanted = [change.id for change in changes if change.kind is not ChangeKind.REMOVED]
        batches = analyse(self.settings, self.catalogue, self.topics, wanted, self.processes)
        done = len(changes) - len(wanted)
        writer = Writer(index, generation)
        with writer, _collecting_seldom(), closing(batches):
            for change in changes if index.doc_count_all() else ():
                writer.delete_by_term("id", change.id)
            for batch in batches:
                writer.add_batch(batch)
                for _ in batch.entries:
                    done += 1
                    self.progress(done, len(changes))
        write_columns(generation, index)

    def _report(self, changes: Sequence[Change], *, rebuilt: bool) -> UpdateReport:
        removed = sum(change.kind is ChangeKind.REMOVED for change in changes)
        return UpdateReport(rebuilt=rebuilt, indexed=len(changes) - removed, removed=removed, revision=self.stamp.revision)


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(COLLECTED_AFTER, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
