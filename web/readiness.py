"""Gets `kartotek serve` an engine at once where there is an index to answer from, and has the index follow beside the answers.

Where there is none, the library is filled and indexed first; another process that writes is waited for.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module

from rich.console import Console

from index.cli import bring_up_to_date, tell_update
from index.store import IndexMissingError
from index.update import update_index
from index.whoosh_engine import WhooshEngine
from library.catalogue import Catalogue
from library.errors import KartotekError, LockedError
from library.progress import progress_bar
from library.report import ImportReport
from library.settings import Settings
from library.unfilled import needs_filling
from library.vocabulary import Topics

_SEED = "library.seed"  # once in a library's life; what it reads documents with takes a quarter of a second to load
PAUSE = 1.0  # seconds between looks at whether another process still writes
# Between such looks while answers are given: a command that has written brings the index up to date itself, in less time.
PAUSE_BESIDE = 5.0
STOPPING = 10.0  # seconds that the end of the program waits for indexing to let go; what is half done is then taken up again


class _StoppedError(Exception):
    """The program ends while the index is brought up to date."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """What an engine is made of, and where to tell what is done for it."""

    settings: Settings
    catalogue: Catalogue
    topics: Topics
    console: Console
    _stop: threading.Event = field(default_factory=threading.Event)

    def engine(self) -> WhooshEngine:
        """Return an engine over the index as it is; fill and index the library first where there is none that can be used."""
        waited = False
        while (engine := self._usable()) is None:
            try:
                self._fill()
                bring_up_to_date(self.settings, self.catalogue, self.topics, self.console)
                return WhooshEngine.open(self.settings, self.catalogue, self.topics)
            except LockedError as error:
                if not waited:
                    self._tell(f"{error} There is nothing to answer from before that, so Kartotek waits.")
                waited = True
                time.sleep(PAUSE)
        return engine

    @contextmanager
    def catching_up(self, engine: WhooshEngine) -> Iterator[None]:
        """Bring the index up to date in a thread while the block lasts, as soon as no other process writes."""
        thread = threading.Thread(target=self._catch_up, args=(engine,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._stop.set()
            thread.join(STOPPING)

    def _usable(self) -> WhooshEngine | None:
        if needs_filling(self.catalogue):
            return None
        try:
            return WhooshEngine.open(self.settings, self.catalogue, self.topics)
        except IndexMissingError:
            return None

    def _fill(self) -> None:
        if not needs_filling(self.catalogue):
            return
        with progress_bar(self.console, "Filling the library") as progress:
            report: ImportReport = import_module(_SEED).fill(self.settings, self.catalogue, progress)
        if report.added:  # none where another process has filled it while this one waited
            self.console.print(f"Filled the empty library: {report.added} documents.")

    def _catch_up(self, engine: WhooshEngine) -> None:
        told = False
        while engine.status().revision != self.catalogue.revision():
            try:
                tell_update(update_index(self.settings, self.catalogue, self.topics, progress=self._go_on), self.console)
                return
            except _StoppedError:
                return
            except LockedError:
                if not told:
                    self._tell("Another process writes to the library; answers come from the index as it is, until it is done.")
                told = True
            except KartotekError as error:
                self._tell(f"The index could not be brought up to date: {error}")
                return
            if self._stop.wait(PAUSE_BESIDE):
                return

    def _go_on(self, done: int, total: int, pages: int = 0) -> None:  # noqa: ARG002 - is library.progress.Progress
        if self._stop.is_set():
            raise _StoppedError

    def _tell(self, line: str) -> None:
        self.console.print(line, markup=False, soft_wrap=True)
