"""Checks what a list says of a document by the limits of the exchange format."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from library.cleaning import clean_line
from library.errors import InvalidRecordError
from library.lists.entry import Entry
from library.record import Description, sentence_of


def to_entry(place: str, fields: Mapping[str, object], file: str | None) -> Entry:
    """Make an entry of fields by the names of Description; those that are None, empty or blank are left out.

    Raises InvalidRecordError with a sentence that names the field at fault.
    """
    said = {name: value for name, value in fields.items() if _says_something(value)}
    if not (said.get("title") or file):
        raise InvalidRecordError("title: this has neither a title nor a file.")
    try:
        says = msgspec.convert(said, Description)
    except msgspec.ValidationError as error:
        raise InvalidRecordError(sentence_of(error)) from None
    return Entry(place=place, says=says, file=file)


def _says_something(value: object) -> bool:
    return bool(clean_line(value) if isinstance(value, str) else value)
