"""Segments that are read where they lie, and columns that are read whole: the same as whoosh reads, without its copies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from unittest.mock import patch

import pytest
from whoosh.filedb import structfile
from whoosh.index import open_dir
from whoosh.reading import IndexReader, SegmentReader
from whoosh.writing import NO_MERGE

from index.engine import FacetField
from index.raw_columns import read_alive, read_lengths, read_sets, read_texts, segments
from index.schema import TEXT_FIELDS
from index.store import IndexStore, open_index
from tests.index.shelf import Shelf, make


@pytest.fixture(params=["one segment", "several segments", "with removed documents"])
def folder(shelf: Shelf, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("index.segments.merge_small", NO_MERGE)
    if request.param != "one segment":
        for number in range(3):
            shelf.put(make(f"ny-{number}", f"Ny rapport {number}", type="guide", published=f"201{number}", topics=["klima"]))
            shelf.index()
    if request.param == "with removed documents":
        shelf.remove("nou-1")
        shelf.remove("ny-1")
        shelf.index()
    folder = IndexStore(shelf.settings.index).current()
    assert folder is not None
    with open_index(folder).reader() as reader:
        assert len(segments(reader)) == (1 if request.param == "one segment" else 4)
    return folder


@contextmanager
def both(folder: Path) -> Iterator[tuple[IndexReader, IndexReader]]:
    with open_index(folder).reader() as ours, open_dir(str(folder)).reader() as theirs:
        yield ours, theirs


def test_terms_postings_and_stored_fields_are_those_that_whoosh_reads(folder: Path) -> None:
    with both(folder) as (ours, theirs):
        terms = list(theirs.all_terms())
        assert list(ours.all_terms()) == terms
        for field, term in terms:
            assert list(ours.postings(field, term).all_ids()) == list(theirs.postings(field, term).all_ids())
        assert list(ours.iter_docs()) == list(theirs.iter_docs())


def test_columns_are_those_that_whoosh_reads_document_by_document(folder: Path) -> None:
    with both(folder) as (ours, theirs):
        leaves, numbers = segments(ours), range(theirs.doc_count_all())
        for field in ("id", "published", "added", "sort_title"):
            assert read_texts(leaves, field) == _one_by_one(theirs, field)
        for facet in FacetField:
            values, sets = read_sets(leaves, facet.value)
            assert [values[number] for number in sets] == _one_by_one(theirs, facet.value)
        assert read_alive(leaves).tolist() == [not theirs.is_deleted(number) for number in numbers]


def test_lengths_are_shares_of_the_mean_of_the_documents_that_have_any(folder: Path) -> None:
    with both(folder) as (ours, theirs):
        read = read_lengths(segments(ours))
        for field in TEXT_FIELDS:
            lengths = [theirs.doc_field_length(number, field.name) or 0 for number in range(theirs.doc_count_all())]
            mean = sum(lengths) / max(1, sum(length > 0 for length in lengths))
            assert read[field.name].tolist() == pytest.approx([length / (mean or 1) for length in lengths])


def test_opening_copies_no_file_of_a_segment(folder: Path) -> None:
    with patch.object(structfile, "BytesIO", wraps=BytesIO) as copies, open_index(folder).reader() as reader:
        assert reader.doc_count_all()
    assert not copies.called


def test_a_reader_can_be_closed(folder: Path) -> None:
    reader = open_index(folder).reader()
    reader.close()
    assert all(leaf.is_closed for leaf, _ in reader.leaf_readers() if isinstance(leaf, SegmentReader))


def _one_by_one(reader: IndexReader, field: str) -> list[str]:
    leaves = [leaf for leaf, _ in reader.leaf_readers()]
    columns = [(leaf, leaf.column_reader(field, translate=False)) for leaf in leaves]
    return [column[number].decode() for leaf, column in columns for number in range(leaf.doc_count_all())]
