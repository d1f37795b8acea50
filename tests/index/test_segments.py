"""Our writer writes what whoosh's own writer would: read back by whoosh, an index of either is the same."""

import pickle
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from whoosh import index as whoosh_index
from whoosh.codec.whoosh3 import W3Codec
from whoosh.reading import IndexReader
from whoosh.writing import SegmentWriter

from index.blocks import BLOCK
from index.engine import FacetField
from index.entries import Batch, Names, make_batch
from index.merging import FACTOR, merge_small
from index.runs import Run
from index.schema import SEPARATOR, make_schema
from index.segments import Writer
from index.wordtable import WordTable
from library.document import Document, Page
from library.vocabulary import Publishers
from tests.index.shelf import DOCUMENTS, PUBLISHERS, TOPICS, make

Entry = dict[str, Any]
"""The fields of a document as whoosh's writer takes them."""
Make = Callable[[whoosh_index.FileIndex, Path], SegmentWriter]
Holding = tuple[Document, Sequence[Page]]
MANY = 2 * BLOCK + 7  # documents with the same word: more than one block, and the last one not full
WRITERS = {
    "all-in-memory": Writer,
    "all-on-disk": lambda index, folder: Writer(index, folder, memory=0),
}


def whooshs_own(index: whoosh_index.FileIndex, folder: Path) -> SegmentWriter:
    writer = SegmentWriter(index)
    writer.mergetype = merge_small  # which segments are merged is our choice; how, is compared
    return writer


def holdings() -> Iterator[Holding]:
    yield from DOCUMENTS
    for number in range(MANY):
        text = f"Alle kommuner {'og fylker ' * (number % 5)} nr. {number}"
        yield make(f"nr-{number}", text), (Page(1, text * (number % 3), "", "nb"),)
    yield make("lang", "Lang"), (Page(1, "ord " * 300 + "med " * 70 + f"{' fyll' * 70_000} ord", "", "nb"),)


def batch_of(held: Iterable[Holding]) -> Batch:
    return make_batch(held, Names(Publishers(PUBLISHERS), TOPICS), WordTable())


def entries(batch: Batch) -> list[Entry]:
    """Return the documents of a batch as whoosh's own writer takes them: by document, where a batch has them by term."""
    found: list[Entry] = [
        {**entry.columns, "number": [], "name": [], **pickle.loads(zlib.decompress(entry.stored))} for entry in batch.entries
    ]
    for run in batch.runs:
        for term, number, weight, value in postings(run):
            if value:
                held = found[number].setdefault(run.field, [])
                length = 0 if held else batch.entries[number].lengths[run.field]
                held.append((term, length, weight, value))
            elif run.field in {"number", "name"}:
                found[number][run.field].append(term.decode())
    for entry in found:
        entry["id"] = entry["id"].decode()
        entry |= {field.value: entry[field.value].decode().split(SEPARATOR) if entry[field.value] else () for field in FacetField}
    return found


def postings(run: Run) -> Iterator[tuple[bytes, int, float, bytes]]:
    """Yield the term, document, weight and value of each posting of a run."""
    terms = np.repeat(np.arange(len(run.terms)), run.counts).tolist()
    ends = accumulate(run.sizes.tolist(), initial=0)
    values = (pickle.loads(run.values[first:end] + b".") if end > first else b"" for first, end in pairwise(ends))
    for term, number, weight, value in zip(terms, run.documents.tolist(), run.weights.tolist(), values, strict=True):
        yield run.terms[term], number, weight, value


def written(folder: Path, make: Make, batches: Iterable[Batch]) -> whoosh_index.FileIndex:
    folder.mkdir()
    index = whoosh_index.create_in(str(folder), make_schema())
    for batch in batches:
        with make(index, folder) as writer:
            for entry in batch.entries:
                writer.delete_by_term("id", entry.columns["id"].decode())
            if isinstance(writer, Writer):
                writer.add_batch(batch)
            else:
                for values in entries(batch):
                    writer.add_document(**values)
    return index


def _block(matcher: Any) -> tuple[Any, ...]:
    """What the head of a block of postings says, by which BM25 passes blocks over."""
    if not hasattr(matcher, "block_max_id"):
        return ()  # a term with one posting has no blocks
    lengths = matcher.block_min_length(), matcher.block_max_length()
    return matcher.block_min_id(), matcher.block_max_id(), *lengths, matcher.block_max_weight()


def everything(reader: IndexReader) -> Iterator[tuple[Any, ...]]:
    """Yield all that whoosh knows of each term, and each of its postings."""
    for field, term in reader.all_terms():
        info = reader.term_info(field, term)
        lengths = (info.min_length(), info.max_length())
        yield field, term, info.weight(), info.doc_frequency(), *lengths, info.max_weight(), info.min_id(), info.max_id()
        matcher = reader.postings(field, term)
        while matcher.is_active():
            yield field, term, matcher.id(), matcher.weight(), matcher.value(), *_block(matcher)
            matcher.next()
    for name in reader.schema.names():
        yield name, reader.field_length(name), [reader.doc_field_length(number, name) for number in range(reader.doc_count_all())]


def same(ours: whoosh_index.FileIndex, theirs: whoosh_index.FileIndex) -> bool:
    with ours.reader() as left, theirs.reader() as right:
        return list(everything(left)) == list(everything(right))


@pytest.fixture(scope="module")
def batch() -> Batch:
    return batch_of(holdings())


@pytest.mark.parametrize("make", WRITERS.values(), ids=WRITERS)
def test_an_index_holds_what_whooshs_own_writer_would_put_there(make: Make, batch: Batch, tmp_path: Path) -> None:
    ours = written(tmp_path / "ours", make, [batch])
    assert same(ours, written(tmp_path / "theirs", whooshs_own, [batch]))


@pytest.mark.parametrize("make", WRITERS.values(), ids=WRITERS)
def test_small_segments_that_are_merged_hold_it_too(make: Make, tmp_path: Path) -> None:
    """With so many of them they are merged, and what was deleted is left out."""
    held = list(holdings())[: FACTOR + 1]
    batches = [batch_of([one]) for one in (*held, held[2], held[-1], held[2])] + [batch_of(list(holdings())[20:400])]
    ours = written(tmp_path / "ours", make, batches)
    assert len(ours._segments()) < len(batches) - FACTOR + 1
    assert same(ours, written(tmp_path / "theirs", whooshs_own, batches))


def test_documents_that_come_one_by_one_hold_it_too(tmp_path: Path, batch: Batch) -> None:
    """Whoosh's own way of adding a document works as well, though nothing uses it but tests."""
    (tmp_path / "ours").mkdir()
    ours = whoosh_index.create_in(str(tmp_path / "ours"), make_schema())
    with Writer(ours, tmp_path) as writer:
        for values in entries(batch):
            writer.add_document(**values)
    assert same(ours, written(tmp_path / "theirs", whooshs_own, [batch]))


def test_an_index_names_whooshs_own_codec_for_reading(tmp_path: Path, batch: Batch) -> None:
    (segment,) = written(tmp_path / "ours", Writer, [batch])._segments()
    assert type(segment.codec()) is W3Codec


def test_a_writer_leaves_no_temporary_files(tmp_path: Path, batch: Batch) -> None:
    written(tmp_path / "ours", WRITERS["all-on-disk"], [batch])
    assert not [path for path in (tmp_path / "ours").iterdir() if path.suffix not in {".seg", ".toc"} and path.stat().st_size]
