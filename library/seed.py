"""Fills an empty library with what ships with Kartotek.

Done once in a library's life. A filling that was interrupted is taken up where it ended, and what an editor has changed
or removed in the meantime is left as she left it.
"""

from __future__ import annotations

from collections.abc import Sequence

from library.catalogue import Catalogue
from library.describe import to_pages
from library.document import Page
from library.extract import extract
from library.intake import Intake, Submission, Text, Tools
from library.lock import writer_lock
from library.progress import Progress, silent
from library.record import Record, parse_record
from library.report import ImportReport, Tally
from library.settings import Settings
from library.shipped import DATA
from library.unfilled import DONE, FACT, STARTED, needs_filling

__all__ = ["CATALOGUE", "fill", "needs_filling"]

CATALOGUE = DATA / "catalogue.jsonl"
BATCH = 100  # records in one transaction


def fill(settings: Settings, catalogue: Catalogue, progress: Progress = silent) -> ImportReport:
    """Import the shipped catalogue and publishers into an empty library; do nothing if it needs no filling."""
    tally = Tally()
    with writer_lock(settings, "serve"):
        if needs_filling(catalogue):
            _fill(catalogue, tally, progress)
    return tally.report()


def _fill(catalogue: Catalogue, tally: Tally, progress: Progress) -> None:
    records = [parse_record(line) for line in CATALOGUE.read_bytes().splitlines() if line.strip()]
    touched = {change.id for change in catalogue.changes(0)}
    missing = [record for record in records if record.id not in touched]
    done, tools = len(records) - len(missing), Tools.load()
    for start in range(0, len(missing), BATCH):
        batch = missing[start : start + BATCH]
        with catalogue.writing() as writer:
            writer.set_fact(FACT, STARTED)
            intake = Intake(writer, tools)
            for record in batch:
                tally.count(intake.take(Submission(record=record, text=Text(*tools.detector.mark(_pages(record))))))
        done += len(batch)
        progress(done, len(records))
    with catalogue.writing() as writer:
        writer.set_fact(FACT, DONE)


def _pages(record: Record) -> Sequence[Page]:
    return extract(DATA / record.text_file).pages if record.text_file else to_pages(record.pages)
