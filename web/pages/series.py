"""The series that documents are numbered in, and the documents of one in order."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from library.series import Series
from web.reader import InvalidParametersError, Problem, Reason
from web.site import Site, language_of, page, parameters_of, site_of
from web.views.series import PAGE, page_count, series_list, series_page

_FIRST_PAGE = 1
_PAGE_NUMBER_DIGITS = 6


def all_series(request: Request) -> Response:
    """All series with their counts."""
    official, others = series_list(site_of(request).catalogue.series(), language_of(request))
    return page(request, "series.html", {"official": official, "others": others})


def one_series(request: Request) -> Response:
    """The documents of a series, newest year first and by number within it."""
    site, language = site_of(request), language_of(request)
    series = _series(site, request.path_params["key"])
    number = _page_parameter(request, page_count(series))
    documents = site.catalogue.in_series(series.key, limit=PAGE, offset=(number - 1) * PAGE)
    return page(request, "series_of.html", {"view": series_page(series, documents, number, site.labels(), language)})


def _series(site: Site, key: str) -> Series:
    """Return the series that an address names; raise HTTPException (404) if there is none."""
    found = next((series for series in site.catalogue.series() if series.key == key), None)
    if found is None:
        raise HTTPException(status_code=404, detail=f"There is no series with the key {key!r}.")
    return found


def _page_parameter(request: Request, pages: int) -> int:
    """Return the wanted page; raise InvalidParametersError on anything but «page=NUMBER» up to the last page."""
    unknown = [name for name, _ in parameters_of(request) if name != "page"]
    problems = [Problem(name, Reason.UNKNOWN_PARAMETER, allowed=("page",)) for name in unknown]
    text = request.query_params.get("page") or str(_FIRST_PAGE)
    is_number = text.isascii() and text.isdigit() and len(text) <= _PAGE_NUMBER_DIGITS
    if not (is_number and _FIRST_PAGE <= int(text) <= pages):
        problems.append(Problem("page", Reason.NOT_IN_RANGE, text, (f"{_FIRST_PAGE}–{pages}",)))
    if problems:
        raise InvalidParametersError(problems)
    return int(text)
