"""What a library writes of itself leads back to the same library: nothing is lost or made up, and little is held in memory."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from library.catalogue import Catalogue
from library.document import Document, DocumentFile, DocumentType, Page, Provenance, TextOrigin
from library.exporting import BATCH, export_catalogue
from library.intake import Submission
from library.record import Description
from library.settings import Settings
from library.vocabulary import Names, Publisher
from tests.library import copies
from tests.library.copies import Library
from tests.library.desk import NYNORSK, Desk
from tests.library.documents import document, write_lines
from tests.library.pdfs import pdf

LIBRARIES = st.lists(st.tuples(copies.submissions, copies.originals), max_size=5)
PUBLISHERS = copies.publishers
# An example fills two libraries; to look for the shortest that fails would take minutes.
EXAMPLES = (Phase.explicit, Phase.reuse, Phase.generate)
Drawn = list[tuple[Submission, tuple[bytes, TextOrigin] | None]]


@settings(max_examples=40, phases=EXAMPLES)
@given(LIBRARIES, PUBLISHERS, st.booleans())
def test_a_library_that_takes_itself_back_is_the_same(drawn: Drawn, also: list[Publisher], text: bool) -> None:
    with tempfile.TemporaryDirectory() as folder, Library(Path(folder, "home")) as library:
        library.fill(drawn, also)
        before, publishers = library.state(), list(library.catalogue.publishers())
        report = library.take_back(library.export(text=text))
        assert (report.added, report.changed, report.unchanged) == (0, 0, len(before[1]))
        assert library.state() == before
        assert list(library.catalogue.publishers()) == publishers
        assert (report.new_publishers, report.changed_publishers) == ((), ())


@settings(max_examples=40, phases=EXAMPLES)
@given(LIBRARIES, PUBLISHERS, st.booleans())
def test_an_empty_library_becomes_the_same(drawn: Drawn, also: list[Publisher], text: bool) -> None:
    with tempfile.TemporaryDirectory() as folder, Library(Path(folder, "home")) as one, Library(Path(folder, "other")) as other:
        one.fill(drawn, also)
        lines = one.export(text=text)
        other.take_back(lines)
        assert other.export(text=text) == lines
        assert other.copied() == one.copied()
        if text:
            texts = {id: pages for id, (_, pages) in one.state()[1].items()}
            assert {id: pages for id, (_, pages) in other.state()[1].items()} == texts


@pytest.fixture
def other(settings: Settings) -> Iterator[Library]:
    with Library(settings.home.with_name("other")) as library:
        yield library


def written(desk: Desk, *, text: bool = False) -> bytes:
    return b"".join(export_catalogue(desk.catalogue, text=text))


def documents_in(lines: bytes) -> list[dict[str, object]]:
    return [record for line in lines.splitlines() if "publisher" not in (record := json.loads(line))]


def test_what_an_editor_has_survives_the_way_through_another_library(desk: Desk, other: Library) -> None:
    """Files with their text, sidecars, options, mentions, a new publisher, topics by rule and a detected language."""
    desk.write("a.pdf.yaml", "subtitle: Frå sidevogna\n")
    desk.add(pdf([NYNORSK, NYNORSK]), says=Description(publishers=["Bygdeinstituttet"], published="2020"), name="a.pdf")
    desk.take(desk.write("brev.txt", "Fra Nordregio\n\nSild og samfunn i nord\n\nAndre rapporter\n\nTorsk (NIBR)\nSei (NIBR)\n"))
    lines = written(desk, text=True)
    given = {name for record in documents_in(lines) for name in record["library"].get("provenance", {}).values()}  # type: ignore[attr-defined]
    assert given >= {"option", "sidecar", "rule", "mention"}
    assert other.take_back(lines).added == len(desk.catalogue.ids())
    assert other.export(text=True) == lines
    assert other.catalogue.statistics().files == 0, "what is held there is not held here"


def test_a_file_that_comes_later_is_known_again(desk: Desk, other: Library) -> None:
    content = pdf([NYNORSK])
    desk.add(content, says=Description(id="bok", published="2020"))
    there = desk.catalogue.get("bok")
    other.take_back(written(desk))
    (file,) = other.catalogue.get("bok").files
    assert (file.sha256, file.sha256_elsewhere, file.size) == (None, there.files[0].sha256, there.files[0].size)
    beside = Desk(other.settings, other.catalogue, desk.folder)
    beside.add(content, says=Description(id="bok"))
    here = other.catalogue.get("bok")
    assert here.files == there.files
    assert other.catalogue.pages("bok") == desk.catalogue.pages("bok")


def test_metadata_alone_takes_nothing_away(desk: Desk) -> None:
    desk.add(pdf([NYNORSK]), says=Description(id="bok"))
    lines = written(desk)
    desk.take(write_lines(desk.folder / "a.jsonl", {"id": "bok", "title": "Ny tittel", "type": "report"}))
    changed = desk.only()
    assert changed.title == "Ny tittel"
    restored = desk.take(desk.write("b.jsonl", lines))
    assert restored.changed == 1
    assert desk.only().detected == changed.detected
    assert (desk.only().files, desk.catalogue.pages("bok")[0].text) == (changed.files, desk.catalogue.pages("bok")[0].text)
    assert desk.only().first_seen == changed.first_seen


def test_a_library_is_taken_back_to_what_it_was_however_often(desk: Desk) -> None:
    """Entries of other lists are passed over when they come again; a copy is not."""
    record = {"id": "bok", "title": "Sild", "type": "report", "abstract": "Som ho var."}
    desk.take(write_lines(desk.folder / "a.jsonl", record))
    backup = desk.write("backup.jsonl", written(desk))
    for spoilt in ("ein", "to"):
        desk.take(write_lines(desk.folder / "a.jsonl", {**record, "abstract": spoilt}))
        assert desk.only().abstract == spoilt
        assert desk.take(backup).changed == 1
        assert desk.only().abstract == "Som ho var."


def test_what_an_editor_says_with_it_is_stronger_than_a_copy(desk: Desk, other: Library) -> None:
    desk.take(write_lines(desk.folder / "a.jsonl", {"title": "Sild", "type": "report", "publishers": ["Nordregio"]}))
    beside = Desk(other.settings, other.catalogue, desk.folder)
    beside.take(desk.write("b.jsonl", written(desk)), says=Description(publishers=["Ei bygd"]))
    one = beside.only()
    assert (one.publishers, one.provenance["publishers"]) == (("ei-bygd",), Provenance.OPTION)


def test_when_a_document_was_first_seen_is_kept_and_when_it_changed_is_not(desk: Desk, other: Library) -> None:
    seen = datetime(2011, 5, 17, 12, 0, tzinfo=UTC)
    with desk.catalogue.writing() as writer:
        writer.put(document(first_seen=seen), ())
    other.take_back(written(desk))
    (one,) = other.copied().values()
    assert one.first_seen == seen
    moved = other.catalogue.get(one.id).updated
    assert moved is not None
    assert moved > seen
    with desk.catalogue.writing() as writer:
        writer.put(document(first_seen=datetime(2012, 1, 1, tzinfo=UTC), note="endra"), ())
    assert desk.only().first_seen == seen, "of a document that is there the catalogue's own time stays"


SAME_NAME = (
    Publisher(key="gamal", names=Names(nb="Bygdetilsynet"), last_year=1999),
    Publisher(key="ny", names=Names(nb="Bygdetilsynet"), first_year=2000),
    Publisher(key="bygdetilsynet", names=Names(nb="Gamal"), last_year=1950),
)


@pytest.mark.parametrize("key", [publisher.key for publisher in SAME_NAME])
@pytest.mark.parametrize("year", [None, "1940", "1990", "2010"])
def test_publishers_that_are_called_as_others_are_keep_their_documents(
    desk: Desk, other: Library, key: str, year: str | None
) -> None:
    desk.take(write_lines(desk.folder / "a.jsonl", {"id": "bok", "title": "Sild", "type": "report", "published": year or "2001"}))
    with desk.catalogue.writing() as writer:
        writer.put_publishers(SAME_NAME)
        found = writer.known("bok")
        writer.put(replace(found, publishers=(key,), published=found.published if year else None), ())
    other.take_back(written(desk))
    assert other.catalogue.get("bok").publishers == (key,)


def test_a_publisher_stands_before_the_first_document_that_names_it(desk: Desk) -> None:
    """Also one that comes while the catalogue is being written."""
    with desk.catalogue.writing() as writer:
        for number in range(BATCH + 1):
            writer.put(document(f"a-{number:04}"), ())
    pieces = export_catalogue(desk.catalogue)
    lines = next(pieces) + next(pieces)
    desk.take(write_lines(desk.folder / "a.jsonl", {"id": "b", "title": "Sild", "type": "report", "publishers": ["Ei bygd"]}))
    lines += b"".join(pieces)
    places = [record for record in map(json.loads, lines.splitlines()) if "publisher" in record or record["id"] == "b"]
    assert [record.get("publisher", record).get("key") for record in places][-2:] == ["ei-bygd", None]


@pytest.mark.parametrize("text", [False, True], ids=["metadata", "text"])
def test_a_publisher_that_is_renamed_meanwhile_stays_one(desk: Desk, other: Library, text: bool) -> None:
    """It is told again, as it is called from there on."""
    old = Publisher(key="bygda", names=Names(nb="Gamalt namn"))
    with desk.catalogue.writing() as writer:
        writer.put_publishers([old])
        for number in range(BATCH + 1):
            writer.put(document(f"a-{number:04}", publishers=("bygda",)), ())
    pieces = export_catalogue(desk.catalogue, text=text)
    lines = next(pieces) + next(pieces)
    with desk.catalogue.writing() as writer:
        writer.put_publishers([replace(old, names=Names(nb="Nytt namn"))])
    lines += b"".join(pieces)
    assert (lines.count(b'["Gamalt namn"]') > 0, lines.count(b'["Nytt namn"]') > 0) == (True, True)
    report = other.take_back(lines)
    assert report.new_publishers == ("Gamalt namn",)
    assert {found.publishers for found in other.copied().values()} == {("bygda",)}
    assert [one.names.nb for one in other.catalogue.publishers() if "namn" in str(one.names.nb)] == ["Nytt namn"]


def test_a_publisher_that_comes_between_a_description_and_its_text_is_told(counting: CountingCatalogue, other: Library) -> None:
    """Texts are read long after the batch in which their documents stand."""
    new = Publisher(key="heilt-ny", names=Names(nb="Bygda sitt organ"))
    pieces = export_catalogue(counting, text=True)
    lines = next(pieces)
    with counting.writing() as writer:
        writer.put_publishers([new])
        writer.put(document("bok-0002", publishers=("heilt-ny",)), (Page(1, "ny"),))
    other.take_back(lines + b"".join(pieces))
    assert other.catalogue.publishers().get("heilt-ny") == new


class CountingCatalogue(Catalogue):
    """A catalogue that remembers how many documents, and how many texts, it gave out at once."""

    batches: list[int]
    texts: list[str]

    def _after(self, id: str, limit: int) -> list[Document]:
        found = super()._after(id, limit)
        self.batches.append(len(found))
        return found

    def whole(self, id: str) -> tuple[Document, tuple[Page, ...]] | None:
        self.texts.append(id)
        return super().whole(id)


@pytest.fixture
def counting(settings: Settings) -> Iterator[CountingCatalogue]:
    with CountingCatalogue.open(settings) as catalogue:
        catalogue.batches, catalogue.texts = [], []
        with catalogue.writing() as writer:
            for number in range(2 * BATCH + 1):
                writer.put(document(f"bok-{number:04}"), (Page(1, "tekst"),))
        yield catalogue


def test_no_more_documents_are_read_than_are_written(counting: CountingCatalogue) -> None:
    counts = [(len(counting.batches), len(documents_in(piece))) for piece in export_catalogue(counting)]
    assert counts == [(1, BATCH), (2, BATCH), (3, 1)]
    assert counting.texts == []


def test_of_texts_one_is_read_at_a_time(counting: CountingCatalogue) -> None:
    counts = [(len(counting.texts), len(documents_in(piece))) for piece in export_catalogue(counting, text=True)]
    assert counts == [(number, 1) for number in range(1, 2 * BATCH + 2)]


def test_nothing_is_held_open_while_a_piece_is_under_way(counting: CountingCatalogue) -> None:
    """A reader who holds a transaction open keeps SQLite from taking in what was written since."""
    for text in (False, True):
        pieces = export_catalogue(counting, text=text)
        next(pieces)
        assert counting._engine.pool.checkedout() == 0  # type: ignore[attr-defined] # of the pool that is used for files
        pieces.close()  # type: ignore[attr-defined] # a generator


def test_what_is_removed_meanwhile_is_left_out_and_what_changes_is_whole(counting: CountingCatalogue) -> None:
    pieces = export_catalogue(counting, text=True)
    lines = next(pieces)
    with counting.writing() as writer:
        writer.remove("bok-0001")
        writer.remove("bok-0300")
        writer.put(document("bok-0002", title="Ny"), (Page(1, "ny"),))
    found = {str(record["id"]): record for record in documents_in(lines + b"".join(pieces))}
    assert len(found) == 2 * BATCH - 1
    assert found.keys().isdisjoint({"bok-0001", "bok-0300"})
    assert (found["bok-0002"]["title"], found["bok-0002"]["pages"]) == ("Ny", [{"text": "ny"}])


def test_a_held_file_is_told_with_its_facts(desk: Desk) -> None:
    held = DocumentFile(
        filename="b.pdf",
        media_type="application/pdf",
        sha256="b" * 64,
        size=9,
        pages=3,
        is_primary=False,
        version=2,
        text=TextOrigin.OCR,
    )
    with desk.catalogue.writing() as writer:
        writer.put(Document(id="bok", title="Bok", type=DocumentType.REPORT, files=(held,)), ())
    (record,) = documents_in(written(desk))
    assert record["files"] == [
        {
            "filename": "b.pdf",
            "media_type": "application/pdf",
            "size": 9,
            "pages": 3,
            "is_primary": False,
            "sha256": "b" * 64,
            "version": 2,
            "text": "ocr",
        }
    ]
