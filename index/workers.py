"""Analyses documents in worker processes, so that all cores are at work while one process writes the index.

Batches come in the order of the documents, and are the same whoever made them. A worker reads the catalogue itself; what it sends
back are columns of numbers.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from itertools import islice

from pebble import ProcessExpired, ProcessPool

from index.entries import Batch, Holding, Names, make_batch
from index.wordtable import WordTable
from library.catalogue import Catalogue
from library.errors import KartotekError
from library.settings import Settings
from library.vocabulary import Topics

_LOG = logging.getLogger(__name__)
PROCESSES = os.cpu_count() or 1
FEW = 300  # documents that one process is done with before others have started, which takes a second or two
DOCUMENTS = 300  # in a task at most; more take more memory, fewer have more terms to put in order for each document
CHARACTERS = 3_000_000  # of text in a batch, of which some 100 MB of numbers are made on the way
AHEAD = 2  # tasks waiting for each worker: it has the next one when it is done, and few results are held
# Once, in the server that workers are forked from; Python 3.11 pays no heed to the first.
_IMPORTED = ["__main__", "index.workers"]


class WorkerLostError(KartotekError):
    """A process that analyses documents came to an end before its work did."""


@dataclass(slots=True)
class Analyst:
    """Makes batches of documents in this process."""

    catalogue: Catalogue
    names: Names
    table: WordTable = field(default_factory=WordTable)

    def batches(self, ids: Sequence[str]) -> Iterator[Batch]:
        """Yield batches of the documents with these ids, in their order."""
        documents = self.catalogue.get_many(ids)
        held, size = list[Holding](), 0
        for id in ids:
            pages = self.catalogue.pages(id)
            held.append((documents[id], pages))
            size += sum(len(page.text) for page in pages)
            if size >= CHARACTERS:
                yield self._batch(held)
                held, size = [], 0
        if held:
            yield self._batch(held)

    def _batch(self, held: Sequence[Holding]) -> Batch:
        if self.table.is_full:
            self.table = WordTable()
        return make_batch(held, self.names, self.table)


def analyse(
    settings: Settings, catalogue: Catalogue, topics: Topics, ids: Sequence[str], processes: int
) -> Generator[Batch, None, None]:
    """Yield batches of the documents with these ids, in their order; few documents are analysed in this process.

    Raises WorkerLostError if a worker is ended from outside, and what happens in one as if it happened here.
    """
    tasks = (ids[start : start + DOCUMENTS] for start in range(0, len(ids), DOCUMENTS))
    if len(ids) < FEW or processes < 1:
        analyst = Analyst(catalogue, Names(catalogue.publishers(), topics))
        return (batch for task in tasks for batch in analyst.batches(task))
    return _in_workers(settings, topics, tasks, processes)


def _in_workers(
    settings: Settings, topics: Topics, tasks: Iterator[Sequence[str]], processes: int
) -> Generator[Batch, None, None]:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_IMPORTED)
    pool = ProcessPool(max_workers=processes, initializer=_begin, initargs=(settings, topics), context=context)
    try:
        asked = deque(pool.schedule(_work, args=(task,)) for task in islice(tasks, AHEAD * processes))
        while asked:
            found = _result(asked.popleft())
            asked.extend(pool.schedule(_work, args=(task,)) for task in islice(tasks, 1))
            yield from found
    finally:
        pool.stop()  # what is not asked for any more, because of an error or because all is done
        pool.join()


def _result(asked: Future[list[Batch]]) -> list[Batch]:
    try:
        return asked.result()
    except ProcessExpired as error:
        _LOG.debug("A worker ended with %s", error.exitcode)
        raise WorkerLostError(
            "A process that analyses documents was ended, perhaps because memory ran out. The index is as it was; try again."
        ) from error


_ANALYSTS: list[Analyst] = []
"""The one of a worker; empty in any other process."""


def _begin(settings: Settings, topics: Topics) -> None:
    """Prepare a worker. Ctrl-C is for the process that started it, which ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    catalogue = Catalogue.open(settings)
    _ANALYSTS[:] = [Analyst(catalogue, Names(catalogue.publishers(), topics))]


def _work(ids: Sequence[str]) -> list[Batch]:
    (analyst,) = _ANALYSTS
    return list(analyst.batches(ids))
