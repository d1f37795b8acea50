"""An import that is interrupted keeps what it has done, and given again it ends where an undisturbed one does."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from library.catalogue import Catalogue
from library.ingest.run import Order, ingest
from library.progress import Progress, silent
from library.report import ImportReport
from library.settings import Settings
from tests.library.desk import NYNORSK, Desk
from tests.library.documents import write_lines
from tests.library.pdfs import pdf

NEWSLETTER = """Nytt frå bygda

Fra Nordregio

Rural housing challenges in the Nordic region
Planning for sustainable tourism in the Nordic region

Andre rapporter

Kommunen og nærbutikken (Distriktssenteret)
Kunnskap om flytting til og frå bygda (Telemarksforsking)
"""


@pytest.fixture
def folder(desk: Desk) -> Path:
    """All sorts of things to import: twelve files and two lists, some of the same documents."""
    for number in range(5):
        text = NYNORSK.replace(". ", f" {number}.\n")
        desk.write(f"{number}.pdf", pdf([f"Rapport {number}", text], title=f"Rapport nr. {number}"))
        desk.write(f"tekst/{number}.txt", f"Notat {number}\n\n{NYNORSK}")
    desk.write("1.pdf.yaml", "publishers: Ei bygd\npublished: 2019\ntitle: Tittel ved sida av\n")
    desk.write("kopi.pdf", (desk.folder / "0.pdf").read_bytes())
    desk.write("brev.txt", NEWSLETTER)
    desk.write("øydelagd.pdf", b"%PDF-1.4")
    rows = ("I lista;Ei anna bygd;2018;2.pdf", "Rural housing challenges in the Nordic region;Nordregio;2020;")
    desk.write("liste.csv", "\n".join(["tittel;utgiver;år;fil", *rows]))
    books = ({"title": f"Bok {number}", "type": "report", "pages": [{"text": NYNORSK}]} for number in range(5))
    write_lines(desk.folder / "liste.jsonl", *books)
    return desk.folder


def state(settings: Settings, catalogue: Catalogue) -> dict[str, object]:
    """All that the library holds, without times and revisions."""
    documents = [replace(document, first_seen=None, updated=None) for document in catalogue.list_documents()]
    with closing(sqlite3.connect(settings.database)) as connection:
        tables = {name: sorted(connection.execute(f"SELECT * FROM {name}")) for name in ("origins", "identities", "files")}
    return {
        "documents": {document.id: document for document in documents},
        "pages": {document.id: catalogue.pages(document.id) for document in documents},
        "originals": sorted(path.name for path in settings.originals.rglob("*") if path.is_file()),
        "publishers": list(catalogue.publishers()),
        **tables,
    }


def take(settings: Settings, folder: Path, progress: Progress = silent) -> ImportReport:
    with Catalogue.open(settings) as catalogue:
        return ingest(settings, catalogue, Order(paths=[folder]), progress)


def state_of(settings: Settings) -> dict[str, object]:
    with Catalogue.open(settings) as catalogue:
        return state(settings, catalogue)


@pytest.mark.parametrize("batch", [1, 2, 5])
def test_an_import_that_is_interrupted_again_and_again_ends_as_an_undisturbed_one(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr("library.ingest.run.BATCH", batch)
    undisturbed, disturbed = Settings(home=tmp_path / "undisturbed"), Settings(home=tmp_path / "disturbed")
    report = take(undisturbed, folder)
    assert (report.failed, report.added) == (1, len(state_of(undisturbed)["documents"]))  # type: ignore[arg-type]
    for patience in count(1):
        try:
            take(disturbed, folder, interrupting_after(patience))
        except KeyboardInterrupt:
            documents = state_of(disturbed)["documents"]
            assert documents, "what was done is kept"
            continue
        break
    assert patience > 2
    assert state_of(disturbed) == state_of(undisturbed)


def interrupting_after(transactions: int) -> Progress:
    """Return a progress that presses Ctrl-C after so many transactions."""
    told = count(1)

    def interrupt(done: int, total: int, pages: int = 0) -> None:
        if next(told) >= transactions and done < total - 1:
            raise KeyboardInterrupt

    return interrupt


def test_the_second_run_reads_only_what_the_first_did_not(
    folder: Path, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("library.ingest.run.BATCH", 3)
    read: list[int] = []

    def interrupt(done: int, total: int, pages: int = 0) -> None:
        read.append(pages)
        if len(read) == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take(settings, folder, interrupt)
    all_at_once = take(Settings(home=tmp_path / "other"), folder).pages  # a copy, too, that is read before the first is taken in
    assert 0 < take(settings, folder).pages <= all_at_once - read[-1] < all_at_once


def test_a_run_after_a_whole_one_changes_nothing(folder: Path, settings: Settings) -> None:
    take(settings, folder)
    before = state_of(settings)
    report = take(settings, folder)
    assert (report.added, report.changed, report.pages) == (0, 0, 0)
    assert state_of(settings) == before


def test_reading_all_anew_changes_nothing(folder: Path, settings: Settings) -> None:
    take(settings, folder)
    before = state_of(settings)
    with Catalogue.open(settings) as catalogue:
        ingest(settings, catalogue, Order(paths=[folder], again=True))
    assert state_of(settings) == before


def test_a_dry_run_that_is_interrupted_leaves_nothing(folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("library.ingest.run.BATCH", 3)
    with Catalogue.open(settings) as catalogue:
        with pytest.raises(KeyboardInterrupt):
            ingest(settings, catalogue, Order(paths=[folder], dry_run=True), interrupting_after(3))
        assert (catalogue.ids(), catalogue.revision()) == ([], 0)
    assert not [path for path in settings.home.rglob("*") if path.is_file() and settings.originals in path.parents]
