"""`kartotek serve` answers from the index that there is, whoever writes meanwhile, and the index follows by itself."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from index.cli import bring_up_to_date
from index.engine import SearchRequest
from index.update import update_index
from library.catalogue import Catalogue
from library.lock import writer_lock
from library.settings import Settings
from library.vocabulary import shipped_topics
from tests.library.documents import document
from tests.web.test_serve import get, serving
from web import readiness
from web.readiness import Readiness

PATIENCE = 30.0  # seconds


@pytest.fixture
def catalogue(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Catalogue]:
    """A library of one document, which the index does not know yet."""
    monkeypatch.setattr(readiness, "PAUSE", 0.05)
    monkeypatch.setattr(readiness, "PAUSE_BESIDE", 0.05)
    with Catalogue.open(settings) as catalogue:
        put(catalogue, "sild")
        yield catalogue


def put(catalogue: Catalogue, id: str) -> None:
    with catalogue.writing() as writer:
        writer.put(document(id), ())


def make(settings: Settings, catalogue: Catalogue) -> tuple[Readiness, StringIO]:
    said = StringIO()
    return Readiness(settings, catalogue, shipped_topics(), Console(file=said, width=200)), said


def until(what: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_what_is_indexed_is_served_during_an_import_and_the_rest_follows_when_it_is_done(
    settings: Settings, catalogue: Catalogue
) -> None:
    update_index(settings, catalogue, shipped_topics())
    ready, said = make(settings, catalogue)
    with ExitStack() as stack:
        with writer_lock(settings, "import"):
            put(catalogue, "torsk")
            engine = ready.engine()
            stack.callback(engine.close)
            stack.enter_context(ready.catching_up(engine))
            until(lambda: "answers come from the index as it is" in said.getvalue())
            assert engine.search(SearchRequest()).total == 1
        until(lambda: engine.search(SearchRequest()).total == 2)
        until(lambda: "Updated the index: 1 indexed" in said.getvalue())
    assert said.getvalue().count("Another process writes") == 1


def test_an_index_that_an_import_left_behind_when_it_was_killed_is_served_first(settings: Settings, catalogue: Catalogue) -> None:
    update_index(settings, catalogue, shipped_topics())
    put(catalogue, "torsk")
    ready, said = make(settings, catalogue)
    engine = ready.engine()
    assert (engine.search(SearchRequest()).total, said.getvalue()) == (1, "")
    with ready.catching_up(engine):
        until(lambda: engine.search(SearchRequest()).total == 2)
    engine.close()


def test_an_index_that_is_current_is_left_alone(settings: Settings, catalogue: Catalogue) -> None:
    update_index(settings, catalogue, shipped_topics())
    ready, said = make(settings, catalogue)
    engine = ready.engine()
    with writer_lock(settings, "import"), ready.catching_up(engine):
        until(lambda: not [thread for thread in threading.enumerate() if "_catch_up" in thread.name])
    engine.close()
    assert said.getvalue() == ""


def test_without_an_index_the_import_is_waited_for_and_that_is_told_once(settings: Settings, catalogue: Catalogue) -> None:
    ready, said = make(settings, catalogue)
    with ExitStack() as lock:
        lock.enter_context(writer_lock(settings, "import"))
        thread = threading.Thread(target=lambda: ready.engine().close())
        thread.start()
        until(lambda: "so Kartotek waits" in said.getvalue())
        time.sleep(0.3)
        assert thread.is_alive()
    thread.join(PATIENCE)
    assert not thread.is_alive()
    assert said.getvalue().count("«kartotek import»") == 1
    assert "1 indexed" in said.getvalue()


def test_a_command_waits_for_a_server_that_indexes(settings: Settings, catalogue: Catalogue) -> None:
    with ExitStack() as lock:
        lock.enter_context(writer_lock(settings, "index"))
        arguments = (settings, catalogue, shipped_topics(), Console(file=StringIO()))
        thread = threading.Thread(target=bring_up_to_date, args=arguments)
        thread.start()
        time.sleep(0.3)
        assert thread.is_alive()
    thread.join(PATIENCE)
    ready, _ = make(settings, catalogue)
    ready.engine().close()


def test_two_servers_that_are_started_together_in_an_empty_home_both_come_up(tmp_path: Path) -> None:
    printed: list[str] = []

    def start() -> None:
        with serving(tmp_path / "home") as (address, said):
            assert '"id":"nou-2020-12"' in get(f"{address}/api/v1/search?q=NOU2020:12&size=1")
            printed.append(said)

    threads = [threading.Thread(target=start) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(2 * PATIENCE)
    assert len(printed) == 2
    assert sum("Filled the empty library" in said for said in printed) == 1
