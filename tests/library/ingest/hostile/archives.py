"""Word documents and e-books whose archive, XML or table of contents is a trap."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from functools import partial
from io import BytesIO

from tests.library.epubs import Item, chapter, epub, zipped
from tests.library.ingest.hostile.case import Fate, Hostile, file
from tests.library.words import with_parts, word

_BOMB = 1_000_000_000  # bytes
_SOME_MB = 4_000_000
_ENTRIES = 200_000
_TEXT = "word/document.xml"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SIZE_IN_LIST, _SIZE_IN_ENTRY = 24, 22  # bytes from a header to the size unpacked (APPNOTE 4.3.12, 4.3.7)
_OUTSIDE = '<!DOCTYPE {root} [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
_LAUGHS = "".join(f'<!ENTITY e{n + 1} "' + f"&e{n};" * 10 + '">' for n in range(9))
_EXPLODING = f'<!DOCTYPE {{root}} [<!ENTITY e0 "ha">{_LAUGHS}<!ENTITY e "&e9;">]>'


def _docx() -> bytes:
    return word(lambda document: document.add_paragraph("Tekst om sild."))


def _with_text(content: bytes | None) -> bytes:
    return with_parts(_docx(), {_TEXT: content})


def _word_xml(doctype: str) -> bytes:
    body = f'<w:document xmlns:w="{_WORD}"><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>'
    return f'<?xml version="1.0"?>{doctype.format(root="w:document")}{body}'.encode()


def _bomb(part: str, content: Callable[[], bytes]) -> bytes:
    """Return the archive with one part more, of a thousand million zeros."""
    out = BytesIO(content())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive, archive.open(part, "w") as entry:
        piece = bytes(_SOME_MB)
        for _ in range(_BOMB // _SOME_MB):
            entry.write(piece)
    return out.getvalue()


def _crowded() -> bytes:
    """Return an archive of so many empty parts, header by header: a writer of archives would take long."""
    entry = b"PK\x03\x04\x14" + bytes(21) + b"\x06\x00\x00\x00word/a"
    listed = b"PK\x01\x02\x14\x00\x14" + bytes(21) + b"\x06" + bytes(17) + b"word/a"
    entries, contents = entry * _ENTRIES, listed * _ENTRIES
    return entries + contents + b"PK\x05\x06" + bytes(8) + _le(len(contents)) + _le(len(entries)) + b"\x00\x00"


def _le(number: int) -> bytes:
    return number.to_bytes(4, "little")


def _lying() -> bytes:
    """Return a Word document whose text is larger than the archive says."""
    content = bytearray(_with_text(b"<a>" + b" " * _SOME_MB + b"</a>"))
    for header, place, name in ((b"PK\x01\x02", _SIZE_IN_LIST, 46), (b"PK\x03\x04", _SIZE_IN_ENTRY, 30)):
        start = content.find(header)
        while start >= 0:
            if content[start + name :].startswith(_TEXT.encode()):
                content[start + place : start + place + 4] = _le(9)
            start = content.find(header, start + 4)
    return bytes(content)


def _nested() -> bytes:
    content = _docx()
    for _ in range(10):
        content = zipped({"innhald.zip": content})
    return content


def _deep() -> bytes:
    paragraphs = "<w:p>" * 100_000
    return f'<w:document xmlns:w="{_WORD}"><w:body>{paragraphs}</w:body></w:document>'.encode()


def _epub(body: str = "<p>Tekst om sild.</p>") -> bytes:
    return epub([chapter("1.xhtml", body)])


def _package(doctype: str) -> bytes:
    book = _epub()
    with zipfile.ZipFile(BytesIO(book)) as archive:
        package = archive.read("OEBPS/package.opf").decode()
    hostile = package.replace("<package", f"{doctype.format(root='package')}<package").replace("Ei bok", "&e;")
    return with_parts(book, {"OEBPS/package.opf": hostile.encode()})


def _page(doctype: str) -> bytes:
    page = f'<?xml version="1.0"?>{doctype.format(root="html")}<html xmlns="http://www.w3.org/1999/xhtml"><body><p>&e;</p></body></html>'
    return epub([Item("1.xhtml", page.encode())])


def _locked() -> bytes:
    method = '<EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes256-cbc"/>'
    data = f'<EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#">{method}</EncryptedData>'
    encryption = f'<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container">{data}</encryption>'
    return with_parts(_epub(), {"META-INF/encryption.xml": encryption.encode()})


ARCHIVES = (
    Hostile("docx bomb", file(".docx", partial(_bomb, _TEXT, lambda: _with_text(None))), "would unpack to 1,0"),
    Hostile("epub bomb", file(".epub", partial(_bomb, "OEBPS/2.xhtml", _epub)), "would unpack to 1,0"),
    Hostile("zip of many parts", file(".docx", _crowded), "has more than 10,000 parts"),
    Hostile("zip that lies", file(".docx", _lying), "its part word/document.xml cannot be unpacked"),
    Hostile("nested zip", file(".docx", _nested), "is a ZIP archive", Fate.SKIPPED),
    Hostile(
        "docx with an entity from outside", file(".docx", lambda: _with_text(_word_xml(_OUTSIDE))), "document type of its own"
    ),
    Hostile("docx with exploding entities", file(".docx", lambda: _with_text(_word_xml(_EXPLODING))), "document type of its own"),
    Hostile("docx without text", file(".docx", lambda: _with_text(None)), "its text is missing"),
    Hostile("docx with broken xml", file(".docx", lambda: _with_text(b"<w:document><w:body>")), "is damaged"),
    Hostile("docx nested deep", file(".docx", lambda: _with_text(_deep())), "is damaged"),
    Hostile("docx cut off", file(".docx", lambda: _docx()[:-2_000]), "is damaged: its list of contents cannot be read"),
    Hostile("epub with an entity from outside in its package", file(".epub", lambda: _package(_OUTSIDE)), "entities of its own"),
    Hostile("epub with exploding entities in its package", file(".epub", lambda: _package(_EXPLODING)), "entities of its own"),
    Hostile("epub with an entity from outside in a chapter", file(".epub", lambda: _page(_OUTSIDE)), "entities of its own"),
    Hostile("epub with exploding entities in a chapter", file(".epub", lambda: _page(_EXPLODING)), "entities of its own"),
    Hostile(
        "epub that reaches outside", file(".epub", lambda: epub([Item("../../../etc/passwd", b"<p/>")])), "which is outside of it"
    ),
    Hostile(
        "epub without its chapter",
        file(".epub", lambda: with_parts(_epub(), {"OEBPS/1.xhtml": None})),
        "its part OEBPS/1.xhtml is missing",
    ),
    Hostile("epub that is locked", file(".epub", _locked), "is encrypted; its seller has locked it"),
)
