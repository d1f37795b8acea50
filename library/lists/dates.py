"""Reads dates and years as people, spreadsheets and reference managers write them."""

from __future__ import annotations

import re

from library.document import PartialDate
from library.errors import InvalidRecordError
from library.text import fold

_FORMS = (
    re.compile(r"(?P<year>\d{4})(?:[-/](?P<month>\d{1,2})(?:[-/](?P<day>\d{1,2}))?)?"),  # 2020-10-28, 2020/10/28
    re.compile(r"(?:(?P<day>\d{1,2})\.\s?)?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})"),  # 28.10.2020, 10.2020
    re.compile(r"(?:(?P<day>\d{1,2})\.?\s+)?(?P<month>[^\W\d]{3,})\.?\s+(?P<year>\d{4})"),  # 28. oktober 2020
)
_MIDNIGHT = re.compile(r"[T ]00:00(?::00(?:\.0+)?)?Z?$")  # what spreadsheets and databases add to a date
_SHORT_YEAR = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d\d")
_SLASHES = re.compile(r"\d{1,2}/\d{1,2}/(?:\d\d|\d{4})")
_YEARS = re.compile(r"(?P<first>\d{4})(?:\s*(?:[-–—/]|til|to)\s*(?P<last>\d{4}))?")
# By number; folded; in bokmål, nynorsk, English, Swedish and Danish where they differ. Three letters are enough of each.
_MONTHS = (
    ("januar", "january", "januari"),
    ("februar", "february", "februari"),
    ("mars", "march", "marts"),
    ("april",),
    ("mai", "may", "maj"),
    ("juni", "june"),
    ("juli", "july"),
    ("august", "augusti"),
    ("september", "sept"),
    ("oktober", "october"),
    ("november",),
    ("desember", "december"),
)
_NUMBERS = {spelling: number for number, names in enumerate(_MONTHS, start=1) for name in names for spelling in (name, name[:3])}


def read_date(text: str) -> str:
    """Return a date as «2020», «2020-10» or «2020-10-28».

    Raises InvalidRecordError for what is no date or can be read in two ways.
    """
    stripped = _MIDNIGHT.sub("", text.strip())
    if _SHORT_YEAR.fullmatch(stripped):
        raise InvalidRecordError(f"{text!r} has a year of two digits; write 28.10.2020 or 2020-10-28.")
    if _SLASHES.fullmatch(stripped):
        raise InvalidRecordError(f"{text!r} does not tell the day from the month; write 28.10.2020 or 2020-10-28.")
    match = next((match for form in _FORMS if (match := form.fullmatch(stripped))), None)
    return str(PartialDate.parse(_iso(match.groupdict()) if match else stripped))


def read_month(text: str) -> int | None:
    """Return the number of a month that is written as a number or a name; None if it is something else."""
    stripped = text.strip().rstrip(".")
    return int(stripped) if re.fullmatch(r"0?[1-9]|1[0-2]", stripped) else _NUMBERS.get(fold(stripped))


def read_years(text: str) -> tuple[int, int]:
    """Return the first and last of «2015–2019» or «2015»; raise InvalidRecordError for what is no years."""
    match = _YEARS.fullmatch(text.strip())
    if match is None:
        raise InvalidRecordError(f"{text!r} is not a span of years; write 2015–2019.")
    return int(match["first"]), int(match["last"] or match["first"])


def _iso(parts: dict[str, str | None]) -> str:
    month = _month(parts["month"])
    return "-".join(part for part in (parts["year"], month, month and parts["day"] and parts["day"].zfill(2)) if part)


def _month(text: str | None) -> str | None:
    """Return two digits; a word that is no month as it is, for the date to be refused by."""
    number = read_month(text) if text else None
    return f"{number:02}" if number else text
