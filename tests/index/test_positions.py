"""Positions come back as they were, in few bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.positions import Positions

POSITIONS = Positions()


@given(st.sets(st.integers(min_value=0, max_value=2**32 - 1), min_size=1).map(sorted))
def test_positions_come_back_as_they_were(positions: list[int]) -> None:
    assert POSITIONS.decode_positions(POSITIONS.encode(positions)) == positions


@pytest.mark.parametrize(
    ("positions", "size"),
    [
        pytest.param([0], 2, id="first-word"),
        pytest.param([255], 2, id="one-byte"),
        pytest.param([256], 3, id="two-bytes"),
        pytest.param([65_535], 3, id="two-bytes-at-most"),
        pytest.param([65_536], 5, id="four-bytes"),
        pytest.param([10, 100, 300], 4, id="near-each-other"),
        pytest.param([10, 100, 3_000], 7, id="one-far-from-the-others"),
    ],
)
def test_a_place_takes_no_more_bytes_than_the_widest_step_needs(positions: list[int], size: int) -> None:
    assert len(POSITIONS.encode(positions)) == size
