"""Of all that is said of a document the strongest counts: option, sidecar, list, file, first pages, rule. It is told which."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from library.document import DocumentType, Provenance
from library.layers import Layer, by_rule, settle
from library.record import Description
from library.showing import show_lines
from library.vocabulary import shipped_topics
from tests.library.desk import NYNORSK, Desk
from tests.library.pdfs import pdf

OPTION, SIDECAR, RECORD, FILE, FIRST_PAGES, RULE = (
    Provenance.OPTION,
    Provenance.SIDECAR,
    Provenance.RECORD,
    Provenance.FILE,
    Provenance.FIRST_PAGES,
    Provenance.RULE,
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a title may be said, and how."""

    provenance: Provenance
    title: str


PLACES = (
    Place(OPTION, "Tittel frå redaktøren"),
    Place(SIDECAR, "Tittel ved sida av fila"),
    Place(RECORD, "Tittel i lista"),
    Place(FILE, "Tittel i metadata"),
    Place(FIRST_PAGES, "Tittel på framsida"),
    Place(RULE, "Filnamn"),
)


def page(title: str) -> str:
    """The content of a page on which one line is set larger than the others."""
    body = "\n".join(f"({line}) Tj 0 -16 Td" for line in NYNORSK.split(". "))
    large = f"/F1 30 Tf ({title}) Tj 0 -40 Td\n" if title else ""
    return f"BT 72 770 Td\n{large}/F1 12 Tf\n{body}\nET"


def titled_pdf(metadata: str, printed: str) -> bytes:
    """A PDF with a title in its metadata and another in large type, or without them."""
    content = pdf(["X"], title=metadata).decode("cp1252")
    start, end = content.index("BT /F1"), content.index("ET") + 2
    drawn = page(printed)
    content = content[:start] + drawn + content[end:]
    return content.replace(f"/Length {end - start}", f"/Length {len(drawn.encode('cp1252'))}").encode("cp1252")


def lay(desk: Desk, said: set[Provenance]) -> tuple[list[Path], Description]:
    """Put a file on the desk whose title is said in these places; return what is to be imported, and the options."""
    titles = {place.provenance: place.title if place.provenance in said else "" for place in PLACES}
    file = desk.write("filnamn.pdf", titled_pdf(titles[FILE], titles[FIRST_PAGES]))
    if SIDECAR in said:
        desk.write("filnamn.pdf.yaml", f"title: {titles[SIDECAR]}\n")
    paths = [file]
    if RECORD in said:
        paths = [desk.write("liste.csv", f"tittel;fil\n{titles[RECORD]};filnamn.pdf\n"), file]
    return paths, Description(title=titles[OPTION] or None)


@pytest.mark.parametrize("strongest", range(len(PLACES)), ids=[place.provenance.value for place in PLACES])
def test_a_title_is_taken_from_the_strongest_place_that_has_one(desk: Desk, strongest: int) -> None:
    paths, options = lay(desk, {place.provenance for place in PLACES[strongest:]})
    report = desk.take(*paths, says=options)
    assert not report.problems
    one, place = desk.only(), PLACES[strongest]
    assert (one.title, one.provenance.get("title", RECORD)) == (place.title, place.provenance)
    lines = show_lines(one, desk.catalogue.pages(one.id), desk.catalogue.publishers(), shipped_topics(), provenance=True)
    assert f"{'Title:':15} {place.title}  [{place.provenance.value}]" in list(lines)


def test_a_stronger_word_that_comes_later_replaces_the_weaker_one_at_a_time(desk: Desk) -> None:
    for number in range(len(PLACES) - 1, -1, -1):
        if PLACES[number].provenance in {FILE, FIRST_PAGES}:
            continue  # these come with the file's bytes, as a new version
        paths, options = lay(desk, {place.provenance for place in PLACES[number:]} - {FILE, FIRST_PAGES})
        assert not desk.take(*paths, says=options).problems
        assert (desk.only().title, desk.only().provenance.get("title", RECORD)) == (
            PLACES[number].title,
            PLACES[number].provenance,
        )
    assert desk.take(desk.folder / "filnamn.pdf", says=Description()).changed == 0
    assert desk.only().title == PLACES[0].title, "a weaker word that comes later replaces nothing"


def test_every_field_has_its_own_provenance(desk: Desk) -> None:
    content = titled_pdf("Tittel i metadata", "Tittel").replace(b"(", b"(", 1)
    desk.write("a.pdf", content)
    desk.write("a.pdf.yaml", "published: 2019\nkeywords: [bygd, by]\naliases: bygdeboka\n")
    rows = desk.write("liste.csv", "fil,forfatter,isbn\na.pdf,Kari Nordmann,978-82-583-1443-8\n")
    desk.take(rows, says=Description(publishers=["NIBR"]))
    one = desk.only()
    shown = {
        line.split(":")[0]: line.rsplit("[", 1)[1].rstrip("]")
        for line in show_lines(one, desk.catalogue.pages(one.id), desk.catalogue.publishers(), shipped_topics(), provenance=True)
        if line.endswith("]")
    }
    expected = {
        "Title": "file",
        "Publishers": "option",
        "Published": "sidecar",
        "Keywords": "sidecar",
        "Aliases": "sidecar",
        "Authors": "record",
        "ISBN": "record",
        "Type": "rule",
        "Language": "library",
        "Id": "library",
    }
    assert {label: shown[label] for label in expected} == expected


def test_what_stands_on_the_first_pages_is_told_to_stand_there(desk: Desk) -> None:
    text = "NOU 2020: 12\nNordregio\n28. oktober 2020\nISBN 978-82-583-1443-8\n" + NYNORSK.replace(". ", ".\n")
    desk.add(pdf([text], title="Levande lokalsamfunn"))
    one = desk.only()
    fields = ("number", "publishers", "published", "isbn")
    assert {one.provenance[field] for field in fields} == {FIRST_PAGES}
    assert (str(one.number), one.publishers, str(one.published), one.isbn, one.type) == (
        "NOU 2020: 12",
        ("nordregio",),
        "2020-10-28",
        "9788258314438",
        DocumentType.NOU,
    )


def layers(*said: tuple[Provenance, Description]) -> list[Layer]:
    return [Layer(provenance, says) for provenance, says in said]


def test_the_order_of_the_layers_does_not_count() -> None:
    said = layers((RULE, Description(title="a", type=DocumentType.REPORT)), (OPTION, Description(title="b")))
    for order in (said, said[::-1]):
        settled = settle(order)
        assert (settled.record.title, settled.provenance) == ("b", {"title": OPTION, "type": RULE})


def test_a_number_is_taken_whole_with_its_series() -> None:
    settled = settle(
        layers(
            (OPTION, Description(number="NOU 2020: 12")),
            (FILE, Description(title="a", series="Rapport", number="5", session="2019–2020", type=DocumentType.REPORT)),
        )
    )
    assert (settled.record.series, settled.record.number, settled.record.session) == (None, "NOU 2020: 12", None)
    assert settled.provenance["number"] is OPTION


def test_the_names_are_those_of_the_document() -> None:
    says = Description(title="a", type=DocumentType.REPORT, series="S", session="2019", language="nb", topics=["x"], id="i")
    settled = settle(layers((SIDECAR, says)))
    assert settled.provenance == dict.fromkeys(("title", "type", "number", "declared_language", "topics", "keywords"), SIDECAR)


RULES: dict[str, tuple[str, Description, str | None, DocumentType]] = {
    "a file's name": ("bustader_i_bygda.v2.pdf", Description(), "Bustader i bygda.v2", DocumentType.REPORT),
    "a capital that is there": ("NIBR-rapport.pdf", Description(), "NIBR-rapport", DocumentType.REPORT),
    "a name of nothing": ("_.pdf", Description(), None, DocumentType.REPORT),
    "no name": ("", Description(), None, DocumentType.REPORT),
    "NOU": ("a.pdf", Description(number="NOU 2020: 12"), "A", DocumentType.NOU),
    "series and number": ("a.pdf", Description(series="Meld. St.", number="5"), "A", DocumentType.WHITE_PAPER),
    "an old proposition": ("a.pdf", Description(number="Ot.prp. nr. 5 (1999-2000)"), "A", DocumentType.PROPOSITION),
    "a series that is not known": ("a.pdf", Description(series="Rapport", number="5"), "A", DocumentType.REPORT),
}


@pytest.mark.parametrize(("name", "says", "title", "type"), RULES.values(), ids=RULES.keys())
def test_rules_give_title_and_type(name: str, says: Description, title: str | None, type: DocumentType) -> None:
    layer = by_rule(layers((FILE, says)), name)
    assert (layer.provenance, layer.says.title, layer.says.type) == (RULE, title, type)


def test_a_file_without_any_title_is_told_and_the_others_are_imported(desk: Desk) -> None:
    desk.write("_.pdf", pdf(["Tekst"]))
    desk.write("god.pdf", pdf(["Tekst, men ein annan"]))
    report = desk.take(desk.folder)
    assert [problem.sentence.split(":")[0] for problem in report.problems] == ["title"]
    assert desk.catalogue.ids() == ["god"]
