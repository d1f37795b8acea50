"""Dates in the reader's language, as precisely as they are known."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from library.document import PartialDate
from web.texts import locale_of


def partial_date(value: PartialDate, language: str) -> str:
    """Return a date as precisely as it is known: «2020», «oktober 2020», «28. oktober 2020»."""
    locale = locale_of(language)
    if value.month is None:
        return str(value.year)
    return format_date(date(value.year, value.month, value.day or 1), "long" if value.day else "LLLL y", locale=locale)


def year_span(first: int, last: int) -> str:
    """Return «2018–2020», or «2018» if that is both."""
    return f"{first}–{last}" if first != last else str(first)
