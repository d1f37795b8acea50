"""Version 1 keeps what it has promised: nothing is removed, renamed or given another meaning."""

import pytest

from tests.web.api.contract import broken, promises, recorded


def test_every_promise_is_kept() -> None:
    assert broken(recorded(), promises()) == {}, "this would break the sites that build on us"


def test_every_promise_is_recorded() -> None:
    added = promises().keys() - recorded().keys()
    assert added == set(), "record them: python -m tests.web.api.contract"


@pytest.mark.parametrize(
    "place", ["Search.meta", "Result.title", "GET /api/v1/search ? q", "GET /api/v1/search → 422", "Sort=newest"]
)
def test_what_is_taken_away_or_changed_is_seen(place: str) -> None:
    before = recorded()
    now = {name: promise for name, promise in before.items() if name != place}
    assert broken(before, now) == {place: (before[place], None)}
    assert broken(before, {**now, place: "something else"}) == {place: (before[place], "something else")}
