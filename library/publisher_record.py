"""A publisher in the exchange format: a line of its own, before the documents that name it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
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
    publisher = _publisher(decode_line(_DECODER, line, PublisherLine.__struct_fields__).publisher)
    _check_years("publisher", publisher)
    for field, key in _references(publisher):
        if key == publisher.key:
            raise InvalidRecordError(f"{field}: {key!r} is the publisher itself.")
    for place, predecessor in enumerate(publisher.predecessors):
        _check_years(f"publisher.predecessors[{place}]", predecessor)
    return publisher


def check_references(publisher: Publisher, known: Container[str], listed: Mapping[str, Publisher]) -> None:
    """Raise InvalidRecordError, naming the field, if a publisher names another whose key is neither known nor listed with it.

    One that is listed counts only if the keys that it names are there too, for else it is refused itself.
    """
    unmet = [(field, key) for field, key in _references(publisher) if key not in known]
    there = _acceptable(known, listed) if unmet else ()
    for field, key in unmet:
        if key not in there:
            raise InvalidRecordError(f"{field}: there is no publisher with the key {key!r} in the library or in this list.")


def _acceptable(known: Container[str], listed: Mapping[str, Publisher]) -> set[str]:
    """Return the keys of those listed that name none but known ones and each other."""
    there = set(listed)
    while refused := {key for key in there if any(key not in known and key not in there for _, key in _references(listed[key]))}:
        there -= refused
    return there


def _references(publisher: Publisher) -> Iterator[tuple[str, str]]:
    """Yield the keys of the other publishers that one names, each with the field that it stands in."""
    for place, predecessor in enumerate(publisher.predecessors):
        yield f"publisher.predecessors[{place}].key", predecessor.key
    if publisher.successor:
        yield "publisher.successor", publisher.successor


def _check_years(field: str, named: Publisher | Predecessor) -> None:
    first, last = named.first_year, named.last_year
    if first is not None and last is not None and first > last:
        raise InvalidRecordError(f"{field}.first_year: {first} is later than the last year, {last}.")


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
