"""Pages and snippets of the hits that are shown: found as whoosh itself would find them, with no more work than is needed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from sqlalchemy import event
from whoosh.reading import IndexReader, SegmentReader

from index import targets
from index.engine import SearchRequest
from index.hits import PAGES_SHOWN
from index.occurrences import find_occurrences
from index.query import parse_query
from index.state import State
from index.targets import Target, find_targets
from index.whoosh_engine import WhooshEngine
from library.catalogue import Catalogue
from tests.index.shelf import holding, make, searchable, stocked

FILLER = "Noe helt annet står her, og mer av det følger etter. " * 20
MANY = [
    holding(
        make(f"plan-{number}", f"Plan nummer {number}"),
        *(f"{FILLER} Kommunen {page} skal ha en plan. {FILLER}" for page in range(6)),
    )
    for number in range(12)
]
SOME = [
    holding(
        make("en", "Distriktspolitikk"),
        "Regional- og distriktspolitikken er politikk for distriktene.",
        "Politikk for små distrikt.",
    ),
    holding(
        make("to", "Lovutkast"), "Lov om planer. Planen skal ha planer, og planlegging er en plan.", "Skal ha? Ha skal planen."
    ),
    holding(make("tre", "Lover"), "Ingen ting."),
]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WhooshEngine]:
    with searchable(tmp_path_factory.mktemp("hits"), MANY) as engine:
        yield engine


@contextmanager
def statements(catalogue: Catalogue) -> Iterator[list[str]]:
    """Gather the statements that read documents or pages."""
    found: list[str] = []

    def note(*told: object) -> None:
        statement = str(told[2])
        if "FROM documents" in statement or "JOIN pages" in statement or "FROM pages" in statement:
            found.append(statement)

    event.listen(catalogue._engine, "before_cursor_execute", note)
    yield found
    event.remove(catalogue._engine, "before_cursor_execute", note)


@pytest.mark.parametrize("size", [1, 10])
def test_documents_and_pages_of_all_hits_are_read_by_two_statements(engine: WhooshEngine, size: int) -> None:
    with statements(engine._catalogue) as read:
        results = engine.search(SearchRequest(query="kommunen plan", size=size))
    assert sum(len(hit.pages) for hit in results.hits) == size * PAGES_SHOWN
    assert len(read) == 2


def test_the_documents_of_the_hits_come_with_them(engine: WhooshEngine) -> None:
    results = engine.search(SearchRequest(query="kommunen plan"))
    assert dict(results.documents) == engine._catalogue.get_many([hit.id for hit in results.hits])


def test_without_snippets_nothing_of_the_hits_is_read(engine: WhooshEngine) -> None:
    with statements(engine._catalogue) as read:
        results = engine.search(SearchRequest(query="kommunen plan", has_snippets=False))
    assert (len(results.hits), results.documents, read) == (len(MANY), {}, [])


def test_a_document_that_was_removed_a_moment_ago_is_left_out(tmp_path: Path) -> None:
    with stocked(tmp_path, MANY) as shelf:
        engine = shelf.open()
        shelf.remove("plan-3")
        results = engine.search(SearchRequest(query="kommunen plan"))
        assert "plan-3" not in {*results.documents, *(hit.id for hit in results.hits)}
        assert len(results.hits) == len(MANY) - 1
        engine.close()


def test_each_word_is_looked_up_once_however_often_it_stands_in_the_hits(engine: WhooshEngine) -> None:
    with patch.object(targets, "_terms", wraps=targets._terms) as looked_up:
        results = engine.search(SearchRequest(query="kommunen plan"))
    seen = [call.args for call in looked_up.call_args_list]
    words_of_titles = {"Plan", "nummer", *map(str, range(len(MANY)))}
    assert len(results.hits) == len(MANY)
    assert {token for token, _ in seen} <= {"Kommunen", "plan"} | words_of_titles, "no word of the filler"
    assert len(seen) == 2 * len(set(seen)), "once for each of the two words of the query"


@pytest.mark.parametrize(
    "query", ["plan", '"skal ha"', "plan*", "distriktspolitikk", "politikk distrikt", '"ha planer og"', "KU-lov", "xyz"]
)
def test_words_are_found_where_whooshs_matchers_find_them(tmp_path: Path, query: str) -> None:
    with searchable(tmp_path, SOME) as engine:
        state, wanted = engine._state, find_targets(parse_query(query).root)
        found = find_occurrences(state.arrays, wanted, [0, 1, 2])
        assert {target: {number: set(some) for number, some in begun.items()} for target, begun in found.items()} == {
            target: by_whoosh(state, target) for target in wanted
        }


def test_whooshs_matchers_are_not_used(engine: WhooshEngine) -> None:
    with (
        patch.object(SegmentReader, "postings", side_effect=AssertionError),
        patch.object(IndexReader, "postings", side_effect=AssertionError),
    ):
        assert engine.search(SearchRequest(query='kommunen "skal ha" pla*')).total == len(MANY)
        assert len(engine.within("plan-1", SearchRequest(query="kommunen pla*"))) == 6


def by_whoosh(state: State, target: Target) -> dict[int, set[int]]:
    """Return where a target begins in each document, step by step as a reader of postings would."""
    first, *others = [places(state, terms, is_prefix=target.is_prefix) for terms in target.places]
    begun = {
        number: {start for start in starts if all(start + step in other.get(number, ()) for step, other in enumerate(others, 1))}
        for number, starts in first.items()
    }
    return {number: starts for number, starts in begun.items() if starts}


def places(state: State, terms: frozenset[str], *, is_prefix: bool) -> dict[int, set[int]]:
    wanted = [term.encode() for term in terms]
    if is_prefix:
        wanted = list(state.reader.expand_prefix("body", wanted[0]))
    found: dict[int, set[int]] = {}
    for term in wanted:
        if ("body", term) in state.reader:
            matcher = state.reader.postings("body", term)
            while matcher.is_active():
                found.setdefault(matcher.id(), set()).update(matcher.value_as("positions"))
                matcher.next()
    return found
