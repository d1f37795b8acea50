"""Turns a query string into a SearchRequest and back. Knows nothing of HTTP, of labels or of which keys exist."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from index.engine import NO_VALUE, FacetField, Matching, SearchRequest, Sort
from library.errors import KartotekError
from web.exports.formats import FEED_SIZE, OF_ONE_DOCUMENT, Export, Format, Separator

DEFAULT_SIZE = 20
MAX_SIZE = 100  # results a page: more would be a bulk export, which is another door
MAX_DEPTH = 10_000  # results that can be paged through: an engine must sort all of them for the last page
MAX_VALUES = 100  # values in one field: nobody ticks more, and each costs the engine a lookup
_DIGITS = re.compile(r"[0-9]{1,9}")  # longer numbers are out of every range that we have
_YEAR = re.compile(r"[0-9]{4}")
PARAMETERS = ("q", "match", *FacetField, "year_from", "year_to", "sort", "page", "size")
EXPORT_PARAMETERS = ("format", "separator")
MAX_FEW = 20  # suggestions or similar documents: lists to be seen at one glance
DEFAULT_SUGGESTIONS = 8  # below a search box without covering the page
DEFAULT_SIMILAR = 5  # beside a document
Choice = TypeVar("Choice", bound=StrEnum)


class Reason(StrEnum):
    """What is wrong with a parameter."""

    UNKNOWN_PARAMETER = "unknown-parameter"
    REPEATED = "repeated"
    NOT_IN_RANGE = "not-in-range"
    NOT_A_YEAR = "not-a-year"
    YEARS_REVERSED = "years-reversed"
    NOT_ALLOWED = "not-allowed"
    TOO_MANY_VALUES = "too-many-values"
    TOO_DEEP = "too-deep"
    UNKNOWN_KEY = "unknown-key"
    ONLY_FOR_CSV = "only-for-csv"


@dataclass(frozen=True, slots=True)
class Problem:
    """One parameter that cannot be used, and what could stand there instead."""

    name: str
    reason: Reason
    value: str = ""
    allowed: tuple[str, ...] = ()


class InvalidParametersError(KartotekError):
    """A query string asks for something that cannot be answered."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"These parameters cannot be used: {', '.join(problem.name for problem in self.problems)}.")


def parse_search(parameters: Iterable[tuple[str, str]]) -> SearchRequest:
    """Return what a query string asks for; raise InvalidParametersError with every problem in it.

    Empty values count as absent, as an HTML form sends its empty fields.
    """
    reader = _Reader(parameters, PARAMETERS)
    request = _search(reader)
    reader.refuse_problems()
    return request


def parse_page(parameters: Iterable[tuple[str, str]]) -> tuple[SearchRequest, Export | None]:
    """Return what a page's query string asks for, and the file that it is wanted as, if not as a page.

    A file holds the whole result, so that «format» can be added to the address of any page of it: page and size count for
    nothing then. Only a feed has pages, of its own size. Raises InvalidParametersError.
    """
    reader = _Reader(parameters, (*PARAMETERS, *EXPORT_PARAMETERS))
    export = _export(reader)
    request = _search(reader, FEED_SIZE if export and export.format is Format.ATOM else None)
    reader.refuse_problems()
    return request, export


def parse_document_format(parameters: Iterable[tuple[str, str]], beside: Collection[str]) -> Format | None:
    """Return the format that a document's description is wanted in, if not as a page.

    The names beside it are those of the page's own parameters, which count for nothing then. Raises InvalidParametersError.
    """
    given = list(parameters)
    if not any(name == "format" and _printable(value) for name, value in given):
        return None
    reader = _Reader(given, ("format", *beside))
    format = reader.format(OF_ONE_DOCUMENT)
    reader.refuse_problems()
    return format


def parse_facet(parameters: Iterable[tuple[str, str]]) -> tuple[SearchRequest, str, bool]:
    """Return the search whose facet is shown whole, what its values are looked through for, and whether to go to the results.

    Raises InvalidParametersError.
    """
    reader = _Reader(parameters, (*PARAMETERS, "find", "apply"))
    request, find, is_applied = _search(reader), reader.one("find") or "", reader.one("apply") is not None
    reader.refuse_problems()
    return request, find, is_applied


def _export(reader: _Reader) -> Export | None:
    format, separator = reader.format(tuple(Format)), reader.choice("separator", Separator.COMMA)
    if reader.has("separator") and format is not Format.CSV:
        reader.problems.append(Problem("separator", Reason.ONLY_FOR_CSV, separator))
    return Export(format, separator) if format else None


def _search(reader: _Reader, fixed_size: int | None = None) -> SearchRequest:
    page = reader.number("page", default=1, highest=MAX_DEPTH)
    given_size = reader.number("size", default=DEFAULT_SIZE, highest=MAX_SIZE)
    size = fixed_size or given_size
    year_from, year_to = reader.year("year_from"), reader.year("year_to")
    query, matching = reader.one("q") or "", reader.choice("match", Matching.AUTO)
    request = SearchRequest(
        query=query,
        filters={field: values for field in FacetField if (values := reader.many(field))},
        year_from=year_from,
        year_to=year_to,
        matching=matching if query else Matching.AUTO,
        sort=reader.choice("sort", Sort.RELEVANCE),
        offset=(page - 1) * size,
        size=size,
    )
    reader.check_together(request)
    return request


def parse_suggest(parameters: Iterable[tuple[str, str]]) -> tuple[str, int]:
    """Return what is being typed and how many suggestions are wanted; raise InvalidParametersError."""
    reader = _Reader(parameters, ("q", "size"))
    query, size = reader.one("q") or "", reader.number("size", default=DEFAULT_SUGGESTIONS, highest=MAX_FEW)
    reader.refuse_problems()
    return query, size


def parse_similar(parameters: Iterable[tuple[str, str]]) -> int:
    """Return how many similar documents are wanted; raise InvalidParametersError."""
    reader = _Reader(parameters, ("size",))
    size = reader.number("size", default=DEFAULT_SIMILAR, highest=MAX_FEW)
    reader.refuse_problems()
    return size


def query_items(request: SearchRequest) -> list[tuple[str, str]]:
    """Return the parameters of a request, leaving out what is as by default."""
    single = {
        "year_from": request.year_from,
        "year_to": request.year_to,
        "sort": request.sort if request.sort != Sort.RELEVANCE else None,
        "page": page_number(request) if request.offset else None,
        "size": request.size if request.size != DEFAULT_SIZE else None,
    }
    matching = [("match", request.matching.value)] if request.query and request.matching is not Matching.AUTO else []
    return [
        *([("q", request.query)] if request.query else []),
        *matching,
        *((field.value, key) for field in FacetField for key in request.filters.get(field, ())),
        *((name, str(value)) for name, value in single.items() if value is not None),
    ]


def query_string(request: SearchRequest) -> str:
    """Return the query string of a request, without a question mark; parse_search reads it back."""
    return urlencode(query_items(request))


def page_number(request: SearchRequest) -> int:
    """Return the number of the page of results, from 1."""
    return request.offset // request.size + 1


def on_page(request: SearchRequest, number: int) -> SearchRequest:
    """Return the same request for another page of results."""
    return replace(request, offset=(number - 1) * request.size)


def without_value(request: SearchRequest, field: FacetField, key: str) -> SearchRequest:
    """Return the request without one of its filter values, on its first page."""
    kept = {name: tuple(value for value in values if (name, value) != (field, key)) for name, values in request.filters.items()}
    return replace(request, filters={name: values for name, values in kept.items() if values}, offset=0)


def without_years(request: SearchRequest) -> SearchRequest:
    """Return the request without its range of years, on its first page."""
    return replace(request, year_from=None, year_to=None, offset=0)


def without_filters(request: SearchRequest) -> SearchRequest:
    """Return the request without anything that narrows its query, on its first page."""
    return replace(request, filters={}, year_from=None, year_to=None, offset=0)


def without_field(request: SearchRequest, field: FacetField) -> SearchRequest:
    """Return the request without what narrows it by one field, on its first page."""
    others = {name: values for name, values in request.filters.items() if name is not field}
    return replace(without_years(request) if field is FacetField.YEAR else request, filters=others, offset=0)


def with_value(request: SearchRequest, field: FacetField, key: str) -> SearchRequest:
    """Return the request narrowed to one value of a field instead of what it was narrowed to there, on its first page."""
    wider = without_field(request, field)
    return replace(wider, filters={**wider.filters, field: (key,)})


def within_years(request: SearchRequest, first: int, last: int) -> SearchRequest:
    """Return the request for documents of these years, on its first page."""
    return replace(without_field(request, FacetField.YEAR), year_from=first, year_to=last)


def with_matching(request: SearchRequest, matching: Matching) -> SearchRequest:
    """Return the request for documents that match the query in another way, on its first page."""
    return replace(request, matching=matching, offset=0)


def with_query(request: SearchRequest, query: str) -> SearchRequest:
    """Return another query within the same filters, matched in the ordinary way, on its first page."""
    return replace(request, query=query, matching=Matching.AUTO, offset=0)


class _Reader:
    """Takes typed values out of a query string and keeps account of what is wrong with it."""

    def __init__(self, parameters: Iterable[tuple[str, str]], known: Collection[str]) -> None:
        self.problems: list[Problem] = []
        self._given = self._of(parameters, known)

    def one(self, name: str) -> str | None:
        values = self._given.get(name, ())
        if len(values) > 1:
            self.problems.append(Problem(name, Reason.REPEATED))
        return values[0] if values else None

    def has(self, name: str) -> bool:
        return name in self._given

    def format(self, allowed: tuple[Format, ...]) -> Format | None:
        text = self.one("format")
        if text is None or text in allowed:
            return Format(text) if text else None
        self.problems.append(Problem("format", Reason.NOT_ALLOWED, text, allowed))
        return None

    def number(self, name: str, *, default: int, highest: int) -> int:
        text = self.one(name)
        if text is None:
            return default
        if _DIGITS.fullmatch(text) and 1 <= int(text) <= highest:
            return int(text)
        self.problems.append(Problem(name, Reason.NOT_IN_RANGE, text, (f"1–{highest}",)))
        return default

    def year(self, name: str) -> int | None:
        text = self.one(name)
        if text is None or _YEAR.fullmatch(text):
            return int(text) if text else None
        self.problems.append(Problem(name, Reason.NOT_A_YEAR, text))
        return None

    def choice(self, name: str, default: Choice) -> Choice:
        text, choices = self.one(name), type(default)
        if text is None or text in set(choices):
            return choices(text or default)
        self.problems.append(Problem(name, Reason.NOT_ALLOWED, text, tuple(choices)))
        return default

    def many(self, field: FacetField) -> tuple[str, ...]:
        values = tuple(dict.fromkeys(self._given.get(field, ())))
        if len(values) > MAX_VALUES:
            self.problems.append(Problem(field, Reason.TOO_MANY_VALUES, str(len(values)), (f"1–{MAX_VALUES}",)))
        if field is FacetField.YEAR:
            wrong = (value for value in values if value != NO_VALUE and not _YEAR.fullmatch(value))
            self.problems.extend(Problem(field, Reason.NOT_A_YEAR, value) for value in wrong)
        return values

    def check_together(self, request: SearchRequest) -> None:
        """Look at what only the parameters together can get wrong."""
        if request.offset + request.size > MAX_DEPTH:
            allowed = (f"1–{MAX_DEPTH // request.size}",)
            self.problems.append(Problem("page", Reason.TOO_DEEP, str(page_number(request)), allowed))
        if request.year_from and request.year_to and request.year_from > request.year_to:
            self.problems.append(Problem("year_from", Reason.YEARS_REVERSED, str(request.year_from), (f"≤ {request.year_to}",)))

    def refuse_problems(self) -> None:
        """Raise InvalidParametersError if anything was wrong."""
        if self.problems:
            raise InvalidParametersError(self.problems)

    def _of(self, parameters: Iterable[tuple[str, str]], known: Collection[str]) -> Mapping[str, list[str]]:
        given: dict[str, list[str]] = {}
        for name, raw in parameters:
            if name not in known:
                self.problems.append(Problem(_printable(name), Reason.UNKNOWN_PARAMETER, _printable(raw), tuple(known)))
            elif value := _printable(raw):
                given.setdefault(name, []).append(value)
        return given


def _printable(text: str) -> str:
    """Return the text with control characters and broken code points as spaces, trimmed: HTML has no place for them."""
    return "".join(" " if unicodedata.category(letter) in {"Cc", "Cs"} else letter for letter in text).strip()
