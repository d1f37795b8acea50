"""Our writer writes what whoosh's own writer would: read back by whoosh, an index of either is the same."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from whoosh import index as whoosh_index
from whoosh.codec.whoosh3 import W3Codec
from whoosh.reading import IndexReader
from whoosh.writing import IndexWriter, SegmentWriter

from index.entries import make_entry
from index.schema import make_schema
from index.segments import BLOCK, Writer
from library.document import Page
from library.vocabulary import Publishers
from tests.index.shelf import DOCUMENTS, PUBLISHERS, TOPICS, make

Entry = dict[str, object]
Make = Callable[[whoosh_index.FileIndex, Path], IndexWriter]
MANY = 2 * BLOCK + 7  # documents with the same word: more than one block, and the last one not full
WRITERS = {
    "all-in-memory": Writer,
    "all-on-disk": lambda index, folder: Writer(index, folder, memory=0),
}


def whooshs_own(index: whoosh_index.FileIndex, folder: Path) -> IndexWriter:
    return SegmentWriter(index)


def entries() -> Iterator[Entry]:
    publishers = Publishers(PUBLISHERS)
    for document, pages in DOCUMENTS:
        yield make_entry(document, pages, publishers, TOPICS)
    for number in range(MANY):
        text = f"Alle kommuner {'og fylker ' * (number % 5)} nr. {number}"
        yield make_entry(make(f"nr-{number}", text), (Page(1, text * (number % 3), "", "nb"),), publishers, TOPICS)


def written(folder: Path, make: Make, batches: Iterable[Iterable[Entry]]) -> whoosh_index.FileIndex:
    folder.mkdir()
    index = whoosh_index.create_in(str(folder), make_schema())
    for batch in batches:
        with make(index, folder) as writer:
            for entry in batch:
                writer.delete_by_term("id", str(entry["id"]))
                writer.add_document(**entry)
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


@pytest.mark.parametrize("make", WRITERS.values(), ids=WRITERS)
def test_an_index_holds_what_whooshs_own_writer_would_put_there(make: Make, tmp_path: Path) -> None:
    ours = written(tmp_path / "ours", make, [entries()])
    assert same(ours, written(tmp_path / "theirs", whooshs_own, [entries()]))


@pytest.mark.parametrize("make", WRITERS.values(), ids=WRITERS)
def test_small_segments_that_are_merged_hold_it_too(make: Make, tmp_path: Path) -> None:
    """With seven of them whoosh merges, and leaves out what was deleted."""
    batches = [[entry] for entry in list(entries())[:6]]
    batches += [batches[2]] * 6
    ours = written(tmp_path / "ours", make, batches)
    assert len(ours._segments()) < len(batches)
    assert same(ours, written(tmp_path / "theirs", whooshs_own, batches))


def test_an_index_names_whooshs_own_codec_for_reading(tmp_path: Path) -> None:
    (segment,) = written(tmp_path / "ours", Writer, [entries()])._segments()
    assert type(segment.codec()) is W3Codec


def test_a_writer_leaves_no_temporary_files(tmp_path: Path) -> None:
    written(tmp_path / "ours", WRITERS["all-on-disk"], [entries()])
    assert not [path for path in (tmp_path / "ours").iterdir() if path.suffix not in {".seg", ".toc"} and path.stat().st_size]
