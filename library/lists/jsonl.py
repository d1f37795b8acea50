"""Reads the exchange format: one document or publisher from each line."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import replace
from itertools import count, islice
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from library.copying import check_copy
from library.document import DocumentType
from library.errors import InvalidRecordError, UnreadableFileError
from library.lists.entry import Entry
from library.publisher_record import is_publisher_line, parse_publisher
from library.record import Description, Record, parse_record
from library.vocabulary import Publisher

# Bytes. The longest propositions to the Storting have under 10 MB of text; a longer line is no record but a file
# without line ends, and would be held in memory whole.
MAX_LINE = 50_000_000
_HEAD = 4_096  # bytes, in which a file that is not text gives itself away
_FIRST = 10  # lines, of which one at least is as it should be where the others have mistakes
_MAX_JSON = 20_000_000  # bytes of JSON that is read whole, only to tell what is wrong with it; as much as of other lists


class _GlancedPublisher(msgspec.Struct):
    key: str


class _Glanced(msgspec.Struct):
    """What a record or a publisher's line is told by, whatever else is in it."""

    title: str | None = None
    type: DocumentType | None = None
    publisher: _GlancedPublisher | None = None

    @property
    def is_known(self) -> bool:
        return self.publisher is not None or (self.title is not None and self.type is not None)


_LINE = msgspec.json.Decoder(_Glanced)
_WHOLE = msgspec.json.Decoder(_Glanced | list[_Glanced])


def begins_as_jsonl(path: Path) -> bool:
    """Tell by its first lines whether a file of any name holds records; False for what cannot be read."""
    return _begins_with(path, b"{") and any(_is_known(_LINE, line) for _, line in islice(_lines(path), _FIRST))


def is_json_of_records(path: Path) -> bool:
    """Tell whether a file holds records as one piece of JSON, on several lines or in an array; False for what cannot be read."""
    if not _begins_with(path, b"{", b"[") or path.stat().st_size > _MAX_JSON:
        return False
    return _is_known(_WHOLE, path.read_bytes().removeprefix(codecs.BOM_UTF8))


def _begins_with(path: Path, *signs: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD).removeprefix(codecs.BOM_UTF8).lstrip().startswith(signs)
    except OSError:
        return False


def _is_known(decoder: msgspec.json.Decoder[Any], content: bytes) -> bool:
    try:
        found = decoder.decode(content)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return False
    return any(one.is_known for one in (found if isinstance(found, list) else [found]))


def read_jsonl(path: Path) -> Iterator[Entry]:
    """Read a list of records, line by line; raise UnreadableFileError, at once, if it is missing, empty or not text."""
    _check(path)
    return _entries(path)


def count_jsonl(path: Path) -> int:
    """Return the number of lines that are not blank."""
    _check(path)
    return sum(1 for _ in _lines(path))


def _check(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
        is_blank = next(_lines(path), None) is None
    except OSError as error:
        raise UnreadableFileError(f"{path} cannot be read: {error.strerror}.") from error
    if is_blank:
        raise UnreadableFileError(f"{path.name} is empty.")
    if b"\0" in head:  # also UTF-16 has these
        raise UnreadableFileError(f"{path.name} is not text in UTF-8; save it as UTF-8 and import it again.")


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield number and content of each line that is not blank; of a line that is too long, its beginning."""
    with path.open("rb") as file:
        for number in count(1):
            line = file.readline(MAX_LINE + 1)
            if not line:
                return
            _skip_rest(file, line)
            if stripped := line.removeprefix(codecs.BOM_UTF8).strip():
                yield number, stripped


def _skip_rest(file: BinaryIO, part: bytes) -> None:
    while part and not part.endswith(b"\n"):
        part = file.readline(MAX_LINE)


def _entries(path: Path) -> Iterator[Entry]:
    listed: dict[str, Publisher] = {}
    for number, line in _lines(path):
        entry = _entry(number, line)
        if entry.publisher:
            listed = listed or _publishers(path)
            entry = replace(entry, listed=listed)
        yield entry


def _publishers(path: Path) -> dict[str, Publisher]:
    """Return the publishers that a list describes, by key: one may name another that stands later."""
    read = (_entry(number, line).publisher for number, line in _lines(path) if is_publisher_line(line))
    return {publisher.key: publisher for publisher in read if publisher}


def _entry(number: int, line: bytes) -> Entry:
    place = f"line {number}"
    try:
        if is_publisher_line(line):
            return Entry(place=place, publisher=parse_publisher(line))
        record = _record(line)
    except InvalidRecordError as error:
        return Entry(place=place, problem=str(error))
    return Entry(place=place, says=_description(record), pages=tuple(record.pages), library=record.library)


def _record(line: bytes) -> Record:
    if len(line) > MAX_LINE:
        raise InvalidRecordError(f"The line is longer than {MAX_LINE / 1e6:,.0f} MB; part the document.")
    record = parse_record(line)
    if record.text_file is not None:
        raise InvalidRecordError("text_file: only the catalogue that ships with Kartotek may name files; give the text in pages.")
    check_copy(record)
    return record


def _description(record: Record) -> Description:
    return Description(**{name: getattr(record, name) for name in Description.__struct_fields__})
