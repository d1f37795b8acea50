"""Turns the query string of a document's page into what the reader wants to see of its text. Knows nothing of HTTP."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from index.engine import Matching
from index.query import MAX_CHARACTERS
from library.cleaning import clean_line
from web.reader import InvalidParametersError, Problem, Reason

# A format that is empty counts as absent; with any other the page itself is not what is wanted (parse_document_format).
PARAMETERS = ("q", "match", "page", "hit", "goto", "format")
_NUMBER = re.compile(r"[0-9]{1,6}")  # no document has a million pages or hits


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What is looked for in a document, and where the reader is."""

    query: str = ""
    matching: Matching = Matching.AUTO
    """How the query's words are looked for; the ordinary way if there are none."""
    page: int | None = None
    """A page as it is counted from the first."""
    hit: int | None = None
    """A hit, counted from the first in the document; it goes before the page."""
    goto: str = ""
    """A page as the reader calls it: by its printed number or heading, else as it is counted."""


def parse_reading(parameters: Iterable[tuple[str, str]]) -> Reading:
    """Return what a query string asks for; raise InvalidParametersError with every problem in it.

    Empty values count as absent, as an HTML form sends its empty fields. A query is cut where a search would stop
    reading it, because every link of the page repeats it.
    """
    given, problems = dict[str, str](), list[Problem]()
    for name, raw in parameters:
        if name not in PARAMETERS:
            problems.append(Problem(clean_line(name), Reason.UNKNOWN_PARAMETER, clean_line(raw), PARAMETERS))
        elif value := clean_line(raw):
            if name in given:
                problems.append(Problem(name, Reason.REPEATED))
            given[name] = value
    problems.extend(_wrong(given))
    if problems:
        raise InvalidParametersError(problems)
    page, hit = (int(given[name]) if name in given else None for name in ("page", "hit"))
    query, matching = given.get("q", "")[:MAX_CHARACTERS], Matching(given.get("match", Matching.AUTO))
    return Reading(query=query, matching=matching if query else Matching.AUTO, page=page, hit=hit, goto=given.get("goto", ""))


def _wrong(given: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what is wrong with the values that are more than text."""
    for name in ("page", "hit"):
        if name in given and not _NUMBER.fullmatch(given[name]):
            yield Problem(name, Reason.NOT_IN_RANGE, given[name])
    if "match" in given and given["match"] not in set(Matching):
        yield Problem("match", Reason.NOT_ALLOWED, given["match"], tuple(Matching))
