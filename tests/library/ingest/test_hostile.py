"""A hostile file costs one line of the report and never the run; what is taken in beside it is whole."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest

from library.catalogue import Catalogue
from library.ingest.reading import Limits
from library.ingest.run import Order, ingest
from library.originals import digest_of_file
from library.report import ImportReport
from library.settings import Settings
from library.writer import Writer
from tests.library.desk import NYNORSK, Desk
from tests.library.ingest.hostile import CORPUS, Fate, Hostile
from tests.library.ingest.hostile.case import write
from tests.library.pdfs import pdf

MAX_MEMORY = 500_000_000  # bytes of the importing process
GOOD = ("Fyrste gode bok", "Siste gode bok")  # their files come before and after all hostile ones
IDS = [case.id for case in CORPUS]
ENDED = [case for case in CORPUS if case.seconds > 1]  # the command has no option for how long a file may take
KINDS = ("problems", "skipped", "results")  # of lines in the report
# What only a programmer has a use for.
TECHNICAL = ("Traceback", 'File "', "Error:", "object at 0x")


def place_good(desk: Path) -> None:
    write(desk, "a.txt", f"{NYNORSK}\n").with_suffix(".txt.yaml").write_text(f"title: {GOOD[0]}")
    write(desk, "z.pdf", pdf([NYNORSK], title=GOOD[1]))


def assert_sentence(sentence: str) -> None:
    """One line of plain words that ends as sentences and questions do."""
    assert sentence.endswith(".")
    assert not [letter for letter in sentence if unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Zl", "Zp"}]
    assert not [word for word in TECHNICAL if word in sentence]


def assert_whole(settings: Settings, catalogue: Catalogue) -> None:
    """Every document has a title and whole originals, and nothing half-written is left."""
    for id in catalogue.ids():
        document = catalogue.get(id)
        assert document.title.strip()
        for file in document.files:
            assert file.sha256
            assert digest_of_file(catalogue.original_path(file.sha256)) == file.sha256
    assert not list(settings.originals.glob(".incoming-*"))


def names_on(desk: Path) -> list[bytes]:
    return sorted(os.fsencode(Path(folder, name)) for folder, _, names in os.walk(desk) for name in names)


def children() -> list[psutil.Process]:
    """The processes that read files, or did: what the fork server started, which itself is kept for the next time."""
    servers = [process for process in psutil.Process().children() if "multiprocessing.forkserver" in " ".join(process.cmdline())]
    return [child for server in servers for child in server.children(recursive=True)]


def test_the_corpus_has_at_least_forty_cases_of_different_names() -> None:
    assert len({case.folder for case in CORPUS}) == len(CORPUS) >= 40


@pytest.mark.parametrize("case", CORPUS, ids=IDS)
def test_each_alone_costs_one_line_that_tells_why(desk: Desk, case: Hostile) -> None:
    case.put(desk.folder)
    before = names_on(desk.folder)
    report = desk.take(desk.folder, limits=Limits(seconds=case.seconds, processes=1))
    lines = {Fate.FAILED: report.problems, Fate.SKIPPED: report.skipped, Fate.TAKEN: report.results}
    assert {fate: len(told) for fate, told in lines.items()} == {fate: int(fate is case.fate) for fate in Fate}
    if case.fate is Fate.TAKEN:
        assert case.says in "\n".join(page.text for page in desk.catalogue.pages(report.results[0].id))
    else:
        (problem,) = (*report.problems, *report.skipped)
        assert case.says in problem.sentence
        assert_sentence(problem.sentence)
    assert_whole(desk.settings, desk.catalogue)
    assert names_on(desk.folder) == before
    assert psutil.wait_procs(children(), timeout=10)[1] == []


COMMAND = """
import sys
from pathlib import Path
from web.cli import main
try:
    main()
finally:
    print(next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")).split()[1])
"""  # the most memory that it ever had, in kB; what getrusage tells may be that of the process which started this one


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the command over all of the corpus."""

    code: int
    memory: int
    """Bytes."""
    told: str
    report: dict[str, Any]
    left_running: list[psutil.Process]

    def kinds(self, case: Hostile) -> list[str]:
        """The kind of each line that it tells of a case."""
        return [kind for kind in KINDS for line in self.report[kind] if line["place"].startswith(f"desk/{case.folder}/")]


def run_command(desk: Desk) -> Run:
    """Run `kartotek import` on the desk, and wait until all that it started has ended."""
    file = desk.settings.home.parent / "report.json"
    command = [sys.executable, "-c", COMMAND, "import", str(desk.folder), "--report", str(file)]
    environment = os.environ | {"KARTOTEK_HOME": str(desk.settings.home)}
    with subprocess.Popen(
        command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        printed, told = process.communicate()
    _, running = psutil.wait_procs(session(process.pid), timeout=10)
    return Run(process.returncode, int(printed.split()[-1]) * 1024, told, json.loads(file.read_bytes()), running)


def assert_ended_well(run: Run) -> None:
    """With the code that tells of failures, without a traceback, in little memory, and with nothing left running."""
    assert run.code == 1
    assert "Traceback" not in run.told
    assert "should not have happened" not in run.told
    assert run.told.count("Error in ") == len(run.report["problems"])
    assert run.memory < MAX_MEMORY
    assert run.left_running == []


def session(leader: int) -> list[psutil.Process]:
    """The processes of a session, its leader not among them."""
    return [process for process in psutil.process_iter() if process.pid != leader and _session_of(process.pid) == leader]


def _session_of(pid: int) -> int:
    try:
        return os.getsid(pid)
    except ProcessLookupError:
        return 0


def assert_told_once(run: Run) -> None:
    """Each case has the one line that it shall have, the good files have theirs, and there are no others."""
    for case in ENDED:
        kind = {Fate.FAILED: "problems", Fate.SKIPPED: "skipped", Fate.TAKEN: "results"}[case.fate]
        assert run.kinds(case) == [kind], case.id
    report = run.report
    assert sum(len(report[kind]) for kind in KINDS) == len(ENDED) + len(GOOD)
    assert report["added"] + report["unchanged"] == len(report["results"])
    for line in (*report["problems"], *report["skipped"]):
        assert_sentence(line["sentence"])


def assert_good_files_are_in(catalogue: Catalogue) -> None:
    ids = {catalogue.get(id).title: id for id in catalogue.ids()}
    for title in GOOD:
        assert catalogue.pages(ids[title])[0].text.split()[:5] == NYNORSK.split()[:5]


# One test, for each of its runs takes long: what is asked of them has a name above.
def test_all_together_cost_a_line_each_and_the_second_time_the_same(desk: Desk) -> None:
    place_good(desk.folder)
    for case in ENDED:
        case.put(desk.folder)
    first = run_command(desk)
    assert_ended_well(first)
    assert_told_once(first)
    assert_good_files_are_in(desk.catalogue)
    assert_whole(desk.settings, desk.catalogue)
    before = desk.catalogue.revision(), desk.catalogue.list_documents()
    second = run_command(desk)
    assert_ended_well(second)
    assert_told_once(second)
    assert (second.report["added"], second.report["changed"]) == (0, 0)
    assert (second.report["problems"], second.report["skipped"]) == (first.report["problems"], first.report["skipped"])
    assert (desk.catalogue.revision(), desk.catalogue.list_documents()) == before


def test_what_takes_for_ever_is_ended_and_its_neighbours_are_read(desk: Desk) -> None:
    (endless,) = (case for case in CORPUS if "for ever" in case.id)
    place_good(desk.folder)
    endless.put(desk.folder)
    report = desk.take(desk.folder, limits=Limits(seconds=2))
    assert (report.added, report.failed) == (2, 1)
    assert "takes more than 2 seconds to read" in report.problems[0].sentence
    assert psutil.wait_procs(children(), timeout=10)[1] == []


def test_what_needs_more_memory_than_a_file_may_have_is_told(desk: Desk) -> None:
    write(desk.folder, "stor.txt", "sild og laks " * 3_700_000)
    write(desk.folder, "z.txt", "Tekst om sild.")
    report = desk.take(desk.folder, limits=Limits(memory=800_000_000, processes=1))
    assert (report.added, report.failed) == (1, 1)
    assert "more memory to read than one file may" in report.problems[0].sentence


def test_a_reader_that_is_killed_costs_its_file_only(desk: Desk) -> None:
    (endless,) = (case for case in CORPUS if "for ever" in case.id)
    place_good(desk.folder)
    hostile = next(endless.put(desk.folder).iterdir())
    killer = threading.Thread(target=kill_reader_of, args=[hostile])
    killer.start()
    report = desk.take(desk.folder, limits=Limits(processes=1))
    killer.join()
    assert (report.added, report.failed) == (2, 1)
    assert "makes its reader crash" in report.problems[0].sentence
    assert_whole(desk.settings, desk.catalogue)


def kill_reader_of(path: Path) -> None:
    """Kill the process that has the file open for longer than a look at it takes."""
    while True:
        for child in children():
            if path in open_files(child):
                time.sleep(0.2)
                if path in open_files(child):
                    os.kill(child.pid, signal.SIGKILL)
                    return
        time.sleep(0.02)


def open_files(process: psutil.Process) -> set[Path]:
    try:
        return {Path(file.path) for file in process.open_files()}
    except psutil.Error:
        return set()


class Racing(Catalogue):
    """A catalogue that lets something happen to a file at a moment of its import."""

    digest = ""
    deed: Callable[[], object] = staticmethod(lambda: None)
    is_late = False

    def holder_of(self, digest: str) -> str | None:
        """Asked after a file's SHA-256 is taken, before a process reads it."""
        if digest == self.digest and not self.is_late:
            self.deed()
        return super().holder_of(digest)

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Entered after files were read, before they are taken in; and once more to remember the import."""
        if self.is_late:
            self.is_late = False
            self.deed()
        with super().writing() as writer:
            yield writer


def in_a_race(desk: Desk, deed: Callable[[Path], object], *, is_late: bool) -> ImportReport:
    place_good(desk.folder)
    victim = write(desk.folder, "m.txt", "Tekst om sild.")
    with Racing.open(desk.settings) as catalogue:
        catalogue.digest, catalogue.is_late = digest_of_file(victim), is_late
        catalogue.deed = lambda: deed(victim)
        report = ingest(desk.settings, catalogue, Order(paths=[desk.folder], limits=Limits(processes=1)))
    assert_whole(desk.settings, desk.catalogue)
    assert report.added == 2
    return report


def grow(path: Path) -> None:
    with path.open("a") as file:
        file.write("Og meir om laks.")


def become(make: Callable[[Path], object]) -> Callable[[Path], None]:
    def deed(path: Path) -> None:
        path.unlink()
        make(path)

    return deed


DEEDS = {
    "vanishes before it is read": (Path.unlink, False, "cannot be read: No such file"),
    "vanishes after it was read": (Path.unlink, True, "cannot be read any more: No such file"),
    "grows before it is read": (grow, False, "It was changed while it was read; import it again."),
    "grows after it was read": (grow, True, "It was changed while it was read; import it again."),
    "becomes a pipe before it is read": (become(os.mkfifo), False, "is no file but a folder, a pipe or a device"),
    "becomes a folder after it was read": (become(Path.mkdir), True, "cannot be read any more: Is a directory"),
}


@pytest.mark.parametrize(("deed", "is_late", "says"), DEEDS.values(), ids=DEEDS.keys())
def test_a_file_that_changes_meanwhile_costs_itself_only(
    desk: Desk, deed: Callable[[Path], object], is_late: bool, says: str
) -> None:
    (problem,) = in_a_race(desk, deed, is_late=is_late).problems
    assert says in problem.sentence
    assert_sentence(problem.sentence)


def test_names_that_look_alike_are_two_files(desk: Desk) -> None:
    for name, text in (("a b", "Tekst om sild."), ("a  b", "Tekst om laks."), ("a\u202e b", "Tekst om hyse.")):
        write(desk.folder, f"{name}.txt", text).with_suffix(".txt.yaml").write_text(f"title: {text}")
    assert desk.take(desk.folder).added == 3
    assert desk.take(desk.folder).unchanged == 3


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_what_one_may_not_read_is_told(desk: Desk) -> None:
    place_good(desk.folder)
    for name in ("closed", "listed", "open"):
        (desk.folder / name).mkdir()
        write(desk.folder / name, "a.txt", f"Tekst om {name}.")
    forbidden = {desk.folder / "closed": 0o000, desk.folder / "listed": 0o444, desk.folder / "open" / "a.txt": 0o000}
    for path, mode in forbidden.items():
        path.chmod(mode)
    try:
        report = desk.take(desk.folder)
    finally:
        for path in forbidden:
            path.chmod(0o700)
    assert report.added == 2
    assert [problem.place for problem in report.problems] == ["desk/closed", "desk/listed/a.txt", "desk/open/a.txt"]
    assert all(problem.sentence.endswith("cannot be read: Permission denied.") for problem in report.problems)
