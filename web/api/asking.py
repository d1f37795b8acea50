"""Turns the query strings of the API into what is wanted. Knows nothing of HTTP or of which keys exist."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from index.engine import FacetField, SearchRequest
from web.api.cursor import START, Cursor, parse_cursor, search_digest
from web.api.shapes.found import ResultShape
from web.params import PARAMETERS, read_search
from web.reader import Problem, Reader, Reason

RESULT_FIELDS = ResultShape.__struct_fields__
NO_FACETS = "none"
FACETS = (*FacetField, NO_FACETS)
SEARCH_PARAMETERS = (*PARAMETERS, "fields", "facets", "cursor")
_OF_SNIPPETS = frozenset({"title_marked", "snippet", "pages", "pages_total"})
"""The fields of a result for which pages must be read."""

DEFAULT_TEXT_PAGES = 20  # pages of text in one answer: some 60 kB
MAX_TEXT_PAGES = 100
MAX_PAGE_NUMBER = 20_000  # as many pages as a record may have
DEFAULT_CHANGES = 100
MAX_CHANGES = 1_000  # in one answer; some 300 kB
MAX_REVISION = 999_999_999
_MARKED = re.compile(r"(?P<revision>[0-9]{1,9})(?:-(?P<mark>[0-9a-f]{1,64}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A search, which part of its answer is wanted, and whether it is read completely."""

    request: SearchRequest
    fields: tuple[str, ...] = RESULT_FIELDS
    """Of each result."""
    cursor: Cursor | None = None
    """The place that a reading has reached; its state is empty where it begins."""

    def narrowing(self) -> list[tuple[str, str]]:
        """Return the parameters that say which part of the answer is wanted."""
        narrowed = {"fields": (self.fields, RESULT_FIELDS), "facets": (self.request.facets, tuple(FacetField))}
        return [(name, ",".join(some) or NO_FACETS) for name, (some, every) in narrowed.items() if some != every]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedChanges:
    """The changes after a revision or a time; of them, so many after the revision that a reading of them has reached."""

    since: int | datetime
    mark: str | None
    """What told the revision apart from that of the same number in another history."""
    after: int
    size: int


def parse_asked(parameters: Iterable[tuple[str, str]]) -> Asked:
    """Return what is asked of a search; raise InvalidParametersError with everything that is wrong."""
    reader = Reader(parameters, SEARCH_PARAMETERS, is_strict=True)
    request = read_search(reader, smallest=0)
    fields = reader.some_of("fields", RESULT_FIELDS)
    request = replace(request, facets=_facets(reader), has_snippets=not fields or not _OF_SNIPPETS.isdisjoint(fields))
    cursor = _cursor(reader, request)
    reader.refuse_problems()
    return Asked(
        request=replace(request, offset=cursor.offset) if cursor else request, fields=fields or RESULT_FIELDS, cursor=cursor
    )


def parse_text(parameters: Iterable[tuple[str, str]]) -> tuple[int, int]:
    """Return the number of the first page of text that is wanted, and of how many pages; raise InvalidParametersError."""
    reader = Reader(parameters, ("first", "size"))
    first = reader.number("first", default=1, highest=MAX_PAGE_NUMBER)
    size = reader.number("size", default=DEFAULT_TEXT_PAGES, highest=MAX_TEXT_PAGES)
    reader.refuse_problems()
    return first, size


def parse_changes(parameters: Iterable[tuple[str, str]]) -> AskedChanges:
    """Return which changes are wanted; raise InvalidParametersError."""
    reader = Reader(parameters, ("since", "after", "size"), is_strict=True)
    since, mark = _since(reader)
    asked = AskedChanges(
        since=since,
        mark=mark,
        after=reader.number("after", default=0, highest=MAX_REVISION, lowest=0),
        size=reader.number("size", default=DEFAULT_CHANGES, highest=MAX_CHANGES),
    )
    reader.refuse_problems()
    return asked


def parse_nothing(parameters: Iterable[tuple[str, str]]) -> None:
    """Raise InvalidParametersError if there is any parameter."""
    Reader(parameters, ()).refuse_problems()


def _facets(reader: Reader) -> tuple[FacetField, ...]:
    """Return the facets that are wanted, in the order in which they always come: all of them where none is named."""
    named = reader.some_of("facets", FACETS)
    if NO_FACETS in named and len(named) > 1:
        reader.problems.append(Problem("facets", Reason.NOT_ALLOWED, ",".join(named), (NO_FACETS, *FacetField)))
    return tuple(field for field in FacetField if field in named) if named else tuple(FacetField)


def _cursor(reader: Reader, request: SearchRequest) -> Cursor | None:
    text, search = reader.one("cursor"), search_digest(request)
    if text is None:
        return None
    cursor = Cursor(0, search, "") if text == START else parse_cursor(text)
    if cursor is None:
        reader.problems.append(Problem("cursor", Reason.NOT_A_CURSOR, text, (START,)))
    elif cursor.search != search:
        reader.problems.append(Problem("cursor", Reason.CURSOR_OF_ANOTHER_SEARCH, text, (START,)))
    wrong = ("page",) if reader.has("page") else ("size",) if not request.size else ()
    reader.problems.extend(Problem(name, Reason.NOT_WITH_CURSOR) for name in wrong)
    return cursor


def _since(reader: Reader) -> tuple[int | datetime, str | None]:
    """Return a revision with its mark, if there is one, or a time: without an offset it is UTC, a date is its beginning."""
    text = reader.one("since") or "0"
    if (marked := _MARKED.fullmatch(text)) and int(marked["revision"]) <= MAX_REVISION:
        return int(marked["revision"]), marked["mark"]
    try:
        moment = datetime.fromisoformat(text)
        return (moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)), None
    except (ValueError, OverflowError):  # the latter for what lies before the year 1 or after 9999 once it is in UTC
        reader.problems.append(Problem("since", Reason.NOT_A_TIME, text))
        return 0, None
