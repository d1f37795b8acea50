"""Every example of the search help finds something in the library that ships, and every form of a search is offered."""

from collections.abc import Iterator
from contextlib import closing
from urllib.parse import parse_qsl

import pytest

from index.engine import SearchEngine
from index.query import FIELD_NAMES
from index.update import update_index
from index.whoosh_engine import WhooshEngine
from library.catalogue import Catalogue
from library.seed import fill
from library.settings import Settings
from library.text import fold
from library.vocabulary import shipped_topics
from web.exports.formats import Format
from web.params import parse_page
from web.texts import INTERFACE_LANGUAGES, load_texts
from web.views.help import EXAMPLES, example_queries, example_views, export_views


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    settings = Settings(home=tmp_path_factory.mktemp("shipped"))
    with Catalogue.open(settings) as catalogue:
        fill(settings, catalogue)
        update_index(settings, catalogue, shipped_topics())
        with closing(WhooshEngine.open(settings, catalogue, shipped_topics())) as engine:
            yield engine


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_every_example_finds_something_in_the_library_that_ships(engine: SearchEngine, language: str) -> None:
    found = {request.query: engine.search(request) for request in example_queries(language)}
    assert [query for query, results in found.items() if not results.total] == []
    assert {notice for results in found.values() for notice in results.notices} == set(), "each is understood as it stands"


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_every_field_has_an_example(language: str) -> None:
    fields = {fold(queries[language].partition(":")[0]) for queries, _ in EXAMPLES if ": " not in queries[language]}
    assert {FIELD_NAMES[name] for name in fields & FIELD_NAMES.keys()} == set(FIELD_NAMES.values())


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_an_example_leads_to_its_search_and_tells_its_number(language: str) -> None:
    numbers = list(range(len(EXAMPLES)))
    views = list(example_views(numbers, load_texts(), language))
    assert [view.found for view in views] == numbers
    asked = [parse_page(parse_qsl(view.address.partition("?")[2]))[0].query for view in views]
    assert asked == [view.query for view in views] == [queries[language] for queries, _ in EXAMPLES]


def test_every_form_of_a_search_is_offered_at_an_address_that_gives_it() -> None:
    views = list(export_views(load_texts(), "nb"))
    given = [parse_page(parse_qsl(view.address.partition("?")[2]))[1] for view in views]
    assert {export.format for export in given if export} == set(Format)
    for view in views:
        assert view.address.endswith("&".join(view.parameters))
