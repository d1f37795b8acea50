"""The formats in which a result can be had, and what each is called on the web. Knows nothing of documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

FEED_SIZE = 50  # documents in one page of a feed: weeks of additions, in less than a megabyte even where all have long abstracts


class Format(StrEnum):
    """What a result can be had as, besides a page."""

    ATOM = "atom"
    CSV = "csv"
    RIS = "ris"
    BIBTEX = "bibtex"
    CSL = "csl"


class Separator(StrEnum):
    """What parts the cells of a table."""

    COMMA = "comma"
    SEMICOLON = "semicolon"
    """As Excel in Norwegian expects."""


@dataclass(frozen=True, slots=True)
class Export:
    """The file that a result is wanted as; the separator is for CSV."""

    format: Format
    separator: Separator = Separator.COMMA


OF_ONE_DOCUMENT = (Format.RIS, Format.BIBTEX, Format.CSL)
MEDIA_TYPES: Mapping[Format, str] = {
    Format.ATOM: "application/atom+xml",
    Format.CSV: "text/csv; charset=utf-8; header=present",
    Format.RIS: "application/x-research-info-systems; charset=utf-8",
    Format.BIBTEX: "application/x-bibtex; charset=utf-8",
    Format.CSL: "application/vnd.citationstyles.csl+json",
}
"""CSV's parameters are those of RFC 4180. XML and JSON say their encoding themselves."""
ENDINGS: Mapping[Format, str] = {
    Format.ATOM: "atom",
    Format.CSV: "csv",
    Format.RIS: "ris",
    Format.BIBTEX: "bib",
    Format.CSL: "json",
}
