"""The catalogue remembers what the last import did, also where that was nothing."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from library.catalogue import Catalogue
from library.last_import import MAX_NAMES, LastImport, load
from library.settings import Settings
from tests.library.desk import Desk
from tests.library.documents import document, write_lines
from tests.library.test_cli import Terminal

GOOD = {"title": "Sild", "type": "report"}


def remembered(catalogue: Catalogue) -> LastImport:
    last = catalogue.last_import()
    assert last is not None
    return last


def test_a_library_that_was_never_imported_into_says_so(catalogue: Catalogue) -> None:
    with catalogue.writing() as writer:
        writer.put(document(), ())
    assert catalogue.last_import() is None


def test_an_import_that_changes_nothing_is_remembered(desk: Desk) -> None:
    path = write_lines(desk.folder / "liste.jsonl", GOOD, {**GOOD, "title": "Torsk"}, "{")
    before = datetime.now(UTC)
    desk.take(path)
    first = remembered(desk.catalogue)
    assert before <= first.at <= datetime.now(UTC)
    assert (first.names, first.given) == (("liste.jsonl",), 1)
    assert (first.added, first.changed, first.unchanged, first.skipped, first.failed) == (2, 0, 0, 0, 1)
    revision = desk.catalogue.revision()
    desk.take(path)
    again = remembered(desk.catalogue)
    assert (again.added, again.unchanged, again.failed, again.at > first.at) == (0, 2, 1, True)
    assert desk.catalogue.revision() == revision


def test_a_rehearsal_is_not_remembered(desk: Desk) -> None:
    desk.take(write_lines(desk.folder / "a.jsonl", GOOD), dry_run=True)
    assert desk.catalogue.last_import() is None


def test_of_what_was_read_the_first_names_are_kept_and_no_folder(desk: Desk) -> None:
    paths = [write_lines(desk.folder / f"{number:02}.jsonl", GOOD) for number in range(MAX_NAMES + 2)]
    desk.take(*paths)
    last = remembered(desk.catalogue)
    assert (last.names, last.given) == (tuple(path.name for path in paths[:MAX_NAMES]), MAX_NAMES + 2)


PATHS = {"the folder itself": ".", "the folder above": "sub/..", "with a slash": "./"}


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS.keys())
def test_a_folder_that_one_stands_in_has_its_name(desk: Desk, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    write_lines(desk.folder / "a.jsonl", GOOD)
    (desk.folder / "sub").mkdir()
    monkeypatch.chdir(desk.folder)
    desk.take(Path(path))
    assert remembered(desk.catalogue).names == (desk.folder.name,)


def test_a_link_that_leads_nowhere_has_a_name_too(desk: Desk) -> None:
    link = desk.folder / "ring.txt"
    link.symlink_to(link)
    assert desk.take(link).failed == 1
    assert remembered(desk.catalogue).names == ("ring.txt",)


def test_a_name_in_any_bytes_is_remembered(desk: Desk) -> None:
    desk.take(Path("\udcff.jsonl"))
    assert remembered(desk.catalogue).names == ("\\xff.jsonl",)


def test_a_later_version_may_remember_more(desk: Desk) -> None:
    desk.take(write_lines(desk.folder / "a.jsonl", GOOD))
    last = remembered(desk.catalogue)
    more = {**msgspec.to_builtins(last), "source": "nordregio"}
    assert load(msgspec.json.encode(more).decode()) == last


def test_stats_tell_the_last_import(settings: Settings, tmp_path: Path) -> None:
    terminal = Terminal(settings)
    assert "Last import" not in terminal.run("stats").stdout
    terminal.run("import", write_lines(tmp_path / "liste.jsonl", GOOD, "{"), code=1)
    (line,) = (line for line in terminal.lines("stats") if line.startswith("Last import:"))
    assert line.endswith(", 1 added, 0 changed, 0 unchanged, 1 failed: liste.jsonl")
    assert f"{datetime.now():%Y-%m-%d}" in line
