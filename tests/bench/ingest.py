"""How fast a folder of PDFs becomes searchable, and in how much memory: `python -m tests.bench.ingest [--pages N]`.

Measures PDFium alone on one core, `kartotek import` and, where it is installed, recollindex on the same files in the same run.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psutil
import pypdfium2 as pdfium

from index.whoosh_engine import WhooshEngine
from library.catalogue import Catalogue
from library.settings import Settings
from library.vocabulary import shipped_topics
from tests.bench.child import SAMPLE, memory
from tests.bench.ingest_pdfs import Made, make_pdfs

PAGES = 800  # about as many as recollindex reads in five seconds
PROMISED_RATE = 300  # pages a second on two cores
PROMISED_MEMORY = 500  # megabytes, of all processes together
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Measured:
    """One run over the whole folder."""

    seconds: float
    memory: int
    """The most bytes that all its processes held at one time."""
    complaint: str = ""
    """Why the run does not count; empty if it does."""


def main(arguments: Sequence[str] = ()) -> None:
    """Measure and print; leave with code 1 if the import failed or lost something."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.ingest", description=__doc__)
    parser.add_argument("--pages", type=int, default=PAGES, help="pages in the folder (default: %(default)s)")
    wanted = parser.parse_args(arguments).pages
    with tempfile.TemporaryDirectory() as name:
        folder, work = Path(name, "pdfs"), Path(name, "work")
        folder.mkdir()
        work.mkdir()
        made = make_pdfs(folder, wanted)
        print(f"{made.pages} pages in {len(made.files)} PDFs, {made.characters / made.pages:,.0f} characters a page;", _machine())
        print(f"\n{'':22} seconds  pages/s      MB  ({_memory_kind()} of all processes, the most at one time)")
        _print("PDFium, one core", made, _alone(made))
        ours = _imported(folder, work, made)
        _print("kartotek import", made, ours)
        theirs = _recoll(folder, work)
        if theirs:
            _print("recollindex", made, theirs)
    _conclude(ours, theirs)


def _conclude(ours: Measured, theirs: Measured | None) -> None:
    if ours.complaint:
        raise SystemExit(f"The import failed: {ours.complaint}")
    print(f"\npromised: {PROMISED_RATE} pages/s in under {PROMISED_MEMORY} MB")
    if theirs and not theirs.complaint:
        print(f"kartotek takes {ours.seconds / theirs.seconds:.2f} times as long as recollindex")


def _alone(made: Made) -> Measured:
    """Read the text of all pages in this process, and do nothing with it."""
    started = time.perf_counter()
    for path in made.files:
        with closing(pdfium.PdfDocument(path)) as document:
            for number in range(len(document)):
                with closing(document[number]) as page, closing(page.get_textpage()) as text:
                    text.get_text_bounded()
    return Measured(time.perf_counter() - started, memory(psutil.Process()))


def _imported(folder: Path, work: Path, made: Made) -> Measured:
    """Import the folder into a new library with the command that users give, and look whether all is there."""
    home = work / "home"
    measured = _run([sys.executable, "-m", "web", "import", str(folder)], work, {"KARTOTEK_HOME": str(home)})
    return measured if measured.complaint else Measured(measured.seconds, measured.memory, _lost(Settings(home=home), made))


def _lost(settings: Settings, made: Made) -> str:
    """Tell what is missing in the library; empty if nothing is."""
    with Catalogue.open(settings) as catalogue:
        held = catalogue.statistics()
        with closing(WhooshEngine.open(settings, catalogue, shipped_topics())) as engine:
            found = engine.status().documents
    is_whole = (held.pages, found) == (made.pages, held.documents)
    return "" if is_whole else f"{held.pages} of {made.pages} pages kept, {found} of {held.documents} documents searchable."


def _recoll(folder: Path, work: Path) -> Measured | None:
    """Index the folder from nothing; None where recollindex is not installed."""
    if not shutil.which("recollindex"):
        print("recollindex is not installed (Debian: recollcmd).")
        return None
    configuration = work / "recoll"
    configuration.mkdir()
    (configuration / "recoll.conf").write_text(f"topdirs = {folder}\nloglevel = 1\n", encoding="utf-8")
    return _run(["recollindex", "-c", str(configuration), "-z"], work, {})


def _run(command: Sequence[str], work: Path, environment: Mapping[str, str]) -> Measured:
    """Run a command to its end, looking at the memory of all its processes meanwhile."""
    log, most = work / "log.txt", 0
    with log.open("wb") as output:
        started = time.perf_counter()
        process = psutil.Popen(command, env={**os.environ, **environment}, stdout=output, stderr=output)
        while process.poll() is None:
            most = max(most, memory(process))
            time.sleep(SAMPLE)
        seconds = time.perf_counter() - started
    said = log.read_text(encoding="utf-8", errors="replace").strip()
    complaint = f"{said.splitlines()[-1] if said else '(nothing said)'} (exit code {process.returncode})"
    return Measured(seconds, most, complaint if process.returncode else "")


def _memory_kind() -> str:
    return "PSS" if psutil.LINUX else "RSS"


def _machine() -> str:
    load, *_ = psutil.getloadavg()
    return f"{psutil.cpu_count()} cores ({platform.machine()}) with a load of {load:.1f}, Python {platform.python_version()}"


def _print(name: str, made: Made, measured: Measured) -> None:
    figures = f"{measured.seconds:7.1f}  {made.pages / measured.seconds:7.0f} {measured.memory / MEGABYTE:7.0f}"
    print(f"{name:22} {'failed' if measured.complaint else figures}")


if __name__ == "__main__":
    main(sys.argv[1:])
