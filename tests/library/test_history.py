"""The catalogue tells what changed since a revision or a moment, and leaves nothing out."""

import shutil
import sqlite3
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as examined
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from library.catalogue import Catalogue, Change, ChangeKind
from library.history import SETTLING, changes_query, settled
from library.settings import Settings
from tests.library.documents import document

ADDED, CHANGED, REMOVED = ChangeKind.ADDED, ChangeKind.CHANGED, ChangeKind.REMOVED


def put(catalogue: Catalogue, *ids: str, title: str = "Tittel") -> None:
    with catalogue.writing() as writer:
        for id in ids:
            writer.put(document(id, title=title), ())


def remove(catalogue: Catalogue, *ids: str) -> None:
    with catalogue.writing() as writer:
        for id in ids:
            writer.remove(id)


def told(changes: list[Change]) -> list[tuple[str, int, ChangeKind]]:
    return [(change.id, change.revision, change.kind) for change in changes]


@pytest.fixture
def busy(catalogue: Catalogue) -> Catalogue:
    """a was added and changed, b removed, c left alone, d removed and added again, e added and removed."""
    put(catalogue, "a", "b", "c", "d")  # 1 to 4
    put(catalogue, "a", title="Ny tittel")  # 5
    remove(catalogue, "b", "d")  # 6, 7
    put(catalogue, "d")  # 8
    put(catalogue, "e")  # 9
    remove(catalogue, "e")  # 10
    return catalogue


SINCE = {
    "from the beginning, what is there was added": (
        0,
        [("c", 3, ADDED), ("a", 5, ADDED), ("b", 6, REMOVED), ("d", 8, ADDED), ("e", 10, REMOVED)],
    ),
    "what was there and is there has changed": (4, [("a", 5, CHANGED), ("b", 6, REMOVED), ("d", 8, CHANGED), ("e", 10, REMOVED)]),
    "what was removed before and is back was added": (7, [("d", 8, ADDED), ("e", 10, REMOVED)]),
    "after the last there is nothing": (10, []),
    "nor after one that is yet to come": (99, []),
}


@pytest.mark.parametrize(("since", "expected"), SINCE.values(), ids=SINCE.keys())
def test_changes_tell_what_became_of_each_document_in_order(
    busy: Catalogue, since: int, expected: list[tuple[str, int, ChangeKind]]
) -> None:
    assert told(busy.changes(since)) == expected
    assert busy.revision() == 10


def test_changes_come_a_few_at_a_time_and_are_called_the_same(busy: Catalogue) -> None:
    first = busy.changes(0, 2)
    second = busy.changes(0, 2, after=first[-1].revision)
    third = busy.changes(0, 2, after=second[-1].revision)
    assert first + second + third == busy.changes(0)
    assert [len(page) for page in (first, second, third)] == [2, 2, 1]


@examined(max_examples=40)  # each makes a catalogue of its own
@given(steps=st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=12), data=st.data())
def test_who_follows_has_what_the_catalogue_has(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, bool]], data: st.DataObject
) -> None:
    with Catalogue.open(Settings(home=tmp_path_factory.mktemp("followed"))) as catalogue:
        held = [set[str]()]
        for number, (id, removes) in enumerate(steps):
            if removes and id in catalogue.ids():
                remove(catalogue, id)
                held.append(set(catalogue.ids()))
            elif not removes:
                put(catalogue, id, title=str(number))
                held.append(set(catalogue.ids()))
        since = data.draw(st.integers(0, catalogue.revision()))
        have = set(held[since])
        for change in catalogue.changes(since):
            assert (change.id in have) == (change.kind is CHANGED) or change.kind is REMOVED
            have = have - {change.id} if change.kind is REMOVED else have | {change.id}
        assert have == set(catalogue.ids())


def test_only_indexes_are_asked_for_changes(catalogue: Catalogue, settings: Settings) -> None:
    query = changes_query(3, limit=100).compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    connection = sqlite3.connect(settings.database)
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}")]
    connection.close()
    assert not [step for step in plan if "SCAN" in step or "TEMP B-TREE" in step], plan
    assert sum("revisions_of_document" in step for step in plan) == 2


@pytest.fixture
def spread(catalogue: Catalogue, settings: Settings) -> Catalogue:
    """Three changes: on the first and the second of May, and a fraction of a second later."""
    put(catalogue, "a", "b", "c")
    moments = ("2026-05-01T12:00:00+00:00", "2026-05-02T12:00:00+00:00", "2026-05-02T12:00:00.250000+00:00")
    connection = sqlite3.connect(settings.database)
    for number, moment in enumerate(moments, start=1):
        connection.execute("UPDATE revisions SET at = ? WHERE number = ?", (moment, number))
    connection.commit()
    connection.close()
    return catalogue


NOON = datetime(2026, 5, 2, 12, tzinfo=UTC)
MOMENTS = {
    "before the first": (datetime(2026, 4, 1, tzinfo=UTC), 0),
    "between two": (datetime(2026, 5, 2, tzinfo=UTC), 1),
    "at one": (NOON, 2),
    "just before one": (NOON - timedelta(microseconds=1), 1),
    "within its second": (NOON + timedelta(microseconds=250_000), 3),
    "after the last": (datetime(2027, 1, 1, tzinfo=UTC), 3),
    "in another time zone": (datetime.fromisoformat("2026-05-02T14:00:00+02:00"), 2),
}


@pytest.mark.parametrize(("moment", "expected"), MOMENTS.values(), ids=MOMENTS.keys())
def test_a_moment_has_the_last_revision_that_was_then(spread: Catalogue, moment: datetime, expected: int) -> None:
    assert spread.revision_at(moment) == expected


BEGINNING = datetime.min.replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("looked", "begins"),
    [
        pytest.param(NOON, NOON - SETTLING, id="some seconds back"),
        pytest.param(BEGINNING + timedelta(seconds=1), BEGINNING + timedelta(seconds=1), id="not before the calendar"),
    ],
)
def test_who_looked_at_a_moment_goes_on_from_before_it(catalogue: Catalogue, looked: datetime, begins: datetime) -> None:
    assert settled(looked) == begins
    assert catalogue.revision_at(settled(looked)) == 0


def test_the_first_and_the_last_change_are_told(spread: Catalogue) -> None:
    assert spread.first_change() == datetime(2026, 5, 1, 12, tzinfo=UTC)
    assert spread.last_change() == datetime(2026, 5, 2, 12, 0, 0, 250_000, tzinfo=UTC)
    assert spread.changes(2)[0].at == spread.last_change()


def test_a_catalogue_without_changes_has_no_moments(catalogue: Catalogue) -> None:
    assert (catalogue.first_change(), catalogue.last_change(), catalogue.revision_at(datetime.now(UTC))) == (None, None, 0)


def test_a_change_is_dated_when_it_is_seen_and_not_when_it_was_begun(catalogue: Catalogue) -> None:
    with catalogue.writing() as writer:
        writer.put(document("a"), ())
        looked = datetime.now(UTC)
        assert catalogue.changes(0) == []
    (change,) = catalogue.changes(catalogue.revision_at(looked))
    assert (change.id, change.at > looked) == ("a", True)


def test_a_change_is_never_dated_before_the_one_before_it(catalogue: Catalogue, settings: Settings) -> None:
    put(catalogue, "a")
    ahead = datetime.now(UTC) + timedelta(hours=1)  # as when the clock was an hour fast, and was set right
    connection = sqlite3.connect(settings.database)
    connection.execute("UPDATE revisions SET at = ?", (ahead.isoformat(),))
    connection.commit()
    connection.close()
    put(catalogue, "b")
    assert [change.at for change in catalogue.changes(0)] == [ahead, ahead]


def test_a_mark_stays_and_is_of_one_revision(busy: Catalogue) -> None:
    marks = [busy.revision_mark(number) for number in range(1, 11)]
    assert len(set(marks)) == 10
    put(busy, "f")
    assert [busy.revision_mark(number) for number in range(1, 11)] == marks
    assert [busy.revision_mark(number) for number in (0, 12, -1)] == [None] * 3


def test_a_mark_tells_a_restored_catalogue_that_has_grown_from_what_it_was(settings: Settings, tmp_path: Path) -> None:
    """Also where the same happens once more, to the same documents."""
    copy = Settings(home=tmp_path / "copy")
    with Catalogue.open(settings) as live:
        put(live, "a")
    shutil.copytree(settings.home, copy.home)
    with Catalogue.open(settings) as live, Catalogue.open(copy) as restored:
        for catalogue in (live, restored):
            put(catalogue, "b")
        assert live.revision() == restored.revision() == 2
        assert live.revision_mark(1) == restored.revision_mark(1)
        assert live.revision_mark(2) != restored.revision_mark(2)


def test_asking_goes_on_while_another_thread_writes(catalogue: Catalogue) -> None:
    seen, stop = set[str](), threading.Event()

    def follow() -> None:
        reached = 0
        while not stop.is_set() or reached < catalogue.revision():
            for change in catalogue.changes(reached, 3):
                seen.add(change.id)
                reached = change.revision

    follower = threading.Thread(target=follow)
    follower.start()
    for number in range(30):
        put(catalogue, f"d-{number}")
    stop.set()
    follower.join()
    assert seen == set(catalogue.ids())
