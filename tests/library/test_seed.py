"""An empty library is filled once with what ships; what an editor did is left as she left it."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace

import pytest

from library.catalogue import Catalogue
from library.errors import LockedError
from library.lock import writer_lock
from library.seed import CATALOGUE, fill, needs_filling
from library.settings import Settings
from library.vocabulary import shipped_publishers
from tests.library.documents import document

SHIPPED = sorted(json.loads(line)["id"] for line in CATALOGUE.read_text(encoding="utf-8").splitlines())


def test_an_empty_library_is_filled_with_all_that_ships(settings: Settings, catalogue: Catalogue) -> None:
    told: list[tuple[int, int]] = []

    def note(done: int, total: int, pages: int = 0) -> None:
        told.append((done, total))

    assert needs_filling(catalogue)
    report = fill(settings, catalogue, note)
    assert (report.added, report.problems, report.new_publishers) == (len(SHIPPED), (), ())
    assert catalogue.ids() == SHIPPED
    assert len(catalogue.publishers()) == len(shipped_publishers())
    assert told[-1] == (len(SHIPPED), len(SHIPPED))
    assert not needs_filling(catalogue)


def test_the_manual_has_its_text_in_three_languages(settings: Settings, catalogue: Catalogue) -> None:
    fill(settings, catalogue)
    manuals = catalogue.list_documents(type="manual")
    assert sorted(manual.language for manual in manuals) == ["en", "nb", "nn"]
    for manual in manuals:
        assert manual.detected is not None
        assert manual.detected.language == manual.language
        assert len(catalogue.pages(manual.id)) > 3


def test_it_is_done_once(settings: Settings, catalogue: Catalogue) -> None:
    fill(settings, catalogue)
    with catalogue.writing() as writer:
        for id in SHIPPED:
            writer.remove(id)
    assert not needs_filling(catalogue)
    assert fill(settings, catalogue).added == 0
    assert catalogue.ids() == []


def test_a_library_that_has_something_is_not_filled(settings: Settings, catalogue: Catalogue) -> None:
    with catalogue.writing() as writer:
        writer.put(document(), ())
    assert not needs_filling(catalogue)
    fill(settings, catalogue)
    assert catalogue.ids() == [document().id]


FILL = """
import sys
from pathlib import Path
from library.catalogue import Catalogue
from library.seed import fill
from library.settings import Settings
settings = Settings(home=Path(sys.argv[1]))
fill(settings, Catalogue.open(settings), lambda done, total: print(done, flush=True) or sys.stdin.readline())
"""


def test_a_filling_that_was_killed_is_completed_around_an_editors_work(settings: Settings, catalogue: Catalogue) -> None:
    command = [sys.executable, "-c", FILL, str(settings.home)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        done = int(process.stdout.readline())
        os.kill(process.pid, signal.SIGKILL)
    filled = catalogue.ids()
    assert len(filled) == done < len(SHIPPED)
    corrected, removed = filled[0], filled[1]
    with catalogue.writing() as writer:
        writer.put(replace(catalogue.get(corrected), title="Retta"), catalogue.pages(corrected))
        writer.remove(removed)
    assert needs_filling(catalogue)
    assert fill(settings, catalogue).added == len(SHIPPED) - done
    assert catalogue.ids() == [id for id in SHIPPED if id != removed]
    assert catalogue.get(corrected).title == "Retta"


def test_two_do_not_fill_at_once(settings: Settings, catalogue: Catalogue) -> None:
    with writer_lock(settings, "import"), pytest.raises(LockedError):
        fill(settings, catalogue)
    assert catalogue.ids() == []
