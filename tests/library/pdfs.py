"""Makes small real PDFs, byte by byte (ISO 32000-1), so that tests need no files and no writer of PDFs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import md5

_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")  # ISO 32000-1, 7.6.3.3
_PERMISSIONS = -4
_ID = bytes(16)
FIRST_PAGE = 5  # object number; two objects for each page follow


def pdf(pages: Sequence[str], *, labels: str = "", title: str = "", extra: Iterable[str] = (), encrypt: str = "") -> bytes:
    """Return a PDF with one page for each text; a line of the text is a line on the page.

    Labels is the body of a /Nums array, for instance «0 << /S /r >> 2 << /S /D >>».
    """
    kids = " ".join(f"{FIRST_PAGE + 2 * index} 0 R" for index in range(len(pages)))
    page_labels = f"/PageLabels << /Nums [{labels}] >>" if labels else ""
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {page_labels} >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< /Title ({_escaped(title)}) >>" if title else "<< >>",
    ]
    for index, text in enumerate(pages):
        content = FIRST_PAGE + 2 * index + 1
        resources = "/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {resources} /Contents {content} 0 R >>")
        objects.append(_stream(_drawn(text)))
    return _written([*objects, *extra], _encryption(encrypt) if encrypt else "")


def scan(count: int = 1) -> bytes:
    """Return a PDF whose pages hold a drawn surface and no text, as scanners make them."""
    return pdf([""] * count)


def _drawn(text: str) -> str:
    if not text:
        return "0.5 g 50 50 400 600 re f"
    lines = "\n".join(f"({_escaped(line)}) Tj 0 -16 Td" for line in text.split("\n"))
    return f"BT /F1 12 Tf 72 770 Td\n{lines}\nET"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _stream(content: str) -> str:
    return f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream"


def _written(objects: Sequence[str], trailer: str) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return bytes(out) + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode()


def _encryption(password: str) -> str:
    """The trailer's part for a document that opens with this password only (revision 2, 40 bits; 7.6.3)."""
    padded = (password.encode() + _PADDING)[:32]
    owner = _rc4(md5(padded).digest()[:5], padded)
    key = md5(padded + owner + _PERMISSIONS.to_bytes(4, "little", signed=True) + _ID).digest()[:5]
    user = _rc4(key, _PADDING)
    fields = f"/Filter /Standard /V 1 /R 2 /P {_PERMISSIONS} /O <{owner.hex()}> /U <{user.hex()}>"
    return f"/Encrypt << {fields} >> /ID [<{_ID.hex()}> <{_ID.hex()}>]"


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
