"""The patterns by which newsletters are read are data: an editor can add to them, and is told of mistakes."""

from __future__ import annotations

import json

import pytest

from library.document import Page
from library.errors import VocabularyError
from library.newsletter import read_newsletter, read_patterns
from library.shipped import DATA
from tests.library.newsletters import PATTERNS, read

FILE = json.loads((DATA / "newsletters.json").read_bytes())


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        pytest.param({"captions": ["("]}, "is not a regular expression", id="no-regular-expression"),
        pytest.param({"item_forms": ["(?P<title>.+)"]}, "needs a group 'publisher'", id="group-missing"),
        pytest.param(
            {"list_headings": {"nb": ["Fra (?P<utgiver>.+)"]}}, "group 'utgiver' that means nothing", id="group-unknown"
        ),
        pytest.param({"list_ends": [".*"]}, "match everything", id="matches-everything"),
        pytest.param({"type_prefixes": {"Rapport": "rapport"}}, "Invalid enum value 'rapport'", id="unknown-type"),
        pytest.param({"type_prefixes": {" ": "report"}}, "a name under type_prefixes is empty", id="empty-prefix"),
        pytest.param({"headings": []}, "unknown field `headings`", id="unknown-field"),
    ],
)
def test_a_bad_pattern_is_named(change: dict[str, object], sentence: str) -> None:
    with pytest.raises(VocabularyError, match=r"^data/newsletters\.json.*\.$") as caught:
        read_patterns(json.dumps({**FILE, **change}).encode())
    assert sentence in str(caught.value)


def test_an_editor_can_add_a_heading() -> None:
    headings = {**FILE["list_headings"], "fi": ["Raportit: (?P<publisher>.+)"]}
    added = read_patterns(json.dumps({**FILE, "list_headings": headings}).encode())
    assert [item.publisher for item in read("Raportit: Nordregio\nAsuminen", added).items] == ["Nordregio"]
    assert read_newsletter([Page(1, "Raportit: Nordregio\nAsuminen")], PATTERNS) is None


def test_no_pattern_stands_twice() -> None:
    for field in ("list_headings", "goes_on_after"):
        for entries in FILE[field].values():
            assert len(entries) == len(set(entries)), field
    for field in ("never_in_publisher", "item_forms", "remarks", "not_items", "list_ends", "captions", "page_furniture"):
        assert len(FILE[field]) == len(set(FILE[field])), field
