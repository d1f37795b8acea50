"""Version 1 keeps what it has promised: nothing is removed, renamed or given another meaning."""

import pytest

from tests.web.api.contract import broken, promises, recorded


def test_every_promise_is_kept() -> None:
    assert broken(recorded(), promises()) == {}, "this would break the sites that build on us"


def test_every_promise_is_recorded() -> None:
    added = promises().keys() - recorded().keys()
    assert added == set(), "record them: python -m tests.web.api.contract"


@pytest.mark.parametrize(
    "place",
    ["Search.meta", "Result.title is", "GET /api/v1/search ? q is", "GET /api/v1/search → 422", "Sort=newest", "Reason=too-deep"],
)
def test_what_is_taken_away_or_changed_is_seen(place: str) -> None:
    before = recorded()
    now = {name: promise for name, promise in before.items() if name != place}
    assert broken(before, now) == {place: (before[place], None)}
    assert broken(before, {**now, place: "something else"}) == {place: (before[place], "something else")}


@pytest.mark.parametrize(
    ("place", "raised", "lowered"),
    [("GET /api/v1/search ? size at most", "200", "50"), ("GET /api/v1/search ? page at least", "0", "2")],
)
def test_limits_may_be_raised_and_not_lowered(place: str, raised: str, lowered: str) -> None:
    before = recorded()
    assert broken(before, {**before, place: raised}) == {}
    assert broken(before, {**before, place: lowered}) == {place: (before[place], lowered)}


def test_values_may_be_added() -> None:
    assert broken(recorded(), {**recorded(), "Sort=longest": "a value", "GET /api/v1/search ? sort=longest": "a value"}) == {}
