"""Publishers as lines of the exchange format: strictly checked, and back without loss."""

import msgspec
import pytest

from library.errors import InvalidRecordError
from library.publisher_record import PublisherLine, is_publisher_line, parse_publisher
from library.vocabulary import shipped_publishers
from tests.library.desk import Desk
from tests.library.documents import write_lines

LEAST: dict[str, object] = {"key": "ei-bygd", "names": {"nb": "Ei bygd"}}


def test_every_shipped_publisher_leads_back_to_itself() -> None:
    for publisher in shipped_publishers():
        line = msgspec.json.encode(PublisherLine.of(publisher))
        assert is_publisher_line(line)
        assert parse_publisher(line) == publisher


REFUSED: dict[str, tuple[dict[str, object], str]] = {
    "no key": ({"publisher": {"names": {"nb": "x"}}}, r"publisher\.key: this is missing"),
    "a key that is none": ({"publisher": {**LEAST, "key": "Ei bygd"}}, r"publisher\.key: "),
    "no name": ({"publisher": {**LEAST, "names": {}}}, r"publisher\.names: .*needs a name"),
    "a name of nothing": ({"publisher": {**LEAST, "names": {"nb": " \u200b "}}}, r"publisher\.names: "),
    "an unknown field": ({"publisher": {**LEAST, "name": "x"}}, "there is no field name"),
    "something beside": ({"publisher": LEAST, "title": "x"}, "there is no field title; the fields are publisher"),
    "a script for a homepage": ({"publisher": {**LEAST, "homepage": "javascript:alert(1)"}}, r"publisher\.homepage: "),
    "a year in words": ({"publisher": {**LEAST, "first_year": "1999"}}, r"publisher\.first_year: "),
    "a predecessor of itself": (
        {"publisher": {**LEAST, "predecessors": [{"key": "ei-bygd"}]}},
        r"predecessors\[0\]\.key: .*itself",
    ),
    "a successor of itself": ({"publisher": {**LEAST, "successor": "ei-bygd"}}, r"publisher\.successor: .*itself"),
    "years reversed": ({"publisher": {**LEAST, "first_year": 2001, "last_year": 2000}}, r"publisher\.first_year: 2001 is later"),
    "a predecessor's years reversed": (
        {"publisher": {**LEAST, "predecessors": [{"key": "a"}, {"key": "b", "first_year": 2, "last_year": 1}]}},
        r"publisher\.predecessors\[1\]\.first_year: 2 is later",
    ),
    "a predecessor by name": ({"publisher": {**LEAST, "predecessors": [{"key": "Ei Bygd"}]}}, r"predecessors\[0\]\.key: "),
}


@pytest.mark.parametrize(("line", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_what_describes_no_publisher_is_refused_by_field(line: dict[str, object], sentence: str) -> None:
    encoded = msgspec.json.encode(line)
    assert is_publisher_line(encoded)
    with pytest.raises(InvalidRecordError, match=sentence):
        parse_publisher(encoded)


def test_a_document_with_publishers_is_no_publisher() -> None:
    assert not is_publisher_line(b'{"publishers": ["x"], "title": "x", "type": "report"}')


def test_a_publisher_is_added_then_left_alone_then_described_anew(desk: Desk) -> None:
    book = {"id": "bok", "title": "Sild", "type": "report", "publishers": ["Bygda"]}
    lines = [{"publisher": {**LEAST, "aliases": ["Bygda"]}}, book]
    first = desk.take(write_lines(desk.folder / "a.jsonl", *lines))
    assert (first.added, first.new_publishers, first.changed_publishers) == (1, ("Ei bygd",), ())
    assert desk.only().publishers == ("ei-bygd",)
    assert len(desk.catalogue.publishers()) == len(shipped_publishers()) + 1
    revision = desk.catalogue.revision()
    again = desk.take(write_lines(desk.folder / "a.jsonl", *lines))
    assert (again.unchanged, again.new_publishers, again.changed_publishers) == (1, (), ())
    assert desk.catalogue.revision() == revision
    anew = desk.take(write_lines(desk.folder / "b.jsonl", {"publisher": {**LEAST, "kind": "municipality"}}))
    assert (anew.new_publishers, anew.changed_publishers) == ((), ("Ei bygd",))
    found = desk.catalogue.publishers().get("ei-bygd")
    assert found is not None
    assert (found.kind, found.aliases) == ("municipality", ())
    assert desk.catalogue.revision() > revision, "its documents are found by its names"


def test_a_line_that_is_none_costs_only_itself(desk: Desk) -> None:
    book = {"title": "Sild", "type": "report"}
    report = desk.take(write_lines(desk.folder / "a.jsonl", {"publisher": {}}, book))
    assert (report.added, [problem.place[-6:] for problem in report.problems]) == (1, ["line 1"])


def lines(*publishers: dict[str, object]) -> list[dict[str, object]]:
    return [{"publisher": {"names": {"nb": one["key"]}, **one}} for one in publishers]


@pytest.mark.parametrize(
    "publishers",
    [
        pytest.param([{"key": "ny", "predecessors": [{"key": "gamal"}]}, {"key": "gamal", "successor": "ny"}], id="each other"),
        pytest.param([{"key": "ny", "predecessors": [{"key": "finansdepartementet"}]}], id="one that ships"),
    ],
)
def test_publishers_may_name_what_the_library_has_or_the_list_brings_later(
    desk: Desk, publishers: list[dict[str, object]]
) -> None:
    report = desk.take(write_lines(desk.folder / "a.jsonl", *lines(*publishers)))
    assert (report.problems, len(report.new_publishers)) == ((), len(publishers))


UNMET: dict[str, tuple[list[dict[str, object]], list[str]]] = {
    "a predecessor": (
        [{"key": "ny", "predecessors": [{"key": "finansdepartementet"}, {"key": "borte"}]}],
        ["publisher.predecessors[1].key: there is no publisher with the key 'borte' in the library or in this list."],
    ),
    "a successor": (
        [{"key": "gamal", "successor": "borte"}],
        ["publisher.successor: there is no publisher with the key 'borte' in the library or in this list."],
    ),
    "one that is refused itself": (
        [{"key": "ny", "predecessors": [{"key": "gamal"}]}, {"key": "gamal", "successor": "borte"}],
        [
            "publisher.predecessors[0].key: there is no publisher with the key 'gamal' in the library or in this list.",
            "publisher.successor: there is no publisher with the key 'borte' in the library or in this list.",
        ],
    ),
}


@pytest.mark.parametrize(("publishers", "sentences"), UNMET.values(), ids=UNMET.keys())
def test_a_publisher_that_names_nobody_is_refused_by_field(
    desk: Desk, publishers: list[dict[str, object]], sentences: list[str]
) -> None:
    report = desk.take(write_lines(desk.folder / "a.jsonl", *lines(*publishers), {"title": "Sild", "type": "report"}))
    assert [problem.sentence for problem in report.problems] == sentences
    assert (report.added, report.new_publishers) == (1, ())
