"""Lists are imported line by line: what is wrong is told, the rest is taken in, and an interruption harms nothing."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from library.catalogue import Catalogue
from library.document import Provenance
from library.errors import LockedError
from library.ingest.run import BATCH, Order, ingest
from library.lock import writer_lock
from library.progress import Progress, silent
from library.report import ImportReport
from library.settings import Settings
from tests.library.desk import NYNORSK
from tests.library.documents import write_lines


def import_list(settings: Settings, catalogue: Catalogue, path: Path, progress: Progress = silent) -> ImportReport:
    return ingest(settings, catalogue, Order(paths=[path]), progress)


def record(title: str = "Ei oppdikta bygdebok", **fields: object) -> dict[str, object]:
    return {"title": title, "type": "report", **fields}


def test_every_good_line_is_imported_and_every_bad_one_told(settings: Settings, catalogue: Catalogue, tmp_path: Path) -> None:
    lines = [record("En"), "{", "", record("To", published="1066"), '{"title": "Tre"}', record("Fire")]
    report = import_list(settings, catalogue, write_lines(tmp_path / "a.jsonl", *lines))
    assert (report.added, report.failed) == (2, 3)
    assert [problem.place.split(", ")[1] for problem in report.problems] == ["line 2", "line 4", "line 5"]
    assert "published: the year 1066" in report.problems[1].sentence
    assert catalogue.ids() == ["en", "fire"]


def test_the_same_list_again_changes_nothing(settings: Settings, catalogue: Catalogue, tmp_path: Path) -> None:
    path = write_lines(
        tmp_path / "a.jsonl", *(record(f"Bok {n}", publishers=["Ei bygd"], pages=[{"text": NYNORSK}]) for n in range(7))
    )
    assert import_list(settings, catalogue, path).added == 7
    before = catalogue.revision(), catalogue.list_documents(), catalogue.publishers()
    report = import_list(settings, catalogue, path)
    assert (report.added, report.changed, report.unchanged, report.new_publishers) == (0, 0, 7, ())
    assert (catalogue.revision(), catalogue.list_documents(), catalogue.publishers()) == before


def test_a_mark_of_byte_order_and_windows_line_ends_do_no_harm(settings: Settings, catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"\xef\xbb\xbf" + json.dumps(record()).encode() + b"\r\n\r\n")
    report = import_list(settings, catalogue, tmp_path / "a.jsonl")
    assert (report.added, report.problems) == (1, ())


def test_a_line_in_another_encoding_is_told_and_the_others_are_imported(
    settings: Settings, catalogue: Catalogue, tmp_path: Path
) -> None:
    lines = [json.dumps(record("Først")), '{"title": "Blåbær", "type": "report"}', json.dumps(record("Sist"))]
    (tmp_path / "a.jsonl").write_bytes("\n".join(lines).encode("cp1252"))
    report = import_list(settings, catalogue, tmp_path / "a.jsonl")
    assert catalogue.ids() == ["forst", "sist"]
    (problem,) = report.problems
    assert problem.place.endswith("a.jsonl, line 2")
    assert "not in UTF-8" in problem.sentence


@pytest.mark.parametrize("content", [b"", b"\n \n"], ids=["empty", "blank"])
def test_an_empty_list_is_refused(settings: Settings, catalogue: Catalogue, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.jsonl").write_bytes(content)
    (problem,) = import_list(settings, catalogue, tmp_path / "a.jsonl").problems
    assert "a.jsonl is empty" in problem.sentence


def test_a_list_may_not_name_files_of_ours(settings: Settings, catalogue: Catalogue, tmp_path: Path) -> None:
    report = import_list(settings, catalogue, write_lines(tmp_path / "a.jsonl", record(text_file="manual/nb.md")))
    assert "text_file: only the catalogue that ships" in report.problems[0].sentence


def test_language_is_detected_by_page_and_a_disagreement_told(settings: Settings, catalogue: Catalogue, tmp_path: Path) -> None:
    pages = [{"text": NYNORSK}, {"text": "12 13 14"}]
    lines = [record("Utan språk", pages=pages), record("Feil språk", language="en", pages=pages), record("Berre tittel")]
    report = import_list(settings, catalogue, write_lines(tmp_path / "a.jsonl", *lines))
    detected = catalogue.get("utan-sprak")
    assert (detected.language, [page.language for page in catalogue.pages(detected.id)]) == ("nn", ["nn", "und"])
    declared = catalogue.get("feil-sprak")
    assert declared.detected is not None
    assert (declared.language, declared.detected.language) == ("en", "nn")
    assert [id for id, _ in report.conflicts] == ["feil-sprak"]
    assert catalogue.get("berre-tittel").detected is None


def test_two_publications_of_one_title_do_not_overwrite_each_other(
    settings: Settings, catalogue: Catalogue, tmp_path: Path
) -> None:
    lines = [record("Årsrapport", published="2020", publishers=[name]) for name in ("Nordregio", "Riksrevisjonen", "Nordregio")]
    path = write_lines(tmp_path / "a.jsonl", *lines)
    report = import_list(settings, catalogue, path)
    assert (report.added, report.unchanged, catalogue.ids()) == (2, 1, ["arsrapport-2020", "arsrapport-2020-2"])
    assert import_list(settings, catalogue, path).unchanged == 3


def test_an_import_leaves_an_editors_corrections_and_files(settings: Settings, catalogue: Catalogue, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", record(pages=[{"text": NYNORSK}]))
    import_list(settings, catalogue, path)
    corrected = replace(catalogue.get("ei-oppdikta-bygdebok"), title="Retta tittel", provenance={"title": Provenance.OPTION})
    with catalogue.writing() as writer:
        writer.put(corrected, catalogue.pages(corrected.id))
    report = import_list(settings, catalogue, write_lines(tmp_path / "b.jsonl", record(id=corrected.id, isbn="1")))
    after = catalogue.get(corrected.id)
    assert (report.changed, after.title, after.isbn) == (1, "Retta tittel", "1")
    assert catalogue.pages(corrected.id)[0].text == NYNORSK
    assert after.language == "nn"


def test_new_publishers_and_unknown_topics_are_told_once(settings: Settings, catalogue: Catalogue, tmp_path: Path) -> None:
    lines = [record(f"Bok {n}", publishers=["Ei bygd", "Nordregio"], topics=["Sild"]) for n in range(3)]
    report = import_list(settings, catalogue, write_lines(tmp_path / "a.jsonl", *lines))
    assert (report.new_publishers, report.unknown_topics) == (("Ei bygd",), (("Sild", 3),))
    assert "ei-bygd" in catalogue.publishers()
    assert "nordregio" in catalogue.publishers()


def test_the_second_writer_is_refused_and_writes_nothing(settings: Settings, catalogue: Catalogue, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", record())
    with writer_lock(settings, "add"), pytest.raises(LockedError, match="kartotek add"):
        import_list(settings, catalogue, path)
    assert catalogue.ids() == []


def test_progress_reaches_the_end(settings: Settings, catalogue: Catalogue, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    def note(done: int, total: int, pages: int = 0) -> None:
        told.append((done, total))

    path = write_lines(tmp_path / "a.jsonl", *(record(f"Bok {n}") for n in range(BATCH + 5)))
    import_list(settings, catalogue, path, note)
    assert told == [(BATCH, BATCH + 5), (BATCH + 5, BATCH + 5)]


IMPORT = """
import sys
from pathlib import Path
from library.catalogue import Catalogue
from library.ingest.run import Order, ingest
from library.settings import Settings
settings = Settings(home=Path(sys.argv[1]))
def wait(done, total, pages):
    print(done, flush=True)
    sys.stdin.readline()
ingest(settings, Catalogue.open(settings), Order(paths=[Path(sys.argv[2])]), wait)
"""


@pytest.mark.parametrize("delay", [0.0, 0.03, 0.1, 0.3], ids="{:.2f} s".format)
def test_a_kill_leaves_whole_documents_and_the_next_import_completes(
    settings: Settings, catalogue: Catalogue, tmp_path: Path, delay: float
) -> None:
    """The import waits after each batch to be told to go on; it is killed so long into its second batch."""
    total, text = 3 * BATCH, [{"text": f"{NYNORSK} {number}"} for number in range(5)]
    path = write_lines(tmp_path / "a.jsonl", *(record(f"Bok {n}", publishers=["Ei bygd"], pages=text) for n in range(total)))
    command = [sys.executable, "-c", IMPORT, str(settings.home), str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == f"{BATCH}\n"
        process.stdin.write("\n")
        process.stdin.flush()
        time.sleep(delay)
        os.kill(process.pid, signal.SIGKILL)
    done = catalogue.ids()
    assert len(done) in {BATCH, 2 * BATCH}
    for id in done:
        assert [page.text for page in catalogue.pages(id)] == [page["text"] for page in text]
    report = import_list(settings, catalogue, path)
    assert (report.added, report.unchanged, report.failed) == (total - len(done), len(done), 0)
    assert len(catalogue.ids()) == catalogue.revision() == total


def test_readers_see_an_import_batch_by_batch(settings: Settings, catalogue: Catalogue, tmp_path: Path) -> None:
    seen: list[int] = []

    def note(done: int, total: int, pages: int = 0) -> None:
        seen.append(len(catalogue.ids()))

    path = write_lines(tmp_path / "a.jsonl", *(record(f"Bok {n}") for n in range(2 * BATCH)))
    import_list(settings, catalogue, path, note)
    assert seen == [BATCH, 2 * BATCH]
