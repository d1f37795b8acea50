"""Chooses small segments to be merged when the index is written, and reads their postings back in columns.

Each update leaves a segment, and every search asks all of them. Whoosh's own policy now and then takes the large segment too, and
reads each posting by a dozen calls; that would make an update of a few documents take minutes.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import accumulate, groupby
from math import log
from struct import Struct
from zlib import decompress

import numpy as np
from whoosh.codec.base import Segment
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3TermInfo, W3TermsReader
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from index.runs import Indices, Run, pickled, starts_of

FACTOR = 8  # segments of about the same size, in powers of this, that become one: a document is merged three times at most
LARGEST = 2_000  # documents that are left in a segment which may be merged; that takes a second or two
CHUNK = 200_000  # postings that are read back at once, each an object for a moment
GONE = -1
"""Stands for the new number of a document that was deleted."""
_SIZE = Struct("!i")


def merge_small(writer: SegmentWriter, segments: Sequence[Segment]) -> list[Segment]:
    """Merge segments into the one that is being written, if enough are small; return those that stay as they are."""
    merged = _chosen([(segment, segment.doc_count_all() - segment.deleted_count()) for segment in segments])
    for segment in merged:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [segment for segment in segments if segment not in merged and segment.doc_count_all() > segment.deleted_count()]


def _chosen(sized: Sequence[tuple[Segment, int]]) -> list[Segment]:
    """Return what to merge, in the order in which it was written: the lowest tier that is full, with all below it."""
    tiers = {segment: int(log(size, FACTOR)) for segment, size in sized if 0 < size <= LARGEST}
    full = [tier for tier in set(tiers.values()) if sum(other == tier for other in tiers.values()) >= FACTOR]
    return [segment for segment, tier in tiers.items() if full and tier <= min(full)]


def read_runs(reader: SegmentReader, numbers: Indices) -> Iterator[Run]:
    """Yield all postings of a segment, sorted, with the new numbers of its documents."""
    terms: W3TermsReader = reader._terms
    for field, items in groupby(terms.items(), key=lambda item: item[0][0]):
        chunk, size = list[tuple[bytes, W3TermInfo]](), 0
        for (_, term), info in items:
            chunk.append((term, info))
            size += info.doc_frequency()
            if size >= CHUNK:
                yield _run(field, terms, chunk, numbers)
                chunk, size = [], 0
        yield _run(field, terms, chunk, numbers)


def _run(field: str, terms: W3TermsReader, chunk: Sequence[tuple[bytes, W3TermInfo]], numbers: Indices) -> Run:
    documents, weights, values, counts = list[int](), list[float](), list[bytes](), list[int]()
    for _, info in chunk:
        counts.append(info.doc_frequency())
        for ids, weight, value in _blocks(terms, info):
            documents += ids
            weights += weight
            values += value
    found = numbers[np.array(documents, np.int64)]
    stays = found != GONE
    left = np.diff(np.append(0, np.cumsum(stays))[starts_of(np.array(counts, np.int64))])
    kept = [pickled(value) if value else b"" for value, is_kept in zip(values, stays.tolist(), strict=True) if is_kept]
    return Run(
        field,
        tuple(term for (term, _), count in zip(chunk, left.tolist(), strict=True) if count),
        left[left > 0].astype(np.uint32),
        found[stays].astype(np.uint32),
        np.array(weights, np.float32)[stays],
        np.fromiter(map(len, kept), np.uint32, len(kept)),
        b"".join(kept),
    )


def _blocks(terms: W3TermsReader, info: W3TermInfo) -> Iterator[tuple[list[int], Sequence[float], Sequence[bytes]]]:
    """Yield documents, weights and values of each of a term's blocks."""
    offset, (length,) = info.extent()  # whoosh leaves the length in its tuple
    data = bytes(terms._postfile.get(offset, length))
    place, is_last = len(WHOOSH3_HEADER_MAGIC), False
    while not is_last:
        (size,) = _SIZE.unpack_from(data, place)
        place, is_last = place + _SIZE.size, size < 0
        stream = BytesIO(data[place : place + abs(size)])
        count, _, _, compressed, _, _ = pickle.load(stream)
        content = stream.read()
        steps, weights, values = pickle.loads(decompress(content) if compressed else content)
        weights = weights if isinstance(weights, tuple) else (1.0 if weights is None else weights,) * count
        yield list(accumulate(steps)), weights, values or (b"",) * count
        place += abs(size)
