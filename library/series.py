"""Series of documents: what orders the documents of one, and which series the catalogue has."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from library import tables
from library.document import Document
from library.identifiers import SeriesNumber
from library.rows import DOCUMENT, load_document
from library.text import fold, slugify

_DIGITS = 8  # to which numbers are filled up so that they sort as numbers; dates written in one have as many
_YEAR = r"(?:18|19|20)\d\d"
# «2020:12», «2018/006», «47-2008», «5 – 2016»; a number of two parts of which neither is a year in full tells none
_YEAR_FIRST = re.compile(rf"({_YEAR})\s*[:/–-]\s*\S.*", re.DOTALL)
_YEAR_LAST = re.compile(rf".*\S\s*[:/–-]\s*({_YEAR})", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A series that documents of the library are numbered in."""

    key: str
    """Its name as an address has it: «meld-st»; names that are written alike share it."""
    name: str
    """As most of its documents have it."""
    years: Mapping[int | None, int]
    """How many documents each year has, newest first, years that are not known last; a session counts by its first year."""

    @property
    def documents(self) -> int:
        """How many documents the library has of it."""
        return sum(self.years.values())

    @property
    def span(self) -> tuple[int, int] | None:
        """The first and the last year that the library has documents of; None if no year is known."""
        known = [year for year in self.years if year is not None]
        return (min(known), max(known)) if known else None


def series_key(name: str) -> str:
    """Return a series' name as an address has it; empty for a name without a letter from a to z, a Nordic one or a digit."""
    return slugify(name)


def year_in_series(document: Document) -> int | None:
    """Return the year under which a series has a document: that of its number, the session's first, or that of publication."""
    number = document.number
    if number is None:
        return document.year
    return _leading_year(number.session or "") or _stated_year(number.number) or document.year


def series_row(document: Document) -> dict[str, object] | None:
    """Return a document's place in its series, by the columns of `series_numbers`; None if it is in none that has a key."""
    number = document.number
    if number is None or not (key := series_key(number.series)):
        return None
    return {"series": key, "name": number.series, "year": year_in_series(document), "place": _place(number)}


def read_series(connection: Connection) -> list[Series]:
    """Read all series, that with the most documents first."""
    columns = tables.series_numbers.c
    query = select(columns.series, columns.name, columns.year, func.count()).group_by(columns.series, columns.name, columns.year)
    counts: defaultdict[str, list[tuple[str, int | None, int]]] = defaultdict(list)
    for key, name, year, count in connection.execute(query):
        counts[key].append((name, year, count))
    return sorted((_series(key, rows) for key, rows in counts.items()), key=lambda series: (-series.documents, series.key))


def read_in_series(connection: Connection, key: str, *, limit: int | None, offset: int) -> Iterator[Document]:
    """Yield the documents of a series: newest year first, those of no known year last, and within a year by number."""
    columns = tables.series_numbers.c
    order = (columns.year.desc().nulls_last(), columns.place, columns.document)
    query = select(*DOCUMENT).join(tables.series_numbers, columns.document == tables.documents.c.id)
    for row in connection.execute(query.where(columns.series == key).order_by(*order).limit(limit).offset(offset)):
        yield load_document(*row)


def _series(key: str, rows: list[tuple[str, int | None, int]]) -> Series:
    names, years = defaultdict[str, int](int), defaultdict[int | None, int](int)
    for name, year, count in rows:
        names[name] += count
        years[year] += count
    newest_first = sorted(years, key=lambda year: (year is None, -(year or 0)))
    name = min(names, key=lambda name: (-names[name], name))
    return Series(key=key, name=name, years={year: years[year] for year in newest_first})


def _place(number: SeriesNumber) -> str:
    """Return what orders a series within a year: first by session, then by number, 9 before 10."""
    parts = fold(f"{number.session or ''} {number.number}")
    return re.sub(r"[0-9]+", lambda digits: digits[0].zfill(_DIGITS), parts)


def _leading_year(session: str) -> int | None:
    match = re.match(rf"{_YEAR}(?!\d)", session)
    return int(match[0]) if match else None


def _stated_year(number: str) -> int | None:
    match = _YEAR_FIRST.fullmatch(number.strip()) or _YEAR_LAST.fullmatch(number.strip())
    return int(match[1]) if match else None
