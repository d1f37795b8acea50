"""The pages of a result: how many there are, and those beside one of them."""

from __future__ import annotations

from index.engine import SearchRequest
from web.params import MAX_DEPTH, on_page, page_number


def page_count(total: int, size: int) -> int:
    """Return how many pages of results can be asked for; none of size 0."""
    return min(-(-total // size), MAX_DEPTH // size) if size else 0


def neighbours(request: SearchRequest, total: int) -> tuple[SearchRequest | None, SearchRequest | None]:
    """Return the pages before and after that of a request with so many results; before one past the last comes the last."""
    page, pages = page_number(request), page_count(total, request.size)
    before = on_page(request, min(page - 1, pages)) if page > 1 and pages else None
    after = on_page(request, page + 1) if page < pages else None
    return before, after
