"""What comes in meets the document that it is of, and no other."""

from __future__ import annotations

import pytest

from library.document import DocumentType, Provenance
from library.intake import OnDuplicate
from library.record import Description
from tests.library.desk import NYNORSK, Desk
from tests.library.documents import write_lines
from tests.library.files import digest_of
from tests.library.pdfs import pdf

LETTER = """Nytt frå fjorden

Fra Nordregio

Rural housing challenges in the Nordic region
Urban housing challenges in the Nordic region

Andre rapporter

Sild og samfunn langs kysten (Telemarksforsking)
Fisk og folk langs kysten (Telemarksforsking)
"""


def printed(first: str, rest: str = NYNORSK) -> bytes:
    """A PDF whose first page begins with a line."""
    return pdf([first + "\n" + rest.replace(". ", ".\n")])


def test_a_file_that_is_held_is_given_to_the_document_that_an_editor_names(desk: Desk) -> None:
    """As when it was not recognised as the file of a record."""
    desk.take(write_lines(desk.folder / "a.jsonl", {"id": "nou-2020-12", "title": "Ei utgreiing", "type": "nou"}))
    content = pdf(["Tekst"], title="Bok")
    desk.add(content)
    report = desk.add(content, Description(id="nou-2020-12"))
    assert (report.changed, desk.catalogue.ids()) == (1, ["bok", "nou-2020-12"])
    one = desk.catalogue.get("nou-2020-12")
    assert (one.title, one.files[0].sha256) == ("Ei utgreiing", digest_of(content))
    assert [page.text for page in desk.catalogue.pages(one.id)] == ["Tekst"]
    before = desk.catalogue.revision()
    assert desk.add(content, Description(id="nou-2020-12")).unchanged == 1
    with desk.catalogue.writing() as writer:
        writer.remove("bok")
    assert desk.catalogue.original_path(digest_of(content)).read_bytes() == content
    assert desk.catalogue.revision() == before + 1


def test_another_numbered_publication_in_a_files_place_is_no_version_of_it(desk: Desk) -> None:
    desk.add(printed("NOU 2020: 12"), name="rapport.pdf")
    report = desk.add(printed("NOU 2021: 3"), name="rapport.pdf")
    assert (report.added, desk.catalogue.ids()) == (1, ["nou-2020-12", "nou-2021-3"])
    again = desk.add(printed("NOU 2021: 3", NYNORSK + " Retta"), name="rapport.pdf")
    assert (again.changed, len(desk.catalogue.get("nou-2021-3").files)) == (1, 2)


def test_a_corrected_number_stays_with_its_document(desk: Desk) -> None:
    content = printed("NOU 2020: 12")
    desk.add(content)
    for number in ("NOU 2020: 13", "NOU 2020: 14"):
        assert desk.add(content, Description(number=number)).changed == 1
        assert (desk.only().id, str(desk.only().number)) == ("nou-2020-12", number)
    desk.add(printed("NOU 2020: 12", NYNORSK + " Retta"))
    assert (len(desk.only().files), desk.only().provenance["number"]) == (2, Provenance.OPTION)


@pytest.mark.parametrize("choice", OnDuplicate)
def test_what_a_newsletter_lists_is_never_doubled(desk: Desk, choice: OnDuplicate) -> None:
    letter = desk.write("brev.txt", LETTER)
    assert desk.take(letter).added == 5
    ids = desk.catalogue.ids()
    assert "rural-housing-challenges-in-the-nordic-region" in ids
    assert "urban-housing-challenges-in-the-nordic-region" in ids
    again = desk.take(letter, again=True, on_duplicate=choice)
    assert (again.added, again.changed, again.failed) == (0, 0, 0)
    assert desk.catalogue.ids() == ids


def test_a_mention_gives_way_to_the_report_itself_when_it_comes(desk: Desk) -> None:
    desk.take(desk.write("brev.txt", LETTER))
    says = {
        "title": "Sild og samfunn langs kysten",
        "type": "evaluation",
        "publishers": ["Telemarksforsking"],
        "published": "2020",
    }
    report = desk.take(write_lines(desk.folder / "a.jsonl", says))
    one = desk.catalogue.get("sild-og-samfunn-langs-kysten")
    assert (report.added, report.changed, one.type, one.year) == (0, 1, DocumentType.EVALUATION, 2020)
    assert [source.key for source in one.sources] == ["newsletter", "a.jsonl"]


def test_two_lines_on_one_document_change_nothing_when_they_come_again(desk: Desk) -> None:
    lines = [{"id": "x", "title": title, "type": "report"} for title in ("Ein", "To")]
    path = write_lines(desk.folder / "a.jsonl", *lines)
    desk.take(path)
    assert desk.only().title == "To"
    assert desk.take(path).changed == 0
    path = write_lines(desk.folder / "a.jsonl", {**lines[0], "isbn": "978-82-583-1443-8"}, lines[1])
    desk.take(path)
    assert (desk.only().title, desk.take(path).changed) == ("To", 0)


def test_a_dry_run_copies_no_files(desk: Desk) -> None:
    report = desk.add(pdf(["Tekst"], title="Bok"), dry_run=True)
    assert report.added == 1
    assert not desk.settings.originals.exists()


BUDGET = "Prop. 1 S (2020–2021)"


def test_each_ministry_has_its_own_part_of_the_budget(desk: Desk) -> None:
    ministries = ("Samferdselsdepartementet", "Kommunal- og moderniseringsdepartementet")
    for number, ministry in enumerate(ministries):
        desk.add(printed(f"{BUDGET}\nProposisjon til Stortinget\n{ministry}\n25. september 2020"), name=f"{number}.pdf")
    assert desk.catalogue.ids() == ["prop-1-s-2020-2021", "prop-1-s-2020-2021-2"]
    assert {str(document.number) for document in desk.catalogue.list_documents()} == {BUDGET}


def test_briefs_that_cite_the_same_article_are_not_one(desk: Desk) -> None:
    references = "Referanser\nNOU 2016: 4\nhttps://doi.org/10.1016/j.jrurstud.2018.01.001\nISBN 978-82-583-1443-8"
    for name in ("Bustader", "Skular"):
        desk.add(
            pdf([f"{name} i bygda\n" + NYNORSK.replace(". ", ".\n"), references], title=f"{name} i bygda"), name=f"{name}.pdf"
        )
    assert desk.catalogue.ids() == ["bustader-i-bygda", "skular-i-bygda"]
