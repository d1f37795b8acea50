"""What a document is called, and that a query that is its name, in any form, has the same key."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.names import exact_name, name_keys, same_name
from index.tokens import words
from tests.index.shelf import make


def named(title: str, *aliases: str, subtitle: str | None = None) -> frozenset[str]:
    return frozenset(name_keys(replace(make("x", title), subtitle=subtitle, aliases=aliases)))


def is_called(keys: frozenset[str], query: str) -> bool:
    return exact_name(query) in keys or same_name(words(query)) in keys


@pytest.mark.parametrize(
    ("keys", "query"),
    [
        pytest.param(named("Lov om havner"), "lov om havner", id="its title"),
        pytest.param(named("Lov om havner"), "  LOV om «havner»! ", id="whatever its case and signs"),
        pytest.param(named("Lov om havner"), "lover om havnene", id="in other forms"),
        pytest.param(named("Utgreiing om skular"), "utredning om skoler", id="in the other written standard"),
        pytest.param(named("Lov om havner (havneloven)"), "lov om havner", id="without its short title"),
        pytest.param(named("Lov om havner (havneloven)"), "lov om havner (havneloven)", id="with its short title"),
        pytest.param(named("Lov om havner [havneloven]"), "lov om havner", id="without its short title in square brackets"),
        pytest.param(
            named("Lov om (visse) havner (havneloven)"), "lov om (visse) havner", id="only the last bracket is left out"
        ),
        pytest.param(named("Havner", subtitle="en plan"), "havner en plan", id="with its subtitle"),
        pytest.param(named("Havner", subtitle="en plan"), "havner", id="without its subtitle"),
        pytest.param(named("Lov om havner", "havneloven", "hfl"), "havneloven", id="another name"),
        pytest.param(named("Lov om havner", "havneloven", "hfl"), "havnelova", id="another name in the other written standard"),
        pytest.param(named("Lov om havner", "havneloven", "hfl"), "HFL", id="an abbreviation"),
        pytest.param(named("Næringsliv på Ås"), "naeringsliv paa aas", id="without its letters"),
    ],
)
def test_a_document_is_called_so(keys: frozenset[str], query: str) -> None:
    assert is_called(keys, query)


@pytest.mark.parametrize(
    ("keys", "query"),
    [
        pytest.param(named("Lov om havner"), "lov om havn og sjø", id="more than its title"),
        pytest.param(named("Lov om havner"), "havner", id="less"),
        pytest.param(named("Lov om havner"), "havner om lov", id="in another order"),
        pytest.param(named("Lov om havner (havneloven)"), "havneloven", id="what is in brackets is an alias only if it is given"),
        pytest.param(named("Kommuneloven"), "kommune", id="a part of a compound"),
        pytest.param(named("Lov om havner", "havneloven"), "havneloven hfl", id="two names at once"),
    ],
)
def test_a_document_is_not_called_so(keys: frozenset[str], query: str) -> None:
    assert not is_called(keys, query)


@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=3))
def test_every_name_that_has_words_has_its_keys_once(title: str, aliases: list[str]) -> None:
    keys = name_keys(replace(make("x", title), aliases=tuple(aliases)))
    assert len(set(keys)) == len(keys)
    for name in (title, *aliases):
        assert {exact_name(name), same_name(words(name))} <= set(keys) or not words(name)


@pytest.mark.parametrize("title", ["", "???", "( )", "[x] (y)"])
def test_a_title_of_signs_alone_is_no_name(title: str) -> None:
    assert {exact_name(""), same_name([])}.isdisjoint(named(title))
