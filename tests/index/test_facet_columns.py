"""The columns of facets: what they count and filter is what the documents say, with little work where little answers."""

from __future__ import annotations

from collections import Counter
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engine import FacetField, SearchRequest
from index.facet_columns import Among, FacetColumn, facet_column, narrowest
from index.whoosh_engine import WhooshEngine
from tests.index.shelf import search

Values = tuple[str, ...]
DOCUMENTS = st.lists(st.lists(st.sampled_from("abcdef"), max_size=4).map(tuple), max_size=40)


def column_of(documents: list[Values]) -> FacetColumn:
    sets = list(dict.fromkeys(documents))
    return facet_column(sets, np.array([sets.index(document) for document in documents], np.int64))


def counted(column: FacetColumn, mask: list[bool]) -> dict[str | None, int]:
    counts = column.counts(Among.of(np.array(mask, np.bool_))).tolist()
    return {key: count for key, count in zip([*column.keys, None], counts, strict=True) if count}


@given(DOCUMENTS, st.data())
def test_a_value_counts_once_for_each_document_that_has_it(documents: list[Values], data: st.DataObject) -> None:
    mask = data.draw(st.lists(st.booleans(), min_size=len(documents), max_size=len(documents)))
    among = [document for document, is_in in zip(documents, mask, strict=True) if is_in]
    assert counted(column_of(documents), mask) == Counter[str | None](
        key for document in among for key in set(document) or [None]
    )


@given(DOCUMENTS, st.sets(st.sampled_from("abcxyz")), st.booleans())
def test_a_filter_lets_documents_with_any_of_its_values_pass(documents: list[Values], wanted: set[str], or_none: bool) -> None:
    passing = [bool(wanted.intersection(document)) or (or_none and not document) for document in documents]
    assert column_of(documents).mask(wanted, or_none=or_none).tolist() == passing


@pytest.mark.parametrize(
    ("held", "numbers", "are_out"), [(0, 0, False), (3, 3, False), (5, 5, False), (8, 2, True), (10, 0, True)]
)
def test_only_the_fewer_of_those_in_and_those_out_are_counted(held: int, numbers: int, are_out: bool) -> None:
    among = Among.of(np.arange(10) < held)
    assert (len(among.numbers), among.are_out) == (numbers, are_out)


def test_few_documents_are_counted_without_a_pass_over_the_sets_of_all() -> None:
    column = column_of([(f"{number:03}", f"{number + 1:03}") for number in range(100)])
    with patch.object(FacetColumn, "_by_set") as passes:
        assert counted(column, [number == 7 for number in range(100)]) == {"007": 1, "008": 1}
    assert not passes.called


@pytest.mark.parametrize(("most", "kind"), [(255, np.uint8), (256, np.uint16), (65_536, np.uint32)])
def test_numbers_take_the_narrowest_type_that_holds_them(most: int, kind: type) -> None:
    assert narrowest(np.array([0, most])).dtype == kind


@pytest.mark.parametrize(
    ("filters", "times"),
    [
        pytest.param({}, 1, id="none"),
        pytest.param({FacetField.TYPE: ("nou",)}, 2, id="one"),
        pytest.param({FacetField.TYPE: ("nou",), FacetField.YEAR: ("2020",)}, 3, id="two"),
    ],
)
def test_facets_without_a_filter_of_their_own_are_counted_among_the_same_documents(
    engine: WhooshEngine, filters: dict[FacetField, Values], times: int
) -> None:
    with patch.object(Among, "of", wraps=Among.of) as made:
        engine.search(SearchRequest(filters=filters))
    assert len(made.call_args_list) == times


def test_selected_values_are_listed_though_nothing_has_them(engine: WhooshEngine) -> None:
    results = search(engine, "klimarisiko", type=["nou", "law", "zzz"])
    (facet,) = (facet for facet in results.facets if facet.field is FacetField.TYPE)
    assert [(count.key, count.count, count.selected) for count in facet.counts] == [
        ("nou", 1, True),
        ("law", 0, True),
        ("zzz", 0, True),
    ]
