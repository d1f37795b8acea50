"""Reads what the first pages of a report print: its number, ISBN, ISSN, DOI, when and by whom it was published.

Only what stands by itself counts (a number alone on its line), since a first page may well name other reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import pairwise

from library.cleaning import clean_line
from library.document import Page, PartialDate
from library.errors import InvalidRecordError
from library.identifiers import SeriesNumber, find_doi, find_isbn, find_issn, parse_series_number
from library.record import Description
from library.text import fold_name
from library.vocabulary import Publishers

TITLE_PAGES = 2  # cover and title page
IMPRINT_PAGES = 6  # until which a colophon stands
MAX_LINE = 100  # characters; a longer line is running text
MIN_NAME = 4  # letters; shorter names («MD», «KS») are words and abbreviations too
_MONTHS = {
    fold_name(name): number
    for number, names in enumerate(
        (
            "januar january januari", "februar february februari", "mars march", "april", "mai may maj", "juni june",
            "juli july", "august augusti", "september", "oktober october", "november", "desember december dezember",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DATED = re.compile(
    rf"(?:[^\W\d_][\w .-]{{1,40}}[,. ]\s*)?(?:(?P<day>\d{{1,2}})\.?\s+)?(?P<month>[a-z]+)\s+{_YEAR}\.?", re.IGNORECASE
)
_COPYRIGHT = re.compile(rf"©\D{{0,60}}{_YEAR}\b|\bcopyright\D{{0,60}}{_YEAR.replace('year', 'second')}\b", re.IGNORECASE)
_YEAR_ALONE = re.compile(rf"(?:[^\W\d_][\w.-]{{1,40}},?\s+)?{_YEAR}")
_PUBLISHED_BY = re.compile(
    r"^(?:utgitt av|utgiver|utgjevar|utgjeve av|gitt ut av|utgivare|utgiven av|udgiver|udgivet af|published by|publisher"
    r"|julkaisija)\s*:?\s+",
    re.IGNORECASE,
)


def read_first_pages(pages: Sequence[Page], looks_titled: str | None) -> Description:
    """Return what the first pages say, save the publisher, for which find_publisher asks who is known.

    Takes the words in the largest type too, for a title.
    """
    title_lines = list(_lines(pages[:TITLE_PAGES]))
    imprint = list(_lines(pages[:IMPRINT_PAGES]))
    number = _number(title_lines)
    published = _date(title_lines) or (number.number.partition(":")[0] if number and ":" in number.number else None)
    return Description(
        title=looks_titled,
        series=number.series if number else None,
        number=number.number if number else None,
        session=number.session if number else None,
        published=published or _copyright_year(imprint),
        isbn=find_isbn("\n".join(_naming("isbn", imprint))),
        issn=find_issn("\n".join(_naming("issn", imprint))),
        doi=find_doi("\n".join(_naming("doi", imprint))),
    )


def find_publisher(pages: Sequence[Page], publishers: Publishers) -> Description:
    """Return the publisher whose name, in any spelling that is known, stands alone on a line of the first two pages.

    A line that says who published goes before one that only names a body.
    """
    lines = [clean_line(line) for line in _lines(pages[:TITLE_PAGES])]
    named = [_PUBLISHED_BY.sub("", line) for line in lines if _PUBLISHED_BY.match(line)]
    for line in (*named, *lines):
        if len(fold_name(line)) >= MIN_NAME and publishers.named(line):
            return Description(publishers=[line])
    return Description()


def _lines(pages: Iterable[Page]) -> Iterator[str]:
    for page in pages:
        yield from (line for line in map(str.strip, page.text.split("\n")) if line and len(line) <= MAX_LINE)


def _number(lines: Sequence[str]) -> SeriesNumber | None:
    """The number that is a line by itself, or two lines: «Meld. St. 5», «(2019–2020)»."""
    joined = [f"{one} {other}" for one, other in pairwise(lines)]
    numbers = (parse_series_number(line) for pair in zip(joined, lines, strict=False) for line in pair)
    return next((number for number in numbers if number and number.number), None) or (
        parse_series_number(lines[-1]) if lines else None
    )


def _naming(word: str, lines: Iterable[str]) -> Iterator[str]:
    return (line for line in lines if word in line.lower())


def _date(lines: Sequence[str]) -> str | None:
    """The date, month or year that is a line by itself, with or without a place: «Oslo, 28. oktober 2020»."""
    dated = (_dated(match) for line in lines if (match := _DATED.fullmatch(line)))
    alone = (match["year"] for line in lines if (match := _YEAR_ALONE.fullmatch(line)))
    return next((date for date in (*dated, *alone) if date and _is_past(date)), None)


def _dated(match: re.Match[str]) -> str | None:
    month = _MONTHS.get(fold_name(match["month"]))
    if month is None:
        return None
    try:
        return str(PartialDate.parse(f"{match['year']}-{month:02}" + (f"-{int(match['day']):02}" if match["day"] else "")))
    except InvalidRecordError:  # the 31st of June
        return None


def _copyright_year(lines: Iterable[str]) -> str | None:
    found = (match["year"] or match["second"] for line in lines if (match := _COPYRIGHT.search(line)))
    return next(filter(_is_past, found), None)


def _is_past(date: str) -> bool:
    return int(date[:4]) <= datetime.now(UTC).year
