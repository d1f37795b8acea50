"""PDFs that are encrypted, damaged, endless or much larger than they look."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import partial

from library.record import MAX_PAGES
from tests.library.ingest.hostile.case import Fate, Hostile, file
from tests.library.pdfs import pdf

_UNPACKED = 200_000_000  # bytes
_FIRST_FREE = 6  # number of an object after those of _around()


def _drawn(text: str) -> bytes:
    return b"BT /F1 12 Tf 72 770 Td (%s) Tj ET" % text.encode("cp1252")


def _stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def _written(objects: Sequence[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return bytes(out) + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


def _around(content: bytes, *more: bytes, catalogue: bytes = b"", resources: bytes = b"", count: int = 1) -> bytes:
    """Return a PDF with one page, whose content is this stream, and more objects from _FIRST_FREE."""
    return _written(
        [
            b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue,
            b"<< /Type /Pages /Kids [4 0 R] /Count %d >>" % count,
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> %s >>"
            b" /Contents 5 0 R >>" % resources,
            content,
            *more,
        ]
    )


def _cut_off() -> bytes:
    whole = pdf([f"Side {number} om sild" for number in range(20)])
    return whole[: len(whole) // 2]


def _broken_places() -> bytes:
    return _around(_stream(_drawn("Tekst bak feil adresser"))).replace(b"\nxref\n", b"\nxxxx\n").replace(b"00000 n", b"99999 n")


def _looping_pages() -> bytes:
    return _written(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 3 >>",
            b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 3 >>",
        ]
    )


def _entry(number: int, following: int) -> bytes:
    return b"<< /Title (Del %d) /Parent 6 0 R /Next %d 0 R /Dest [4 0 R /Fit] >>" % (number, following)


def _outlined(entries: int, *, loops: bool) -> bytes:
    first = _FIRST_FREE + 1
    outline = b"<< /Type /Outlines /First %d 0 R /Last %d 0 R >>" % (first, first + entries - 1)
    bodies = [_entry(number, number + 1) for number in range(first, first + entries - 1)]
    bodies.append(_entry(first + entries - 1, first if loops else 4))
    return _around(_stream(_drawn(f"Tekst med {entries} delar")), outline, *bodies, catalogue=b"/Outlines 6 0 R")


def _bomb() -> bytes:
    content = zlib.compress(zlib.compress(bytes(_UNPACKED), 9), 9)
    return _around(_stream(content, b"/Filter [/FlateDecode /FlateDecode]"))


def _forms(levels: int, calls: int) -> bytes:
    """Return a page of forms that each call the next so many times: calls ** levels in all."""
    forms = []
    for level in range(levels):
        following = _FIRST_FREE + level + 1
        called = b"/XObject << /X %d 0 R >>" % following if level < levels - 1 else b""
        entries = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> %s >>" % called
        forms.append(_stream(b"/X Do " * calls if called else _drawn("djupt"), entries))
    return _around(_stream(b"/X Do " * calls), *forms, resources=b"/XObject << /X 6 0 R >>")


def _looping_labels() -> bytes:
    """Return what PDFium reads round and round, until its stack is full."""
    return _around(_stream(_drawn("Tekst med sidetal i ring")), b"<< /Kids [6 0 R] >>", catalogue=b"/PageLabels 6 0 R")


def _garbage() -> bytes:
    noise = bytes(range(128, 256)) * 50 + b"( < [ << BT Tj ET Q Q Q /F9 1e99 Tf -1 0 0 0 cm BI ID EI " * 200
    return _around(_stream(noise))


def _wordy() -> bytes:
    line = b"(Sild og sei og hyse og laks i hav og fjord) Tj 0 -1 Td\n"
    return _around(_stream(b"BT /F1 1 Tf 72 770 Td\n" + line * (10_000_000 // len(line)) + b"ET"))


PDFS = (
    Hostile("encrypted pdf", file(".pdf", partial(pdf, ["hemmeleg"], encrypt="passord")), "is encrypted; save it"),
    Hostile("pdf cut off", file(".pdf", _cut_off), "is damaged"),
    Hostile("pdf with wrong addresses", file(".pdf", _broken_places), "Tekst bak feil adresser", Fate.TAKEN),
    Hostile("pdf whose pages are a loop", file(".pdf", _looping_pages), "is damaged"),
    Hostile("pdf without pages", file(".pdf", partial(pdf, [])), "no pages"),
    Hostile("pdf whose outline is a loop", file(".pdf", lambda: _outlined(3, loops=True)), "Tekst med 3 delar", Fate.TAKEN),
    Hostile("pdf with an endless outline", file(".pdf", lambda: _outlined(100_000, loops=False)), "Tekst med 100000", Fate.TAKEN),
    Hostile("pdf that makes its reader crash", file(".pdf", _looping_labels), "makes its reader crash"),
    Hostile("pdf with a garbage page", file(".pdf", _garbage), "", Fate.TAKEN),
    Hostile("pdf bomb in a bomb", file(".pdf", _bomb), "", Fate.TAKEN),
    Hostile("pdf of 10,000 pages", file(".pdf", lambda: pdf(["sild"] * 10_000)), "sild", Fate.TAKEN),
    Hostile(
        "pdf that claims too many pages",
        file(".pdf", lambda: _around(_stream(_drawn("ei side")), count=MAX_PAGES + 1)),
        "has 20001 pages; at most 20000",
    ),
    Hostile("pdf with a page of 10 MB", file(".pdf", _wordy), "Sild og sei", Fate.TAKEN),
    Hostile("pdf that takes for ever", file(".pdf", lambda: _forms(30, 10)), "takes more than", seconds=1),
)
