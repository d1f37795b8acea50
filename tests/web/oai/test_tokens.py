"""A token is good for the list that it was given for, in the catalogue that gave it, for ever; and nothing else is a token."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.catalogue import Catalogue
from library.settings import Settings
from tests.index.shelf import make
from tests.web.oai.library import LIST, ask, ask_part, put
from web.oai.arguments import Verb
from web.oai.faults import RefusedError
from web.oai.tokens import Position, read_token, write_token

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
