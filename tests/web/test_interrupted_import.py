"""`kartotek import`, killed again and again at random points, ends in the same library as an undisturbed import."""

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from sqlalchemy import create_engine, select

from index.whoosh_engine import WhooshEngine
from library import tables
from library.catalogue import Catalogue
from library.originals import digest_of_file
from library.settings import Settings
from library.vocabulary import shipped_topics
from tests.library.desk import NYNORSK
from tests.library.documents import write_lines
from tests.library.pdfs import pdf

FILES = 120
EARLIEST = 0.3  # of the time of an undisturbed import; before that it only starts
KILLS = 5  # of each import; four imports make twenty
State = dict[str, object]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with reports, two versions and two copies among them, a list that names one of them, and a newsletter."""
    root = tmp_path_factory.mktemp("desk") / "rapporter"
    for number in range(FILES):
        path = root / f"{number % 7}" / f"rapport-{number}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        same = number // 100 if number % 50 == 0 else number  # now and then a title that has been before
        pages = [f"Rapport {same}\nside {page} av {number}\n{NYNORSK}".replace(". ", ".\n") for page in range(1, 4)]
        path.write_bytes(pdf(pages, title=f"Rapport {same} frå bygda"))
        if number % 11 == 0:
            path.with_name(f"{path.name}.yaml").write_text("publishers: Ei bygd\npublished: 2020\n", encoding="utf-8")
    (root / "kopi.pdf").write_bytes((root / "3" / "rapport-3.pdf").read_bytes())
    (root / "brev.txt").write_text(
        "Fra Nordregio\n\nSild og samfunn\n\nAndre rapporter\n\nTorsk (NIBR)\nSei (NIBR)\n", encoding="utf-8"
    )
    write_lines(root / "liste.jsonl", *({"title": f"Frå lista {number}", "type": "report"} for number in range(150)))
    return root


def start(home: Path, folder: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "KARTOTEK_HOME": str(home)}
    return subprocess.Popen(
        [sys.executable, "-m", "web", "import", str(folder)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def finished(home: Path, folder: Path) -> float:
    """Import undisturbed; return the seconds it took."""
    begin = time.monotonic()
    assert start(home, folder).wait() == 0
    return time.monotonic() - begin


def state(home: Path) -> State:
    """Everything in a library, save when it came there."""
    settings = Settings(home=home)
    originals = [path for path in settings.originals.rglob("*") if path.is_file()]
    for path in originals:
        assert digest_of_file(path) == path.parent.name + path.name, "an original is whole"
    with Catalogue.open(settings) as catalogue:
        documents = catalogue.get_many(catalogue.ids())
        engine = WhooshEngine.open(settings, catalogue, shipped_topics())
        status = engine.status()
        engine.close()
        assert (status.documents, status.revision) == (len(documents), catalogue.revision()), "the index has followed"
        return {
            "documents": {id: replace(one, first_seen=None, updated=None) for id, one in documents.items()},
            "pages": {id: catalogue.pages(id) for id in documents},
            "publishers": [publisher.key for publisher in catalogue.publishers()],
            "originals": sorted(path.parent.name + path.name for path in originals),
            "origins": origins(settings),
            "revision": catalogue.revision(),
        }


def origins(settings: Settings) -> list[tuple[str, ...]]:
    engine = create_engine(f"sqlite:///{settings.database}")
    with engine.connect() as connection:
        rows = connection.execute(select(tables.origins).order_by(tables.origins.c.place)).all()
    engine.dispose()
    return [tuple(row) for row in rows]


@pytest.fixture(scope="module")
def undisturbed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[State, float]:
    home = tmp_path_factory.mktemp("undisturbed") / "home"
    seconds = finished(home, folder)
    return state(home), seconds


@pytest.mark.parametrize("seed", range(4))
def test_a_killed_import_completes_to_the_same_library(
    folder: Path, undisturbed: tuple[State, float], tmp_path: Path, seed: int
) -> None:
    expected, seconds = undisturbed
    chance, kills, homes = random.Random(seed), 0, 0
    while kills < KILLS:
        home = tmp_path / f"home-{(homes := homes + 1)}"
        while kills < KILLS and is_killed(home, folder, chance.uniform(EARLIEST, 1.0) * seconds):
            kills += 1
        finished(home, folder)
        assert state(home) == expected


def is_killed(home: Path, folder: Path, delay: float) -> bool:
    """Kill an import after so many seconds; tell whether it was still at work."""
    process = start(home, folder)
    time.sleep(delay)
    if process.poll() is not None:
        return False
    children = psutil.Process(process.pid).children(recursive=True)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    _, alive = psutil.wait_procs(children, timeout=20)
    assert not alive, "children end with their parent"
    return True
