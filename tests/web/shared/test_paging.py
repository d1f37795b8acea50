"""Pages of a result lead to each other, and to none that cannot be asked for."""

import pytest

from index.engine import SearchRequest
from web.params import MAX_DEPTH, page_number
from web.shared.paging import neighbours, page_count


@pytest.mark.parametrize(
    ("total", "size", "pages"),
    [
        pytest.param(0, 20, 0, id="nothing found"),
        pytest.param(20, 20, 1, id="one full page"),
        pytest.param(21, 20, 2, id="one more"),
        pytest.param(5, 0, 0, id="no hits wanted"),
        pytest.param(MAX_DEPTH * 3, 20, MAX_DEPTH // 20, id="more than can be paged through"),
    ],
)
def test_pages_are_those_that_can_be_asked_for(total: int, size: int, pages: int) -> None:
    assert page_count(total, size) == pages


@pytest.mark.parametrize(
    ("page", "total", "size", "expected"),
    [
        pytest.param(1, 50, 20, (None, 2), id="first"),
        pytest.param(2, 50, 20, (1, 3), id="within"),
        pytest.param(3, 50, 20, (2, None), id="last"),
        pytest.param(9, 50, 20, (3, None), id="past the last"),
        pytest.param(9, 0, 20, (None, None), id="nothing found"),
        pytest.param(1, 50, 0, (None, None), id="no hits wanted"),
        pytest.param(MAX_DEPTH // 20, MAX_DEPTH * 3, 20, (MAX_DEPTH // 20 - 1, None), id="deepest"),
    ],
)
def test_a_page_leads_to_those_beside_it(page: int, total: int, size: int, expected: tuple[int | None, int | None]) -> None:
    found = neighbours(SearchRequest(query="by", offset=(page - 1) * size, size=size), total)
    assert tuple(page_number(beside) if beside else None for beside in found) == expected
    assert all(beside.query == "by" for beside in found if beside)
