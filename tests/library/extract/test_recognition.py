"""A file is read by what it is; one that cannot be read is told in one sentence, quickly and without waiting."""

import os
import tracemalloc
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from library.errors import UnsupportedFormatError
from library.extract import MediaType, extract
from library.extract.signature import recognise
from tests.library.epubs import chapter, epub, zipped
from tests.library.files import refusal, stored
from tests.library.pdfs import pdf
from tests.library.words import part_of, with_parts, word

DOCX = word(lambda document: document.add_paragraph("Tekst."))
EPUB = epub([chapter("1.xhtml", "<p>Tekst.</p>")])
HTML = b"<!DOCTYPE html><html><body><p>Tekst.</p></body></html>"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
READ = {
    "pdf": (pdf(["Tekst."]), ".pdf", MediaType.PDF),
    "word": (DOCX, ".docx", MediaType.DOCX),
    "word with macros": (DOCX, ".docm", MediaType.DOCX),
    "word in capitals": (DOCX, ".DOCX", MediaType.DOCX),
    "word with a picture before its text": (with_parts(zipped({"a.jpg": bytes(90_000)}), {n: part_of(DOCX, n) for n in
        zipfile.ZipFile(BytesIO(DOCX)).namelist()}), ".docx", MediaType.DOCX),
    "e-book": (EPUB, ".epub", MediaType.EPUB),
    "web page": (HTML, ".html", MediaType.HTML),
    "markdown": (b"# Tekst.", ".md", MediaType.MARKDOWN),
    "text": (b"Tekst.", ".txt", MediaType.TEXT),
    "text about pages": (b"Skriv <html> og <p>Tekst.</p>", ".txt", MediaType.TEXT),
}  # fmt: skip


@pytest.mark.parametrize(("content", "ending", "media_type"), READ.values(), ids=READ.keys())
@pytest.mark.parametrize("named", [True, False], ids=["by its name", "without an ending"])
def test_a_file_is_read_by_its_contents(tmp_path: Path, content: bytes, ending: str, media_type: MediaType, named: bool) -> None:
    read = extract(stored(tmp_path, f"rapport{ending if named else ''}", content))
    assert read.media_type == (media_type if named or media_type is not MediaType.MARKDOWN else MediaType.TEXT)
    assert "Tekst." in read.pages[0].text


def test_the_beginning_of_a_pdf_is_enough() -> None:
    assert recognise(pdf(["Tekst."])[:1_000], "a.pdf") is MediaType.PDF


REFUSED = {
    "no bytes": ("a.pdf", b"", "is empty"),
    "only spaces": ("a.txt", b" \n\n ", "is empty"),
    "text called pdf": ("a.pdf", b"Dette er tekst.", "not what its name says: it is plain text"),
    "noise called pdf": ("a.pdf", bytes(range(256)), "not what its name says: it is no PDF"),
    "noise called text": ("a.txt", bytes(range(256)), "not what its name says: it is not text"),
    "noise called word": ("a.docx", bytes(range(256)), "not what its name says: it is no Word document"),
    "noise called web page": ("a.html", bytes(range(256)), "not what its name says: it is not text"),
    "pdf called text": ("a.txt", pdf(["tekst"]), "not what its name says: it is a PDF"),
    "pdf called markdown": ("a.md", pdf(["tekst"]), "not what its name says: it is a PDF"),
    "word called pdf": ("a.pdf", DOCX, "not what its name says: it is a Word document"),
    "word called e-book": ("a.epub", DOCX, "not what its name says: it is a Word document"),
    "e-book called word": ("a.docx", EPUB, "not what its name says: it is an e-book"),
    "web page called text": ("a.txt", HTML, "not what its name says: it is a web page"),
    "web page called word": ("a.docx", HTML, "not what its name says: it is a web page"),
    "text called e-book": ("a.epub", b"tekst", "not what its name says: it is plain text"),
    "nul in text": ("a.txt", b"Hei\x00p\xe5 deg", "not text"),
    "encrypted word": ("a.docx", OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "is encrypted"),
    "word cut off": ("a.docx", DOCX[: len(DOCX) // 2], "is damaged"),
    "e-book cut off": ("a.epub", EPUB[:-30], "is damaged"),
    "line ends in its name": ("a\nb\r.txt", b"", "is empty"),
}


@pytest.mark.parametrize(("name", "content", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_read_is_told_in_one_sentence(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    path = stored(tmp_path, name, content)
    assert reason in refusal(path, " ".join(name.split()))


UNSUPPORTED = {
    "noise": ("a.bin", bytes(range(256)), "a format that is not known"),
    "image called pdf": ("a.pdf", b"\x89PNG\r\n\x1a\n" + bytes(50), "is an image"),
    "archive": ("a.zip", zipped({"a.txt": b"tekst"}), "is a ZIP archive"),
    "archive called word": ("a.docx", zipped({"a.txt": b"tekst"}), "is a ZIP archive"),
    "spreadsheet": ("a.xlsx", zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "is a spreadsheet"),
    "presentation": ("a.pptx", zipped({"[Content_Types].xml": b"", "ppt/presentation.xml": b""}), "is a presentation"),
    "opendocument": ("a.odt", zipped({"content.xml": b""}), "is an OpenDocument file"),
    "old word": ("a.doc", OLD_OFFICE, "save it as DOCX first"),
    "old word called docx": ("a.docx", OLD_OFFICE, "save it as DOCX first"),
    "rtf": ("a.rtf", rb"{\rtf1 tekst}", "is an RTF document"),
    "compressed": ("a.gz", b"\x1f\x8b\x08" + bytes(20), "is a compressed file"),
}


@pytest.mark.parametrize(("name", "content", "reason"), UNSUPPORTED.values(), ids=UNSUPPORTED.keys())
def test_a_format_that_is_not_read_is_told_as_such(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    path = stored(tmp_path, name, content)
    assert reason in refusal(path)
    with pytest.raises(UnsupportedFormatError):
        extract(path)


SPARSE = {
    "text": (b"Tekst.\n", 300_000_000, "has 300 MB; files of its kind can be read up to 50 MB"),
    "archive": (DOCX, 151_000_000, "up to 150 MB"),
    "pdf": (pdf(["Tekst."]), 501_000_000, "up to 500 MB"),
}


@pytest.mark.parametrize(("beginning", "size", "reason"), SPARSE.values(), ids=SPARSE.keys())
def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path, beginning: bytes, size: int, reason: str) -> None:
    path = stored(tmp_path, "stor", beginning)
    os.truncate(path, size)
    tracemalloc.start()
    try:
        assert reason in refusal(path)
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(("name", "size", "limit"), [("a.html", 20_000_001, 20), ("a.md", 5_000_001, 5)])
def test_what_takes_much_memory_to_parse_may_be_smaller(tmp_path: Path, name: str, size: int, limit: int) -> None:
    assert f"up to {limit} MB" in refusal(stored(tmp_path, name, b"Tekst.\n" * (size // 7 + 1)))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert "cannot be read: No such file" in refusal(tmp_path / "borte.pdf")


def test_a_folder_is_told(tmp_path: Path) -> None:
    assert "no file but a folder" in refusal(tmp_path)


def test_a_pipe_is_told_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "rapport.pdf"
    os.mkfifo(pipe)
    assert "a pipe" in refusal(pipe)


def test_a_device_is_told() -> None:
    assert "a device" in refusal(Path(os.devnull))


def test_a_link_that_leads_to_itself_is_told(tmp_path: Path) -> None:
    link = tmp_path / "rapport.pdf"
    link.symlink_to(link)
    assert "cannot be read: Too many levels" in refusal(link)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_is_not_ours_to_read_is_told(tmp_path: Path) -> None:
    path = stored(tmp_path, "rapport.pdf", pdf(["Tekst."]))
    path.chmod(0)
    assert "cannot be read: Permission denied" in refusal(path)


@pytest.mark.skipif(not Path("/proc/self/mem").is_file(), reason="there is no file here that fails while it is read")
def test_a_file_that_fails_while_it_is_read_is_told() -> None:
    assert "cannot be read: Input/output error" in refusal(Path("/proc/self/mem"))


def test_a_name_that_is_not_utf_8_is_told_in_letters(tmp_path: Path) -> None:
    name = os.fsdecode(b"bl\xe5b\xe6r.txt")
    refusal(stored(tmp_path, name, b""), "blbr.txt").encode()
