"""A token is good for the list that it was given for, in the catalogue that gave it, for ever; and nothing else is a token."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from library.catalogue import Catalogue
from library.settings import Settings
from tests.index.shelf import make
from tests.web.oai.library import LIST, ask, ask_part, put
from web.oai.arguments import Verb
from web.oai.faults import RefusedError
from web.oai.tokens import MOST, Position, read_token, write_token

IDENTITY = "ae84ae62-6ef4-4fac-8077-6fd0e2ffb9ff"
positions = st.builds(
    Position,
    verb=st.sampled_from([Verb.HEADERS, Verb.RECORDS]),
    start=st.none() | st.text(),
    end=st.none() | st.text(),
    set_name=st.none() | st.text(),
    reached=st.integers(0, 2**40),
    sent=st.integers(0, 2**40),
    total=st.integers(0, 2**40),
    mark=st.none() | st.text(),
)
GOOD = write_token(Position(Verb.RECORDS, "2020-01-01", None, "type:nou", 100, 100, 348), IDENTITY)


@given(positions)
def test_a_token_holds_its_position(position: Position) -> None:
    token = write_token(position, IDENTITY)
    assert read_token(token, position.verb, IDENTITY) == position
    assert token.replace("-", "").replace("_", "").isalnum()


@given(positions, st.data())
def test_a_token_of_which_a_letter_was_changed_is_none(position: Position, data: st.DataObject) -> None:
    token = write_token(position, IDENTITY)
    place = data.draw(st.integers(0, len(token) - 1))
    letter = data.draw(st.characters(exclude_characters=token[place]))
    with pytest.raises(RefusedError):
        read_token(token[:place] + letter + token[place + 1 :], position.verb, IDENTITY)


BAD = {
    "cut": GOOD[:-1],
    "cut to almost nothing": GOOD[:3],
    "with something behind": f"{GOOD}AA",
    "filled up": f"{GOOD}==",
    "in words": "neste side",
    "in other letters": "ÆØÅ",
    "only a check": GOOD[:11],
}


@pytest.mark.parametrize("token", BAD.values(), ids=BAD.keys())
def test_what_is_no_token_is_refused(catalogue: Catalogue, token: str) -> None:
    assert ask(catalogue, verb="ListRecords", resumptionToken=token).codes == ["badResumptionToken"]


COUNTS = {
    "the largest that fits into a token": 2**64 - 1,
    "more than a database counts": 2**63,
    "more than any library has": MOST + 1,
    "less than nothing": -1,
}


@pytest.mark.parametrize("count", COUNTS.values(), ids=COUNTS.keys())
@pytest.mark.parametrize("field", ["reached", "sent", "total"])
def test_a_forged_token_with_a_count_that_cannot_be_is_refused(catalogue: Catalogue, field: str, count: int) -> None:
    position = Position(Verb.HEADERS, None, None, None)
    forged = write_token(replace(position, **{field: count}), catalogue.identity())
    assert ask(catalogue, verb="ListIdentifiers", resumptionToken=forged).codes == ["badResumptionToken"]


FORGED = st.builds(
    Position,
    verb=st.just(Verb.HEADERS),
    start=st.none() | st.text() | st.sampled_from(["0001-01-01", "9999-12-31", "9999-12-31T23:59:59Z"]),
    end=st.none() | st.text() | st.sampled_from(["0001-01-01", "9999-12-31", "0001-01-01T00:00:00Z"]),
    set_name=st.none() | st.text() | st.sampled_from(["type:nou", "publisher:\x00", "type:"]),
    reached=st.integers(0, MOST),
    sent=st.integers(0, MOST),
    total=st.integers(0, MOST),
    mark=st.none() | st.text(),
)


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with Catalogue.open(Settings(home=tmp_path_factory.mktemp("lasting"))) as opened:
        put(opened, *(make(f"b-{number}", "Bok") for number in range(3)))
        yield opened


@given(FORGED, st.integers(0, 3), st.booleans())
def test_whatever_a_forged_token_holds_is_answered(lasting: Catalogue, forged: Position, reached: int, is_ours: bool) -> None:
    if is_ours:
        forged = replace(forged, reached=reached, mark=lasting.revision_mark(reached))
    answer = ask_part(lasting, 1, verb="ListIdentifiers", resumptionToken=write_token(forged, lasting.identity()))
    assert bool(answer.codes) != bool(answer.ids)


def test_a_token_of_another_verb_or_catalogue_is_refused(catalogue: Catalogue, tmp_path: Path) -> None:
    token = ask_part(catalogue, 2, **LIST).token
    assert token is not None
    assert token.text
    assert ask(catalogue, verb="ListIdentifiers", resumptionToken=token.text).ids
    assert ask(catalogue, verb="ListRecords", resumptionToken=token.text).codes == ["badResumptionToken"]
    with Catalogue.open(Settings(home=tmp_path / "other")) as other:
        put(other, *(make(f"b-{number}", "Bok") for number in range(9)))
        assert ask(other, verb="ListIdentifiers", resumptionToken=token.text).codes == ["badResumptionToken"]


def test_a_token_of_a_later_state_than_a_restored_catalogue_has_is_refused(catalogue: Catalogue, tmp_path: Path) -> None:
    with Catalogue.open(Settings(home=tmp_path / "live")) as live:
        put(live, make("a", "A"))
    shutil.copytree(tmp_path / "live", tmp_path / "backup")
    with Catalogue.open(Settings(home=tmp_path / "live")) as live:
        put(live, *(make(f"b-{number}", "Bok") for number in range(9)))
        token = ask_part(live, 3, **LIST).token
    assert token is not None
    assert token.text
    with Catalogue.open(Settings(home=tmp_path / "backup")) as restored:
        assert ask(restored, verb="ListIdentifiers", resumptionToken=token.text).codes == ["badResumptionToken"]
        put(restored, *(make(f"c-{number}", "Bok") for number in range(20)))
        assert ask(restored, verb="ListIdentifiers", resumptionToken=token.text).codes == ["badResumptionToken"], "it has grown"
