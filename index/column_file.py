"""Keeps the columns of a state of the index, and its words, in a file beside it that is mapped into memory when it is opened.

The file names the segments that it was made from. Where it is missing, damaged or of other segments, as after a commit that was
interrupted before the file was written, the columns are read from the segments, which takes longer. Removed documents are not
in it: whoosh notes them apart from the segments.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt
from whoosh.index import FileIndex
from whoosh.reading import IndexReader

from index.columns import Columns, read_columns
from index.engine import FacetField, Sort
from index.evaluate.lexicon import KeptWords, read_words
from index.facet_columns import FacetColumn
from index.raw_columns import read_alive, segments
from index.schema import SEPARATOR, TEXT_FIELDS

NAME = "columns.bin"
_VERSION = "kartotek columns 1"
"""Raise it whenever what is written changes."""
_HEAD = struct.Struct("<QI")
"""Bytes of the description that follows, and the checksum of all that comes after this."""
_ALIGNED = 64  # bytes: a cache line
Array = npt.NDArray[Any]


class _Place(NamedTuple):
    """Where an array is in the file: behind the description, from an offset in bytes."""

    type: str
    offset: int
    length: int


class _Description(msgspec.Struct, frozen=True):
    version: str
    segments: list[tuple[str, int]]
    keys: dict[FacetField, tuple[str, ...]]
    places: dict[str, _Place]


def open_columns(folder: Path, reader: IndexReader) -> Columns:
    """Return the columns of an index in a folder: from their file, else from the segments."""
    return _mapped(folder / NAME, reader) or read_columns(reader)


def write_columns(folder: Path, index: FileIndex) -> None:
    """Write the columns of an index, as it was committed last, unless they are there already."""
    with index.reader() as reader:
        if _mapped(folder / NAME, reader) is None:
            words = KeptWords.of(read_words([(leaf, 0) for leaf in segments(reader)]))
            _write(folder / NAME, replace(read_columns(reader), words=words), _segments(reader))


def _segments(reader: IndexReader) -> list[tuple[str, int]]:
    """Return what tells the segments apart: a random name, and how many documents each has; removed ones too."""
    return [(leaf._segid, leaf.doc_count_all()) for leaf in segments(reader)]


def _write(path: Path, columns: Columns, of: list[tuple[str, int]]) -> None:
    """Write the file in one step, so that nobody ever reads half of it."""
    arrays, places, end = dict(_arrays(columns)), dict[str, _Place](), 0
    for name, array in arrays.items():
        places[name] = _Place(array.dtype.str, end, len(array))
        end += array.nbytes + -array.nbytes % _ALIGNED
    keys = {field: column.keys for field, column in columns.facets.items()}
    described = msgspec.json.encode(_Description(_VERSION, of, keys, places))
    described += b" " * (-(_HEAD.size + len(described)) % _ALIGNED)
    content = b"".join([described, *(array.tobytes() + bytes(-array.nbytes % _ALIGNED) for array in arrays.values())])
    temporary = path.with_suffix(".new")
    with temporary.open("wb") as file:
        file.write(_HEAD.pack(len(described), zlib.crc32(content)) + content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def _arrays(columns: Columns) -> Iterator[tuple[str, Array]]:
    yield "ids", np.frombuffer(SEPARATOR.join(columns.ids).encode(), np.uint8)
    yield "years", columns.years
    if columns.words:
        yield from (("words", columns.words.letters), ("word documents", columns.words.documents))
    yield from ((f"rank {sort}", ranks) for sort, ranks in columns.ranks.items())
    yield from ((f"length {field}", lengths) for field, lengths in columns.lengths.items())
    for field, column in columns.facets.items():
        yield from ((f"{part} {field}", getattr(column, part)) for part in ("sets", "starts", "ordinals", "totals"))


def _mapped(path: Path, reader: IndexReader) -> Columns | None:
    """Return the columns in a file, mapped; None if it cannot be read or is not of the reader's segments."""
    try:
        data = np.asarray(np.memmap(path, np.uint8, mode="r"))
        size, checksum = _HEAD.unpack(data[: _HEAD.size].tobytes())
        described = msgspec.json.decode(data[_HEAD.size : _HEAD.size + size].tobytes(), type=_Description)
    except (OSError, ValueError, struct.error, msgspec.MsgspecError):
        return None
    is_of_these = described.version == _VERSION and described.segments == _segments(reader)
    if not is_of_these or zlib.crc32(data[_HEAD.size :].data) != checksum:
        return None
    arrays = {name: _array(data[_HEAD.size + size :], place) for name, place in described.places.items()}
    return _columns(arrays, described.keys, reader)


def _array(data: npt.NDArray[np.uint8], place: _Place) -> Array:
    kind = np.dtype(place.type)
    return data[place.offset : place.offset + place.length * kind.itemsize].view(kind)


def _columns(arrays: Mapping[str, Array], keys: Mapping[FacetField, tuple[str, ...]], reader: IndexReader) -> Columns:
    ids = arrays["ids"].tobytes().decode()
    return Columns(
        ids=tuple(ids.split(SEPARATOR)) if ids else (),
        alive=read_alive(segments(reader)),
        facets={field: _facet(arrays, field, keys[field]) for field in FacetField},
        years=arrays["years"],
        ranks={sort: arrays[f"rank {sort}"] for sort in Sort if sort is not Sort.RELEVANCE},
        lengths={field.name: arrays[f"length {field.name}"] for field in TEXT_FIELDS},
        words=KeptWords(arrays["words"], arrays["word documents"]),
    )


def _facet(arrays: Mapping[str, Array], field: FacetField, keys: tuple[str, ...]) -> FacetColumn:
    sets, starts, ordinals, totals = (arrays[f"{part} {field}"] for part in ("sets", "starts", "ordinals", "totals"))
    return FacetColumn(keys, sets, starts, ordinals, totals)
