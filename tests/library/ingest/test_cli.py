"""The command tells what it did with everything, and why; its exit code tells whether something failed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from library.app import App
from library.catalogue import Catalogue
from library.cli import COMMANDS
from library.errors import InvalidRecordError, UnreadableFileError
from library.settings import Settings
from tests.library.desk import NYNORSK
from tests.library.pdfs import pdf

PATIENCE = 30.0  # seconds
LETTER = """Nytt frå fjorden

Fra Nordregio

Rural housing challenges in the Nordic region
Planning for sustainable tourism in the Nordic region

Andre rapporter

Sild og samfunn langs kysten (Telemarksforsking)
Ta kontakt med oss
"""


class Terminal:
    """Gives commands to the library, and notes what they say."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self.settings, self.folder = settings, folder
        self.folder.mkdir()

    def write(self, name: str, content: bytes | str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def result(self, *arguments: str | Path, piped: bytes = b"") -> tuple[Result, str]:
        said = StringIO()
        console = Console(file=said, width=200, highlight=False)
        app = App(settings=self.settings, console=console, after_write=lambda _: None)
        group = click.Group("kartotek", commands=COMMANDS)
        result = CliRunner().invoke(
            group, [str(argument) for argument in arguments], obj=app, input=piped, catch_exceptions=False
        )
        return result, said.getvalue()

    def run(self, *arguments: str | Path, code: int = 0, piped: bytes = b"") -> str:
        """Return what the command says, with the places relative to the folder."""
        result, said = self.result(*arguments, piped=piped)
        assert result.exit_code == code, result.output + said
        return said.replace(f"{self.folder}/", "")

    def ids(self) -> list[str]:
        with Catalogue.open(self.settings) as catalogue:
            return catalogue.ids()


@pytest.fixture
def terminal(settings: Settings, tmp_path: Path) -> Terminal:
    return Terminal(settings, tmp_path / "rapportar")


@pytest.fixture
def shelf(terminal: Terminal) -> Terminal:
    """A folder as an editor has it."""
    terminal.write("pdf/ein.pdf", pdf(["Tekst ein"], title="Tittel i fila"))
    terminal.write("pdf/to.pdf", pdf(["Tekst to"], title="Bustader i bygda"))
    terminal.write("pdf/to.pdf.yaml", "publishers: Nordregio\npublished: 2020\n")
    terminal.write("liste.csv", "tittel;fil;tema\nI lista;pdf/ein.pdf;Sild\nBerre omtalt;;\n")
    terminal.write("brev.txt", LETTER)
    return terminal


def test_a_folder_with_everything_becomes_a_library(shelf: Terminal) -> None:
    said = shelf.run("import", shelf.folder)
    assert shelf.ids() == [
        "berre-omtalt",
        "brev",
        "bustader-i-bygda-2020",
        "i-lista",
        "planning-for-sustainable-tourism-in-the-nordic-region",
        "rural-housing-challenges-in-the-nordic-region",
        "sild-og-samfunn-langs-kysten",
    ]
    for line in (
        "rapportar/liste.csv, line 2: added as i-lista.",
        "rapportar/liste.csv, line 3: added as berre-omtalt.",
        "rapportar/brev.txt: added as brev.",
        "rapportar/brev.txt, «Sild og samfunn langs kysten»: added as sild-og-samfunn-langs-kysten.",
        "Not understood in rapportar/brev.txt: Ta kontakt med oss",
        "rapportar/pdf/to.pdf: added as bustader-i-bygda-2020.",
        "7 added, 0 changed, 0 unchanged.",
        "No topics of ours, kept as keywords: Sild (1).",
    ):
        assert line in said.splitlines()
    assert "0 added, 0 changed, 4 unchanged." in shelf.run("import", shelf.folder)


def test_what_fails_is_told_and_the_exit_code_is_1(shelf: Terminal) -> None:
    shelf.write("tom.pdf", b"")
    shelf.write("feil.txt", "Tekst")
    shelf.write("feil.txt.yaml", "tittel: Feil")
    shelf.write("bilete.png", b"\x89PNG\r\n\x1a\n" + bytes(100))
    said = shelf.run("import", shelf.folder, code=1)
    assert "Error in rapportar/tom.pdf: tom.pdf is empty." in said
    assert "Error in rapportar/feil.txt: feil.txt.yaml: there is no field tittel; the fields are" in said
    assert "Skipped rapportar/bilete.png: " in said
    assert "7 added, 0 changed, 0 unchanged, 1 skipped, 2 failed." in said
    assert "1 skipped, 2 failed." in shelf.run("import", shelf.folder, code=1), "and again as long as it fails"


def test_a_picture_that_is_asked_for_by_name_fails(terminal: Terminal) -> None:
    path = terminal.write("bilete.png", b"\x89PNG\r\n\x1a\n" + bytes(100))
    assert "1 failed." in terminal.run("import", path, code=1)


def test_a_dry_run_tells_all_and_changes_nothing(shelf: Terminal) -> None:
    shelf.run("import", shelf.folder / "pdf")
    shelf.write("pdf/to.pdf.yaml", "publishers: Nordregio\npublished: 2021\n")
    shelf.write("pdf/ny.pdf", pdf(["Nytt"], title="Noko nytt"))
    shelf.write("pdf/tom.pdf", b"")
    before = files_below(shelf.settings.home)
    with Catalogue.open(shelf.settings) as catalogue:
        state = catalogue.revision(), catalogue.list_documents()
    said = shelf.run("import", shelf.folder / "pdf", "--dry-run", code=1)
    for line in (
        "pdf/ein.pdf: unchanged as tittel-i-fila.",
        "pdf/ny.pdf: added as noko-nytt.",
        "pdf/to.pdf: changed as bustader-i-bygda-2020 (published was «2020», is now «2021»).",
        "Error in pdf/tom.pdf: tom.pdf is empty.",
        "Nothing is changed; this would be: 1 added, 1 changed, 1 unchanged, 1 failed.",
    ):
        assert line in said.splitlines()
    with Catalogue.open(shelf.settings) as catalogue:
        assert (catalogue.revision(), catalogue.list_documents()) == state
    assert files_below(shelf.settings.home) == before
    assert "1 added, 1 changed, 1 unchanged, 1 failed." in shelf.run("import", shelf.folder / "pdf", code=1), "as it said"


def files_below(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "files").rglob("*") if path.is_file())


DUPLICATES = {
    "merge": (["bustader-i-bygda-2020"], "b.pdf: changed as bustader-i-bygda-2020 (known by the same title, publisher and year"),
    "skip": (["bustader-i-bygda-2020"], "Skipped b.pdf: Known by the same title, publisher and year as bustader-i-bygda-2020."),
    "new": (["bustader-i-bygda-2020", "bustader-i-bygda-2020-2"], "b.pdf: added as bustader-i-bygda-2020-2"),
}


@pytest.mark.parametrize("choice", DUPLICATES)
def test_the_editor_chooses_what_becomes_of_duplicates_and_is_told(terminal: Terminal, choice: str) -> None:
    ids, line = DUPLICATES[choice]
    says = ("--title", "Bustader i bygda", "--publisher", "Nordregio", "--year", "2020")
    terminal.run("import", terminal.write("a.pdf", pdf(["Ein"])), *says)
    said = terminal.run("import", terminal.write("b.pdf", pdf(["To"])), *says, "--on-duplicate", choice)
    assert line in said
    assert terminal.ids() == ids


def test_the_report_has_everything_as_json(shelf: Terminal, tmp_path: Path) -> None:
    shelf.write("tom.pdf", b"")
    shelf.write("bilete.png", b"\x89PNG\r\n\x1a\n" + bytes(100))
    shelf.run("import", shelf.folder, "--report", tmp_path / "report.json", code=1)
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert {name: report[name] for name in ("added", "changed", "unchanged")} == {"added": 7, "changed": 0, "unchanged": 0}
    assert [result["id"] for result in report["results"]] == [
        "i-lista",
        "berre-omtalt",
        "brev",
        "rural-housing-challenges-in-the-nordic-region",
        "planning-for-sustainable-tourism-in-the-nordic-region",
        "sild-og-samfunn-langs-kysten",
        "bustader-i-bygda-2020",
    ]
    assert all(set(result) >= {"place", "id", "outcome"} for result in report["results"])
    assert report["problems"] == [{"place": "rapportar/tom.pdf", "sentence": "tom.pdf is empty."}]
    assert [skipped["place"] for skipped in report["skipped"]] == ["rapportar/bilete.png"]
    assert report["not_understood"] == [{"place": "rapportar/brev.txt", "sentence": "Ta kontakt med oss"}]
    assert (report["pages"], report["unknown_topics"], report["new_publishers"]) == (5, [["Sild", 1]], [])


OF_ONE = ["--title", "--subtitle", "--number", "--isbn", "--doi", "--id"]


@pytest.mark.parametrize("option", OF_ONE)
@pytest.mark.parametrize("kind", ["folder", "list", "two files"])
def test_what_belongs_to_one_document_is_refused_for_many(shelf: Terminal, option: str, kind: str) -> None:
    paths = {
        "folder": [shelf.folder],
        "list": [shelf.folder / "liste.csv"],
        "two files": [shelf.folder / "pdf" / "ein.pdf", shelf.folder / "pdf" / "to.pdf"],
    }
    result, _ = shelf.result("import", *paths[kind], option, "x")
    assert result.exit_code == 2
    assert "tells of one document" in result.stderr
    assert shelf.ids() == []


def test_what_may_be_of_many_is_taken_for_all(shelf: Terminal) -> None:
    shelf.run("import", shelf.folder / "pdf", "--publisher", "NIBR", "--type", "evaluation", "--language", "nn")
    with Catalogue.open(shelf.settings) as catalogue:
        found = catalogue.list_documents(type="evaluation", language="nn")
    assert len(found) == 2
    assert {document.publishers for document in found} == {found[0].publishers}


def test_an_option_that_is_too_long_is_told_in_a_sentence(shelf: Terminal) -> None:
    with pytest.raises(InvalidRecordError, match=r"^title: .*1000\.$"):
        shelf.run("add", shelf.folder / "pdf" / "ein.pdf", "--title", "x" * 1_001)


def test_an_option_that_means_nothing_is_told_and_nothing_is_added(shelf: Terminal) -> None:
    said = shelf.run("add", shelf.folder / "pdf" / "ein.pdf", "--year", "i fjor", code=1)
    assert "published: 'i fjor' is not a date" in said
    assert shelf.ids() == []


def test_a_long_import_tells_only_what_an_editor_should_look_at(terminal: Terminal) -> None:
    terminal.write("a.csv", "tittel\n" + "".join(f"Bok nr. {number}\n" for number in range(40)))
    assert terminal.run("import", terminal.folder).splitlines() == ["40 added, 0 changed, 0 unchanged."]
    dry = terminal.run("import", terminal.folder, "--dry-run").splitlines()
    assert len(dry) == 41, "a dry run tells of each what would become of it"


# Ctrl-C counts as on a terminal, also where the tests run in the background of a shell, whose children ignore it.
WATCH = """
import signal
import sys
from pathlib import Path
import click
from rich.console import Console
from library.ingest import cli as import_cli
from library.app import App
from library.settings import Settings
from library.ingest.watch import watch
signal.signal(signal.SIGINT, signal.default_int_handler)
import_cli.watch = lambda paths: watch(paths, 0.05)
console = Console(stderr=True, width=200, highlight=False)
app = App(settings=Settings(home=Path(sys.argv[1])), console=console, after_write=lambda catalogue: None)
import_cli.import_command(["--watch", *sys.argv[2:]], obj=app)
"""


@contextmanager
def started(terminal: Terminal, *arguments: str | Path) -> Iterator[subprocess.Popen[str]]:
    """Start the command in a session of its own; it ends with the block, also when the test fails."""
    command = [sys.executable, "-c", WATCH, str(terminal.settings.home), *map(str, arguments)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        try:
            yield process
        finally:
            process.kill()


def until(process: subprocess.Popen[str], text: str) -> str:
    """Read what the command says up to a line with this text."""
    assert process.stderr is not None
    said = ""
    while line := process.stderr.readline():
        said += line
        if text in line:
            return said
    raise AssertionError(f"{text!r} was not said, but {said!r}")


@pytest.mark.parametrize("fails", [False, True])
def test_watching_imports_what_comes_and_ends_with_ctrl_c(shelf: Terminal, fails: bool) -> None:
    with started(shelf, shelf.folder, "--publisher", "NIBR") as process:
        until(process, "press Ctrl-C to end")
        shelf.write("ny/ny.pdf", pdf(["Nytt"], title="Noko nytt"))
        until(process, "added as noko-nytt.")
        shelf.write("ny/ny.pdf.yaml", "subtitle: Undertittel\n")
        until(process, "1 changed")
        if fails:
            shelf.write("tom2.pdf", b"")
            until(process, "1 failed")
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all processes of the command
        assert process.stderr is not None
        rest = process.stderr.read()
        assert process.wait(PATIENCE) == int(fails)
    assert "Watching has ended." in rest
    assert "Traceback" not in rest
    with Catalogue.open(shelf.settings) as catalogue:
        assert catalogue.get("noko-nytt").subtitle == "Undertittel"
        assert catalogue.get("noko-nytt").publishers


def test_ctrl_c_during_an_import_keeps_what_is_done_and_shows_no_traceback(terminal: Terminal) -> None:
    for number in range(400):
        terminal.write(f"{number:03}.txt", f"Notat {number}\n\n" + f"{NYNORSK} {number}\n" * 100)
    with started(terminal, terminal.folder) as process:
        deadline = time.monotonic() + PATIENCE
        while not terminal.ids() and time.monotonic() < deadline:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        assert process.stderr is not None
        said = process.stderr.read()
        assert process.wait(PATIENCE) == 1
    assert "Traceback" not in said
    assert "Interrupted. What is imported so far is kept" in said
    done = len(terminal.ids())
    assert 0 < done < 400
    assert f"{400 - done} added, 0 changed, {done} unchanged." in terminal.run("import", terminal.folder)


RECORD = b'{"title": "Sild og samfunn", "type": "report", "published": "2020"}\n'
PUBLISHER = b'{"publisher": {"key": "ei-bygd", "names": {"nb": "Ei bygd"}}}\n'


@pytest.mark.parametrize("name", ["e1.json", "e1.txt", "e1", "export.2026.json"])
@pytest.mark.parametrize(
    "content",
    [RECORD, PUBLISHER + RECORD, b"\xef\xbb\xbf" + RECORD, b'{"titel": "x"}\n' + RECORD],
    ids=["a record", "a publisher", "with a mark", "a misspelt one first"],
)
def test_a_list_in_jsonl_under_another_name_is_read_as_one_and_said_to_be(terminal: Terminal, name: str, content: bytes) -> None:
    failed = b"titel" in content
    said = terminal.run("import", terminal.write(name, content), code=failed)
    assert f"{name} is read as a list in JSONL, a record on each line." in said.splitlines()
    assert terminal.ids() == ["sild-og-samfunn-2020"]


TEXTS = {
    "prose": ("a.txt", b"Sild og samfunn. " * 20),
    "prose about records": ("a.txt", b"En post:\n" + RECORD),
    "a web page": ("a.html", b"<!doctype html><title>Sild</title><p>" + NYNORSK.encode()),
    "JSON of another sort": ("a.json", b'{"title": "Skjema", "type": "object", "publisher": "x"}'),
}


@pytest.mark.parametrize(("name", "content"), TEXTS.values(), ids=TEXTS.keys())
def test_what_is_no_list_stays_a_document(terminal: Terminal, name: str, content: bytes) -> None:
    said = terminal.run("import", terminal.write(name, content))
    assert "is read as a list" not in said
    assert len(terminal.ids()) == 1


MISNAMED = {
    "packed": ("export.jsonl.gz", b"\x1f\x8b\x08", "export.jsonl.gz is a packed list; unpack it first, and import export.jsonl."),
    "a packed table": ("a.CSV.ZIP", b"PK", "a.CSV.ZIP is a packed list; unpack it first, and import a.CSV."),
    "an array": ("a.json", b"[" + RECORD + b"]", "a.json holds records, but not one on each line;"),
    "on several lines": ("a.json", RECORD.replace(b", ", b",\n"), "a.json holds records, but not one on each line;"),
}


@pytest.mark.parametrize(("name", "content", "sentence"), MISNAMED.values(), ids=MISNAMED.keys())
def test_a_list_that_is_not_read_so_is_refused_with_what_to_do(
    terminal: Terminal, name: str, content: bytes, sentence: str
) -> None:
    path = terminal.write(name, content)
    assert sentence in terminal.run("import", path, code=1)
    assert f"Skipped rapportar/{name}: {sentence}" in terminal.run("import", terminal.folder)
    assert terminal.ids() == []


def test_a_sidecar_beside_its_file_is_no_list(terminal: Terminal) -> None:
    terminal.write("ein.pdf", pdf(["Tekst ein"]))
    assert "is read as a list" not in terminal.run("import", terminal.write("ein.pdf.json", RECORD))


def test_an_export_goes_through_a_pipe_into_another_library_and_again(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run("import", terminal.write("a.jsonl", PUBLISHER + RECORD))
    exported = terminal.result("export")[0].stdout_bytes
    other = Terminal(Settings(home=tmp_path / "other"), tmp_path / "else")
    said = other.run("import", "-", piped=exported)
    assert "standard input, line " in said
    assert "1 added, 0 changed, 0 unchanged." in said
    assert other.result("export")[0].stdout_bytes == exported
    assert "0 added, 0 changed, 1 unchanged." in other.run("import", "-", piped=exported)


def test_a_list_that_is_piped_again_changes_nothing(terminal: Terminal) -> None:
    assert "1 added" in terminal.run("import", "-", piped=RECORD)
    assert "0 added, 0 changed, 1 unchanged." in terminal.run("import", "-", "-", piped=RECORD)


@pytest.mark.parametrize("piped", [b"", b"title;year\nSild;2020\n", b"%PDF-1.7"], ids=["nothing", "a table", "a PDF"])
def test_what_is_piped_and_no_jsonl_is_refused_in_one_sentence(terminal: Terminal, piped: bytes) -> None:
    with pytest.raises(UnreadableFileError, match=r"What came on standard input is no list in JSONL.*right ending"):
        terminal.run("import", "-", piped=piped)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        pytest.param(("add", "-"), "kartotek import -", id="add"),
        pytest.param(("import", "-", "--watch"), "standard input, which ends", id="watch"),
        pytest.param(("import", "-", "--title", "Sild"), "--title tells of one document", id="one title for all"),
    ],
)
def test_standard_input_is_a_list_and_nothing_else(terminal: Terminal, arguments: tuple[str, ...], sentence: str) -> None:
    result, _ = terminal.result(*arguments, piped=RECORD)
    assert (result.exit_code, sentence in result.output) == (2, True)
