"""Documents are found by every language that they contain, by each door, and by no other."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from rich.console import Console

from index.cli import COMMANDS
from index.engine import NO_VALUE, FacetField, NoticeCode
from index.update import update_index
from index.whoosh_engine import WhooshEngine
from library.app import App
from library.catalogue import Catalogue
from library.settings import Settings
from library.vocabulary import shipped_topics
from tests.index.shelf import MIXED, MIXED_PAGES, Shelf, counts, fill, ids, search

NYNORSK = {"melding", "avisa", "blandet"}
ENGLISH = {"brief", "blandet"}
IN_BOKMAL = {"nou-1", "nou-2", "prop", "felles", "forskrift", "blandet"}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WhooshEngine]:
    settings = Settings(home=tmp_path_factory.mktemp("mixed"))
    with Catalogue.open(settings) as catalogue:
        shelf = Shelf(settings, catalogue)
        fill(shelf)
        shelf.put(MIXED, *MIXED_PAGES)
        shelf.index()
        engine = shelf.open()
        yield engine
        engine.close()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("inneholder:nynorsk", NYNORSK, id="by name"),
        pytest.param("inneheld:nn", NYNORSK, id="by code"),
        pytest.param("contains:english", ENGLISH, id="by its English name"),
        pytest.param("contains:norsk", NYNORSK | IN_BOKMAL, id="either written standard"),
        pytest.param('contains:"norsk bokmål"', IN_BOKMAL, id="a name of two words"),
        pytest.param("contains:no", NYNORSK | IN_BOKMAL, id="the code of both"),
        pytest.param("contains:nn contains:en", {"blandet"}, id="both of two"),
        pytest.param("språk:nb inneholder:nynorsk", {"blandet"}, id="mostly one, with some of the other"),
        pytest.param("fagrapport -contains:en", set(), id="without"),
        pytest.param("contains:dansk", set(), id="half a page is not enough"),
        pytest.param("contains:finsk", set(), id="a language that no document has"),
    ],
)
def test_a_query_finds_by_a_contained_language(engine: WhooshEngine, query: str, expected: set[str]) -> None:
    results = search(engine, query)
    assert set(ids(results)) == expected
    assert results.notices == ()


def test_the_query_is_told_as_it_was_understood(engine: WhooshEngine) -> None:
    assert search(engine, "inneheld:nynorsk").understood == "contains:nynorsk"


def test_a_language_that_is_none_is_said(engine: WhooshEngine) -> None:
    results = search(engine, "inneholder:klingonsk")
    assert (results.total, [(notice.code, notice.detail) for notice in results.notices]) == (
        0,
        [(NoticeCode.UNKNOWN_VALUE, "klingonsk")],
    )


@pytest.mark.parametrize(
    ("contained", "languages", "expected"),
    [
        pytest.param(["nn"], [], NYNORSK, id="one"),
        pytest.param(["nn", "en"], [], NYNORSK | ENGLISH, id="alternatives"),
        pytest.param(["nn"], ["nb"], {"blandet"}, id="with the document's own"),
        pytest.param(["da"], [], set(), id="not enough of it"),
        pytest.param([NO_VALUE], [], {"ukjent"}, id="of no known language"),
    ],
)
def test_a_filter_finds_by_a_contained_language(
    engine: WhooshEngine, contained: list[str], languages: list[str], expected: set[str]
) -> None:
    assert set(ids(search(engine, contains=contained, language=languages))) == expected


def test_the_language_facet_counts_documents_by_their_own_language_as_before(engine: WhooshEngine) -> None:
    results = search(engine)
    assert counts(results, FacetField.LANGUAGE) == {"nb": 6, "nn": 2, "en": 1, "sv": 1, NO_VALUE: 1}
    assert counts(results, FacetField.CONTAINS) == {"nb": 6, "nn": 3, "en": 2, "sv": 1, NO_VALUE: 1}


def test_a_changed_text_is_found_by_what_it_contains_now(shelf: Shelf) -> None:
    shelf.put(MIXED, *MIXED_PAGES)
    shelf.index()
    with_nynorsk = shelf.open()
    assert "blandet" in ids(search(with_nynorsk, contains=["nn"]))
    shelf.put(MIXED)
    shelf.index()
    assert "blandet" not in ids(search(with_nynorsk, contains=["nn"]))
    assert "blandet" in ids(search(with_nynorsk, contains=["nb"]))
    with_nynorsk.close()


@pytest.mark.parametrize(
    ("options", "found"),
    [
        pytest.param(["--contains", "nn"], True, id="one"),
        pytest.param(["--contains", "sv", "--contains", "en"], True, id="alternatives"),
        pytest.param(["--contains", "da"], False, id="not enough of it"),
        pytest.param(["inneholder:engelsk"], True, id="in the query"),
    ],
)
def test_the_search_command_finds_by_a_contained_language(tmp_path: Path, options: list[str], found: bool) -> None:
    settings, topics = Settings(home=tmp_path), shipped_topics()
    with Catalogue.open(settings) as catalogue:
        with catalogue.writing() as writer:
            writer.put(MIXED, MIXED_PAGES)
        update_index(settings, catalogue, topics)
    app = App(settings=settings, console=Console(file=StringIO()), after_write=lambda _: None)
    result = CliRunner().invoke(click.Group(commands=COMMANDS), ["search", *options], obj=app, catch_exceptions=False)
    assert result.exit_code == 0
    assert ("blandet: " in result.stdout) is found
