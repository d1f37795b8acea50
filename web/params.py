"""Turns a query string into a SearchRequest and back. Knows nothing of HTTP, of labels or of which keys exist."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from urllib.parse import urlencode

from index.engine import NO_VALUE, FacetField, Matching, SearchRequest, Sort
from index.query import MAX_CHARACTERS
from library.document import UNDETERMINED
from web.exports.formats import FEED_SIZE, OF_ONE_DOCUMENT, Export, Format, Separator
from web.reader import Problem, Reader, Reason, printable

DEFAULT_SIZE = 20
MAX_SIZE = 100  # results a page: more would be a bulk export, which is another door
MAX_DEPTH = 10_000  # results that can be paged through: an engine must sort all of them for the last page
MAX_VALUES = 100  # values in one field: nobody ticks more, and each costs the engine a lookup
_YEAR = re.compile(r"[0-9]{4}")
_LANGUAGES = frozenset({FacetField.LANGUAGE, FacetField.CONTAINS})
_MEANT = {UNDETERMINED: (NO_VALUE,), "no": ("nb", "nn")}
PARAMETERS = ("q", "match", *FacetField, "year_from", "year_to", "sort", "page", "size")
EXPORT_PARAMETERS = ("format", "separator")
MAX_FEW = 20  # suggestions or similar documents: lists to be seen at one glance
DEFAULT_SUGGESTIONS = 8  # below a search box without covering the page
DEFAULT_SIMILAR = 5  # beside a document


def parse_search(parameters: Iterable[tuple[str, str]]) -> SearchRequest:
    """Return what a query string asks for; raise InvalidParametersError with every problem in it.

    Empty values count as absent, as an HTML form sends its empty fields.
    """
    reader = Reader(parameters, PARAMETERS)
    request = read_search(reader)
    reader.refuse_problems()
    return request


def parse_page(parameters: Iterable[tuple[str, str]]) -> tuple[SearchRequest, Export | None]:
    """Return what a page's query string asks for, and the file that it is wanted as, if not as a page.

    A file holds the whole result, so that «format» can be added to the address of any page of it: page and size count for
    nothing then. Only a feed has pages, of its own size. Raises InvalidParametersError.
    """
    reader = Reader(parameters, (*PARAMETERS, *EXPORT_PARAMETERS))
    export = _export(reader)
    request = read_search(reader, FEED_SIZE if export and export.format is Format.ATOM else None)
    reader.refuse_problems()
    return request, export


def parse_document_format(parameters: Iterable[tuple[str, str]], known: Collection[str]) -> Format | None:
    """Return the format that a document's description is wanted in, if not as a page.

    Known are the parameters of the page, of which all others count for nothing then. Raises InvalidParametersError.
    """
    given = list(parameters)
    if not any(name == "format" and printable(value) for name, value in given):
        return None
    reader = Reader(given, known)
    format = reader.one_of("format", OF_ONE_DOCUMENT)
    reader.refuse_problems()
    return format


def parse_facet(parameters: Iterable[tuple[str, str]]) -> tuple[SearchRequest, str, bool]:
    """Return the search whose facet is shown whole, what its values are looked through for, and whether to go to the results.

    Raises InvalidParametersError.
    """
    reader = Reader(parameters, (*PARAMETERS, "find", "apply"))
    request, find, is_applied = read_search(reader), reader.one("find") or "", reader.one("apply") is not None
    reader.refuse_problems()
    return request, find, is_applied


def _export(reader: Reader) -> Export | None:
    format, separator = reader.one_of("format", tuple(Format)), reader.choice("separator", Separator.COMMA)
    if reader.has("separator") and format is not Format.CSV:
        reader.problems.append(Problem("separator", Reason.ONLY_FOR_CSV, separator))
    return Export(format, separator) if format else None


def read_search(reader: Reader, fixed_size: int | None = None, smallest: int = 1) -> SearchRequest:
    """Take a search out of a query string; the reader keeps what is wrong. Pages have a fixed size, or at least the smallest."""
    page = reader.number("page", default=1, highest=MAX_DEPTH)
    given_size = reader.number("size", default=DEFAULT_SIZE, highest=MAX_SIZE, lowest=smallest)
    size = fixed_size or given_size
    year_from, year_to = reader.year("year_from"), reader.year("year_to")
    query, matching = reader.one("q") or "", reader.choice("match", Matching.AUTO)
    request = SearchRequest(
        query=query,
        filters={field: values for field in FacetField if (values := _values(reader, field))},
        year_from=year_from,
        year_to=year_to,
        matching=matching if query else Matching.AUTO,
        sort=reader.choice("sort", Sort.RELEVANCE),
        offset=(page - 1) * size,
        size=size,
    )
    _check_together(reader, request)
    return request


def _values(reader: Reader, field: FacetField) -> tuple[str, ...]:
    values = reader.many(field, MAX_VALUES)
    if field in _LANGUAGES:  # what results have where the language is not known, and what both written standards are together
        values = tuple(dict.fromkeys(one for value in values for one in _MEANT.get(value, (value,))))
    if field is FacetField.YEAR:
        wrong = (value for value in values if value != NO_VALUE and not _YEAR.fullmatch(value))
        reader.problems.extend(Problem(field, Reason.NOT_A_YEAR, value) for value in wrong)
    return values


def _check_together(reader: Reader, request: SearchRequest) -> None:
    """Look at what only the parameters together can get wrong."""
    if not request.size and reader.number("page", default=1, highest=MAX_DEPTH) > 1:
        reader.problems.append(Problem("page", Reason.NOT_IN_RANGE, str(reader.one("page")), ("1",)))
    if request.offset + request.size > MAX_DEPTH:
        allowed = (f"1–{MAX_DEPTH // request.size}",)
        reader.problems.append(Problem("page", Reason.TOO_DEEP, str(page_number(request)), allowed))
    if request.year_from is not None and request.year_to is not None and request.year_from > request.year_to:
        reader.problems.append(Problem("year_from", Reason.YEARS_REVERSED, str(request.year_from), (f"≤ {request.year_to}",)))


def parse_suggest(parameters: Iterable[tuple[str, str]]) -> tuple[str, int]:
    """Return what is being typed and how many suggestions are wanted; raise InvalidParametersError."""
    reader = Reader(parameters, ("q", "size"))
    query, size = reader.one("q") or "", reader.number("size", default=DEFAULT_SUGGESTIONS, highest=MAX_FEW)
    if len(query) > MAX_CHARACTERS:
        reader.problems.append(Problem("q", Reason.TOO_LONG, query, (f"≤ {MAX_CHARACTERS}",)))
    reader.refuse_problems()
    return query, size


def parse_similar(parameters: Iterable[tuple[str, str]]) -> int:
    """Return how many similar documents are wanted; raise InvalidParametersError."""
    reader = Reader(parameters, ("size",))
    size = reader.number("size", default=DEFAULT_SIMILAR, highest=MAX_FEW)
    reader.refuse_problems()
    return size


def query_items(request: SearchRequest) -> list[tuple[str, str]]:
    """Return the parameters of a request, leaving out what is as by default."""
    single = {
        "year_from": _year(request.year_from),
        "year_to": _year(request.year_to),
        "sort": request.sort if request.sort != Sort.RELEVANCE else None,
        "page": page_number(request) if request.offset else None,
        "size": request.size if request.size != DEFAULT_SIZE else None,
    }
    return [
        *words_items(request.query, request.matching),
        *((field.value, key) for field in FacetField for key in request.filters.get(field, ())),
        *((name, str(value)) for name, value in single.items() if value is not None),
    ]


def words_items(query: str, matching: Matching) -> list[tuple[str, str]]:
    """Return the parameters of a query and of how it matches; without a query there are none."""
    how = [("match", matching.value)] if matching is not Matching.AUTO else []
    return [("q", query), *how] if query else []


def _year(year: int | None) -> str | None:
    return f"{year:04}" if year is not None else None


def query_string(request: SearchRequest) -> str:
    """Return the query string of a request, without a question mark; parse_search reads it back."""
    return urlencode(query_items(request))


def page_number(request: SearchRequest) -> int:
    """Return the number of the page of results, from 1; of size 0, there is but one."""
    return request.offset // request.size + 1 if request.size else 1


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


def with_toggled(request: SearchRequest, field: FacetField, key: str) -> SearchRequest:
    """Return the request with one more filter value, or without it if it has it, on its first page."""
    chosen = request.filters.get(field, ())
    if key in chosen:
        return without_value(request, field, key)
    return replace(request, filters={**request.filters, field: (*chosen, key)}, offset=0)


def within_years(request: SearchRequest, first: int, last: int) -> SearchRequest:
    """Return the request for documents of these years, on its first page."""
    return replace(without_field(request, FacetField.YEAR), year_from=first, year_to=last)


def with_matching(request: SearchRequest, matching: Matching) -> SearchRequest:
    """Return the request for documents that match the query in another way, on its first page."""
    return replace(request, matching=matching, offset=0)


def with_query(request: SearchRequest, query: str) -> SearchRequest:
    """Return another query within the same filters, matched in the ordinary way, on its first page."""
    return replace(request, query=query, matching=Matching.AUTO, offset=0)
