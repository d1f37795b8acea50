"""A publisher in the exchange format: a line of its own, before the documents that name it."""

from __future__ import annotations

import re
from typing import Annotated, Self

import msgspec

from library.cleaning import clean_line
from library.errors import InvalidRecordError, VocabularyError
from library.record import MAX_VALUES, Line, Lines, decode_line, web_address
from library.vocabulary import Names, Predecessor, Publisher

# A line is a publisher's if this is what it begins with: the object has one field, and a document has none of that name.
_BEGINNING = re.compile(rb'\{\s*"publisher"\s*:')
Key = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\Z", max_length=100)]
Year = Annotated[int, msgspec.Meta(ge=1, le=9999)]


class NamesRecord(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """What it is called; in one of the languages at least."""

    nb: Line | None = None
    nn: Line | None = None
    en: Line | None = None


class PredecessorRecord(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A publisher that it took over from, and the years of that."""

    key: Key
    first_year: Year | None = None
    last_year: Year | None = None


class PublisherRecord(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """Who issues documents; the fields are those of library.vocabulary.Publisher."""

    key: Key
    names: NamesRecord
    kind: Line | None = None
    short: Line | None = None
    homepage: Line | None = None
    organisation_number: Line | None = None
    aliases: Lines = []
    predecessors: Annotated[list[PredecessorRecord], msgspec.Meta(max_length=MAX_VALUES)] = []
    successor: Key | None = None
    first_year: Year | None = None
    last_year: Year | None = None


class PublisherLine(msgspec.Struct, forbid_unknown_fields=True):
    """The line."""

    publisher: PublisherRecord

    @classmethod
    def of(cls, publisher: Publisher) -> Self:
        """Describe a publisher."""
        return cls(msgspec.convert(publisher, PublisherRecord, from_attributes=True))


_DECODER = msgspec.json.Decoder(PublisherLine)


def is_publisher_line(line: bytes) -> bool:
    """Tell whether a line is, or was meant to be, a publisher's and no document's."""
    return _BEGINNING.match(line) is not None


def parse_publisher(line: bytes) -> Publisher:
    """Read one line; raise InvalidRecordError with a sentence that names the field at fault."""
    return _publisher(decode_line(_DECODER, line, PublisherLine.__struct_fields__).publisher)


def _publisher(record: PublisherRecord) -> Publisher:
    names = record.names
    try:
        return Publisher(
            key=record.key,
            names=Names(nb=_line(names.nb), nn=_line(names.nn), en=_line(names.en)),
            kind=_line(record.kind),
            short=_line(record.short),
            homepage=web_address("publisher.homepage", record.homepage),
            organisation_number=_line(record.organisation_number),
            aliases=tuple(dict.fromkeys(filter(None, map(clean_line, record.aliases)))),
            predecessors=tuple(
                Predecessor(key=one.key, first_year=one.first_year, last_year=one.last_year) for one in record.predecessors
            ),
            successor=record.successor,
            first_year=record.first_year,
            last_year=record.last_year,
        )
    except VocabularyError as error:
        raise InvalidRecordError(f"publisher.names: {error}") from None


def _line(text: str | None) -> str | None:
    return clean_line(text or "") or None
