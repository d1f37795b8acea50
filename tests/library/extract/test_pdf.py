"""PDFs made here are read as they are, page by page; what cannot be read is told in one sentence."""

from pathlib import Path

import pypdfium2 as pdfium
import pytest
from fpdf import FPDF

from library.document import TextOrigin
from library.errors import UnreadableFileError
from library.extract import extract
from library.extract.ocr import can_read_pictures
from library.extract.pdf import extract_pdf
from tests.library.pdfs import pdf, scan


def stored(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_pdf_gives_its_text_page_by_page(tmp_path: Path) -> None:
    read = extract(stored(tmp_path, "a.pdf", pdf(["Første side\nhar to linjer", "Andre sida"], title="Næringsliv i nord")))
    assert [(page.number, page.text) for page in read.pages] == [(1, "Første side\nhar to linjer"), (2, "Andre sida")]
    assert (read.media_type, read.page_count, read.says.title) == ("application/pdf", 2, "Næringsliv i nord")


def test_page_labels_are_those_printed(tmp_path: Path) -> None:
    content = pdf(["forord", "innhold", "kapittel"], labels="0 << /S /r >> 2 << /S /D >>")
    assert [page.label for page in extract(stored(tmp_path, "a.pdf", content)).pages] == ["i", "ii", "1"]


def test_a_pdf_without_labels_has_none(tmp_path: Path) -> None:
    assert [page.label for page in extract(stored(tmp_path, "a.pdf", pdf(["tekst"]))).pages] == [""]


def test_a_blank_page_keeps_its_number(tmp_path: Path) -> None:
    read = extract(stored(tmp_path, "a.pdf", pdf(["en", "", "tre"])))
    assert [(page.number, page.text) for page in read.pages] == [(1, "en"), (2, ""), (3, "tre")]


def test_a_scan_has_pages_but_no_text(tmp_path: Path) -> None:
    read = extract(stored(tmp_path, "a.pdf", scan(3)))
    assert (read.pages, read.page_count, read.has_text) == ((), 3, False)


@pytest.mark.parametrize("title", ["Microsoft Word - utkast.doc", "rapport_endelig.indd", "Untitled-1", ""])
def test_a_programs_own_title_is_no_title(tmp_path: Path, title: str) -> None:
    assert extract(stored(tmp_path, "a.pdf", pdf(["tekst"], title=title))).says.title is None


def test_the_outline_gives_the_headings_of_its_pages(tmp_path: Path) -> None:
    writer = FPDF()
    writer.set_font("Helvetica", size=12)
    for chapter in ("Mål for distrikta", "Tiltak og verkemiddel"):
        writer.add_page()
        writer.start_section(chapter)
        writer.start_section("Samandrag", level=1)
        writer.cell(text=chapter)
    read = extract(stored(tmp_path, "a.pdf", bytes(writer.output())))
    assert [page.headings for page in read.pages] == [
        ("Mål for distrikta", "Samandrag"),
        ("Tiltak og verkemiddel", "Samandrag"),
    ]


XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"
xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Bustader i bygda</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>Kari Nordmann</rdf:li><rdf:li>Ola Nordmann</rdf:li></rdf:Seq></dc:creator>
<dc:subject><rdf:Bag><rdf:li>bustad</rdf:li><rdf:li>bygd</rdf:li></rdf:Bag></dc:subject>
<dc:language><rdf:Bag><rdf:li>nn-NO</rdf:li></rdf:Bag></dc:language>
<prism:isbn>978-82-583-1443-8</prism:isbn><prism:doi>10.6027/R2020:4.1403-2503</prism:doi>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def with_xmp(packet: str) -> bytes:
    stream = f"<< /Type /Metadata /Subtype /XML /Length {len(packet.encode())} >>\nstream\n{packet}\nendstream"
    return pdf(["tekst"], title="Tittel i gamle metadata", extra=[stream])


def test_xmp_tells_more_than_the_old_metadata_and_goes_first(tmp_path: Path) -> None:
    says = extract(stored(tmp_path, "a.pdf", with_xmp(XMP))).says
    assert (says.title, says.authors, says.keywords, says.language) == (
        "Bustader i bygda",
        ["Kari Nordmann", "Ola Nordmann"],
        ["bustad", "bygd"],
        "nn",
    )
    assert (says.isbn, says.doi) == ("9788258314438", "10.6027/r2020:4.1403-2503")


def test_the_packet_of_a_placed_picture_is_not_the_documents(tmp_path: Path) -> None:
    picture = XMP.replace("http://ns.adobe.com/pdf/1.3/", "http://ns.adobe.com/photoshop/1.0/").replace(
        "Bustader i bygda", "Foto"
    )
    says = extract(stored(tmp_path, "a.pdf", with_xmp(XMP) + picture.encode())).says
    assert says.title == "Bustader i bygda"
    assert extract(stored(tmp_path, "b.pdf", with_xmp(picture))).says.title == "Tittel i gamle metadata"


@pytest.mark.parametrize(
    "packet",
    [
        pytest.param(XMP.replace("</rdf:Alt>", ""), id="damaged"),
        pytest.param(XMP.replace(">Bustader i bygda<", ">&hemmeleg;<"), id="an entity that is not there"),
    ],
)
def test_a_hostile_packet_leaves_the_old_metadata(tmp_path: Path, packet: str) -> None:
    read = extract(stored(tmp_path, "a.pdf", with_xmp(packet)))
    assert read.says.title == "Tittel i gamle metadata"
    assert read.pages[0].text == "tekst"


def test_the_largest_words_on_the_first_page_are_what_looks_like_a_title(tmp_path: Path) -> None:
    writer = FPDF()
    writer.add_page()
    for size, text in ((60, "NOU"), (20, "2020: 12"), (28, "Bustader og folk i"), (28, "distrikta"), (12, "Utgreiing om mangt")):
        writer.set_font("Helvetica", size=size)
        writer.cell(text=text, new_x="LMARGIN", new_y="NEXT")
    assert extract(stored(tmp_path, "a.pdf", bytes(writer.output()))).looks_titled == "Bustader og folk i distrikta"


def test_a_page_in_one_size_looks_like_no_title(tmp_path: Path) -> None:
    assert extract(stored(tmp_path, "a.pdf", pdf(["Første linje\nandre linje"]))).looks_titled is None


def test_running_heads_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    texts = [f"Om {word}.\nMeir om {word}." for word in ("sild", "torsk", "sei", "hyse", "laks")]
    pages = [f"NOU 2020: 12\n{text}\n{number}" for number, text in enumerate(texts, start=1)]
    assert [page.text for page in extract(stored(tmp_path, "a.pdf", pdf(pages))).pages] == texts


@pytest.mark.skipif(not can_read_pictures(), reason="tesseract with its Norwegian model, or the extra kartotek[ocr], is missing")
def test_a_scan_is_read_by_ocr_where_that_is_installed(tmp_path: Path) -> None:
    with pdfium.PdfDocument(pdf(["Bustader i bygda"])) as document:
        picture = document[0].render(scale=200 / 72).to_pil()
    picture.save(tmp_path / "scan.pdf")
    assert extract(tmp_path / "scan.pdf").pages == ()
    read = extract_pdf(tmp_path / "scan.pdf", ocr=True)
    assert ("Bustader i bygda" in read.pages[0].text, read.origin) == (True, TextOrigin.OCR)


def test_words_broken_on_a_pdf_page_are_mended(tmp_path: Path) -> None:
    read = extract(stored(tmp_path, "a.pdf", pdf(["støtte til distrikts-\nkommuner og regional-\nog distriktspolitikk"])))
    assert read.pages[0].text == "støtte til distriktskommuner og regional-\nog distriktspolitikk"


UNREADABLE = {
    "encrypted": ("a.pdf", pdf(["hemmelig"], encrypt="passord"), "encrypted"),
    "pdf without pages": ("a.pdf", pdf([]), "no pages"),
    "damaged after an encrypted one": ("a.pdf", b"%PDF-1.4\n" + bytes(2000), "damaged"),
    "damaged": ("a.pdf", b"%PDF-1.4\n" + bytes(range(256)) * 4, "damaged"),
    "cut off": ("a.pdf", pdf(["tekst"])[:60], "damaged"),
}


@pytest.mark.parametrize(("name", "content", "reason"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_cannot_be_read_is_told_in_one_sentence(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        extract(stored(tmp_path, name, content))
    sentence = str(caught.value)
    assert reason in sentence
    assert sentence.startswith(name)
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_the_encrypted_pdf_of_this_test_opens_with_its_password() -> None:
    with pdfium.PdfDocument(pdf(["hemmelig"], encrypt="passord"), password="passord") as document:
        assert len(document) == 1
