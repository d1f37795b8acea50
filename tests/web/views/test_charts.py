"""Bars are as long as their numbers tell, and what is little is still seen."""

import pytest

from web.views.charts import LEAST, LENGTH, Counted, bars
from web.views.links import Link


def values(*counts: int) -> list[Counted]:
    return [Counted(Link(f"Nr. {place}", f"/nb/?year={place}"), count) for place, count in enumerate(counts)]


@pytest.mark.parametrize(
    ("counts", "most", "lengths"),
    [
        ((50, 25, 100), None, [50, 25, LENGTH]),
        ((1, 3), None, [33.3, LENGTH]),
        ((1, 10_000), None, [LEAST, LENGTH]),
        ((0, 5), None, [0, LENGTH]),
        ((0, 0), None, [0, 0]),
        ((5, 10), 20, [25, 50]),
        ((), None, []),
    ],
    ids=[
        "in proportion",
        "rounded",
        "the least is seen",
        "none is not drawn",
        "nothing at all",
        "to a common scale",
        "no values",
    ],
)
def test_a_bar_is_as_long_as_its_number_tells(counts: tuple[int, ...], most: int | None, lengths: list[float]) -> None:
    assert [bar.length for bar in bars(values(*counts), most)] == lengths


def test_a_bar_keeps_its_name_number_and_address() -> None:
    (bar,) = bars(values(7))
    assert (bar.label, bar.address, bar.count) == ("Nr. 0", "/nb/?year=0", 7)
