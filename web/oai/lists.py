"""Lists of records in parts, in the order of their latest change.

A document that changes while a list is read comes again at its end, and one that is removed comes as removed; so whoever has
read a list to its end has everything as it is then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree
from msgspec.structs import replace

from library.states import Selection, State
from web.oai.arguments import TOKEN, Asked, Span, read_span
from web.oai.faults import Code, refused
from web.oai.formats import check_format
from web.oai.names import read_set
from web.oai.repository import Repository
from web.oai.tokens import Position, read_token, unknown_token, write_token
from web.oai.xml import add


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a list, and what stands at its end."""

    states: list[State]
    resumption: Resumption | None
    """None where the list has one part only."""


@dataclass(frozen=True, slots=True)
class Resumption:
    """How the list goes on."""

    token: str
    """Empty where this is the last part."""
    cursor: int
    """How many records came before this part."""
    total: int
    """How many the list had when it was begun, or has turned out to have."""


def read_part(asked: Asked, repository: Repository) -> Part:
    """Return the part of a list that is asked for; raise RefusedError if there is none."""
    position = _position(asked, repository)
    selection = _selection(position, read_span(position.start, position.end))
    read = repository.catalogue.states
    states = read(selection, after=position.reached, limit=repository.page_size + 1) if selection else []
    if not (selection and states):
        raise refused(Code.NO_RECORDS, "There are no records that match.")
    part, goes_on = states[: repository.page_size], len(states) > repository.page_size
    if not position.sent and not goes_on:
        return Part(part, None)
    total = position.total or repository.catalogue.count_states(selection)
    return Part(part, _resumption(replace(position, total=total), part, repository.identity, goes_on=goes_on))


def add_resumption(parent: etree._Element, resumption: Resumption) -> None:
    """Add how a list goes on. The token does not expire, so no expirationDate is told."""
    sizes = {"completeListSize": str(resumption.total), "cursor": str(resumption.cursor)}
    add(parent, TOKEN, resumption.token or None, **sizes)


def _position(asked: Asked, repository: Repository) -> Position:
    """Return where the list is to go on, or its beginning.

    A catalogue that has come to fewer revisions than a token says was set back, to a copy that was kept of it: then the list
    must be read anew.
    """
    arguments: Mapping[str, str] = asked.arguments
    if TOKEN in arguments:
        position = read_token(arguments[TOKEN], asked.verb, repository.identity)
        if position.reached > repository.catalogue.revision():
            raise unknown_token()
        return position
    check_format(arguments["metadataPrefix"])
    return Position(asked.verb, arguments.get("from"), arguments.get("until"), arguments.get("set"))


def _selection(position: Position, span: Span) -> Selection | None:
    """Return which documents are in the list; None if it is of a set that there is not."""
    if position.set_name is None:
        return Selection(since=span.since, before=span.before)
    if (found := read_set(position.set_name)) is None:
        return None
    return Selection(since=span.since, before=span.before, listed_by=found[0], key=found[1])


def _resumption(position: Position, part: list[State], identity: str, *, goes_on: bool) -> Resumption:
    sent = position.sent + len(part)
    total = max(position.total, sent + goes_on)  # more than in the beginning, where documents came or changed meanwhile
    token = write_token(replace(position, reached=part[-1].revision, sent=sent, total=total), identity) if goes_on else ""
    return Resumption(token, position.sent, total if goes_on else sent)
