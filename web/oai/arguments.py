"""Reads the arguments of a request by the rules of its verb. What it reads is well-formed; whether that exists is not asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from library.cleaning import clean_line
from web.oai.faults import Code, Fault, RefusedError, refused

TOKEN = "resumptionToken"
_LONGEST_TOLD = 100  # characters of an argument that a message repeats
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SECOND = re.compile(rf"{_DAY.pattern}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}Z")
_PART = r"[A-Za-z0-9\-_.!~*'()]+"  # of a set's name or a metadata format's prefix, by the protocol's schema
_ANYTHING = re.compile(r".+", re.DOTALL)
_WELL_FORMED = {"metadataPrefix": re.compile(_PART), "set": re.compile(rf"{_PART}(?::{_PART})*")}


class Verb(StrEnum):
    """What can be asked."""

    IDENTIFY = "Identify"
    FORMATS = "ListMetadataFormats"
    SETS = "ListSets"
    HEADERS = "ListIdentifiers"
    RECORDS = "ListRecords"
    RECORD = "GetRecord"


@dataclass(frozen=True, slots=True)
class _Rule:
    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    is_list: bool = False
    """Whether a token may stand instead of all arguments."""


_HARVEST = _Rule(frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"}), is_list=True)
_RULES: Mapping[Verb, _Rule] = {
    Verb.IDENTIFY: _Rule(),
    Verb.FORMATS: _Rule(optional=frozenset({"identifier"})),
    Verb.SETS: _Rule(is_list=True),
    Verb.HEADERS: _HARVEST,
    Verb.RECORDS: _HARVEST,
    Verb.RECORD: _Rule(frozenset({"identifier", "metadataPrefix"})),
}


@dataclass(frozen=True, slots=True)
class OaiRequest:
    """A request whose arguments are those of its verb."""

    verb: Verb
    arguments: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Span:
    """The time from which changes are wanted, the end not included; None where it is open."""

    since: datetime | None = None
    before: datetime | None = None


def read_arguments(pairs: Sequence[tuple[str, str]]) -> OaiRequest:
    """Return what a request asks; raise RefusedError with everything that is wrong with its verb or its arguments."""
    verb = _verb([value for name, value in pairs if name == "verb"])
    others = [(name, value) for name, value in pairs if name != "verb"]
    if faults := list(_faults(_RULES[verb], others)):
        raise RefusedError([Fault(Code.BAD_ARGUMENT, message) for message in faults])
    return OaiRequest(verb, dict(others))


def read_span(start: str | None, end: str | None) -> Span:
    """Return the time from one day or second to another, both included.

    Raises RefusedError where one is neither, they are of different kinds, or the first is after the last.
    """
    first, last = (_moment(name, text) if text else None for name, text in (("from", start), ("until", end)))
    if start and end and len(start) != len(end):
        raise refused(Code.BAD_ARGUMENT, "«from» and «until» must both be days or both be seconds.")
    if first and last and first > last:
        raise refused(Code.BAD_ARGUMENT, "«from» is later than «until».")
    return Span(first, _after(last, end or ""))


def _verb(given: Sequence[str]) -> Verb:
    if len(given) != 1:
        raise refused(Code.BAD_VERB, "A request has one argument «verb»." if given else "The argument «verb» is missing.")
    if given[0] not in set(Verb):
        raise refused(Code.BAD_VERB, f"There is no verb {_told(given[0])}; there are {', '.join(Verb)}.")
    return Verb(given[0])


def _faults(rule: _Rule, given: Iterable[tuple[str, str]]) -> Iterator[str]:
    counts = Counter(name for name, _ in given)
    allowed = rule.required | rule.optional | ({TOKEN} if rule.is_list else set())
    for name, count in counts.items():
        if name not in allowed:
            yield f"This verb has no argument {_told(name)}."
        elif count > 1:
            yield f"The argument «{name}» is there more than once."
    for name, value in given:
        if name in allowed and not _WELL_FORMED.get(name, _ANYTHING).fullmatch(value):
            yield f"The argument «{name}» cannot be {_told(value)}."
    if TOKEN in counts:
        yield from (f"«{name}» cannot stand beside «{TOKEN}»." for name in sorted(allowed & counts.keys() - {TOKEN}))
    else:
        yield from (f"The argument «{name}» is missing." for name in sorted(rule.required - counts.keys()))


def _moment(name: str, text: str) -> datetime:
    try:
        if not (_DAY.fullmatch(text) or _SECOND.fullmatch(text)):
            raise ValueError
        return datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=UTC)
    except ValueError:
        message = f"«{name}» must be a day as 2024-05-17 or a second as 2024-05-17T12:00:00Z, not {_told(text)}."
        raise refused(Code.BAD_ARGUMENT, message) from None


def _after(last: datetime | None, text: str) -> datetime | None:
    """Return the end of the day or second; None after the last that there can be."""
    try:
        return last + (timedelta(days=1) if _DAY.fullmatch(text) else timedelta(seconds=1)) if last else None
    except OverflowError:
        return None


def _told(text: str) -> str:
    return f"«{clean_line(text)[:_LONGEST_TOLD]}»"
