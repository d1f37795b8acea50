"""All that is known of a document."""

from __future__ import annotations

import msgspec

from library.document import DocumentType, Provenance
from web.api.shapes.names import Named


class FileShape(msgspec.Struct, frozen=True, kw_only=True):
    """A file: url where we hold it, source_url where it was published."""

    filename: str
    media_type: str
    sha256: str | None
    size: int | None
    pages: int | None
    primary: bool
    """Whether the document's text is this file's."""
    version: int
    text: str
    """layer: in the file; ocr: read by machine; none: a scan."""
    url: str | None
    source_url: str | None


class LanguageShape(msgspec.Struct, frozen=True, kw_only=True):
    """The language that holds, all that the document contains (that one first), what was declared, what the text reads as."""

    code: str
    contains: list[str]
    declared: str | None
    detected: str | None
    confidence: float | None
    shares: dict[str, float]


class SourceShape(msgspec.Struct, frozen=True, kw_only=True):
    """Where the description was seen."""

    key: str
    url: str | None
    document: str | None
    """The id of the document here that mentions it."""
    as_written: str | None
    """How the title stands there, where it is misprinted or shortened."""


class DocumentShape(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known of a document."""

    id: str
    url: str
    title: str
    subtitle: str | None
    aliases: list[str]
    """Short titles, abbreviations and popular names."""
    abstract: str | None
    type: DocumentType
    number: str | None
    publishers: list[Named]
    commissioners: list[Named]
    authors: list[str]
    committee: str | None
    chair: str | None
    topics: list[Named]
    keywords: list[str]
    published: str | None
    year: int | None
    concerns: tuple[int, int] | None
    language: LanguageShape
    landing_page: str | None
    files: list[FileShape]
    pages: int
    isbn: str | None
    issn: str | None
    doi: str | None
    note: str | None
    citation: str
    sources: list[SourceShape]
    provenance: dict[str, Provenance]
    first_seen: str | None
    updated: str | None


class TextPageShape(msgspec.Struct, frozen=True, kw_only=True):
    """One page of a document's text, or a section where its format has no pages."""

    number: int
    """The page as counted from 1."""
    label: str
    """The number as printed on it, or the heading of a section; may be empty."""
    language: str
    headings: list[str]
    """Headings that stand on the page, in their order."""
    text: str
    url: str
    """The page in the text view."""


class TextMetaShape(msgspec.Struct, frozen=True, kw_only=True):
    """How much text there is, and which part this is."""

    total: int
    """How many pages the document has."""
    first: int
    """The number of the first page here."""
    size: int


class TextLinksShape(msgspec.Struct, frozen=True, kw_only=True):
    """This part of the text, its neighbours, the document, and the same for people."""

    self: str
    next: str | None
    prev: str | None
    document: str
    html: str


class TextShape(msgspec.Struct, frozen=True, kw_only=True):
    """A document's text, page by page."""

    id: str
    meta: TextMetaShape
    pages: list[TextPageShape]
    links: TextLinksShape
