import re

import pytest

from index.query import Fielded, QueryField, parse_query
from index.values import facet_keys, year_range
from library.identifiers import parse_series_number
from library.shipped import DATA
from library.vocabulary import LANGUAGES, shipped_publishers, shipped_topics

_CODE = re.compile(r"`([^`\n]+)`")
_NOT_A_QUERY = re.compile(r"kartotek |/|KARTOTEK_HOME$|var$|OR$")
SEARCH_SECTION = re.compile(r"^## .*?(?=^## )", re.MULTILINE | re.DOTALL)  # the first of the sections
RESOLVED = {QueryField.PUBLISHER, QueryField.TOPIC, QueryField.TYPE, QueryField.LANGUAGE, QueryField.CONTAINS}


def manual(language: str) -> str:
    return (DATA / "manual" / f"{language}.md").read_text(encoding="utf-8")


def examples(language: str) -> list[str]:
    match = SEARCH_SECTION.search(manual(language))
    assert match is not None
    return [code for code in _CODE.findall(match.group()) if not _NOT_A_QUERY.match(code)]


def fielded(query: str) -> list[Fielded]:
    return [node for node in parse_query(query).root.nodes if isinstance(node, Fielded)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_query_in_the_manual_is_understood_as_it_is_written(language: str) -> None:
    publishers, topics = shipped_publishers(), shipped_topics()
    queries = examples(language)
    assert len(queries) >= 20
    for query in queries:
        assert parse_query(query).notices == (), query
        for part in fielded(query):
            if part.field in RESOLVED:
                assert facet_keys(part.field, part.value, publishers, topics), query
            if part.field is QueryField.YEAR:
                assert year_range(part.value), query


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_is_explained(language: str) -> None:
    shown = {part.field for query in examples(language) for part in fielded(query)}
    assert shown == set(QueryField)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_spellings_of_a_series_number_mean_one_number(language: str) -> None:
    numbers = [number for query in examples(language) if (number := parse_series_number(query)) and number.series == "Meld. St."]
    assert len(numbers) == 3
    assert len({number.number for number in numbers}) == 1


def test_the_three_manuals_have_the_same_sections_in_the_same_order() -> None:
    levels = [[len(mark) for mark in re.findall(r"^(#+) ", manual(language), re.MULTILINE)] for language in LANGUAGES]
    assert levels[0] == levels[1] == levels[2]
    assert len(levels[0]) >= 10
