"""Files made here are read as they are; what cannot be read is told in one sentence."""

from pathlib import Path

import pypdfium2 as pdfium
import pytest

from library.errors import UnreadableFileError
from library.extract import extract
from library.extract.pdf import mend_lines
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


def test_words_broken_on_a_pdf_page_are_mended(tmp_path: Path) -> None:
    read = extract(stored(tmp_path, "a.pdf", pdf(["støtte til distrikts-\nkommuner og regional-\nog distriktspolitikk"])))
    assert read.pages[0].text == "støtte til distriktskommuner og regional-\nog distriktspolitikk"


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        pytest.param("distrikts-\nkommuner", "distriktskommuner", id="a broken word is joined"),
        pytest.param("distrikts- \n  kommuner", "distriktskommuner", id="with space at the break"),
        pytest.param("distrikts-\r\nkommuner", "distriktskommuner", id="with carriage return"),
        pytest.param("regional-\nog distriktspolitikk", "regional-\nog distriktspolitikk", id="suspended before og"),
        pytest.param("plan-\neller byggesak", "plan-\neller byggesak", id="suspended before eller"),
        pytest.param("regional-\noch lokalpolitik", "regional-\noch lokalpolitik", id="suspended before och"),
        pytest.param("short-\nand long-term", "short-\nand long-term", id="suspended before and"),
        pytest.param("distrikts-\noppgaver", "distriktsoppgaver", id="a word that only begins like og"),
        pytest.param("Sør-\nNorge", "Sør-\nNorge", id="a name keeps its hyphen"),
        pytest.param("EØS-\navtalen", "EØS-\navtalen", id="an abbreviation keeps its hyphen"),
        pytest.param("2019-\n2020", "2019-\n2020", id="years keep theirs"),
        pytest.param("slik –\nmen", "slik –\nmen", id="a dash is no hyphen"),
    ],
)
def test_line_ends_are_mended(broken: str, mended: str) -> None:
    assert mend_lines(broken) == mended


TEXTS = {
    "utf-8": "Blåbærsyltetøy".encode(),
    "utf-8 with mark": b"\xef\xbb\xbf" + "Blåbærsyltetøy".encode(),
    "windows-1252": "Blåbærsyltetøy".encode("cp1252"),
    "utf-16": "Blåbærsyltetøy".encode("utf-16"),
    "decomposed": "Bla\u030abærsyltetøy".encode(),
    "soft hyphen": "Blåbær\u00adsyltetøy".encode(),
}


@pytest.mark.parametrize("content", TEXTS.values(), ids=TEXTS.keys())
def test_text_is_read_in_its_encoding(tmp_path: Path, content: bytes) -> None:
    assert extract(stored(tmp_path, "a.txt", content)).pages[0].text == "Blåbærsyltetøy"


def test_windows_1252_has_its_own_quotes_and_dashes(tmp_path: Path) -> None:
    assert extract(stored(tmp_path, "a.txt", "“ja” – €".encode("cp1252"))).pages[0].text == "“ja” – €"


def test_form_feeds_part_pages(tmp_path: Path) -> None:
    read = extract(stored(tmp_path, "a.txt", b"en\f\ftre\f"))
    assert [(page.number, page.text) for page in read.pages] == [(1, "en"), (2, ""), (3, "tre")]
    assert read.page_count == 3


def test_markdown_gives_title_and_sections(tmp_path: Path) -> None:
    boliger = "## Boliger\n\nTekst.\n\n### Detalj\n\nMer.\n\n```\n# ikke overskrift\n```"
    content = f"# Å bo i nord #\n\nInnledning.\n\n{boliger}\n\n## Skoler\nSlutt."
    read = extract(stored(tmp_path, "a.md", content.encode()))
    assert read.says.title == "Å bo i nord"
    assert [(page.number, page.label) for page in read.pages] == [(1, "Å bo i nord"), (2, "Boliger"), (3, "Skoler")]
    assert read.pages[1].text == "Boliger\n\nTekst.\n\nDetalj\n\nMer.\n\n# ikke overskrift"


def test_markdown_marks_are_not_text(tmp_path: Path) -> None:
    marked = "Se *her*, **der** og [siden](http://x.no).\nSkriv `a OR b`.\n\n- **En.** Ja\n- To\n\n  mer\n\n3. Tre\n4. Fire\n"
    table = "| Felt | Eksempel |\n|---|---|\n| År | `år:2015` |\n\n> Sitat\n\n---\n\n![Kart](k.png)\n"
    (page,) = extract(stored(tmp_path, "a.md", f"{marked}\n{table}".encode())).pages
    assert page.text.split("\n\n") == [
        "Se her, der og siden. Skriv a OR b.",
        "- En. Ja\n- To\n  mer",
        "3. Tre\n4. Fire",
        "- Felt · Eksempel\n- År · år:2015",
        "Sitat",
        "Kart",
    ]


def test_markdown_before_the_first_heading_is_kept(tmp_path: Path) -> None:
    read = extract(stored(tmp_path, "a.md", b"Ingress.\n\n# Tittel\n\nTekst."))
    assert [(page.label, page.text) for page in read.pages] == [("", "Ingress."), ("Tittel", "Tittel\n\nTekst.")]


def test_markdown_without_headings_is_one_page(tmp_path: Path) -> None:
    read = extract(stored(tmp_path, "a.md", b"Bare tekst."))
    assert ([page.text for page in read.pages], read.says.title) == (["Bare tekst."], None)


def test_a_file_without_ending_is_read_by_its_contents(tmp_path: Path) -> None:
    assert extract(stored(tmp_path, "rapport", pdf(["tekst"]))).media_type == "application/pdf"
    assert extract(stored(tmp_path, "notat", b"tekst")).media_type == "text/plain"


UNREADABLE = {
    "encrypted": ("a.pdf", pdf(["hemmelig"], encrypt="passord"), "encrypted"),
    "no bytes": ("a.pdf", b"", "is empty"),
    "only spaces": ("a.txt", b" \n\n ", "is empty"),
    "pdf without pages": ("a.pdf", pdf([]), "no pages"),
    "damaged after an encrypted one": ("a.pdf", b"%PDF-1.4\n" + bytes(2000), "damaged"),
    "damaged": ("a.pdf", b"%PDF-1.4\n" + bytes(range(256)) * 4, "damaged"),
    "cut off": ("a.pdf", pdf(["tekst"])[:60], "damaged"),
    "text called pdf": ("a.pdf", b"Dette er tekst.", "not what its name says: it is plain text"),
    "image called pdf": ("a.pdf", b"\x89PNG\r\n\x1a\n" + bytes(50), "is an image"),
    "noise called pdf": ("a.pdf", bytes(range(256)), "not what its name says: it is no PDF"),
    "noise called text": ("a.txt", bytes(range(256)), "not what its name says: it is not text"),
    "pdf called text": ("a.txt", pdf(["tekst"]), "not what its name says: it is a PDF"),
    "pdf called markdown": ("a.md", pdf(["tekst"]), "not what its name says: it is a PDF"),
    "noise": ("a.bin", bytes(range(256)), "a format that is not known"),
    "word": ("a.docx", b"PK\x03\x04" + bytes(26) + b"word/document.xml", "a Word document"),
    "web page": ("a.txt", b"<!DOCTYPE html><html><body>Hei</body></html>", "a web page"),
    "nul in text": ("a.txt", b"Hei\x00p\xe5 deg", "not text"),
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


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="cannot be read: No such file"):
        extract(tmp_path / "borte.pdf")


def test_the_encrypted_pdf_of_this_test_opens_with_its_password() -> None:
    with pdfium.PdfDocument(pdf(["hemmelig"], encrypt="passord"), password="passord") as document:
        assert len(document) == 1
