"""Lists come whole, in parts or at once, whatever happens while they are read."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.catalogue import Catalogue
from library.settings import Settings
from tests.index.shelf import make
from tests.web.oai.library import LIST, Answer, ask, ask_part, put, remove

EXAMPLES = 40  # harvests; each makes a catalogue of its own
ALL = [*(f"rapport/{number}" for number in range(1, 7)), "lov removed"]


def nothing() -> None:
    """Happens between two parts."""


def parts(catalogue: Catalogue, size: int, between: Callable[[], None] = nothing, /, **arguments: str) -> Iterator[Answer]:
    answer = ask_part(catalogue, size, **LIST, **arguments)
    yield answer
    while answer.token is not None and answer.token.text:
        between()
        answer = ask_part(catalogue, size, verb="ListIdentifiers", resumptionToken=answer.token.text)
        yield answer


def dated(folder: Path, **moments: str) -> None:
    """Give the latest changes of documents other moments."""
    connection = sqlite3.connect(folder / "home" / "catalogue.db")
    for id, moment in moments.items():
        connection.execute("UPDATE revisions SET at = ? WHERE document = ?", (moment, id.replace("_", "/")))
    connection.commit()
    connection.close()


def test_a_list_that_fits_comes_at_once_and_without_a_token(catalogue: Catalogue) -> None:
    answer = ask_part(catalogue, 7, **LIST)
    assert (answer.ids, answer.token) == (ALL, None)


@pytest.mark.parametrize("size", range(1, 7))
def test_a_longer_list_comes_in_parts_whose_last_has_an_empty_token(catalogue: Catalogue, size: int) -> None:
    read = list(parts(catalogue, size))
    assert [id for part in read for id in part.ids] == ALL
    tokens = [part.token for part in read]
    assert [token is not None and bool(token.text) for token in tokens] == [True] * (len(read) - 1) + [False]
    assert [token.get("cursor") for token in tokens if token is not None] == [str(size * place) for place in range(len(read))]
    assert {token.get("completeListSize") for token in tokens if token is not None} == {"7"}
    assert not any(token.get("expirationDate") for token in tokens if token is not None)


def test_a_token_may_be_used_again(catalogue: Catalogue) -> None:
    token = ask_part(catalogue, 3, **LIST).token
    assert token is not None
    assert token.text
    again = [ask_part(catalogue, 3, verb="ListIdentifiers", resumptionToken=token.text).ids for _ in range(2)]
    assert again == [ALL[3:6]] * 2


def test_a_token_keeps_what_was_asked(catalogue: Catalogue) -> None:
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    asked = {"set": "publisher:kdd", "from": f"{datetime.now(UTC) - timedelta(days=1):%Y-%m-%d}", "until": today}
    assert [id for part in parts(catalogue, 1, **asked) for id in part.ids] == [
        "rapport/1",
        "rapport/3",
        "rapport/5",
        "lov removed",
    ]


def test_what_changes_while_a_list_is_read_comes_again_at_its_end(catalogue: Catalogue) -> None:
    read = parts(catalogue, 2)
    had = next(read).ids
    put(catalogue, make("rapport/1", "Endret etter at den er lest"))
    had += next(read).ids
    put(catalogue, make("rapport/6", "Endret før den er lest"), make("ny", "Ny"))
    had += next(read).ids
    remove(catalogue, "rapport/2")
    *rest, last = read
    had += [id for part in (*rest, last) for id in part.ids]
    assert had == [
        *(f"rapport/{number}" for number in range(1, 6)),
        "lov removed",
        "rapport/1",
        "rapport/6",
        "ny",
        "rapport/2 removed",
    ]
    assert last.token is not None
    assert (last.token.get("completeListSize"), last.token.get("cursor")) == ("10", "8")


@settings(max_examples=EXAMPLES)
@given(
    size=st.integers(1, 4),
    steps=st.lists(st.lists(st.tuples(st.integers(1, 9), st.booleans()), max_size=3), max_size=8),
    publisher=st.sampled_from([None, "kdd"]),
)
def test_who_has_read_a_list_to_its_end_has_what_the_library_has(
    tmp_path_factory: pytest.TempPathFactory, size: int, steps: list[list[tuple[int, bool]]], publisher: str | None
) -> None:
    with Catalogue.open(Settings(home=tmp_path_factory.mktemp("harvested"))) as catalogue:
        put(catalogue, *(make(str(number), "Først", publishers=["kdd"] if number % 2 else []) for number in range(1, 7)))
        happens, clock = iter(steps), iter(range(1000))

        def something() -> None:
            for number, removes in next(happens, []):
                if removes and str(number) in catalogue.ids():
                    remove(catalogue, str(number))
                elif not removes:
                    put(catalogue, make(str(number), f"Endring {next(clock)}", publishers=["kdd"] if number % 2 else []))

        wanted = {"set": f"publisher:{publisher}"} if publisher else {}
        have = set[str]()
        for part in parts(catalogue, size, something, **wanted):
            for id in part.ids:
                have = have - {id.removesuffix(" removed")} if id.endswith(" removed") else have | {id}
        assert have == {id for id in catalogue.ids() if not publisher or int(id) % 2}


def test_a_list_whose_rest_has_gone_out_of_it_ends(catalogue: Catalogue) -> None:
    """What is left of a span that has passed may change before it is read; then it belongs to a later span."""
    past = (datetime.now(UTC) + timedelta(seconds=-60)).strftime("%Y-%m-%dT%H:%M:%SZ")
    home = Path(str(catalogue.original_path("0" * 64))).parents[3]
    dated(home, **{f"rapport_{number}": past.replace("Z", "+00:00") for number in range(1, 7)}, lov=past.replace("Z", "+00:00"))
    first = ask_part(catalogue, 6, until=past, **LIST)
    assert first.token is not None
    assert first.token.text
    put(catalogue, make("lov", "Lov om noe, igjen"))
    assert ask(catalogue, verb="ListIdentifiers", resumptionToken=first.token.text).codes == ["noRecordsMatch"]


@pytest.fixture
def spread(catalogue: Catalogue, tmp_path: Path) -> Catalogue:
    """Three documents that changed on the first, the second and the third of May, one of them late in its second."""
    dated(
        tmp_path,
        rapport_1="2026-05-01T00:00:00+00:00",
        rapport_2="2026-05-02T12:00:00.999999+00:00",
        rapport_3="2026-05-03T23:59:59.500000+00:00",
    )
    return catalogue


WHEN = {
    "a day": ({"from": "2026-05-02", "until": "2026-05-02"}, ["rapport/2"]),
    "until a day, which is in it": ({"until": "2026-05-03"}, ["rapport/1", "rapport/2", "rapport/3"]),
    "until the second, which is in it": ({"until": "2026-05-02T12:00:00Z"}, ["rapport/1", "rapport/2"]),
    "until the second before": ({"until": "2026-05-02T11:59:59Z"}, ["rapport/1"]),
    "from the second, which is in it": (
        {"from": "2026-05-02T12:00:00Z", "until": "2026-05-03T23:59:59Z"},
        ["rapport/2", "rapport/3"],
    ),
    "from the second after": ({"from": "2026-05-02T12:00:01Z", "until": "2026-05-04T00:00:00Z"}, ["rapport/3"]),
    "with a set": ({"until": "2026-05-03", "set": "publisher:ssb"}, ["rapport/2"]),
    "everything until the end of time": ({"until": "9999-12-31", "set": "type:law"}, ["lov removed"]),
}


@pytest.mark.parametrize(("asked", "expected"), WHEN.values(), ids=WHEN.keys())
def test_lists_are_of_a_time(spread: Catalogue, asked: dict[str, str], expected: list[str]) -> None:
    assert ask(spread, **LIST, **asked).ids == expected


SETS = {
    "a publisher": ("publisher:ssb", ["rapport/2", "rapport/4", "rapport/6"]),
    "a publisher with a removal": ("publisher:kdd", ["rapport/1", "rapport/3", "rapport/5", "lov removed"]),
    "a type of which all are removed": ("type:law", ["lov removed"]),
    "all types": ("type", ALL),
    "all publishers": ("publisher", ALL),
}


@pytest.mark.parametrize(("name", "expected"), SETS.values(), ids=SETS.keys())
def test_lists_are_of_a_set_with_what_was_removed_from_it(catalogue: Catalogue, name: str, expected: list[str]) -> None:
    assert ask(catalogue, set=name, **LIST).ids == expected


NONE = {
    "a set that is none": {"set": "topic:klima"},
    "a publisher that is none": {"set": "publisher:finnes-ikke"},
    "a part of a publisher": {"set": "publisher:kdd:avdeling"},
    "a type that is unused": {"set": "type:nou"},
    "the future": {"from": "2999-01-01"},
    "the past": {"until": "1999-01-01"},
}


@pytest.mark.parametrize("asked", NONE.values(), ids=NONE.keys())
def test_a_list_of_nothing_is_told(catalogue: Catalogue, asked: dict[str, str]) -> None:
    answer = ask(catalogue, **LIST, **asked)
    assert answer.codes == ["noRecordsMatch"]
    assert dict(answer.root[1].attrib) == {**LIST, **asked}
