"""The exchange format: one document's description as one line of JSON, strictly checked.

Only what the format knows is let in, so that a misspelt field is told and not lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, TypeVar
from urllib.parse import urlsplit

import msgspec

from library.cleaning import clean_line
from library.document import DocumentType, Provenance, TextOrigin
from library.errors import InvalidRecordError

MAX_TITLE = 1_000  # characters; the longest title in the seed catalogue has under 300
MAX_ABSTRACT = 100_000  # characters; more is the document itself and belongs in pages
MAX_VALUES = 1_000  # of one field: authors, keywords, files …
MAX_PAGES = 20_000  # the longest propositions to the Storting have under 2,000
_ONE = 1.000_001  # shares and confidences are quotients, which may be rounded to a hair above 1

Line = Annotated[str, msgspec.Meta(max_length=MAX_TITLE)]
Prose = Annotated[str, msgspec.Meta(max_length=MAX_ABSTRACT)]
Lines = Annotated[list[Line], msgspec.Meta(max_length=MAX_VALUES)]
Language = Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2,3}\Z")]
Chance = Annotated[float, msgspec.Meta(ge=0, le=_ONE)]


class FileRecord(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A file that is known; those that the library shall hold come by `kartotek add`."""

    filename: Line
    media_type: Line
    address: Line | None = None
    size: Annotated[int, msgspec.Meta(ge=0)] | None = None
    pages: Annotated[int, msgspec.Meta(ge=0)] | None = None
    is_primary: bool = True
    sha256: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")] | None = None
    """By which the file is known again when it comes; that a library has it is not said by that."""
    version: Annotated[int, msgspec.Meta(ge=1)] = 1
    text: TextOrigin = TextOrigin.LAYER


class SourceRecord(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """Where the description was seen."""

    key: Line
    address: Line | None = None
    document: Line | None = None
    """The id of the document that mentions it."""
    as_written: Line | None = None
    """How the title stands there, where it is misprinted or shortened."""


class PageRecord(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """One page of the full text; pages are numbered from 1 in the order given."""

    text: str
    label: Line = ""
    headings: Lines = []


class Description(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """What one place says of a document: a record, a sidecar, a file, its first pages. Publishers and topics by name or key."""

    id: Line | None = None
    title: Line | None = None
    subtitle: Line | None = None
    aliases: Lines = []
    """Short titles, abbreviations and popular names by which it is asked for."""
    abstract: Prose | None = None
    type: DocumentType | None = None
    series: Line | None = None
    number: Line | None = None
    """«2020:12» with its series, or whole: «NOU 2020: 12»."""
    session: Line | None = None
    publishers: Lines = []
    commissioners: Lines = []
    authors: Lines = []
    committee: Line | None = None
    chair: Line | None = None
    topics: Lines = []
    keywords: Lines = []
    published: Line | None = None
    """«2020», «2020-10» or «2020-10-28»."""
    concerns: tuple[int, int] | None = None
    language: Line | None = None
    landing_page: Line | None = None
    files: Annotated[list[FileRecord], msgspec.Meta(max_length=MAX_VALUES)] = []
    isbn: Line | None = None
    issn: Line | None = None
    doi: Line | None = None
    note: Prose | None = None
    sources: Annotated[list[SourceRecord], msgspec.Meta(max_length=MAX_VALUES)] = []


class ShareRecord(msgspec.Struct, forbid_unknown_fields=True):
    """One language's share of a text."""

    language: Language
    share: Chance


class DetectedRecord(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """In which language a library found a document's text to be; shares from the largest."""

    language: Language
    confidence: Chance
    shares: Annotated[list[ShareRecord], msgspec.Meta(max_length=MAX_VALUES)] = []


class LibraryRecord(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """What a library knows of a document besides its description; a record that has it is a copy of that library's document."""

    first_seen: Annotated[datetime, msgspec.Meta(tz=True)] | None = None
    provenance: dict[str, Provenance] = {}
    """By the name of the document's field (library/document.py); one that is not named came with a record."""
    detected: DetectedRecord | None = None
    page_languages: Annotated[list[Language], msgspec.Meta(max_length=MAX_PAGES)] = []
    """Of each page, where one is known."""


class Record(Description, kw_only=True):
    """A document as others describe it: a description with a title and a type, and perhaps its text."""

    title: Line
    type: DocumentType
    pages: Annotated[list[PageRecord], msgspec.Meta(max_length=MAX_PAGES)] = []
    text_file: Line | None = None
    """Of the shipped catalogue only: the full text's file, relative to data/."""
    library: LibraryRecord | None = None
    """Of what a library wrote."""


_DECODER = msgspec.json.Decoder(Record)
_T = TypeVar("_T")
_UNKNOWN = re.compile(r"Object contains unknown field (?P<name>.*)", re.DOTALL)
_MISSING = re.compile(r"Object missing required field (?P<name>.*)")
_PLACE = re.compile(r"^(?P<what>.*?)(?: - at `\$\.?(?P<field>.*)`)?$", re.DOTALL)


def parse_record(line: bytes | str) -> Record:
    """Read one line; raise InvalidRecordError with a sentence that names the field at fault."""
    return decode_line(_DECODER, line, Description.__struct_fields__)


def decode_line(decoder: msgspec.json.Decoder[_T], line: bytes | str, fields: Sequence[str]) -> _T:
    """Read a line of a format with these fields; raise InvalidRecordError with a sentence that names the field at fault."""
    try:
        return decoder.decode(line)
    except msgspec.ValidationError as error:
        raise InvalidRecordError(sentence_of(error, fields)) from None
    except UnicodeDecodeError:
        raise InvalidRecordError("This is not in UTF-8; save the file as UTF-8 and import it again.") from None
    except msgspec.DecodeError as error:
        raise InvalidRecordError(f"This is not JSON: {str(error).rstrip('.')}.") from None


def sentence_of(error: msgspec.ValidationError, fields: Sequence[str] = Description.__struct_fields__) -> str:
    """Return what is wrong as one sentence that names the field at fault, and the fields that there are where it is none."""
    match = _PLACE.match(str(error))
    assert match is not None  # the pattern takes any text
    what, field = match["what"].replace("`", "").rstrip("."), match["field"]
    if unknown := _UNKNOWN.fullmatch(what):
        known = f"; the fields are {', '.join(fields)}" if not field else ""
        what = f"there is no field {unknown['name']}{known}"
    elif missing := _MISSING.fullmatch(what):
        field, what = ".".join(filter(None, (field, missing["name"]))), "this is missing"
    if field == "type":
        what += f"; a document's type is one of {', '.join(DocumentType)}"
    return f"{field}: {what}." if field else f"{what}."


def web_address(field: str, text: str | None) -> str | None:
    """Return the address of a web page as it is; raise InvalidRecordError if it is anything else."""
    if text is None:
        return None
    try:
        parts = urlsplit(text)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:  # a bracket without its mate
        is_web = False
    if not is_web or clean_line(text) != text or " " in text:
        raise InvalidRecordError(f"{field}: {text!r} is not the address of a web page; it must begin with https:// or http://.")
    return text
