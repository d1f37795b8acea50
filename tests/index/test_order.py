"""A result's first documents are those of the whole result in order, whatever is asked for and however many are alike."""

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.columns import Columns
from index.engine import Sort
from index.order import in_order

SCORES = st.lists(st.sampled_from([0.0, 0.5, 1.0, 2.5]), max_size=60)


@given(SCORES, st.randoms(), st.integers(0, 70), st.sampled_from(Sort))
def test_the_first_are_the_first_of_all(scores: list[float], chance: Random, wanted: int, sort: Sort) -> None:
    count = len(scores)
    ranks = {order: np.array(chance.sample(range(count), count), np.int32) for order in Sort}
    columns = Columns(ids=(), alive=np.ones(count, np.bool_), facets={}, years=np.zeros(count, np.int16), ranks=ranks, lengths={})
    found = np.array([number for number in range(count) if number % 3], np.int64)
    newest = ranks[Sort.NEWEST]
    by = (lambda number: (-scores[number], newest[number])) if sort is Sort.RELEVANCE else (lambda number: ranks[sort][number])
    expected = sorted(found.tolist(), key=by)[:wanted]
    assert in_order(columns, found, np.array(scores), sort, wanted).tolist() == expected
