"""Brings the index up to the catalogue's revision: the changes since last time, or everything into a new generation.

The index pulls; the catalogue does not know that it exists. Searching goes on meanwhile, and a process that is
killed half-way leaves the index as it was: the same changes are then taken again.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from whoosh import index as whoosh_index
from whoosh.writing import IndexWriter

from index.entries import make_entry
from index.segments import Writer
from index.store import IndexMissingError, IndexStore, Stamp, make_stamp, open_index, read_stamp, write_stamp
from library.catalogue import Catalogue, Change, ChangeKind
from library.lock import writer_lock
from library.progress import Progress, silent
from library.settings import Settings
from library.vocabulary import Publishers, Topics

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
) -> UpdateReport:
    """Index what changed; rebuild if asked to, or if the index is damaged, was made in another way or from another catalogue."""
    with writer_lock(settings, "index"):
        stamp = make_stamp(catalogue.identity(), catalogue.revision(), topics)
        job = _Job(catalogue, topics, IndexStore(settings.index), stamp, progress)
        followed = None if rebuild else job.followable()
        return job.follow(*followed) if followed else job.rebuild()


@dataclass(frozen=True, slots=True)
class _Job:
    catalogue: Catalogue
    topics: Topics
    store: IndexStore
    stamp: Stamp
    progress: Progress

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
        publishers = self.catalogue.publishers()
        with Writer(index, generation) as writer, _collecting_seldom():
            for done, change in enumerate(changes, start=1):
                self._apply(writer, change, publishers)
                self.progress(done, len(changes))

    def _apply(self, writer: IndexWriter, change: Change, publishers: Publishers) -> None:
        writer.delete_by_term("id", change.id)
        if change.kind is not ChangeKind.REMOVED:
            document, pages = self.catalogue.get(change.id), self.catalogue.pages(change.id)
            writer.add_document(**make_entry(document, pages, publishers, self.topics))

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
