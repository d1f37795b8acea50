"""Everything that was named becomes jobs, in order, each with what is said of it from outside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from library.document import Provenance
from library.ingest.jobs import Job, Todo
from library.merge import Stance
from library.record import Description
from tests.library.documents import write_lines

NOTHING = Description()


def lay(folder: Path, name: str, text: str = "Tekst") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def jobs(*paths: Path, options: Description = NOTHING) -> list[Job]:
    return list(Todo.of(paths).jobs(options))


def job(path: Path, options: Description = NOTHING) -> Job:
    (only,) = jobs(path, options=options)
    return only


def said(job: Job) -> list[tuple[Provenance, str | None]]:
    return [(layer.provenance, layer.says.title) for layer in job.layers]


def test_lists_come_before_the_files_that_they_may_describe(tmp_path: Path) -> None:
    for name in ("r/a.txt", "r/b/c.pdf"):
        lay(tmp_path, name)
    lay(tmp_path, "r/b/liste.csv", "tittel\nI lista\n")
    assert [job.shown for job in jobs(tmp_path / "r")] == ["r/b/liste.csv, line 2", "r/a.txt", "r/b/c.pdf"]


def test_files_that_are_named_keep_their_order(tmp_path: Path) -> None:
    paths = [lay(tmp_path, name) for name in ("b.txt", "a.txt")]
    assert [job.path for job in jobs(*paths)] == paths


def test_only_what_was_named_is_asked_for(tmp_path: Path) -> None:
    lay(tmp_path, "r/a.txt")
    assert [job.is_asked_for for job in jobs(tmp_path / "r", lay(tmp_path, "b.txt"))] == [False, True]


def test_the_layers_are_options_list_and_sidecar(tmp_path: Path) -> None:
    lay(tmp_path, "a.txt")
    lay(tmp_path, "a.txt.yaml", "title: Ved sida av")
    listed = job(lay(tmp_path, "l.csv", "tittel,fil\nI lista,a.txt\n"), Description(title="Redaktøren"))
    assert said(listed) == [
        (Provenance.OPTION, "Redaktøren"),
        (Provenance.RECORD, "I lista"),
        (Provenance.SIDECAR, "Ved sida av"),
    ]
    assert said(job(tmp_path / "a.txt")) == [(Provenance.SIDECAR, "Ved sida av")]


def test_where_nothing_is_said_there_is_no_layer(tmp_path: Path) -> None:
    assert job(lay(tmp_path, "a.txt")).layers == ()


CHANGES = {
    "the file": ("a.txt", "Lengre tekst"),
    "a new sidecar": ("a.txt.json", '{"title": "Tittel"}'),
    "the sidecar": ("a.txt.yaml", "title: Ein heilt annan"),
    "nothing": ("b.txt", "Noko anna"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_stamp_changes_with_the_file_and_what_is_said_of_it(tmp_path: Path, change: str) -> None:
    path = lay(tmp_path, "a.txt")
    if change != "a new sidecar":
        lay(tmp_path, "a.txt.yaml", "title: Tittel")
    before = job(path)
    lay(tmp_path, *CHANGES[change])
    assert (job(path).stamp != before.stamp) is (change != "nothing")
    assert job(path, Description(title="x")).stamp != job(path).stamp
    assert job(path).place == before.place


def test_an_entry_is_remembered_by_what_it_says(tmp_path: Path) -> None:
    rows = ["tittel,utgiver", "Ein,Nordregio", "To,Nordregio"]
    first = jobs(lay(tmp_path, "a.csv", "\n".join(rows)))
    moved = jobs(lay(tmp_path, "a.csv", "\n".join([rows[0], rows[2], "Tre,", rows[1]])))
    assert [moved[2].place, moved[0].place] == [job.place for job in first]
    assert moved[1].place not in {job.place for job in first}
    assert jobs(lay(tmp_path, "b.csv", "\n".join(rows)))[0].place != first[0].place
    assert all(job.place.startswith(job.list_place) and job.list_place for job in moved)


STANCES: dict[str, tuple[str, str, Stance | None]] = {
    "a table's row": ("a.csv", "tittel\nEin\n", None),
    "a table's row with an id": ("a.csv", "id,tittel\nein,Ein\n", Stance.CORRECTS),
    "a record": ("a.jsonl", json.dumps({"title": "Ein", "type": "report"}), None),
    "a record with an id": ("a.jsonl", json.dumps({"id": "ein", "title": "Ein", "type": "report"}), Stance.WHOLE),
}


@pytest.mark.parametrize(("name", "text", "stance"), STANCES.values(), ids=STANCES.keys())
def test_who_gives_an_id_may_correct(tmp_path: Path, name: str, text: str, stance: Stance | None) -> None:
    assert job(lay(tmp_path, name, text)).stance is stance


def test_a_list_is_the_source_of_what_names_none(tmp_path: Path) -> None:
    sources = [{"key": "kudos"}]
    path = write_lines(
        tmp_path / "a.jsonl", {"title": "A", "type": "report"}, {"title": "B", "type": "report", "sources": sources}
    )
    assert [layer.says.sources[0].key for job in jobs(path) for layer in job.layers] == ["a.jsonl", "kudos"]


PROBLEMS: dict[str, tuple[str, str, str]] = {
    "a missing file": ("borte.txt", "", "borte.txt cannot be read: No such file"),
    "a missing list": ("borte.csv", "", "borte.csv cannot be read: No such file"),
    "an empty list": ("a.csv", "", "a.csv is empty"),
    "a header and no row": ("a.csv", "tittel,fil\n", "a.csv lists no document"),
    "a table of something else": ("a.csv", "kommune,2019\nÅl,1\n", "a.csv has no header that we know"),
    "a bad sidecar": ("a.txt", "tittel: x", "a.txt.yaml: there is no field tittel; the fields are"),
}


@pytest.mark.parametrize(("name", "text", "sentence"), PROBLEMS.values(), ids=PROBLEMS.keys())
def test_what_cannot_be_imported_is_a_job_that_tells_why(tmp_path: Path, name: str, text: str, sentence: str) -> None:
    if name == "a.txt":
        lay(tmp_path, "a.txt.yaml", text)
    if not name.startswith("borte"):
        lay(tmp_path, name, text)
    assert sentence in job(tmp_path / name).problem


def test_the_count_is_that_of_the_jobs(tmp_path: Path) -> None:
    lay(tmp_path, "r/a.txt")
    lay(tmp_path, "r/b.pdf.yaml", "title: utan fil")
    lay(tmp_path, "r/c.csv", "tittel\nEin\nTo\n")
    write_lines(tmp_path / "r" / "d.jsonl", {"title": "A", "type": "report"}, "{")
    todo = Todo.of([tmp_path / "r", tmp_path / "borte.pdf"])
    assert todo.count() == len(list(todo.jobs(NOTHING))) == 7
