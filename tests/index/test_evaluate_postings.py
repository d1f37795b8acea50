"""Our arrays hold what whoosh's own matcher reads: documents, frequencies and places of every term, over several segments."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import index as whoosh_index
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3TermInfo
from whoosh.reading import IndexReader, SegmentReader

from index.evaluate import arrays as arrays_module
from index.evaluate.arrays import IndexArrays
from index.evaluate.postings import Postings, decode_places
from index.positions import Positions
from index.schema import TEXT_FIELDS
from index.segments import BLOCK
from index.store import IndexMissingError, IndexStore, open_index
from library.document import Page
from tests.index.shelf import DOCUMENTS, Shelf, holding, make, stocked

POSITIONS = Positions()
MANY = 2 * BLOCK + 7  # documents with the same word: more than one block, and the last one not full
HEAD = len(WHOOSH3_HEADER_MAGIC) + 4  # where a block's description begins, after its length
Triple = tuple[int, float, list[int]]


def _many(prefix: str, count: int) -> Iterator[tuple[str, str]]:
    for number in range(count):
        yield f"{prefix}-{number}", f"Alle kommuner {'og fylker ' * (number % 5)} nr. {number}"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """Three segments, each with documents that were deleted or written anew later."""
    first = [*DOCUMENTS, *(holding(make(id, text), text * 3) for id, text in _many("nr", MANY))]
    with stocked(tmp_path_factory.mktemp("postings"), first) as shelf:
        shelf.put(make("nr-3", "Skrevet om igjen"), Page(1, "Kommunene skrev om igjen.", "", "nb"))
        shelf.remove("nr-5")
        shelf.remove(DOCUMENTS[0][0].id)
        for id, text in _many("senere", 9):
            shelf.put(make(id, text), Page(1, "Ett ord langt unna" + " i" * 70_000 + " kommunene kommunene", "", "nb"))
        shelf.index()
        shelf.remove("senere-0")
        shelf.remove("nr-40")
        shelf.put(make("sist", "Siste kommune"), Page(1, "Kommuner til slutt", "", "nb"))
        shelf.index()
        yield shelf


@pytest.fixture
def reader(shelf: Shelf) -> Iterator[IndexReader]:
    with closing(open_index(_folder(shelf)).reader()) as reader:
        yield reader


def _folder(shelf: Shelf) -> Path:
    folder = IndexStore(shelf.settings.index).current()
    assert folder is not None
    return folder


def _text_terms(reader: IndexReader) -> Iterator[tuple[str, str]]:
    for field in TEXT_FIELDS:
        for term in reader.lexicon(field.name):
            yield field.name, term.decode()


def _read_by_whoosh(reader: IndexReader, field: str, term: str) -> Iterator[Triple]:
    matcher = reader.postings(field, term.encode())
    while matcher.is_active():
        yield matcher.id(), matcher.weight(), matcher.value_as("positions")
        matcher.next()


def _triples(found: Postings) -> list[Triple]:
    documents, frequencies = found.documents.tolist(), found.frequencies.tolist()
    return [
        (document, frequency, POSITIONS.decode_positions(value))
        for document, frequency, value in zip(documents, frequencies, found.values, strict=True)
    ]


def test_the_index_that_these_tests_read_has_segments_blocks_and_deleted_documents(reader: IndexReader) -> None:
    leaves = [leaf for leaf, _ in reader.leaf_readers()]
    assert len(leaves) == 3
    assert [leaf.doc_count_all() > leaf.doc_count() for leaf in leaves] == [True, True, False]


def test_every_term_of_every_text_field_is_read_as_whoosh_reads_it(reader: IndexReader) -> None:
    """A document that is deleted and not yet gone stands in the arrays, for the mask of those that are alive leaves it out."""
    arrays = IndexArrays(reader)
    terms = list(_text_terms(reader))
    for field, term in terms:
        found = _triples(arrays.postings(field, term))
        alive = [triple for triple in found if not reader.is_deleted(triple[0])]
        assert alive == list(_read_by_whoosh(reader, field, term)), (field, term)
    assert len(terms) > 300


def test_documents_ascend_over_all_segments(reader: IndexReader) -> None:
    documents = IndexArrays(reader).postings("body", "kommun").documents
    assert len(documents) > 2 * BLOCK
    assert (np.diff(documents) > 0).all()


def test_places_are_those_of_the_documents_asked_for(reader: IndexReader) -> None:
    arrays = IndexArrays(reader)
    whole = {document: places for document, _, places in _triples(arrays.postings("body", "kommun"))}
    among = np.array([document for document in sorted(whole) if document % 3 == 0] + [reader.doc_count_all() + 1], np.int64)
    places = arrays.places("body", "kommun", among)
    expected = [(int(document), place) for document in among for place in whole.get(int(document), ())]
    assert list(zip(places.documents.tolist(), places.positions.tolist(), strict=True)) == expected
    assert max(place for _, place in expected) > 2**16


def test_lengths_are_whooshs_own_as_a_share_of_their_mean(reader: IndexReader) -> None:
    arrays = IndexArrays(reader)
    for field in TEXT_FIELDS:
        lengths = np.array([reader.doc_field_length(number, field.name) or 0 for number in range(arrays.count)])
        some = lengths[lengths > 0]
        expected = lengths / some.mean() if len(some) else lengths
        assert arrays.relative_lengths(field.name) == pytest.approx(expected), field.name


@pytest.mark.parametrize(
    ("field", "term"),
    [
        pytest.param("body", "finnesikke", id="a word that no document has"),
        pytest.param("body", "", id="no word"),
        pytest.param("body", "kommu", id="the beginning of one"),
        pytest.param("aliases", "kommun", id="a word of another field"),
        pytest.param("nofield", "kommun", id="no field"),
    ],
)
def test_an_unknown_term_has_no_postings(reader: IndexReader, field: str, term: str) -> None:
    arrays = IndexArrays(reader)
    found = arrays.postings(field, term)
    assert (len(found.documents), len(found.frequencies), found.values) == (0, 0, ())
    assert len(arrays.places(field, term, np.arange(5)).documents) == 0
    assert not arrays.holds(field, term)


def test_an_empty_index_has_no_postings(tmp_path: Path) -> None:
    with stocked(tmp_path, []) as shelf, closing(open_index(_folder(shelf)).reader()) as reader:
        arrays = IndexArrays(reader)
        assert len(arrays.postings("body", "kommun").documents) == 0
        assert (arrays.count, dict(arrays.words)) == (0, {})


def test_the_words_held_are_counted_as_their_terms_are(reader: IndexReader) -> None:
    arrays = IndexArrays(reader)
    expected: dict[str, int] = {}
    for field, term in _text_terms(reader):
        if term.startswith("="):
            expected[term[1:]] = expected.get(term[1:], 0) + len(arrays.postings(field, term).documents)
    assert dict(arrays.words) == expected
    assert list(arrays.words_from("kommun")) == sorted((word, n) for word, n in expected.items() if word.startswith("kommun"))


# Narrow, medium and wide as index/positions.py tells them apart: by the widest step.
_WIDTHS = st.sampled_from([2**8 - 1, 2**16 - 1, 2**32 - 1])
_PLACES = _WIDTHS.flatmap(lambda most: st.sets(st.integers(0, most), min_size=1, max_size=12).map(sorted))


def _decoded(documents: Sequence[int], values: Sequence[bytes]) -> list[tuple[int, int]]:
    places = decode_places(np.array(documents, np.int64), values)
    return list(zip(places.documents.tolist(), places.positions.tolist(), strict=True))


@given(st.lists(_PLACES, max_size=12))
def test_places_of_all_widths_come_back_in_order(written: list[list[int]]) -> None:
    documents = [3 * number + 1 for number in range(len(written))]
    values = [POSITIONS.encode(places) for places in written]
    assert _decoded(documents, values) == [
        (document, place) for document, places in zip(documents, written, strict=True) for place in places
    ]


@pytest.mark.parametrize("codes", ["B", "H", "I", "BB", "HH", "II", "BHI", "IHB", "HBIHB"])
def test_each_width_and_any_mix_of_them_is_decoded(codes: str) -> None:
    of_width = {"B": [0, 7, 255], "H": [3, 300, 65_000], "I": [5, 70_000, 2**32 - 1]}
    values = [POSITIONS.encode(of_width[code]) for code in codes]
    assert [chr(value[0]) for value in values] == list(codes)
    assert _decoded(range(len(codes)), values) == [(n, place) for n, code in enumerate(codes) for place in of_width[code]]


@pytest.mark.parametrize("limit", [0, 1_000, 20_000])
def test_the_cache_keeps_to_its_limit_and_answers_the_same(
    reader: IndexReader, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    terms = list(_text_terms(reader))[::7]
    unlimited = IndexArrays(reader)
    whole = [_triples(unlimited.postings(*key)) for key in terms]
    monkeypatch.setattr(arrays_module, "CACHED", limit)
    arrays = IndexArrays(reader)
    for _ in range(2):
        for key, expected in zip(terms, whole, strict=True):
            assert _triples(arrays.postings(*key)) == expected
            kept = [postings.size for postings in arrays._cache.values()]
            assert arrays._cached == sum(kept)
            assert sum(kept) <= limit or len(kept) == 1
    assert len(arrays._cache) < len(unlimited._cache)


def test_what_was_asked_for_last_is_kept_longest(reader: IndexReader, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, third = [key for key in _text_terms(reader) if key[0] == "body"][:3]
    sizes = {key: IndexArrays(reader).postings(*key).size for key in (first, second, third)}
    monkeypatch.setattr(arrays_module, "CACHED", sum(sizes.values()) - 1)
    arrays = IndexArrays(reader)
    for key in (first, second, first, third):
        arrays.postings(*key)
    assert list(arrays._cache) == [first, third]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An index of one segment, to be copied and damaged."""
    holdings = [holding(make(id, text), text * 3) for id, text in _many("nr", 20)]
    with stocked(tmp_path_factory.mktemp("small"), holdings) as shelf:
        yield _folder(shelf)


class Damage:
    """A segment's file in which the postings of one word can be replaced."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        (self._file,) = folder.glob("*.seg")
        self._whole = self._file.read_bytes()
        self.postings = self._read()

    def _read(self) -> bytes:
        with closing(whoosh_index.open_dir(str(self._folder)).reader()) as reader:
            ((leaf, _),) = reader.leaf_readers()
            assert isinstance(leaf, SegmentReader)
            terms = leaf._terms
            offset, (length,) = W3TermInfo.from_bytes(terms._tindex[terms._keycoder("body", b"kommun")]).extent()
            return bytes(terms._postfile.get(offset, length))

    def put(self, place: int, there: bytes) -> None:
        """Put other bytes at a place, counted from the end if it is negative, and change no others."""
        start = place % len(self.postings)
        broken = (self.postings[:start] + there + self.postings[start + len(there) :])[: len(self.postings)]
        self._file.write_bytes(self._whole.replace(self.postings, broken))

    def asked(self) -> Postings:
        """Read the postings anew."""
        with closing(whoosh_index.open_dir(str(self._folder)).reader()) as reader:
            return IndexArrays(reader).postings("body", "kommun")

    def mend(self) -> None:
        self._file.write_bytes(self._whole)


@pytest.fixture
def damage(small: Path) -> Iterator[Damage]:
    damage = Damage(small)
    assert len(damage.asked().documents) == 20
    yield damage
    damage.mend()


@pytest.mark.parametrize(
    ("place", "there"),
    [
        pytest.param(0, b"XXXX", id="no postings at all"),
        pytest.param(len(WHOOSH3_HEADER_MAGIC), b"\0\0\0\0", id="a block without a length"),
        pytest.param(len(WHOOSH3_HEADER_MAGIC), b"\x7f\xff\xff\xff", id="a block longer than the file"),
        pytest.param(HEAD, b"\0" * 8, id="a block without a head"),
        pytest.param(HEAD, b"K\x01.", id="a head that is one number"),
        pytest.param(HEAD, b"K\x01K\x02R.", id="a head that calls a number"),
        pytest.param(HEAD, b"K\x01a.", id="a head that adds to a number"),
        pytest.param(-12, b"\xff" * 12, id="a block with another end"),
        pytest.param(-40, b"\0" * 40, id="a block without an end"),
    ],
)
def test_damaged_postings_are_one_sentence(damage: Damage, place: int, there: bytes) -> None:
    damage.put(place, there)
    with pytest.raises(IndexMissingError, match="kartotek index"):
        damage.asked()
