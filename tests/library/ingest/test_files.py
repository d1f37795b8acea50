"""A file is imported with its text and a description; what is known already is added to, never doubled, never overwritten."""

from dataclasses import replace
from pathlib import Path

import pytest

from library.catalogue import Catalogue
from library.document import DocumentType, PartialDate, Provenance, TextOrigin
from library.intake import OnDuplicate
from library.record import Description
from library.settings import Settings
from library.writer import Outcome
from tests.library.desk import NYNORSK, Desk
from tests.library.documents import write_lines
from tests.library.files import digest_of
from tests.library.pdfs import pdf, scan

REPORT = Description(title="Bustader i bygda", publishers=["Nordregio"], published="2020")


def test_a_file_is_stored_with_text_and_description(desk: Desk) -> None:
    content = pdf(["Fyrste side", "Andre side"], title="Tittel i fila")
    says = Description(
        publishers=["Nordregio"], topics=["Sild"], published="2020-10", type=DocumentType.EVALUATION, authors=["Kari"]
    )
    report = desk.add(content, says)
    one = desk.only()
    assert (report.added, one.id, report.unknown_topics) == (1, "tittel-i-fila-2020", (("Sild", 1),))
    assert (one.title, one.publishers, one.type, one.published) == (
        "Tittel i fila",
        ("nordregio",),
        "evaluation",
        PartialDate(2020, 10),
    )
    assert one.provenance["title"] is Provenance.FILE
    assert one.provenance["publishers"] is one.provenance["type"] is one.provenance["keywords"] is Provenance.OPTION
    assert "topics" not in one.provenance
    file = one.files[0]
    assert (file.filename, file.media_type, file.size, file.pages) == ("bok.pdf", "application/pdf", len(content), 2)
    assert file.sha256 == digest_of(content)
    assert desk.catalogue.original_path(file.sha256).read_bytes() == content
    assert [page.text for page in desk.catalogue.pages(one.id)] == ["Fyrste side", "Andre side"]


def test_the_same_file_again_changes_nothing(desk: Desk) -> None:
    content = pdf(["Tekst"], title="Bok")
    desk.add(content, Description(publishers=["Nordregio"]))
    assert desk.add(content, Description(publishers=["Nordregio"])).unchanged == 1
    assert desk.add(content).unchanged == 1
    assert desk.catalogue.revision() == 1


def test_the_same_bytes_in_another_place_are_the_same_document(desk: Desk) -> None:
    content = pdf(["Tekst"], title="Bok")
    first = desk.add(content)
    assert desk.add(content, name="kopi av bok.pdf").unchanged == 1
    assert (desk.catalogue.revision(), desk.only().files[0].filename) == (first.added, "bok.pdf")


def test_the_same_file_with_another_title_corrects_it(desk: Desk) -> None:
    content = pdf(["Tekst"], title="Bok")
    desk.add(content, Description(publishers=["Nordregio"]))
    report = desk.add(content, Description(title="Rett tittel"))
    one = desk.only()
    assert (report.changed, one.id, one.title, one.publishers) == (1, "bok", "Rett tittel", ("nordregio",))
    assert one.provenance["title"] is Provenance.OPTION
    assert report.results[0].notes == ("title was «Bok», is now «Rett tittel»",)


@pytest.mark.parametrize("says", [{"number": "NOU 2020:12"}, {"id": "nou-2020-12"}], ids=["by number", "by id"])
def test_a_known_document_gets_the_file_and_keeps_its_description(desk: Desk, says: dict[str, str]) -> None:
    known = {
        "title": "Ei utgreiing",
        "type": "nou",
        "series": "NOU",
        "number": "2020:12",
        "topics": ["klimapolitikk"],
        "language": "nn",
    }
    desk.take(write_lines(desk.folder / "a.jsonl", known))
    report = desk.add(pdf(["Tekst"], title="Tittel i fila"), Description(**says))  # type: ignore[arg-type]
    one = desk.only()
    assert (report.changed, one.id) == (1, "nou-2020-12")
    assert (one.title, one.type, one.topics, one.declared_language) == ("Ei utgreiing", "nou", ("klimapolitikk",), "nn")
    assert len(one.files) == len(desk.catalogue.pages(one.id)) == 1
    assert "title stays «Ei utgreiing»; not taken: «Tittel i fila»" in report.results[0].notes
    again = desk.take(desk.folder / "a.jsonl")
    assert again.failed == again.added == 0
    assert desk.only().files == one.files
    assert desk.catalogue.pages("nou-2020-12")[0].text == "Tekst"


def test_a_number_tells_the_type(desk: Desk) -> None:
    desk.add(pdf(["Tekst"], title="Bok"), Description(number="Meld. St. 5 (2019–2020)"))
    one = desk.only()
    assert (one.id, one.type, one.provenance["type"]) == ("meld-st-5-2019-2020", "white-paper", Provenance.RULE)


def test_a_scan_is_taken_marked_and_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("library.ingest.reading.can_read_pictures", lambda: False)  # as where the extra is not installed
    report = desk.add(scan(4), Description(title="Skannet bok"))
    one = desk.only()
    assert report.without_text == ("skannet-bok",)
    assert (desk.catalogue.pages(one.id), one.files[0].pages, one.files[0].text, one.detected) == ((), 4, TextOrigin.NONE, None)


def test_a_file_without_any_title_is_called_as_it_is_named(desk: Desk) -> None:
    desk.add(pdf(["Tekst"]), name="bustader_i_bygda.pdf")
    one = desk.only()
    assert (one.title, one.provenance["title"]) == ("Bustader i bygda", Provenance.RULE)


def test_topics_that_a_rule_gave_follow_the_title(desk: Desk) -> None:
    content = pdf(["Tekst"], title="Boligpolitikk i distriktene")
    desk.add(content)
    before = desk.only()
    assert before.provenance["topics"] is Provenance.RULE
    desk.add(content, Description(title="Klimaendringer"))
    after = desk.only()
    assert after.topics
    assert not set(after.topics) & set(before.topics)


def test_a_changed_file_in_its_place_is_a_version_and_the_earlier_one_is_kept(desk: Desk) -> None:
    first, second = pdf(["Fyrste utgåve"], title="Bok"), pdf(["Andre utgåve"], title="Bok")
    desk.add(first)
    report = desk.add(second)
    one = desk.only()
    assert [(file.version, file.is_primary, file.sha256) for file in one.files] == [
        (2, True, digest_of(second)),
        (1, False, digest_of(first)),
    ]
    assert desk.catalogue.pages("bok")[0].text == "Andre utgåve"
    assert desk.catalogue.original_path(digest_of(first)).read_bytes() == first
    assert report.results[0].notes == ("bok.pdf is version 2 of its file; the earlier is kept",)
    assert desk.add(first).unchanged == 1, "an earlier version that comes back is known"
    assert desk.only() == one


def test_a_file_with_title_publisher_and_year_of_a_known_document_is_a_version_of_it(desk: Desk) -> None:
    desk.add(pdf(["Fyrste utgåve"]), REPORT, name="a.pdf")
    report = desk.add(pdf(["Andre utgåve"]), REPORT, name="b.pdf")
    assert (desk.only().files[0].version, report.results[0].notes[0]) == (2, "known by the same title, publisher and year")


def test_files_that_share_no_more_than_a_title_stay_apart(desk: Desk) -> None:
    desk.add(pdf(["Om sild"], title="Sluttrapport"), name="a.pdf")
    report = desk.add(pdf(["Om torsk"], title="Sluttrapport"), name="b.pdf")
    assert desk.catalogue.ids() == ["sluttrapport", "sluttrapport-2"]
    assert report.results[0].notes == ("kept apart from sluttrapport, which has the same title",)


def test_another_format_of_a_report_leaves_the_text_with_pages(desk: Desk) -> None:
    desk.add(pdf(["Side ein", "Side to"]), REPORT, name="a.pdf")
    desk.add(f"# Bustader i bygda\n\n{NYNORSK}\n".encode(), REPORT, name="a.md")
    one = desk.only()
    assert [(file.media_type, file.version, file.is_primary) for file in one.files] == [
        ("text/markdown", 1, False),
        ("application/pdf", 1, True),
    ]
    assert len(desk.catalogue.pages(one.id)) == 2


def test_a_format_with_pages_takes_over_from_one_without(desk: Desk) -> None:
    desk.add(f"# Bustader i bygda\n\n{NYNORSK}\n".encode(), REPORT, name="a.md")
    desk.add(pdf(["Side ein", "Side to"]), REPORT, name="a.pdf")
    assert len(desk.catalogue.pages(desk.only().id)) == 2


DUPLICATES: dict[str, tuple[OnDuplicate, list[str], tuple[int, int, int]]] = {
    "merge": (OnDuplicate.MERGE, ["bustader-i-bygda-2020"], (0, 1, 0)),
    "skip": (OnDuplicate.SKIP, ["bustader-i-bygda-2020"], (0, 0, 1)),
    "new": (OnDuplicate.NEW, ["bustader-i-bygda-2020", "bustader-i-bygda-2020-2"], (1, 0, 0)),
}


@pytest.mark.parametrize(("choice", "ids", "counts"), DUPLICATES.values(), ids=DUPLICATES.keys())
def test_the_editor_chooses_what_becomes_of_a_duplicate(
    desk: Desk, choice: OnDuplicate, ids: list[str], counts: tuple[int, int, int]
) -> None:
    desk.add(pdf(["Fyrste utgåve"]), REPORT, name="a.pdf")
    report = desk.add(pdf(["Andre utgåve"]), REPORT, name="b.pdf", on_duplicate=choice)
    assert desk.catalogue.ids() == ids
    assert (report.added, report.changed, len(report.skipped)) == counts
    again = desk.add(pdf(["Andre utgåve"]), REPORT, name="b.pdf", on_duplicate=choice)
    assert again.added == again.changed == 0
    assert desk.catalogue.ids() == ids


def test_identity_goes_by_isbn_and_doi_too(desk: Desk) -> None:
    desk.add(pdf(["En"]), Description(title="Ei bok", isbn="978-82-583-1443-8"), name="a.pdf")
    desk.add(pdf(["To"]), Description(title="Boka", isbn="82-583-1443-2"), name="b.pdf")
    desk.add(pdf(["Tre"]), Description(title="Ei anna bok", doi="10.6027/R2020:4.1403-2503"), name="c.pdf")
    desk.add(pdf(["Fire"]), Description(title="Noko anna", doi="https://doi.org/10.6027/r2020:4.1403-2503"), name="d.pdf")
    assert desk.catalogue.ids() == ["ei-anna-bok", "ei-bok"]


def test_an_english_summary_is_not_the_report_whose_number_it_bears(desk: Desk) -> None:
    english = "The committee finds that people in rural municipalities have good reasons to stay if there is work. " * 4
    desk.add(pdf(["NOU 2020: 12", NYNORSK.replace(". ", ".\n")]), name="a.pdf")
    desk.add(pdf(["NOU 2020: 12", english.replace(". ", ".\n")]), name="b.pdf")
    assert len(desk.catalogue.ids()) == 2


def test_a_dry_run_tells_all_and_keeps_nothing(desk: Desk) -> None:
    desk.add(pdf(["Fyrste utgåve"]), REPORT, name="a.pdf")
    before = desk.catalogue.revision(), desk.catalogue.list_documents(), sorted(desk.settings.originals.rglob("*"))
    desk.write("b.pdf", pdf(["Andre utgåve"]))
    desk.write("c.pdf", pdf(["Noko nytt"], title="Noko nytt"))
    report = desk.take(desk.folder, says=Description(published="2020"), dry_run=True)
    assert {result.place.split("/")[-1]: result.outcome for result in report.results} == {
        "a.pdf": Outcome.UNCHANGED,
        "b.pdf": Outcome.ADDED,
        "c.pdf": Outcome.ADDED,
    }
    after = desk.catalogue.revision(), desk.catalogue.list_documents(), sorted(desk.settings.originals.rglob("*"))
    assert [file for file in after[2] if file.is_file()] == [file for file in before[2] if file.is_file()]
    assert after[:2] == before[:2]


def test_reading_anew_takes_the_place_of_the_text(desk: Desk) -> None:
    content = pdf(["Tekst"], title="Bok")
    desk.add(content)
    with desk.catalogue.writing() as writer:
        writer.put(desk.only(), [replace(page, text="øydelagd") for page in writer.pages("bok")])
    assert desk.add(content).unchanged == 1
    assert desk.catalogue.pages("bok")[0].text == "øydelagd"
    assert desk.add(content, again=True).changed == 1
    assert desk.catalogue.pages("bok")[0].text == "Tekst"


def test_a_removed_document_comes_back_when_its_file_is_imported_again(desk: Desk) -> None:
    content = pdf(["Tekst"], title="Bok")
    desk.add(content)
    with desk.catalogue.writing() as writer:
        writer.remove("bok")
    assert desk.add(content).added == 1


REFUSED: dict[str, tuple[bytes, Description, str]] = {
    "no date": (pdf(["Tekst"]), Description(title="Bok", published="i fjor"), "published: 'i fjor'"),
    "encrypted": (pdf(["Tekst"], encrypt="x"), Description(title="Bok"), "encrypted"),
    "empty": (b"", Description(title="Bok"), "empty"),
    "no PDF": (b"Tekst", Description(title="Bok"), "not what its name says"),
}


@pytest.mark.parametrize(("content", "says", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_refused_leaves_nothing(desk: Desk, content: bytes, says: Description, sentence: str) -> None:
    report = desk.take(desk.write("bok.pdf", content), says=says)
    assert (report.failed, report.added) == (1, 0)
    assert sentence in report.problems[0].sentence
    assert (desk.catalogue.ids(), desk.catalogue.revision()) == ([], 0)
    assert not desk.settings.originals.exists()


def test_what_is_missing_is_told(desk: Desk, tmp_path: Path) -> None:
    report = desk.take(tmp_path / "borte.pdf")
    assert [(problem.place.split("/")[-1], "No such file" in problem.sentence) for problem in report.problems] == [
        ("borte.pdf", True)
    ]


def test_a_short_version_with_the_number_of_a_report_does_not_take_its_place(desk: Desk) -> None:
    desk.add(pdf(["NOU 2020: 12\nEi utgreiing", *["Tekst"] * 9], title="Ei utgreiing"), name="heile.pdf")
    report = desk.add(pdf(["NOU 2020: 12\nKortversjon"], title="Kortversjon"), name="kort.pdf")
    one = desk.only()
    assert (one.title, len(desk.catalogue.pages(one.id)), one.files[1].filename) == ("Ei utgreiing", 10, "heile.pdf")
    assert [file.is_primary for file in one.files] == [False, True]
    assert report.results[0].notes == (
        "known by the same number in the series",
        "title stays «Ei utgreiing»; not taken: «Kortversjon»",
        "kort.pdf is kept beside the file whose text is shown",
    )
    assert desk.add(pdf(["NOU 2020: 12\nKortversjon"], title="Kortversjon"), name="kort.pdf").unchanged == 1


def test_what_a_sidecar_no_longer_says_is_gone_and_the_file_speaks_again(desk: Desk) -> None:
    content = pdf(["Tekst"], title="Tittel i fila")
    sidecar = desk.write("bok.pdf.yaml", "title: Tittel ved sida av\nisbn: 978-82-583-1443-8\n")
    desk.add(content)
    assert (desk.only().title, desk.only().isbn) == ("Tittel ved sida av", "978-82-583-1443-8")
    sidecar.write_text("publishers: Nordregio\n", encoding="utf-8")
    assert desk.add(content).changed == 1
    one = desk.only()
    assert (one.title, one.isbn, one.publishers) == ("Tittel i fila", None, ("nordregio",))
    assert one.provenance["title"] is Provenance.FILE
    sidecar.unlink()
    desk.add(content)
    assert desk.only().publishers == ()


def test_a_record_that_says_it_is_another_is_one_and_the_likeness_is_told(desk: Desk) -> None:
    known = {"id": "ei-bok", "title": "Ei bok om sild og samfunn", "type": "report", "isbn": "978-82-583-1443-8"}
    desk.take(write_lines(desk.folder / "a.jsonl", known))
    report = desk.take(write_lines(desk.folder / "b.jsonl", {**known, "id": "boka"}))
    assert desk.catalogue.ids() == ["boka", "ei-bok"]
    assert report.results[0].notes == ("kept apart from ei-bok, which has the same ISBN",)


def test_a_subtitle_goes_with_its_title(desk: Desk) -> None:
    markdown = f"---\ntitle: Planlegging\nsubtitle: Mykje folk\n---\n\n{NYNORSK}\n"
    desk.add(markdown.encode(), name="a.md")
    desk.add(markdown.encode().replace(b"folk", b"fisk"), Description(title="Noko heilt anna"), name="b.md")
    titles = {document.title: document.subtitle for document in desk.catalogue.list_documents()}
    assert titles == {"Planlegging": "Mykje folk", "Noko heilt anna": None}


NO_DOCUMENTS: dict[str, tuple[str, bytes, str]] = {
    "a table of figures": ("tal.csv", b"kommune,2019\nX,1\n", "no header that we know"),
    "settings": ("tsconfig.app.json", b"{}", "describes a file that is not there"),
    "a program": ("rapport.py", b"print('sild')\n", "its name is not that of a document"),
    "a picture": ("bilete.jpg", b"\xff\xd8\xff\xe0" + bytes(100), "is an image"),
}


@pytest.mark.parametrize(("name", "content", "reason"), NO_DOCUMENTS.values(), ids=NO_DOCUMENTS.keys())
def test_what_is_no_document_is_skipped_in_a_folder_and_said_to_be(desk: Desk, name: str, content: bytes, reason: str) -> None:
    desk.write(name, content)
    report = desk.take(desk.folder)
    assert [reason in problem.sentence for problem in report.skipped] == [True]
    assert (report.problems, desk.catalogue.ids()) == ((), [])


def test_text_of_any_name_is_read_where_it_is_asked_for(desk: Desk) -> None:
    assert desk.take(desk.write("LESMEG", NYNORSK)).added == 1


def test_a_list_has_no_sidecar(desk: Desk) -> None:
    desk.write("liste.csv.yaml", "publishers: Nordregio\n")
    report = desk.take(desk.write("liste.csv", "tittel\nBok\n"))
    assert (report.added, ["a list has no sidecar" in problem.sentence for problem in report.problems]) == (1, [True])


def test_a_library_that_lies_among_the_documents_is_left_out(desk: Desk) -> None:
    desk.write("bok.pdf", pdf(["Tekst"], title="Bok"))
    desk.settings.home.rename(desk.folder / "var")
    with Catalogue.open(Settings(home=desk.folder / "var")) as catalogue:
        report = Desk(Settings(home=desk.folder / "var"), catalogue, desk.folder).take(desk.folder)
        assert (report.added, report.problems, catalogue.ids()) == (1, (), ["bok"])
        assert [problem.place for problem in report.skipped] == ["desk/var"]
