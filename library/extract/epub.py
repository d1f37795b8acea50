"""Reads e-books (EPUB 2 and 3): the chapters in the order of the spine, and the metadata of the package (package.py)."""

from __future__ import annotations

from collections.abc import Iterator
from zipfile import ZipFile

import msgspec
from lxml import html

from library.cleaning import clean_line
from library.errors import UnreadableFileError
from library.extract.archive import MAX_PART, open_archive, read_part
from library.extract.extracted import Extracted
from library.extract.markup import first_heading, read_sections
from library.extract.package import Package, open_package, read_page
from library.extract.properties import parse_xml
from library.extract.signature import MediaType
from library.text import fold_name

_ENCRYPTION = "META-INF/encryption.xml"  # EPUB 3.3, 4.2.6.3.2
# Only scramble fonts so that they cannot be lifted out of the book (EPUB 3.3, 4.4; Adobe's own before that).
_OF_FONTS = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = ("p", "div")
MAX_BLOCKS = 20  # at a chapter's beginning, among which its title is looked for


def extract_epub(content: bytes, name: str) -> Extracted:
    """Read an e-book; chapters and headings part sections. Raises UnreadableFileError if it is damaged or locked."""
    with open_archive(content, name) as archive:
        _refuse_locked(archive, name)
        package = open_package(archive, name)
        says = package.describe()
        sections = read_sections(_chapters(archive, package, name), name)
    said = says if says.title else msgspec.structs.replace(says, title=first_heading(sections))
    return Extracted(media_type=MediaType.EPUB, pages=sections, says=said)


def _refuse_locked(archive: ZipFile, name: str) -> None:
    encryption = read_part(archive, _ENCRYPTION, name)
    methods = parse_xml(encryption, name).iterfind(".//{*}EncryptedData/{*}EncryptionMethod") if encryption else ()
    if any(method.get("Algorithm") not in _OF_FONTS for method in methods):
        raise UnreadableFileError(f"{name} is encrypted; its seller has locked it to a reader or an account.")


def _chapters(archive: ZipFile, package: Package, name: str) -> Iterator[html.HtmlElement]:
    """Yield the tree of each chapter; one without a heading gets the title that the table of contents has for it."""
    titles, read = package.titles(archive), 0
    for path in package.spine():
        chapter = read_page(archive, path, name)
        if chapter is None:
            raise UnreadableFileError(f"{name} is damaged: its part {path} is missing.")
        read += archive.getinfo(path).file_size
        if read > MAX_PART:
            raise UnreadableFileError(f"{name} is not read: it has more than {MAX_PART / 1e6:,.0f} MB of text.")
        if path in titles and not any(heading.text_content().strip() for heading in chapter.iter(*_HEADINGS)):
            _set_heading(chapter.body, titles[path])
        yield chapter


def _set_heading(body: html.HtmlElement, title: str) -> None:
    """Make a heading of the paragraph that has the title, else put one before the text."""
    for _, block in zip(range(MAX_BLOCKS), body.iter(*_BLOCKS), strict=False):
        if len(block.text_content()) <= 2 * len(title) and fold_name(clean_line(block.text_content())) == fold_name(title):
            block.tag = "h1"
            return
    heading = html.Element("h1")
    heading.text, heading.tail, body.text = title, body.text, None
    body.insert(0, heading)
