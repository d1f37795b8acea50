"""A folder is walked in an order that is always the same, to its end, whatever lies in it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from library.cleaning import clean_line
from library.ingest.folder import find_files, place_of, shown_path

DEEP = 1_500  # folders; a path of so many short names is within what the system takes (4,096 bytes)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "rapportar"
    folder.mkdir()
    return folder


def lay(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")


def shown(root: Path) -> list[str]:
    return [found.shown for found in find_files(root)]


def problems(root: Path) -> dict[str, str]:
    return {found.shown: found.problem for found in find_files(root) if found.problem}


def test_files_come_by_name_those_of_a_folder_before_those_below_it(root: Path) -> None:
    lay(root, "b/1.pdf", "a/2.pdf", "a/x/3.pdf", "a/1.pdf", "z.pdf", "A.pdf", "10.pdf")
    expected = ["10.pdf", "A.pdf", "z.pdf", "a/1.pdf", "a/2.pdf", "a/x/3.pdf", "b/1.pdf"]
    assert shown(root) == [f"rapportar/{name}" for name in expected]
    assert not problems(root)


def test_hidden_files_and_folders_are_passed_over(root: Path) -> None:
    lay(root, ".DS_Store", ".git/a.pdf", "a.pdf", "b/.skjult.pdf")
    assert shown(root) == ["rapportar/a.pdf"]


def test_a_hidden_folder_that_is_asked_for_is_walked(tmp_path: Path) -> None:
    lay(tmp_path / ".arkiv", "a.pdf")
    assert shown(tmp_path / ".arkiv") == [".arkiv/a.pdf"]


def test_sidecars_go_with_their_files_and_one_without_is_told(root: Path) -> None:
    lay(root, "a.pdf", "a.pdf.yaml", "b.pdf.json", "c.json")
    assert shown(root) == ["rapportar/a.pdf", "rapportar/b.pdf.json", "rapportar/c.json"]
    assert problems(root) == {"rapportar/b.pdf.json": "This describes a file that is not there: b.pdf."}


def test_an_empty_folder_has_nothing(root: Path) -> None:
    assert list(find_files(root)) == []


def test_links_are_followed_and_loops_end(root: Path, tmp_path: Path) -> None:
    lay(tmp_path / "andre", "c.pdf")
    lay(root, "a/1.pdf")
    (root / "b").symlink_to(tmp_path / "andre")
    (root / "a" / "loop").symlink_to(root)
    (root / "self").symlink_to("self")
    (root / "lenke.pdf").symlink_to(root / "a" / "1.pdf")
    found = shown(root)
    assert [name for name in found if name.endswith(".pdf")] == ["rapportar/lenke.pdf", "rapportar/a/1.pdf", "rapportar/b/c.pdf"]
    assert problems(root) == {"rapportar/a/loop": "This is a link to a folder that is read already."}
    assert "rapportar/self" in found, "what cannot be opened is told when it is read"


def test_a_folder_that_is_reached_in_two_ways_is_walked_once(root: Path) -> None:
    lay(root, "b/1.pdf")
    (root / "a").symlink_to(root / "b")
    files = [found for found in find_files(root) if not found.problem]
    assert len(files) == 1
    assert len(problems(root)) == 1


def test_a_deep_tree_is_walked_to_its_end(root: Path) -> None:
    here = os.getcwd()  # noqa: PTH109 - a path of the whole depth at once is longer than mkdir takes in one step
    try:
        os.chdir(root)
        for _ in range(DEEP):
            os.mkdir("d")  # noqa: PTH102
            os.chdir("d")
        Path("bunn.txt").write_text("Bunn", encoding="utf-8")
    finally:
        os.chdir(here)
    found = shown(root)
    subprocess.run(["rm", "-r", root / "d"], check=True)  # which Python 3.11, and so pytest, cannot
    assert found == ["rapportar/" + "d/" * DEEP + "bunn.txt"]


@pytest.fixture
def locked(root: Path) -> Iterator[Path]:
    folder = root / "stengd"
    lay(folder, "a.pdf")
    folder.chmod(0)
    yield folder
    folder.chmod(0o700)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_folder_that_may_not_be_read_is_told_and_the_others_are_walked(root: Path, locked: Path) -> None:
    lay(root, "z/b.pdf")
    assert problems(root) == {f"rapportar/{locked.name}": "This folder cannot be read: Permission denied."}
    assert "rapportar/z/b.pdf" in shown(root)


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    assert problems(tmp_path / "borte") == {"borte": "This folder cannot be read: No such file or directory."}


ODD = {
    "line end": b"a\nb.pdf",
    "two spaces": b"a  b.pdf",
    "no UTF-8": b"bl\xe5b\xe6r.pdf",
    "marks that turn the line": "a\u202eb.pdf".encode(),
    "a backslash": rb"a\xe5.pdf",
    "a letter in two parts": "a\u030a.pdf".encode(),
}


@pytest.mark.parametrize("name", ODD.values(), ids=ODD.keys())
def test_odd_names_are_found_and_shown_on_one_line(root: Path, name: bytes) -> None:
    Path(os.fsdecode(os.fsencode(root) + b"/" + name)).write_bytes(b"Tekst")
    (found,) = find_files(root)
    assert found.path.read_bytes() == b"Tekst"
    assert found.shown == clean_line(found.shown)
    found.shown.encode()  # can be printed


def test_places_of_different_files_differ_however_alike_they_are_shown(root: Path) -> None:
    names = [b"a b.pdf", b"a  b.pdf", b"a\nb.pdf", "å.pdf".encode(), "a\u030a.pdf".encode(), b"\xe5.pdf", rb"\xe5.pdf"]
    paths = [Path(os.fsdecode(os.fsencode(root) + b"/" + name)) for name in names]
    assert len({place_of(path) for path in paths}) == len(names)
    for path in paths:
        place_of(path).encode()  # can be stored


def test_one_file_has_one_place_by_whatever_path(root: Path) -> None:
    lay(root, "a/1.pdf")
    (root / "b").symlink_to(root / "a")
    assert place_of(root / "b" / "1.pdf") == place_of(root / "a" / ".." / "a" / "1.pdf") == place_of(root / "a" / "1.pdf")


def test_a_path_is_shown_as_it_is_written() -> None:
    assert shown_path(Path("rapportar/blåbær 2020.pdf")) == "rapportar/blåbær 2020.pdf"
