"""A list that comes again changes nothing, a corrected one corrects, and of two that disagree the first stays."""

from __future__ import annotations

import json

import pytest

from library.catalogue import Catalogue
from library.document import Document, PartialDate, Provenance
from library.exporting import document_line
from library.record import Description
from library.settings import Settings
from tests.library.desk import NYNORSK, Desk
from tests.library.documents import write_lines
from tests.library.pdfs import pdf

HEADER = "tittel;utgiver;år;url;isbn\n"
ROW = "Bustader i bygda;Nordregio;2020;https://example.org/ein;978-82-583-1443-8\n"
OTHER = "Skular i bygda;NIBR;2019;https://example.org/to;\n"


def state(desk: Desk) -> tuple[int, list[Document]]:
    return desk.catalogue.revision(), desk.catalogue.list_documents()


def test_the_same_table_again_changes_nothing(desk: Desk) -> None:
    table = desk.write("a.csv", HEADER + ROW + OTHER)
    assert desk.take(table).added == 2
    before = state(desk)
    again = desk.take(table)
    assert (again.added, again.changed, again.unchanged) == (0, 0, 2)
    assert state(desk) == before


CORRECTIONS: dict[str, tuple[str, str, str, object]] = {
    "an address": ("https://example.org/ein", "https://example.org/rett", "landing_page", "https://example.org/rett"),
    "a day for the year": (";2020;", ";2020-10-28;", "published", PartialDate(2020, 10, 28)),
    "the title, where the ISBN tells": ("Bustader i bygda", "Hus i bygda", "title", "Hus i bygda"),
    "the year, where the ISBN tells": (";2020;", ";2021;", "published", PartialDate(2021)),
    "the publisher, where the ISBN tells": ("Nordregio", "Telemarksforsking", "publishers", ("telemarksforsking",)),
}


@pytest.mark.parametrize(("was", "now", "field", "value"), CORRECTIONS.values(), ids=CORRECTIONS.keys())
def test_a_corrected_cell_corrects(desk: Desk, was: str, now: str, field: str, value: object) -> None:
    desk.take(desk.write("a.csv", HEADER + ROW + OTHER))
    report = desk.take(desk.write("a.csv", HEADER + ROW.replace(was, now) + OTHER))
    assert (report.added, report.changed, report.unchanged) == (0, 1, 1)
    (result,) = (result for result in report.results if result.notes)
    assert any(note.startswith(f"{field} was ") for note in result.notes)
    assert getattr(desk.catalogue.get(result.id), field) == value


def test_a_correction_can_be_taken_back(desk: Desk) -> None:
    for address in ("https://example.org/ein", "https://example.org/to", "https://example.org/ein"):
        desk.take(desk.write("a.csv", HEADER + ROW.replace("https://example.org/ein", address)))
        assert desk.only().landing_page == address


def test_rows_may_change_places(desk: Desk) -> None:
    desk.take(desk.write("a.csv", HEADER + ROW + OTHER))
    before = state(desk)
    assert desk.take(desk.write("a.csv", HEADER + OTHER + ROW)).unchanged == 2
    assert state(desk) == before


def test_of_two_lists_that_disagree_the_first_stays_and_the_second_is_noted(desk: Desk) -> None:
    first = desk.write("a.csv", HEADER + ROW)
    second = desk.write("b.csv", HEADER + ROW.replace("/ein", "/annan"))
    desk.take(first)
    report = desk.take(second)
    assert desk.only().landing_page == "https://example.org/ein"
    (result,) = report.results
    assert "landing_page stays «https://example.org/ein»; not taken: «https://example.org/annan»" in result.notes
    assert [source.key for source in desk.only().sources] == ["a.csv", "b.csv"]
    before = state(desk)
    for paths in ([first, second], [second], [second, first], [desk.folder]):
        assert desk.take(*paths).changed == 0, "what was not taken once is not taken when it comes again"
        assert state(desk) == before


def test_what_one_list_says_twice_is_one_document(desk: Desk) -> None:
    table = desk.write("a.csv", HEADER + ROW + ROW + ROW.replace("/ein", "/annan"))
    report = desk.take(table)
    assert (report.added, report.unchanged) == (1, 2)
    assert desk.only().landing_page == "https://example.org/ein"
    before = state(desk)
    assert desk.take(table).changed == 0
    assert state(desk) == before


def test_a_row_with_an_id_corrects_only_what_it_gives(desk: Desk) -> None:
    desk.take(desk.write("a.csv", HEADER + ROW))
    before = desk.only()
    desk.take(desk.write("b.csv", f"id,tittel,språk\n{before.id},Rett tittel,nn\n"))
    after = desk.only()
    assert (after.title, after.declared_language) == ("Rett tittel", "nn")
    assert (after.isbn, after.publishers, after.published) == (before.isbn, before.publishers, before.published)
    assert before.sources[0] in after.sources


def test_a_row_with_an_id_does_not_correct_an_editor(desk: Desk) -> None:
    desk.add(pdf(["Tekst"]), Description(title="Tittel frå redaktøren"))
    report = desk.take(desk.write("b.csv", f"id,tittel\n{desk.only().id},Ein annan\n"))
    assert desk.only().title == "Tittel frå redaktøren"
    assert "title stays «Tittel frå redaktøren»; not taken: «Ein annan»" in report.results[0].notes


def test_options_are_stronger_than_every_row_and_can_be_corrected(desk: Desk) -> None:
    table = desk.write("a.csv", HEADER + ROW)
    desk.take(table)
    for language in ("nn", "nb"):
        desk.take(table, says=Description(language=language))
        assert (desk.only().declared_language, desk.only().provenance["declared_language"]) == (language, Provenance.OPTION)
    assert desk.take(table).changed == 0


def test_a_table_names_files_and_describes_them(desk: Desk) -> None:
    desk.write("pdf/ein.pdf", pdf(["Tekst"], title="Tittel i fila"))
    table = desk.write("a.csv", "tittel,fil,utgiver\nTittel i lista,pdf/ein.pdf,Nordregio\nBerre omtalt,,Nordregio\n")
    report = desk.take(desk.folder)
    assert (report.added, report.failed) == (2, 0)
    one = desk.catalogue.get("tittel-i-lista")
    assert (one.files[0].filename, one.publishers) == ("ein.pdf", ("nordregio",))
    assert [page.text for page in desk.catalogue.pages(one.id)] == ["Tekst"]
    before = state(desk)
    for paths in ([table], [desk.folder], [desk.folder / "pdf"]):
        again = desk.take(*paths)
        assert (again.added, again.changed, again.failed) == (0, 0, 0)
    assert state(desk) == before


def test_a_corrected_row_corrects_the_file_that_it_names(desk: Desk) -> None:
    desk.write("ein.pdf", pdf(["Tekst"]))
    desk.take(desk.write("a.csv", "tittel,fil\nFeil tittel,ein.pdf\n"))
    assert desk.take(desk.write("a.csv", "tittel,fil\nRett tittel,ein.pdf\n")).changed == 1
    assert (desk.only().title, len(desk.only().files)) == ("Rett tittel", 1)


FILES: dict[str, tuple[str, str]] = {
    "is not there": ("borte.pdf", "No such file"),
    "leads out of the folder": ("../ein.pdf", "leads out of the folder"),
    "is absolute": ("/etc/hostname", "leads out of the folder"),
    "is the list": ("a.csv", "is the list itself"),
    "is a folder": ("pdf", "no file but a folder"),
}


@pytest.mark.parametrize(("name", "sentence"), FILES.values(), ids=FILES.keys())
def test_a_file_that_must_not_or_cannot_be_read_is_told_with_its_row(desk: Desk, name: str, sentence: str) -> None:
    (desk.folder / "pdf").mkdir()
    report = desk.take(desk.write("a.csv", f"tittel,fil\nEin,{name}\nTo,\n,{name}\n"))
    assert desk.catalogue.ids() == ["ein", "to"], "what the list itself says is taken in"
    assert desk.catalogue.get("ein").files == ()
    assert [(problem.place.rsplit(", ")[-1], sentence in problem.sentence) for problem in report.problems] == [
        ("line 2", True),
        ("line 4", True),
    ]


RECORD: dict[str, object] = {
    "id": "bustader",
    "title": "Bustader i bygda",
    "subtitle": "Eit oversyn",
    "aliases": ["bustadboka"],
    "type": "report",
    "series": "Rapport",
    "number": "5",
    "publishers": ["Nordregio", "Ei bygd"],
    "topics": ["klimapolitikk"],
    "keywords": ["sild"],
    "published": "2020-10",
    "concerns": [2015, 2019],
    "language": "nn",
    "files": [{"filename": "a.pdf", "media_type": "application/pdf", "address": "https://example.org/a.pdf"}],
    "sources": [{"key": "kudos", "address": "https://example.org/kudos"}],
    "pages": [{"text": NYNORSK, "label": "i", "headings": ["Forord"]}, {"text": "Andre side"}],
}


def printed(catalogue: Catalogue, id: str) -> str:
    return document_line(catalogue.get(id), catalogue.publishers(), catalogue.pages(id)).decode().rstrip("\n")


def test_what_is_printed_as_json_makes_the_same_document_elsewhere(desk: Desk, settings: Settings) -> None:
    desk.take(write_lines(desk.folder / "a.jsonl", RECORD))
    line = printed(desk.catalogue, "bustader")
    assert {name: value for name, value in json.loads(line).items() if name in RECORD} == RECORD
    with Catalogue.open(Settings(home=settings.home.with_name("other"))) as catalogue:
        other = Desk(Settings(home=settings.home.with_name("other")), catalogue, desk.folder)
        assert other.take(write_lines(desk.folder / "b.jsonl", line)).added == 1
        assert printed(catalogue, "bustader") == line
        assert catalogue.pages("bustader") == desk.catalogue.pages("bustader")


def test_what_is_printed_as_json_comes_back_without_a_change(desk: Desk) -> None:
    desk.take(write_lines(desk.folder / "a.jsonl", RECORD))
    before = state(desk)
    report = desk.take(write_lines(desk.folder / "b.jsonl", printed(desk.catalogue, "bustader")))
    assert (report.unchanged, report.changed) == (1, 0)
    assert state(desk) == before


def test_a_record_with_an_id_is_all_that_its_source_says(desk: Desk) -> None:
    desk.take(write_lines(desk.folder / "a.jsonl", RECORD))
    shorter = {name: value for name, value in RECORD.items() if name not in {"subtitle", "concerns"}}
    report = desk.take(write_lines(desk.folder / "a.jsonl", shorter))
    assert (report.changed, desk.only().subtitle, desk.only().concerns) == (1, None, None)
    assert "subtitle was «Eit oversyn», is now empty" in report.results[0].notes


def test_two_rows_that_name_one_file_are_both_heard(desk: Desk) -> None:
    desk.write("notat.txt", NYNORSK)
    table = desk.write("a.csv", "tittel,fil,isbn\nFyrste tittel,notat.txt,\nAndre tittel,notat.txt,978-82-583-1443-8\n")
    report = desk.take(table)
    assert (report.added, report.changed, desk.only().title, desk.only().isbn) == (1, 1, "Fyrste tittel", "978-82-583-1443-8")
    assert "title stays «Fyrste tittel»; not taken: «Andre tittel»" in report.results[1].notes
    for _ in range(2):
        again = desk.take(table)
        assert (again.added, again.changed, desk.only().title) == (0, 0, "Fyrste tittel")


def test_an_interrupted_list_ends_as_an_undisturbed_one(desk: Desk) -> None:
    rows = ["tittel,utgiver,år,sammendrag", "Sild og samfunn,Nordregio,2020,ein", "Sild og samfunn,Nordregio,2020,to"]
    desk.take(desk.write("a.csv", "\n".join(rows[:2])))
    desk.take(desk.write("a.csv", "\n".join(rows)))
    assert desk.only().abstract == "ein"


def test_a_report_meets_the_record_that_a_newsletter_made_of_it(desk: Desk) -> None:
    desk.take(desk.write("brev.txt", "Fra Nordregio\n\nSild og samfunn i nord\n\nAndre rapporter\n\nTorsk (NIBR)\nSei (NIBR)\n"))
    desk.take(desk.write("sild.pdf", pdf(["Tekst"], title="Sild og samfunn i nord")), says=Description(publishers=["Nordregio"]))
    one = desk.catalogue.get("sild-og-samfunn-i-nord")
    assert (len(one.files), [source.key for source in one.sources]) == (1, ["newsletter", "file"])
    assert len(desk.catalogue.ids()) == 4


UNTITLED = {
    "empty": ("a.jsonl", '{"title": "", "type": "report"}', "title: this is missing."),
    "spaces": ("a.jsonl", '{"title": "  ", "type": "report"}', "title: this is missing."),
    "a space of no width": ("a.jsonl", '{"title": "\u200b", "type": "report"}', "title: this is missing."),
    "none": ("a.jsonl", '{"type": "report"}', "title: this is missing."),
    "of a copy": ("a.jsonl", '{"id": "a", "title": "", "type": "report", "library": {}}', "title: this is missing."),
    "no type": ("a.jsonl", '{"title": "Sild", "type": ""}', "type: "),
    "a table": ("a.csv", "title,year\n\u200b,2020\n", "title: this has neither a title nor a file."),
    "RIS": ("a.ris", "TY  - RPRT\nTI  - \u200b\nPY  - 2020\nER  - \n", "title: this has neither a title nor a file."),
    "BibTeX": ("a.bib", "@report{b, title = {~}, year = 2020}", "title: this has neither a title nor a file."),
}


@pytest.mark.parametrize(("name", "content", "sentence"), UNTITLED.values(), ids=UNTITLED.keys())
def test_what_must_be_said_and_is_not_is_told_by_field(desk: Desk, name: str, content: str, sentence: str) -> None:
    report = desk.take(desk.write(name, content))
    assert [problem.sentence[: len(sentence)] for problem in report.problems] == [sentence]
    assert report.added == 0
