"""Word documents made here are read with their headings, lists, tables and notes; what they say of themselves is told."""

from pathlib import Path

import pytest
from docx.document import Document

from library.extract import MediaType, extract
from tests.library.files import refusal, stored
from tests.library.words import (
    add_note_reference,
    add_style,
    add_tracked_change,
    add_xml,
    part_of,
    with_footnote,
    with_parts,
    word,
)


def report(document: Document) -> None:
    document.add_paragraph("Busetjing i distrikta", style="Title")
    document.add_paragraph("Ein gjennomgang", style="Subtitle")
    document.add_paragraph("Forord om arbeidet.")
    document.add_heading("Bakgrunn", 1)
    add_note_reference(document, "Folketalet går ned.")
    document.add_heading("Metode", 2)
    document.add_paragraph("Intervju", style="List Bullet")
    document.add_paragraph("Spørjeundersøking", style="List Bullet")
    document.add_heading("Utval", 3)
    document.add_paragraph("Tretti kommunar.")
    document.add_heading("Funn", 1)
    table = document.add_table(rows=2, cols=2)
    for row, texts in zip(table.rows, (("Kommune", "Folketal"), ("Vågå", "3 600")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("Slutt.")


SOUND = with_footnote(word(report))


def test_headings_part_a_word_document(tmp_path: Path) -> None:
    read = extract(stored(tmp_path, "a.docx", SOUND))
    assert read.media_type == MediaType.DOCX
    assert [(page.number, page.label) for page in read.pages] == [
        (1, "Busetjing i distrikta"),
        (2, "Bakgrunn"),
        (3, "Metode"),
        (4, "Funn"),
        (5, ""),
    ]
    assert read.pages[2].headings == ("Metode", "Utval")
    assert read.page_count is None


def test_lists_tables_and_notes_of_a_word_document_are_kept(tmp_path: Path) -> None:
    _, background, method, findings, notes = extract(stored(tmp_path, "a.docx", SOUND)).pages
    assert background.text == "Bakgrunn\n\nFolketalet går ned.[1]"
    assert method.text == "Metode\n\n- Intervju\n- Spørjeundersøking\n\nUtval\n\nTretti kommunar."
    assert findings.text == "Funn\n\n- Kommune · Folketal\n- Vågå · 3 600\n\nSlutt."
    assert notes.text == "1. Statistisk sentralbyrå, tabell 09280."


def test_the_title_is_what_has_its_style(tmp_path: Path) -> None:
    says = extract(stored(tmp_path, "a.docx", with_footnote(word(report, title="Mal for rapportar")))).says
    assert (says.title, says.subtitle) == ("Busetjing i distrikta", "Ein gjennomgang")


@pytest.mark.parametrize("style", ["Tittel", "tittel"])
def test_the_title_style_may_have_its_norwegian_name(tmp_path: Path, style: str) -> None:
    def write(document: Document) -> None:
        document.add_paragraph("Bustader", style=add_style(document, style))
        document.add_paragraph("i nord", style=style)
        document.add_paragraph("Tekst.")

    assert extract(stored(tmp_path, "a.docx", word(write))).says.title == "Bustader i nord"


def test_a_style_is_a_heading_by_its_level_in_the_outline(tmp_path: Path) -> None:
    def write(document: Document) -> None:
        chapter = add_style(document, "NOU kapittel (dep's)", outline=0)
        part = add_style(document, "Delkapittel", based_on="Heading 2")
        document.add_paragraph("Mandat", style=chapter)
        document.add_paragraph("Oppnemning", style=part)
        document.add_paragraph("Tekst.")

    (first, second) = extract(stored(tmp_path, "a.docx", word(write))).pages
    assert (first.label, second.label, second.text) == ("Mandat", "Oppnemning", "Oppnemning\n\nTekst.")


def test_headings_may_have_their_norwegian_names(tmp_path: Path) -> None:
    def write(document: Document) -> None:
        document.add_paragraph("Innleiing", style=add_style(document, "Overskrift 1"))
        document.add_paragraph("Tekst.")

    assert extract(stored(tmp_path, "a.docx", word(write))).pages[0].headings == ("Innleiing",)


def test_a_paragraph_in_a_headings_clothes_is_no_heading(tmp_path: Path) -> None:
    def write(document: Document) -> None:
        document.add_heading("Kort", 1)
        document.add_heading("lang tekst " * 60, 1)

    (page,) = extract(stored(tmp_path, "a.docx", word(write))).pages
    assert page.headings == ("Kort",)
    assert page.text.count("lang tekst") == 60


def test_what_was_struck_out_is_not_text(tmp_path: Path) -> None:
    content = word(lambda document: add_tracked_change(document, "Framlegg om ", "kutt", "auke"))
    assert [page.text for page in extract(stored(tmp_path, "a.docx", content)).pages] == ["Framlegg om auke"]


PARAGRAPHS = {
    "a sentence in runs": (
        "<w:r><w:rPr><w:b/></w:rPr><w:t>Kommu</w:t></w:r><w:proofErr w:type='spellStart'/>"
        "<w:r><w:t xml:space='preserve'>nar </w:t></w:r>"
        "<w:r><w:t>i nord</w:t></w:r>",
        "Kommunar i nord",
    ),
    "the number of a table": (
        "<w:r><w:t>Tabell </w:t></w:r><w:fldSimple w:instr='SEQ'><w:r><w:t>3</w:t></w:r></w:fldSimple>",
        "Tabell 3",
    ),
    "a formula": ("<w:r><w:t>Lat </w:t></w:r><m:oMath><m:r><m:t>x=</m:t></m:r><m:r><m:t>2</m:t></m:r></m:oMath>", "Lat x=2"),
    "lines": ("<w:r><w:t>Ei</w:t><w:br/><w:t>og ei til</w:t></w:r><w:r><w:tab/><w:t>her</w:t></w:r>", "Ei\nog ei til her"),
    "hyphens": (
        "<w:r><w:t>Sør</w:t><w:noBreakHyphen/><w:t>Noreg, kommu</w:t><w:softHyphen/><w:t>ne</w:t></w:r>",
        "Sør‑Noreg, kommune",
    ),
    "what was moved": (
        "<w:moveFrom w:id='1' w:author='K'><w:r><w:t>Før</w:t></w:r></w:moveFrom>"
        "<w:moveTo w:id='2' w:author='K'><w:r><w:t>No</w:t></w:r></w:moveTo>",
        "No",
    ),
}


@pytest.mark.parametrize(("content", "text"), PARAGRAPHS.values(), ids=PARAGRAPHS.keys())
def test_a_paragraph_is_read_whole(tmp_path: Path, content: str, text: str) -> None:
    made = word(lambda document: add_xml(document, content))
    assert [page.text for page in extract(stored(tmp_path, "a.docx", made)).pages] == [text]


def test_a_box_of_text_in_a_table_keeps_its_paragraphs(tmp_path: Path) -> None:
    def write(document: Document) -> None:
        cell = document.add_table(rows=1, cols=1).cell(0, 0)
        cell.text = "Boks 1"
        cell.add_paragraph("Ei historie.")

    assert [page.text for page in extract(stored(tmp_path, "a.docx", word(write))).pages] == ["Boks 1\n\nEi historie."]


def test_core_properties_say_what_the_document_is(tmp_path: Path) -> None:
    content = word(
        lambda document: document.add_paragraph("Tekst."),
        title="Evaluering av Merkur",
        author="Kari Nordmann; Ola Nordmann",
        subject="Butikkar",
        keywords="distrikt, nærbutikk; service",
        comments="Kva Merkur har\nført til.",
    )
    says = extract(stored(tmp_path, "a.docx", content)).says
    assert (says.title, says.authors) == ("Evaluering av Merkur", ["Kari Nordmann", "Ola Nordmann"])
    assert says.keywords == ["Butikkar", "distrikt", "nærbutikk", "service"]
    assert says.abstract == "Kva Merkur har\nført til."
    assert (says.published, says.language) == (None, None)


@pytest.mark.parametrize("title", ["Microsoft Word - rapport.doc", "Word Document", "rapport_endelig_v3", "rapport.docx"])
def test_without_a_title_the_first_heading_is_it(tmp_path: Path, title: str) -> None:
    content = word(lambda document: document.add_heading("Innleiing", 1), title=title, author="python-docx")
    says = extract(stored(tmp_path, "a.docx", content)).says
    assert (says.title, says.authors) == ("Innleiing", [])


def test_a_word_document_without_styles_is_read(tmp_path: Path) -> None:
    content = with_parts(word(lambda document: document.add_paragraph("Tekst.")), {"word/styles.xml": None})
    assert [page.text for page in extract(stored(tmp_path, "a.docx", content)).pages] == ["Tekst."]


def test_styles_that_are_based_on_each_other_end(tmp_path: Path) -> None:
    def write(document: Document) -> None:
        one, other = (document.styles[add_style(document, name)] for name in ("En", "To"))
        one.base_style, other.base_style = other, one
        document.add_paragraph("Tekst.", style="En")

    assert [page.text for page in extract(stored(tmp_path, "a.docx", word(write))).pages] == ["Tekst."]


DOCUMENT = part_of(SOUND, "word/document.xml")
EXPLODING = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
DAMAGED = {
    "without its text": ({"word/document.xml": None}, "damaged"),
    "with a text that breaks off": ({"word/document.xml": DOCUMENT[:-200]}, "damaged"),
    "with a text that is no XML": ({"word/document.xml": b"tekst"}, "damaged"),
    "with a text of another kind": ({"word/document.xml": b"<tekst/>"}, "damaged"),
    "with damaged styles": ({"word/styles.xml": b"<styles>"}, "damaged"),
    "with styles in an encoding that there is not": (
        {"word/styles.xml": b'<?xml version="1.0" encoding="x"?><styles/>'},
        "damaged",
    ),
    "with damaged relations": ({"word/_rels/document.xml.rels": b"<Relationships>"}, "damaged"),
    "with damaged properties": ({"docProps/core.xml": b"<a>"}, "damaged"),
    "with entities that explode": (
        {"word/document.xml": DOCUMENT.replace(b"<w:document", EXPLODING + b"<w:document")},
        "document type",
    ),
    "with entities in another encoding": (
        {"word/document.xml": f"<?xml version='1.0' encoding='UTF-16'?>{EXPLODING.decode()}<a>&b;</a>".encode("utf-16")},
        "document type",
    ),
    "with an entity from elsewhere": (
        {"word/styles.xml": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'},
        "document type",
    ),
    "with entities in its properties": ({"docProps/core.xml": EXPLODING + b"<x>&b;</x>"}, "entities"),
}


def test_the_document_that_is_damaged_here_is_sound_before(tmp_path: Path) -> None:
    assert extract(stored(tmp_path, "a.docx", with_parts(SOUND, {}))).has_text


@pytest.mark.parametrize(("parts", "reason"), DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_word_document_is_told_in_one_sentence(tmp_path: Path, parts: dict[str, bytes | None], reason: str) -> None:
    assert reason in refusal(stored(tmp_path, "a.docx", with_parts(SOUND, parts)))
