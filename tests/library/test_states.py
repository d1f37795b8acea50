"""A document is found under what it is listed under, and after it was removed under what it was."""

import sqlite3
from collections.abc import Iterator

import pytest

from library.catalogue import Catalogue
from library.document import DocumentType
from library.listing import ListedBy, Listing
from library.settings import Settings
from library.states import Scope
from library.vocabulary import Names, Publisher
from tests.library.documents import document

TYPE, PUBLISHER = ListedBy.TYPE, ListedBy.PUBLISHER
MANY = 100


@pytest.fixture
def library(catalogue: Catalogue) -> Catalogue:
    """a and b are there, c and d were removed; a and c are of KDD."""
    with catalogue.writing() as writer:
        writer.put_publishers([Publisher(key="kdd", names=Names(nb="KDD"))])
        writer.put(document("a", publishers=("kdd", "ssb"), type=DocumentType.NOU), ())
        writer.put(document("b", publishers=(), type=DocumentType.REPORT), ())
        writer.put(document("c", publishers=("kdd",), type=DocumentType.REPORT), ())
        writer.put(document("d", publishers=(), type=DocumentType.NOU), ())
    with catalogue.writing() as writer:
        writer.remove("c")
        writer.remove("d")
    return catalogue


def found(catalogue: Catalogue, scope: Scope) -> list[str]:
    states = catalogue.states(scope, after=0, limit=MANY)
    assert catalogue.count_states(scope) == len(states)
    return [f"{state.id}{'' if state.document else ' removed'}" for state in states]


SCOPES = {
    "all": (Scope(), ["a", "b", "c removed", "d removed"]),
    "a type": (Scope(listed_by=TYPE, key="nou"), ["a", "d removed"]),
    "any type": (Scope(listed_by=TYPE), ["a", "b", "c removed", "d removed"]),
    "a publisher": (Scope(listed_by=PUBLISHER, key="kdd"), ["a", "c removed"]),
    "a publisher of few": (Scope(listed_by=PUBLISHER, key="ssb"), ["a"]),
    "any publisher": (Scope(listed_by=PUBLISHER), ["a", "c removed"]),
    "a value that nobody has": (Scope(listed_by=PUBLISHER, key="finnes-ikke"), []),
}


@pytest.mark.parametrize(("scope", "expected"), SCOPES.values(), ids=SCOPES.keys())
def test_documents_are_found_by_what_they_are_or_were_listed_under(library: Catalogue, scope: Scope, expected: list[str]) -> None:
    assert found(library, scope) == expected


def test_moments_bound_what_is_found_the_first_within_and_the_last_without(library: Catalogue) -> None:
    first, last = library.first_change(), library.last_change()
    assert found(library, Scope(since=first, before=last)) == ["a", "b"]
    assert found(library, Scope(since=last)) == ["c removed", "d removed"]
    assert found(library, Scope(before=first)) == []


def test_a_removed_document_keeps_what_it_was_listed_under(library: Catalogue) -> None:
    state = library.state("c")
    assert state is not None
    assert (state.document, state.revision, state.at) == (None, 5, library.last_change())
    assert state.listings == (Listing(TYPE, "report"), Listing(PUBLISHER, "kdd"))
    assert library.state("finnes-ikke") is None


def test_a_document_that_comes_again_is_listed_as_it_is_now(library: Catalogue) -> None:
    with library.writing() as writer:
        writer.put(document("c", publishers=("ssb",), type=DocumentType.ARTICLE), ())
    assert found(library, Scope(listed_by=PUBLISHER, key="kdd")) == ["a"]
    with library.writing() as writer:
        writer.remove("c")
    assert found(library, Scope(listed_by=PUBLISHER, key="kdd")) == ["a"]
    assert found(library, Scope(listed_by=PUBLISHER, key="ssb")) == ["a", "c removed"]


def test_a_document_of_a_publisher_with_a_new_name_comes_again(library: Catalogue) -> None:
    with library.writing() as writer:
        writer.put_publishers([Publisher(key="kdd", names=Names(nb="Kommunal- og distriktsdepartementet"))])
    assert found(library, Scope()) == ["b", "c removed", "d removed", "a"]


def test_a_removal_that_was_undone_leaves_no_tombstone(library: Catalogue) -> None:
    with library.rehearsing() as writer:
        writer.remove("a")
    assert found(library, Scope(listed_by=TYPE, key="nou")) == ["a", "d removed"]


@pytest.fixture
def older(settings: Settings) -> Iterator[Catalogue]:
    """A catalogue of the version before tombstones said what they were listed under, with one document of two removed."""
    with Catalogue.open(settings) as catalogue, catalogue.writing() as writer:
        writer.put(document("a"), ())
        writer.put(document("b"), ())
        writer.remove("b")
    connection = sqlite3.connect(settings.database)
    connection.execute("DROP TABLE tombstones")
    connection.execute("DROP INDEX revisions_by_time")
    connection.execute("UPDATE facts SET value = '4' WHERE name = 'schema'")
    connection.commit()
    connection.close()
    with Catalogue.open(settings) as catalogue:
        yield catalogue


def test_an_older_catalogue_is_brought_up_and_tells_of_its_removals_without_what_they_were(older: Catalogue) -> None:
    assert found(older, Scope()) == ["a", "b removed"]
    state = older.state("b")
    assert state is not None
    assert state.listings == ()
    with older.writing() as writer:
        writer.remove("a")
    assert found(older, Scope(listed_by=TYPE)) == ["a removed"]
