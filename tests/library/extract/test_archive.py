"""Archives that would unpack to more than a document has, or that lie of it, are not unpacked."""

import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from library.extract.archive import MAX_ENTRIES, MAX_PART
from tests.library.epubs import chapter, epub
from tests.library.files import refusal, stored
from tests.library.words import with_parts, word

DOCX = word(lambda document: document.add_paragraph("Tekst."))
EPUB = epub([chapter("1.xhtml", "<p>Tekst.</p>")])
_SIZE_IN_LIST, _SIZE_IN_ENTRY = 24, 22  # bytes from the beginning of a header to the size unpacked (APPNOTE 4.3.7, 4.3.12)


def declaring(content: bytes, part: str, size: int) -> bytes:
    """Return the archive with another size given for a part, wherever its size stands."""
    changed = bytearray(content)
    for header, place in ((b"PK\x01\x02", _SIZE_IN_LIST), (b"PK\x03\x04", _SIZE_IN_ENTRY)):
        start = content.find(header)
        while start >= 0:
            name_at = start + (46 if header == b"PK\x01\x02" else 30)
            if content[name_at : name_at + len(part)] == part.encode():
                struct.pack_into("<I", changed, start + place, size)
            start = content.find(header, start + 4)
    return bytes(changed)


def flagged(content: bytes, flags: int, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return the archive with these flags and this method of compression for every part, in the list of contents."""
    changed, start = bytearray(content), content.find(b"PK\x01\x02")
    while start >= 0:
        struct.pack_into("<HH", changed, start + 8, flags, method)
        start = content.find(b"PK\x01\x02", start + 4)
    return bytes(changed)


def crowded(count: int) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(count):
            archive.writestr(f"word/{number}", b"")
    return out.getvalue()


ZEROS = bytes(MAX_PART + 1)
HOSTILE = {
    "a text that unpacks to too much": ("a.docx", with_parts(DOCX, {"word/document.xml": ZEROS}), "has more than 30 MB of text"),
    "styles that unpack to too much": ("a.docx", with_parts(DOCX, {"word/styles.xml": ZEROS}), "has more than 30 MB of text"),
    "a chapter that unpacks to too much": ("a.epub", with_parts(EPUB, {"OEBPS/1.xhtml": ZEROS}), "has more than 30 MB of text"),
    "parts that unpack to too much together": (
        "a.docx",
        with_parts(DOCX, {f"word/document{number}.xml": bytes(MAX_PART // 3) for number in range(4)}),
        "has more than 30 MB of text",
    ),
    "chapters that unpack to too much together": (
        "a.epub",
        epub([chapter(f"{number}.xhtml", " " * (MAX_PART // 3) + "a") for number in range(4)]),
        "has more than 30 MB of text",
    ),
    "a size beyond measure": ("a.docx", declaring(DOCX, "docProps/thumbnail.jpeg", 4_000_000_000), "would unpack to 4,001 MB"),
    "a text that says it is smaller": (
        "a.docx",
        declaring(with_parts(DOCX, {"word/document.xml": ZEROS}), "word/document.xml", 9),
        "damaged",
    ),
    "a chapter that says it is smaller": ("a.epub", declaring(EPUB, "OEBPS/1.xhtml", 9), "damaged"),
    "more parts than a document has": ("a.docx", crowded(MAX_ENTRIES + 1), f"in {MAX_ENTRIES + 1:,} parts"),
    "a list of parts that is longer than it may be": (
        "a.docx",
        crowded(3) + b"PK\x01\x02" * 3 * MAX_ENTRIES,
        "more than 10,000 parts",
    ),
    "a password": ("a.docx", flagged(DOCX, 1), "encrypted"),
    "a way of packing that unpacks without measure": ("a.docx", flagged(DOCX, 0, zipfile.ZIP_BZIP2), "packed in a way"),
    "a way of packing that there is not": ("a.epub", flagged(EPUB, 0, 77), "packed in a way"),
}


@pytest.mark.parametrize(("name", "content", "reason"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_archive_is_told_in_one_sentence(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    path = stored(tmp_path, name, content)
    assert reason in refusal(path)


@pytest.mark.parametrize("content", [DOCX, EPUB], ids=["word", "e-book"])
def test_an_archive_cut_off_anywhere_is_told(tmp_path: Path, content: bytes) -> None:
    for length in range(30, len(content) - 1, len(content) // 50):
        assert "damaged" in refusal(stored(tmp_path, "a", content[:length]))
