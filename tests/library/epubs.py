"""Makes real e-books part by part (EPUB 3.3, W3C; EPUB 2.0.1, IDPF)."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

_CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="{path}" media-type="application/oebps-package+xml"/></rootfiles></container>"""
_XHTML = '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"{more}>'
METADATA = "<dc:title>Ei bok</dc:title><dc:language>nn</dc:language>"


@dataclass(frozen=True, slots=True)
class Item:
    """A part of the book: its address in the package, its content, and whether it is read in turn."""

    href: str
    content: bytes
    media_type: str = "application/xhtml+xml"
    is_chapter: bool = True
    properties: str = ""


def epub(items: Sequence[Item], metadata: str = METADATA, *, version: str = "3.0", package: str = "OEBPS/package.opf") -> bytes:
    """Return an e-book with these items; their addresses count from the package document."""
    manifest = "".join(
        f'<item id="i{number}" href="{item.href}" media-type="{item.media_type}" properties="{item.properties}"/>'
        for number, item in enumerate(items)
    )
    spine = "".join(f'<itemref idref="i{number}"/>' for number, item in enumerate(items) if item.is_chapter)
    opf = (
        f'<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="{version}" unique-identifier="id">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">{metadata}</metadata>'
        f"<manifest>{manifest}</manifest><spine>{spine}</spine></package>"
    )
    folder = package.rpartition("/")[0]
    parts = {f"{folder}/{item.href}".lstrip("/"): item.content for item in items}
    return zipped({"META-INF/container.xml": _CONTAINER.format(path=package).encode(), package: opf.encode(), **parts})


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return an archive that begins as those of e-books do."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def chapter(href: str, body: str) -> Item:
    """Return a chapter in XHTML."""
    return Item(href, f"{_XHTML.format(more='')}<head><title/></head><body>{body}</body></html>".encode())


def contents(href: str, links: Mapping[str, str]) -> Item:
    """Return a table of contents as EPUB 3 has it."""
    entries = "".join(f'<li><a href="{address}">{title}</a></li>' for address, title in links.items())
    start = _XHTML.format(more=' xmlns:epub="http://www.idpf.org/2007/ops"')
    body = f'<nav epub:type="landmarks"><a href="x">Andre</a></nav><nav epub:type="toc"><h1>Innhald</h1><ol>{entries}</ol></nav>'
    return Item(href, f"{start}<body>{body}</body></html>".encode(), is_chapter=False, properties="nav")


def ncx(href: str, links: Mapping[str, str]) -> Item:
    """Return a table of contents as EPUB 2 has it."""
    points = "".join(
        f'<navPoint id="n{number}"><navLabel><text>{title}</text></navLabel><content src="{address}"/></navPoint>'
        for number, (address, title) in enumerate(links.items())
    )
    content = f'<?xml version="1.0"?><ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>{points}</navMap></ncx>'
    return Item(href, content.encode(), "application/x-dtbncx+xml", is_chapter=False)
