"""Reads the package of an e-book: which parts it has in which order, what it is called, and the table of contents.

EPUB 3.3 (W3C); of EPUB 2 (IDPF) the table of contents in NCX. Parts are looked up in the archive and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from urllib.parse import unquote
from zipfile import ZipFile

from lxml import etree, html

from library.cleaning import clean_line
from library.errors import UnreadableFileError
from library.extract.archive import read_part
from library.extract.html import decode_html
from library.extract.markup import parse_html
from library.extract.properties import describe, parse_xml
from library.record import Description

_CONTAINER = "META-INF/container.xml"
_NCX = "application/x-dtbncx+xml"
_CHAPTER_TYPES = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document"})
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_EVENT = "{http://www.idpf.org/2007/opf}event"  # EPUB 2: what happened on a date
_NOT_PUBLISHED = frozenset({"modification", "creation", "conversion"})
_ENTITY = re.compile(r"<!ENTITY\b")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")


@dataclass(frozen=True, slots=True)
class Package:
    """The package document, and where it lies, from where its addresses count."""

    root: etree._Element
    path: str
    name: str
    """Of the file, for messages."""

    def describe(self) -> Description:
        """Return what the metadata say."""
        return describe(self._metadata())

    def spine(self) -> Iterator[str]:
        """Yield the paths of the chapters in reading order; raise UnreadableFileError if one leads out of the book."""
        items = {item.get("id"): item for item in self._items()}
        for id in dict.fromkeys(itemref.get("idref") for itemref in self.root.iterfind(".//{*}spine/{*}itemref")):
            if id not in items:
                raise UnreadableFileError(f"{self.name} is damaged: it names a chapter that it does not have.")
            if items[id].get("media-type", "").lower() in _CHAPTER_TYPES:
                yield self._inside(items[id])

    def titles(self, archive: ZipFile) -> Mapping[str, str]:
        """Return the title that the table of contents has for each path; of EPUB 3's and EPUB 2's, the former counts."""
        titles: dict[str, str] = {}
        for item in sorted(self._items(), key=_is_ncx):
            if _is_ncx(item) or "nav" in item.get("properties", "").split():
                contents = self._inside(item)
                root = read_page(archive, contents, self.name)
                for address, title in _links(root) if root is not None else ():
                    titles.setdefault(resolve(contents, address), clean_line(title))
        return {path: title for path, title in titles.items() if title}

    def _items(self) -> Iterator[etree._Element]:
        yield from self.root.iterfind(".//{*}manifest/{*}item")

    def _inside(self, item: etree._Element) -> str:
        path = resolve(self.path, item.get("href", ""))
        if path.startswith(("/", "../")):
            raise UnreadableFileError(f"{self.name} is damaged: it calls for {path}, which is outside of it.")
        return path

    def _metadata(self) -> Iterator[tuple[str, str]]:
        types = {
            meta.get("refines", "").removeprefix("#"): clean_line("".join(meta.itertext()))
            for meta in self.root.iterfind(".//{*}meta[@property='title-type']")
        }
        for element in self.root.iterfind(f".//{_DUBLIN_CORE}*"):
            term, value = etree.QName(element).localname, "".join(element.itertext())
            if term == "date" and element.get(_EVENT, "").lower() in _NOT_PUBLISHED:
                continue
            yield ("subtitle" if types.get(element.get("id", "")) == "subtitle" else term), self._plain(value)

    def _plain(self, value: str) -> str:
        """Return a value without the markup that programs put into descriptions."""
        return parse_html(f"<body>{value}</body>", self.name).text_content() if _MARKUP.search(value) else value


def open_package(archive: ZipFile, name: str) -> Package:
    """Find the package document; raise UnreadableFileError if there is none."""
    container = read_part(archive, _CONTAINER, name)
    rootfile = parse_xml(container, name).find(".//{*}rootfile[@full-path]") if container else None
    path = rootfile.get("full-path") if rootfile is not None else None
    content = read_part(archive, path, name) if path else None
    if not path or not content:
        raise UnreadableFileError(f"{name} is damaged: it does not say what parts it has.")
    return Package(parse_xml(content, name), path, name)


def read_page(archive: ZipFile, path: str, name: str) -> html.HtmlElement | None:
    """Parse a page, or a table of contents in XML, however broken; None if there is no such part, or nothing in it."""
    content = read_part(archive, path, name)
    if not content or content.isspace():
        return None
    text = decode_html(content)
    if _ENTITY.search(text):
        raise UnreadableFileError(f"{name} is not read: its XML declares entities of its own, as books do not.")
    return parse_html(text, name)


def resolve(base: str, address: str) -> str:
    """Return the path in the archive of an address that stands in the part at base; it may lead out of the archive."""
    return normpath(join(dirname(base), unquote(address.partition("#")[0])))


def _is_ncx(item: etree._Element) -> bool:
    return bool(item.get("media-type") == _NCX)


def _links(root: html.HtmlElement) -> list[tuple[str, str]]:
    """Return address and title of each entry of a table of contents, whole chapters before places in them."""
    points = [(point.find("content"), point.find("navlabel")) for point in root.iter("navpoint")]
    links = [(to.get("src", ""), label.text_content()) for to, label in points if to is not None and label is not None]
    contents = [nav for nav in root.iter("nav") if "toc" in nav.get("epub:type", "").split()]
    links += [(link.get("href"), link.text_content()) for nav in contents for link in nav.iterfind(".//a[@href]")]
    return sorted(links, key=lambda link: "#" in link[0])
