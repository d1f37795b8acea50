"""Turns the query string of a document's page into what the reader wants to see of its text. Knows nothing of HTTP."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from index.engine import Matching
from index.query import MAX_CHARACTERS
from library.cleaning import clean_line
from web.reader import Reader

# A format that is empty counts as absent; with any other the page itself is not what is wanted (parse_document_format).
PARAMETERS = ("q", "match", "page", "hit", "goto", "format")
MAX_NUMBER = 999_999  # no document has a million pages or hits


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
    reader = Reader(parameters, PARAMETERS)
    query, matching = clean_line(reader.one("q") or "")[:MAX_CHARACTERS], reader.choice("match", Matching.AUTO)
    reading = Reading(
        query=query,
        matching=matching if query else Matching.AUTO,
        page=reader.number("page", default=0, highest=MAX_NUMBER) or None,
        hit=reader.number("hit", default=0, highest=MAX_NUMBER) or None,
        goto=clean_line(reader.one("goto") or ""),
    )
    reader.refuse_problems()
    return reading
