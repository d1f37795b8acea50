"""The catalogue keeps what it is given, tells what changed, and never shows half of it."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from library import tables
from library.catalogue import Catalogue, ChangeKind, Outcome, Writer
from library.document import Document, DocumentFile, DocumentType, Page, PartialDate
from library.errors import HomeError, UnknownDocumentError, UnreadableFileError
from library.settings import Settings
from library.vocabulary import Names, Publisher
from tests.library.documents import PAGES, document, documents, pages, spoil_pages
from tests.library.files import digest_of


def put(catalogue: Catalogue, *some: Document, text: tuple[Page, ...] = ()) -> list[Outcome]:
    with catalogue.writing() as writer:
        return [writer.put(one, text) for one in some]


def held(catalogue: Catalogue) -> list[Path]:
    return sorted(path for path in catalogue.original_path("0" * 64).parent.parent.rglob("*") if path.is_file())


def with_file(id: str, content: bytes) -> Document:
    return document(
        id, files=(DocumentFile(filename="a.pdf", media_type="application/pdf", sha256=digest_of(content), size=len(content)),)
    )


def put_file(writer: Writer, id: str, content: bytes) -> None:
    writer.keep(BytesIO(content), digest_of(content))
    writer.put(with_file(id, content), ())


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with Catalogue.open(Settings(home=tmp_path_factory.mktemp("lasting"))) as catalogue:
        yield catalogue


def test_an_empty_catalogue_says_so(catalogue: Catalogue) -> None:
    assert (catalogue.revision(), catalogue.ids(), catalogue.changes(0), catalogue.list_documents()) == (0, [], [], [])
    assert catalogue.statistics().documents == catalogue.statistics().pages == catalogue.statistics().bytes == 0


@given(one=documents, text=pages)
def test_what_is_put_is_got(lasting: Catalogue, one: Document, text: tuple[Page, ...]) -> None:
    with lasting.writing() as writer:
        writer.put(one, text)
    got = lasting.get(one.id)
    assert replace(got, first_seen=None, updated=None) == one
    assert got.first_seen is not None
    assert lasting.pages(one.id) == text
    assert lasting.page_texts(one.id, range(1, 5)) == {page.number: page.text for page in text}
    with lasting.writing() as writer:
        assert writer.put(one, text) is Outcome.UNCHANGED


def test_documents_come_with_the_pages_that_are_wanted_of_each(catalogue: Catalogue) -> None:
    for id in ("a", "b/[1]"):
        put(catalogue, document(id), text=tuple(Page(number, f"{id} {number}") for number in range(1, 4)))
    put(catalogue, document("tom"))
    wanted = {"b/[1]": [3, 1, 3, 7], "gone": [1], "a": [2], "tom": [1]}
    found = catalogue.with_texts(wanted)
    assert {id: texts for id, (_, texts) in found.items()} == {"b/[1]": {1: "b/[1] 1", 3: "b/[1] 3"}, "a": {2: "a 2"}, "tom": {}}
    assert {id: one for id, (one, _) in found.items()} == catalogue.get_many(list(wanted))


def test_pages_are_looked_up_by_their_key(catalogue: Catalogue) -> None:
    asked = list[tuple[str, tuple[object, ...]]]()
    event.listen(catalogue._engine, "before_cursor_execute", lambda *told: asked.append((told[2], told[3])))
    catalogue.with_texts({"a": [1, 2], "b": [3]})
    ((statement, values),) = [one for one in asked if "JOIN pages" in one[0]]
    with closing(sqlite3.connect(str(catalogue._engine.url.database))) as database:
        steps = [row[-1] for row in database.execute(f"EXPLAIN QUERY PLAN {statement}", values)]
    assert [step.startswith("SEARCH pages USING") for step in steps if "pages" in step] == [True], steps


@given(one=documents, text=pages, first=st.integers(1, 6), size=st.integers(0, 6))
def test_a_part_of_the_text_is_got_as_of_the_whole(
    lasting: Catalogue, one: Document, text: tuple[Page, ...], first: int, size: int
) -> None:
    with lasting.writing() as writer:
        writer.put(one, text)
    assert lasting.page_range(one.id, first, size) == text[first - 1 :][:size]
    assert lasting.page_count(one.id) == len(text)


def test_no_more_of_the_text_is_read_than_asked_for(catalogue: Catalogue, settings: Settings) -> None:
    put(catalogue, document("a"), text=tuple(Page(number, f"side {number}") for number in range(1, 6)))
    spoil_pages(settings, but=[2, 3])
    assert [page.text for page in catalogue.page_range("a", 2, 2)] == ["side 2", "side 3"]
    assert catalogue.page_count("a") == 5
    with pytest.raises(msgspec.DecodeError):
        catalogue.pages("a")


def test_what_is_not_there_has_no_pages(catalogue: Catalogue) -> None:
    assert (catalogue.pages("a"), catalogue.page_range("a", 1, 9), catalogue.page_count("a")) == ((), (), 0)


def test_updates_are_read_in_the_order_of_ids_a_part_at_a_time(catalogue: Catalogue) -> None:
    put(catalogue, *(document(id) for id in ("b", "a", "d", "c")))
    before = dict(catalogue.updates(limit=10))
    put(catalogue, replace(document("a"), title="En annen tittel"))
    after = dict(catalogue.updates(limit=10))
    assert list(after) == catalogue.ids() == ["a", "b", "c", "d"]
    assert after == {id: catalogue.get(id).updated for id in after}
    assert after["a"] > before["a"]
    assert after["b"] == before["b"]
    assert catalogue.updates(limit=2, offset=1) == list(after.items())[1:3]
    assert catalogue.updates(limit=2, offset=4) == []


def test_the_same_again_makes_no_revision(catalogue: Catalogue) -> None:
    assert put(catalogue, document(), text=PAGES) == [Outcome.ADDED]
    first, revision = catalogue.get("bygdebok-2020"), catalogue.revision()
    assert put(catalogue, document(), text=PAGES) == [Outcome.UNCHANGED]
    assert (catalogue.get("bygdebok-2020"), catalogue.revision()) == (first, revision)


CHANGES = {
    "another title": (document(title="Ei anna bygdebok"), PAGES),
    "another publisher": (document(publishers=("kdd",)), PAGES),
    "a word on a page": (document(), (PAGES[0], replace(PAGES[1], text="Annan tekst"))),
    "a page less": (document(), PAGES[:1]),
    "another label": (document(), (replace(PAGES[0], label="ii"), PAGES[1])),
}


@pytest.mark.parametrize(("one", "text"), CHANGES.values(), ids=CHANGES.keys())
def test_a_change_makes_a_revision_and_keeps_first_seen(catalogue: Catalogue, one: Document, text: tuple[Page, ...]) -> None:
    put(catalogue, document(), text=PAGES)
    before = catalogue.get(one.id)
    assert put(catalogue, one, text=text) == [Outcome.CHANGED]
    after = catalogue.get(one.id)
    assert after.first_seen == before.first_seen
    assert before.updated is not None
    assert after.updated is not None
    assert after.updated > before.updated
    assert catalogue.pages(one.id) == text
    assert [(change.id, change.revision, change.kind) for change in catalogue.changes(1)] == [(one.id, 2, ChangeKind.CHANGED)]


def test_a_removed_document_leaves_a_tombstone_until_it_is_back(catalogue: Catalogue) -> None:
    put(catalogue, document("a", topics=("klima",)), text=PAGES)
    with catalogue.writing() as writer:
        writer.remove("a")
    assert catalogue.removed("a")
    assert (catalogue.pages("a"), catalogue.list_documents(topic="klima"), catalogue.get_many(["a"])) == ((), [], {})
    with pytest.raises(UnknownDocumentError, match="'a'"):
        catalogue.get("a")
    assert put(catalogue, document("a")) == [Outcome.ADDED]
    assert not catalogue.removed("a")
    assert not catalogue.removed("aldri-sett")


def test_what_is_not_there_cannot_be_removed(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownDocumentError), catalogue.writing() as writer:
        writer.remove("a")
    assert catalogue.revision() == 0


def test_an_error_takes_everything_back(catalogue: Catalogue) -> None:
    put(catalogue, document("a"))

    def fail_late() -> None:
        with catalogue.writing() as writer:
            writer.put(document("b"), PAGES)
            writer.remove("a")
            writer.put_publishers([Publisher(key="x", names=Names(nb="X"))])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_late()
    assert (catalogue.ids(), catalogue.revision(), catalogue.removed("a"), len(catalogue.publishers())) == (["a"], 1, False, 0)


def test_what_is_written_is_seen_when_all_of_it_is(catalogue: Catalogue) -> None:
    with catalogue.writing() as writer:
        writer.put(document("a"), PAGES)
        assert writer.get("a") is not None
        assert catalogue.ids() == []
    assert catalogue.ids() == ["a"]


def test_reading_goes_on_while_another_thread_writes(catalogue: Catalogue) -> None:
    put(catalogue, *(document(f"d-{number}", title="0") for number in range(20)))
    stop = threading.Event()

    def titles() -> set[int]:
        seen = set()
        while not stop.is_set():
            seen.add(len({one.title for one in catalogue.list_documents()}))
        return seen

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(titles) for _ in range(4)]
        for turn in range(20):
            put(catalogue, *(document(f"d-{number}", title=str(turn)) for number in range(20)))
        stop.set()
        assert {count for reader in readers for count in reader.result()} == {1}


def test_originals_are_kept_under_their_hash(catalogue: Catalogue) -> None:
    with catalogue.writing() as writer:
        put_file(writer, "a", b"innhold")
        assert writer.holder_of(digest_of(b"innhold")) == "a"
    path = catalogue.original_path(digest_of(b"innhold"))
    assert path.read_bytes() == b"innhold"
    assert held(catalogue) == [path]
    assert (catalogue.statistics().files, catalogue.statistics().bytes) == (1, 7)


def test_a_file_that_became_another_while_it_was_read_is_refused(catalogue: Catalogue) -> None:
    with catalogue.writing() as writer, pytest.raises(UnreadableFileError, match="changed while it was read"):
        writer.keep(BytesIO(b"nytt"), digest_of(b"gammelt"))
    assert held(catalogue) == []


def test_an_error_leaves_no_original(catalogue: Catalogue) -> None:
    with catalogue.writing() as writer:
        put_file(writer, "a", b"gammelt")

    def fail_late() -> None:
        with catalogue.writing() as writer:
            put_file(writer, "b", b"nytt")
            put_file(writer, "c", b"gammelt")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_late()
    assert held(catalogue) == [catalogue.original_path(digest_of(b"gammelt"))]


def test_an_original_goes_with_its_last_document(catalogue: Catalogue) -> None:
    with catalogue.writing() as writer:
        put_file(writer, "a", b"felles")
        put_file(writer, "b", b"felles")
    assert catalogue.statistics().files == 1
    with catalogue.writing() as writer:
        writer.remove("a")
    assert len(held(catalogue)) == 1
    with catalogue.writing() as writer:
        writer.remove("b")
    assert held(catalogue) == []


def test_what_a_killed_writer_left_half_written_is_swept(catalogue: Catalogue, settings: Settings) -> None:
    settings.originals.mkdir()
    left = settings.originals / ".incoming-abc"
    left.write_bytes(b"halv")
    put(catalogue, document())
    assert not left.exists()


LISTED = [
    document("a", published=PartialDate(2019), publishers=("kdd",), topics=("klima",), declared_language="nb"),
    document("b", published=PartialDate(2020), publishers=("kdd", "nordregio"), type=DocumentType.NOU, declared_language="nn"),
    document("c", published=PartialDate(2020, 10), publishers=("nordregio",), topics=("klima", "bolig")),
    document("d", topics=("bolig",)),
]
FILTERS: dict[str, tuple[dict[str, object], list[str]]] = {
    "all, newest first": ({}, ["c", "b", "a", "d"]),
    "publisher": ({"publisher": "kdd"}, ["b", "a"]),
    "topic": ({"topic": "klima"}, ["c", "a"]),
    "any of two topics": ({"topic": ["klima", "bolig"]}, ["c", "a", "d"]),
    "type": ({"type": "nou"}, ["b"]),
    "language": ({"language": "nn"}, ["b"]),
    "language not known": ({"language": "und"}, ["c", "d"]),
    "year": ({"year": 2020}, ["c", "b"]),
    "all at once": ({"publisher": "nordregio", "topic": "klima", "year": 2020}, ["c"]),
    "a slice": ({"limit": 2, "offset": 1}, ["b", "a"]),
    "nothing": ({"publisher": "finnes-ikke"}, []),
}


@pytest.mark.parametrize(("filters", "expected"), FILTERS.values(), ids=FILTERS.keys())
def test_documents_are_listed_by_what_they_have(catalogue: Catalogue, filters: dict[str, object], expected: list[str]) -> None:
    put(catalogue, *LISTED)
    assert [one.id for one in catalogue.list_documents(**filters)] == expected  # type: ignore[arg-type] # a table of keywords


def test_statistics_count(catalogue: Catalogue) -> None:
    put(catalogue, *LISTED)
    put(catalogue, document("e"), text=PAGES)
    statistics = catalogue.statistics()
    assert (statistics.documents, statistics.with_text, statistics.pages) == (5, 1, 2)
    assert statistics.by_type == {"report": 4, "nou": 1}
    assert statistics.by_language == {"und": 3, "nb": 1, "nn": 1}
    assert statistics.by_publisher == {"kdd": 2, "nordregio": 2}


def test_many_are_got_in_the_order_asked_for(catalogue: Catalogue) -> None:
    ids = [f"d-{number}" for number in range(1200)]
    put(catalogue, *map(document, ids))
    asked = [*reversed(ids), "finnes-ikke"]
    assert list(catalogue.get_many(asked)) == asked[:-1]


def test_publishers_are_kept_in_order_and_replaced_by_key(catalogue: Catalogue) -> None:
    first, second = Publisher(key="z", names=Names(nb="Z")), Publisher(key="a", names=Names(nb="A"))
    with catalogue.writing() as writer:
        assert writer.put_publishers([first, second]) == 2
    assert [publisher.key for publisher in catalogue.publishers()] == ["z", "a"]
    assert catalogue.publishers() is catalogue.publishers()
    with catalogue.writing() as writer:
        assert writer.put_publishers([first, replace(second, short="AA")]) == 1
    assert [publisher.short for publisher in catalogue.publishers()] == [None, "AA"]


def test_a_publisher_with_a_new_name_changes_its_documents(catalogue: Catalogue) -> None:
    with catalogue.writing() as writer:
        writer.put_publishers([Publisher(key="kdd", names=Names(nb="Gammelt navn"))])
    put(catalogue, *LISTED)
    before = catalogue.revision()
    with catalogue.writing() as writer:
        writer.put_publishers([Publisher(key="kdd", names=Names(nb="Nytt navn"))])
    assert {change.id for change in catalogue.changes(before)} == {"a", "b"}


def test_everything_is_there_when_it_is_opened_again(settings: Settings) -> None:
    with Catalogue.open(settings) as first:
        put(first, document(), text=PAGES)
        identity = first.identity()
    with Catalogue.open(settings) as again:
        assert (again.identity(), again.revision(), again.pages("bygdebok-2020")) == (identity, 1, PAGES)


def test_each_catalogue_is_its_own(tmp_path: Path) -> None:
    with Catalogue.open(Settings(home=tmp_path / "a")) as one, Catalogue.open(Settings(home=tmp_path / "b")) as other:
        assert one.identity() != other.identity()
        assert len(one.identity()) == 36


def test_many_processes_may_open_a_new_catalogue_at_once(settings: Settings) -> None:
    code = (
        "import sys; from pathlib import Path; from library.catalogue import Catalogue; from library.settings import Settings\n"
        "print(Catalogue.open(Settings(home=Path(sys.argv[1]))).identity())"
    )
    command = [sys.executable, "-c", code, str(settings.home)]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert len({process.communicate(timeout=60)[0] for process in processes}) == 1
    assert [process.returncode for process in processes] == [0] * 4


def test_a_home_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("en fil")
    with pytest.raises(HomeError, match=r"KARTOTEK_HOME \(.*home\) cannot be used: a file is in its place"):
        Catalogue.open(Settings(home=tmp_path / "home"))


def test_a_file_that_is_no_catalogue_is_told_and_left_alone(settings: Settings) -> None:
    settings.home.mkdir()
    settings.database.write_bytes(b"Dette er ingen database. " * 100)
    with pytest.raises(HomeError, match="not a database"):
        Catalogue.open(settings)
    assert settings.database.read_bytes().startswith(b"Dette")


def test_a_catalogue_of_another_version_is_not_guessed_at(settings: Settings) -> None:
    Catalogue.open(settings).close()
    with sqlite3.connect(settings.database) as connection:
        connection.execute("UPDATE facts SET value = '999' WHERE name = 'schema'")
    connection.close()
    with pytest.raises(HomeError, match=f"its schema is 999, this version reads up to {tables.SCHEMA_VERSION}"):
        Catalogue.open(settings)


def test_a_catalogue_of_the_first_version_is_brought_up(settings: Settings) -> None:
    with Catalogue.open(settings) as catalogue:
        put(catalogue, document("a"), text=PAGES)
    with sqlite3.connect(settings.database) as connection:
        connection.execute("ALTER TABLE pages DROP COLUMN headings")
        for later in ("identities", "origins", "series_numbers", "sources", "tombstones"):
            connection.execute(f"DROP TABLE {later}")
        older = "replace(CAST(description AS TEXT), '\"aliases\":[],', '')"
        assert connection.execute(f"UPDATE documents SET description = {older} WHERE description <> {older}").rowcount
        connection.execute("UPDATE facts SET value = '1' WHERE name = 'schema'")
    connection.close()
    with Catalogue.open(settings) as catalogue:
        assert catalogue.get("a").aliases == ()
        assert catalogue.pages("a") == PAGES
        put(catalogue, document("b"), text=(Page(1, "Tekst", headings=("Mål", "Tiltak")),))
        assert catalogue.pages("b")[0].headings == ("Mål", "Tiltak")
        with catalogue.writing() as writer:
            assert [found.id for found in writer.find(document("c"))] == ["a", "b"], "old documents are recognised too"
