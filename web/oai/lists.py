"""Lists of records in parts, in the order of their latest change.

A document that changes while a list is read comes again at its end, and one that is removed comes as removed; so whoever has
read a list to its end has everything as it is then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree
from msgspec.structs import replace

from library.states import Scope, State
from web.oai.arguments import TOKEN, OaiRequest, Span, read_span
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


def read_part(asked: OaiRequest, repository: Repository) -> Part:
    """Return the part of a list that is asked for; raise RefusedError if there is none."""
    position = _position(asked, repository)
    scope = _scope(position, read_span(position.start, position.end))
    read = repository.catalogue.states
    states = read(scope, after=position.reached, limit=repository.page_size + 1) if scope else []
    if not (scope and states):
        raise refused(Code.NO_RECORDS, "There are no records that match.")
    part, goes_on = states[: repository.page_size], len(states) > repository.page_size
    if not position.sent and not goes_on:
        return Part(part, None)
    total = position.total or repository.catalogue.count_states(scope)
    return Part(part, _resumption(replace(position, total=total), part, repository, goes_on=goes_on))


def add_resumption(parent: etree._Element, resumption: Resumption) -> None:
    """Add how a list goes on. The token does not expire, so no expirationDate is told."""
    sizes = {"completeListSize": str(resumption.total), "cursor": str(resumption.cursor)}
    add(parent, TOKEN, resumption.token or None, **sizes)


def _position(asked: OaiRequest, repository: Repository) -> Position:
    """Return where the list is to go on, or its beginning.

    A catalogue in which the revision that a token has reached is another one, or is not, was set back to a copy that was kept
    of it: then the list must be read anew.
    """
    arguments: Mapping[str, str] = asked.arguments
    if TOKEN in arguments:
        position = read_token(arguments[TOKEN], asked.verb, repository.identity)
        if position.mark != repository.catalogue.revision_mark(position.reached):
            raise unknown_token()
        return position
    check_format(arguments["metadataPrefix"])
    return Position(asked.verb, arguments.get("from"), arguments.get("until"), arguments.get("set"))


def _scope(position: Position, span: Span) -> Scope | None:
    """Return which documents are in the list; None if it is of a set that there is not."""
    if position.set_name is None:
        return Scope(since=span.since, before=span.before)
    if (found := read_set(position.set_name)) is None:
        return None
    return Scope(since=span.since, before=span.before, listed_by=found[0], key=found[1])


def _resumption(position: Position, part: list[State], repository: Repository, *, goes_on: bool) -> Resumption:
    sent, reached = position.sent + len(part), part[-1].revision
    total = max(position.total, sent + goes_on)  # more than in the beginning, where documents came or changed meanwhile
    if not goes_on:
        return Resumption("", position.sent, sent)
    mark = repository.catalogue.revision_mark(reached)
    then = replace(position, reached=reached, sent=sent, total=total, mark=mark)
    return Resumption(write_token(then, repository.identity), position.sent, total)
