"""The nouns: documents, their files and pages, and what is known of where each field came from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from library.errors import InvalidRecordError
from library.identifiers import SeriesNumber

UNDETERMINED = "und"  # ISO 639-2's code for a language that is not known
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


class DocumentType(StrEnum):
    """What sort of publication a document is."""

    NOU = "nou"
    WHITE_PAPER = "white-paper"
    PROPOSITION = "proposition"
    REPORT = "report"
    EVALUATION = "evaluation"
    POLICY_BRIEF = "policy-brief"
    STRATEGY = "strategy"
    GUIDE = "guide"
    ARTICLE = "article"
    NEWSLETTER = "newsletter"
    LAW = "law"
    REGULATION = "regulation"
    MANUAL = "manual"


TYPE_OF_SERIES: Mapping[str, DocumentType] = {
    "NOU": DocumentType.NOU,
    "SOU": DocumentType.REPORT,
    "Meld. St.": DocumentType.WHITE_PAPER,
    "St.meld.": DocumentType.WHITE_PAPER,
    "Prop.": DocumentType.PROPOSITION,
    "Ot.prp.": DocumentType.PROPOSITION,
    "St.prp.": DocumentType.PROPOSITION,
}
"""What a number in one of these series tells of the document that bears it."""


class Provenance(StrEnum):
    """How a field got its value, strongest first: the weaker never overwrites the stronger."""

    OPTION = "option"
    """An editor said so on the command line."""
    SIDECAR = "sidecar"
    """A description lies beside the file."""
    RECORD = "record"
    """A list or a source's catalogue has it."""
    FILE = "file"
    """The file's own metadata."""
    FIRST_PAGES = "first-pages"
    """Printed on the first pages."""
    MENTION = "mention"
    """Another document, such as a newsletter, mentions it."""
    RULE = "rule"


class TextOrigin(StrEnum):
    """Where a file's text comes from."""

    LAYER = "layer"
    """The text is in the file."""
    OCR = "ocr"
    """Read from pictures of the pages by a machine, so with mistakes."""
    NONE = "none"
    """There is none: a scan."""


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date that may be known to the year or the month only."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = (f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None))
        return "-".join(parts)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read «2020», «2020-10» or «2020-10-28» (ISO 8601); raise InvalidRecordError on anything else."""
        match = _DATE.fullmatch(text.strip())
        try:
            if match is None:
                raise ValueError
            year, month, day = (int(part) if part else None for part in match.groups())
            date(year or 0, month or 1, day or 1)
        except ValueError:
            raise InvalidRecordError(f"{text!r} is not a date; write 2020, 2020-10 or 2020-10-28.") from None
        return cls(year or 0, month, day)


@dataclass(frozen=True, slots=True)
class LanguageShare:
    """One language's share of a document's text, from 0 to 1."""

    language: str
    share: float


@dataclass(frozen=True, slots=True)
class DetectedLanguage:
    """The outcome of detection over all pages; the shares are ordered, largest first."""

    language: str
    confidence: float
    shares: tuple[LanguageShare, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page (or section, where a format has no pages) of a document's text."""

    number: int
    """Physical number from 1."""
    text: str
    label: str = ""
    """The number as printed, or the section's heading; empty if there is none."""
    language: str = UNDETERMINED
    headings: tuple[str, ...] = ()
    """Headings that stand on the page, in their order; search weighs them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFile:
    """An original file, held under its SHA-256 in the library's folder, or only known by its address."""

    filename: str
    media_type: str
    sha256: str | None = None
    size: int | None = None
    """Bytes."""
    pages: int | None = None
    address: str | None = None
    is_primary: bool = True
    """Whether the document's text is this file's."""
    version: int = 1
    """Counts the files of one media type that the document has had, oldest first."""
    text: TextOrigin = TextOrigin.LAYER
    """Of a file that is held."""
    sha256_elsewhere: str | None = None
    """Of a file that is not held: the SHA-256 that it has in the library which told of it."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document's description was seen: a source's key («seed», «file» …) and the page's address."""

    key: str
    address: str | None = None
    document: str | None = None
    """The id of the document in this library that mentions it."""
    as_written: str | None = None
    """How the title stands there, where it is misprinted or shortened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One publication in one language, without its text.

    Publishers, commissioners and topics are keys of the vocabulary; languages are codes (nb, nn, se, sv, da, fi, en …).
    """

    id: str
    title: str
    type: DocumentType
    subtitle: str | None = None
    abstract: str | None = None
    aliases: tuple[str, ...] = ()
    """Short titles, abbreviations and popular names by which it is asked for: «kommuneloven», «pbl», «TEK17»."""
    number: SeriesNumber | None = None
    publishers: tuple[str, ...] = ()
    commissioners: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    committee: str | None = None
    chair: str | None = None
    topics: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    """Subject words as the source gave them, also those that are no topic of ours."""
    published: PartialDate | None = None
    concerns: tuple[int, int] | None = None
    """First and last year that the document is about."""
    declared_language: str | None = None
    detected: DetectedLanguage | None = None
    landing_page: str | None = None
    files: tuple[DocumentFile, ...] = ()
    isbn: str | None = None
    issn: str | None = None
    doi: str | None = None
    note: str | None = None
    sources: tuple[Source, ...] = ()
    provenance: Mapping[str, Provenance] = field(default_factory=dict)
    """Field name → how it got its value; a field that is not named came with the record."""
    first_seen: datetime | None = None
    updated: datetime | None = None

    @property
    def language(self) -> str:
        """The declared language, else the detected, else «und»."""
        return self.declared_language or (self.detected.language if self.detected else UNDETERMINED)

    @property
    def year(self) -> int | None:
        """The year of publication."""
        return self.published.year if self.published else None
