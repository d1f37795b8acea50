"""The series that documents are numbered in, and the documents of one in order. No HTML, no HTTP."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby

from library.document import TYPE_OF_SERIES, Document
from library.series import Series, year_in_series
from library.text import sort_key
from web.addresses import document_address, series_address
from web.dates import year_span
from web.labels import Labels
from web.texts import mark
from web.views.links import Link, spoken

PAGE = 200  # documents on a page: with long titles some 80 kB
NO_YEAR = mark("Year not known")
_ANCHOR = "year-"
_FEW_YEARS = 5  # that are seen at one glance and need no list of them


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesView:
    """A series with how many documents the library has of it, and from which years."""

    name: str
    address: str | None
    documents: int
    years: str
    is_official: bool
    """Whether it is one of the government's or a parliament's, in which every number is one publication."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """A document in its series."""

    number: str | None
    title: str
    lang: str | None
    address: str
    publishers: str
    """Of series that many have, such as «Rapport»."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearView:
    """The documents of one year or session, by number; the anchor stands at the first of a year."""

    label: str | None
    anchor: str | None
    entries: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesPageView:
    """A slice of a series, and the ways to its other years."""

    series: SeriesView
    groups: tuple[YearView, ...]
    years: tuple[Link, ...]
    page: int
    pages: int
    previous: str | None
    next: str | None


def series_list(series: Iterable[Series], language: str) -> tuple[list[SeriesView], list[SeriesView]]:
    """Return the official series, that with the most documents first, and the others A–Å."""
    views = [_series_view(one, language) for one in series]
    others = (view for view in views if not view.is_official)
    return [view for view in views if view.is_official], sorted(others, key=lambda view: sort_key(view.name))


def page_count(series: Series) -> int:
    """Return how many pages the documents of a series make."""
    return -(-series.documents // PAGE)


def series_page(series: Series, documents: Sequence[Document], page: int, labels: Labels, language: str) -> SeriesPageView:
    """Present the documents on one page of a series, which come in the catalogue's order."""
    view = _series_view(series, language)
    pages = page_count(series)
    return SeriesPageView(
        series=view,
        groups=tuple(_groups(documents, view, labels, language)),
        years=tuple(_years(series, language)) if len(series.years) > _FEW_YEARS else (),
        page=page,
        pages=pages,
        previous=series_address(language, series.key, page - 1) if page > 1 else None,
        next=series_address(language, series.key, page + 1) if page < pages else None,
    )


def _series_view(series: Series, language: str) -> SeriesView:
    return SeriesView(
        name=series.name,
        address=series_address(language, series.key),
        documents=series.documents,
        years=year_span(*series.span) if series.span else "",
        is_official=series.name in TYPE_OF_SERIES,
    )


def _groups(documents: Sequence[Document], series: SeriesView, labels: Labels, language: str) -> Iterable[YearView]:
    anchored = set[int | None]()
    for (year, label), group in groupby(documents, key=_year_and_label):
        anchor = f"{_ANCHOR}{year}" if year is not None and year not in anchored else None
        anchored.add(year)
        yield YearView(
            label=label or labels.texts.get(language, NO_YEAR),
            anchor=anchor,
            entries=tuple(_entry(document, series, labels, language) for document in group),
        )


def _year_and_label(document: Document) -> tuple[int | None, str | None]:
    year, session = year_in_series(document), document.number and document.number.session
    return year, session or (str(year) if year is not None else None)


def _entry(document: Document, series: SeriesView, labels: Labels, language: str) -> EntryView:
    number = document.number and replace(document.number, session=None)  # which is told above it
    return EntryView(
        number=str(number) if number and number.number else None,
        title=document.title,
        lang=spoken(document.language),
        address=document_address(language, document.id),
        publishers="" if series.is_official else ", ".join(labels.publisher(key, language) for key in document.publishers),
    )


def _years(series: Series, language: str) -> Iterable[Link]:
    """Yield a link to each known year, on whichever page it begins."""
    before = accumulate(series.years.values(), initial=0)
    for year, passed in zip(series.years, before, strict=False):
        if year is not None:
            yield Link(str(year), series_address(language, series.key, passed // PAGE + 1, year))
