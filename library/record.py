"""The exchange format: one document's description as one line of JSON, strictly checked.

Only what the format knows is let in, so that a misspelt field is told and not lost.
"""

from __future__ import annotations

import re
from typing import Annotated

import msgspec

from library.document import DocumentType
from library.errors import InvalidRecordError

MAX_TITLE = 1_000  # characters; the longest title in the seed catalogue has under 300
MAX_ABSTRACT = 100_000  # characters; more is the document itself and belongs in pages
MAX_VALUES = 1_000  # of one field: authors, keywords, files …
MAX_PAGES = 20_000  # the longest propositions to the Storting have under 2,000

Line = Annotated[str, msgspec.Meta(max_length=MAX_TITLE)]
Prose = Annotated[str, msgspec.Meta(max_length=MAX_ABSTRACT)]
Lines = Annotated[list[Line], msgspec.Meta(max_length=MAX_VALUES)]


class FileRecord(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A file that is known by its address; files that the library holds come by `kartotek add`."""

    filename: Line
    media_type: Line
    address: Line | None = None
    size: Annotated[int, msgspec.Meta(ge=0)] | None = None
    pages: Annotated[int, msgspec.Meta(ge=0)] | None = None
    is_primary: bool = True


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


class Record(Description, kw_only=True):
    """A document as others describe it: a description with a title and a type, and perhaps its text."""

    title: Line
    type: DocumentType
    pages: Annotated[list[PageRecord], msgspec.Meta(max_length=MAX_PAGES)] = []
    text_file: Line | None = None
    """Of the shipped catalogue only: the full text's file, relative to data/."""


_DECODER = msgspec.json.Decoder(Record)
_UNKNOWN = re.compile(r"Object contains unknown field (?P<name>.*)", re.DOTALL)
_MISSING = re.compile(r"Object missing required field (?P<name>.*)")
_PLACE = re.compile(r"^(?P<what>.*?)(?: - at `\$\.?(?P<field>.*)`)?$", re.DOTALL)


def parse_record(line: bytes | str) -> Record:
    """Read one line; raise InvalidRecordError with a sentence that names the field at fault."""
    try:
        return _DECODER.decode(line)
    except msgspec.ValidationError as error:
        raise InvalidRecordError(sentence_of(error)) from None
    except UnicodeDecodeError:
        raise InvalidRecordError("This is not in UTF-8; save the file as UTF-8 and import it again.") from None
    except msgspec.DecodeError as error:
        raise InvalidRecordError(f"This is not JSON: {str(error).rstrip('.')}.") from None


def sentence_of(error: msgspec.ValidationError) -> str:
    """Return what is wrong as one sentence that names the field at fault."""
    match = _PLACE.match(str(error))
    assert match is not None  # the pattern takes any text
    what, field = match["what"].replace("`", "").rstrip("."), match["field"]
    if unknown := _UNKNOWN.fullmatch(what):
        known = f"; the fields are {', '.join(Description.__struct_fields__)}" if not field else ""
        what = f"there is no field {unknown['name']}{known}"
    elif missing := _MISSING.fullmatch(what):
        field, what = ".".join(filter(None, (field, missing["name"]))), "this is missing"
    if field == "type":
        what += f"; a document's type is one of {', '.join(DocumentType)}"
    return f"{field}: {what}." if field else f"{what}."
