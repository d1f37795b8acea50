"""However many files are being written, searches are answered; and each file comes whole."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

import pytest

from library.catalogue import Catalogue
from library.document import Document
from library.settings import Settings
from tests.index.shelf import TOPICS, Shelf
from tests.web.exports.library import many, put
from tests.web.served import PATIENCE, ask, connected, rest, served
from tests.web.shelf import stocked
from web.addresses import API_EXPORT
from web.app import create_app
from web.exports.formats import Format
from web.exports.streaming import THREADS
from web.params import DEFAULT_SIZE

FILES = 45  # more than the 40 threads that answer whatever else is asked
FORMATS = [format for format in Format if format is not Format.ATOM]


class SlowCatalogue(Catalogue):
    """A catalogue that gives out the documents of files only when it may, and remembers how many were waiting at a time."""

    may_read: threading.Event
    is_reached: threading.Event
    counting: threading.Lock
    waiting: int
    most_waiting: int

    @classmethod
    def opened(cls, settings: Settings) -> "SlowCatalogue":
        catalogue = cls.open(settings)
        catalogue.may_read, catalogue.is_reached, catalogue.counting = threading.Event(), threading.Event(), threading.Lock()
        catalogue.waiting = catalogue.most_waiting = 0
        return catalogue

    def get_many(self, ids: Sequence[str]) -> dict[str, Document]:
        if len(ids) > DEFAULT_SIZE:  # no page has so many
            self._wait()
        return super().get_many(ids)

    def _after(self, id: str, limit: int) -> list[Document]:
        self._wait()
        return super()._after(id, limit)

    def _wait(self) -> None:
        with self.counting:
            self.waiting += 1
            self.most_waiting = max(self.most_waiting, self.waiting)
        self.is_reached.set()
        self.may_read.wait(PATIENCE)
        with self.counting:
            self.waiting -= 1


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    with stocked(tmp_path_factory.mktemp("full")) as shelf:
        put(shelf, many(DEFAULT_SIZE + 5))
        yield shelf


@contextmanager
def slow(shelf: Shelf) -> Iterator[tuple[int, SlowCatalogue]]:
    engine, catalogue = shelf.open(), SlowCatalogue.opened(shelf.settings)
    with served(create_app(catalogue, engine, TOPICS)) as port:
        try:
            yield port, catalogue
        finally:
            catalogue.may_read.set()
    catalogue.close()
    engine.close()


@pytest.mark.parametrize("target", [API_EXPORT, *(f"/nb/?q=tidevannskraft&format={format}" for format in FORMATS)])
def test_a_search_is_answered_while_more_files_are_held_open_than_there_are_threads(full: Shelf, target: str) -> None:
    with slow(full) as (port, catalogue), ExitStack() as held:
        readers = [held.enter_context(connected(port)) for _ in range(FILES)]
        for reader in readers:
            reader.sendall(f"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        assert catalogue.is_reached.wait(PATIENCE)
        assert ask(port, "/api/v1/search?q=tidevannskraft").status == 200
        assert ask(port, "/nb/?q=tidevannskraft").status == 200
        catalogue.may_read.set()
        files = [rest(reader) for reader in readers]
    assert all(file.startswith(b"HTTP/1.1 200") and file.endswith(b"\r\n0\r\n\r\n") for file in files)
    assert len({file.partition(b"\r\n\r\n")[2] for file in files}) == 1
    assert catalogue.most_waiting <= THREADS
