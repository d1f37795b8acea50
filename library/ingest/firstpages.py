"""Reads what the first pages of a report print: its number, ISBN, ISSN, DOI, when and by whom it was published.

Only what stands by itself counts (a number alone on its line), since a first page may well name other reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice, pairwise

from library.document import Page, PartialDate
from library.errors import InvalidRecordError
from library.identifiers import SeriesNumber, find_doi, find_isbn, find_issn, parse_series_number
from library.record import Description
from library.text import fold_name
from library.vocabulary import Publishers

TITLE_PAGES = 2  # cover and title page
TITLE_LINES = 25  # of each; what stands further down, or where a format has no pages, is text, tables and figures
IMPRINT_PAGES = 6  # until which a colophon stands
MAX_LINE = 100  # characters; a longer line is running text
MAX_NUMBER = 60  # characters of a number with its series in full: «Norges offentlige utredninger 2020: 12» has 38
MAX_NAME = 80  # characters of a publisher's name; the longest that ships has 69
MIN_NAME = 4  # letters; shorter names («MD», «KS») are words and abbreviations too
_MONTHS = {
    fold_name(name): number
    for number, names in enumerate(
        (
            "januar january januari", "februar february februari", "mars march marts", "april", "mai may maj", "juni june",
            "juli july", "august augusti", "september", "oktober october", "november", "desember december dezember",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DATED = re.compile(
    rf"(?:[^\W\d_][\w .-]{{1,40}}?[,. ]\s*)?(?:(?P<day>\d{{1,2}})\.?\s+)?(?P<month>[a-z]+)(?:\s+(?P<second>\d{{1,2}}),)?"
    rf"\s+{_YEAR}\.?",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(rf"©\D{{0,60}}{_YEAR}\b|\bcopyright\D{{0,60}}{_YEAR.replace('year', 'second')}\b", re.IGNORECASE)
_YEAR_ALONE = re.compile(rf"(?:[^\W\d_][\w.-]{{1,40}},?\s+)?{_YEAR}")
_PUBLISHED_BY = re.compile(
    r"^(?:utgitt av|utgiver|utgjevar|utgjeve av|gitt ut av|utgivare|utgiven av|udgiver|udgivet af|published by|publisher"
    r"|julkaisija)\s*:?\s+",
    re.IGNORECASE,
)
# On the line above who ordered a report, and is not its publisher.
_ORDERED_BY = re.compile(
    r"(?:.* )?(?:på oppdrag (?:fra|frå|av|for)|oppdragsgiver|oppdragsgjevar|uppdragsgivare|på uppdrag av|commissioned by)\s*:?",
    re.IGNORECASE,
)
# Above what others have published, with their numbers, years and identifiers.
_REFERENCES = re.compile(
    r"(?:[\d.]+\s+)?(?:referanse(?:r|liste)|litteratur(?:liste|förteckning)?|kilde(?:r|liste)|kjelde(?:r|liste)|(?:slutt)?noter"
    r"|(?:slutt)?notar|references?|bibliography|literature|sources|(?:end)?notes|referenser|källor|referencer|lähteet)\s*:?",
    re.IGNORECASE,
)
_DOI_LINE = re.compile(r"(?:doi|https?://(?:dx\.)?doi|is[bs]n)\b", re.IGNORECASE)


def read_first_pages(pages: Sequence[Page], looks_titled: str | None) -> Description:
    """Return what the first pages say, save the publisher, for which find_publisher asks who is known.

    Takes the words in the largest type too, for a title.
    """
    title_lines = list(_lines(pages[:TITLE_PAGES], TITLE_LINES))
    imprint = list(_lines(pages[:IMPRINT_PAGES]))
    number = _number(title_lines)
    year = number.number.partition(":")[0] if number and ":" in number.number else ""
    published = _date(title_lines, year) or year
    return Description(
        title=looks_titled,
        series=number.series if number else None,
        number=number.number if number else None,
        session=number.session if number else None,
        published=published or _copyright_year(imprint),
        isbn=find_isbn("\n".join(_naming("isbn", imprint))),
        issn=find_issn("\n".join(_naming("issn", imprint))),
        doi=_only(filter(None, map(find_doi, filter(_DOI_LINE.match, imprint)))),
    )


def find_publisher(pages: Sequence[Page], publishers: Publishers) -> Description:
    """Return the publisher whose name, in any spelling that is known, stands alone on a line of the first two pages.

    A line that says who published goes before one that only names a body.
    """
    lines = [line for line in _lines(pages[:TITLE_PAGES], TITLE_LINES) if len(line) <= MAX_NAME]
    named = [_PUBLISHED_BY.sub("", line) for line in lines if _PUBLISHED_BY.match(line)]
    others = [line for above, line in pairwise(["", *lines]) if not _ORDERED_BY.fullmatch(above)]
    known = (line for line in (*named, *others) if publishers.named(line) and len(fold_name(line)) >= MIN_NAME)
    return Description(publishers=list(islice(known, 1)))


def _lines(pages: Iterable[Page], most: int | None = None) -> Iterator[str]:
    """Yield the short lines among the first so many of each page, until the references begin."""
    for page in pages:
        for line in islice(filter(None, map(str.strip, page.text.split("\n"))), most):
            if _REFERENCES.fullmatch(line):
                return
            if len(line) <= MAX_LINE:
                yield line


def _number(lines: Sequence[str]) -> SeriesNumber | None:
    """The number that is a line by itself, or two lines: «Meld. St. 5», «(2019–2020)»."""
    pairs = (pair for one, other in pairwise([*lines, ""]) for pair in (f"{one} {other}", one))
    likely = (line for line in pairs if len(line) <= MAX_NUMBER and any(map(str.isdigit, line)))
    return next((number for line in likely if (number := parse_series_number(line)) and number.number), None)


def _naming(word: str, lines: Iterable[str]) -> Iterator[str]:
    return (line for line in lines if word in line.lower())


def _date(lines: Sequence[str], year: str) -> str | None:
    """The date or month that is a line by itself, with or without a place: «Oslo, 28. oktober 2020»; else the year.

    Of several years none is taken: they are those of a figure or a table. Where the year is known, a date must be of it.
    """
    dated = (_dated(match) for line in lines if (match := _DATED.fullmatch(line)))
    alone = _only(match["year"] for line in lines if (match := _YEAR_ALONE.fullmatch(line)))
    return next((date for date in (*dated, alone) if date and date.startswith(year) and _is_past(date)), None)


def _only(found: Iterable[str]) -> str | None:
    different = set(found)
    return different.pop() if len(different) == 1 else None


def _dated(match: re.Match[str]) -> str | None:
    month, day = _MONTHS.get(fold_name(match["month"])), match["day"] or match["second"]
    if month is None:
        return None
    try:
        return str(PartialDate.parse(f"{match['year']}-{month:02}" + (f"-{int(day):02}" if day else "")))
    except InvalidRecordError:  # the 31st of June
        return None


def _copyright_year(lines: Iterable[str]) -> str | None:
    found = (match["year"] or match["second"] for line in lines if (match := _COPYRIGHT.search(line)))
    return next(filter(_is_past, found), None)


def _is_past(date: str) -> bool:
    return int(date[:4]) <= datetime.now(UTC).year
