"""Series numbers: «NOU 2020: 12», «Meld. St. 5 (2019–2020)», «Prop. 1 S (2023–2024)», read in any spelling. ISBN, ISSN and DOI.

Forms follow the Storting's and the government's own way of citing; older series (St.meld., Ot.prp.) wrote «nr.».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from library.text import slugify

_SESSION = r"(?:\s*[(\[]?\s*(?P<from>(?:18|19|20)\d\d)\s*[-–—/]\s*(?P<to>(?:(?:18|19|20)\d\d|\d\d))\b\s*[)\]]?)?"
_NR = r"(?:nr\.?|no\.?)?\s*"
_GAP = r"[\s.\-–]*"
_KIND = r"(?P<kind>LS|S|L)?"


@dataclass(frozen=True, slots=True)
class _Series:
    name: str
    pattern: re.Pattern[str]


def _yearly(name: str, spelling: str) -> _Series:
    pattern = rf"\b{spelling}{_GAP}{_NR}(?P<year>(?:19|20)\d\d)\s*(?:[:.\-–/]|\s+nr\.?|\s)\s*(?P<number>\d{{1,3}})(?![\d–-])"
    return _Series(name, re.compile(pattern, re.IGNORECASE))


def _sessional(name: str, spelling: str, number: str = r"(?P<number>\d{1,3})") -> _Series:
    return _Series(name, re.compile(rf"\b{spelling}{_GAP}{_NR}{number}(?!\d){_SESSION}", re.IGNORECASE))


_PROPOSITION = rf"(?P<number>\d{{1,3}})\s*{_KIND}(?![\w])"
_SERIES = (
    _yearly("NOU", r"(?:NOU|Norges\s+offentlige\s+utredninger|Noregs\s+offentlege\s+utgreiingar)"),
    _yearly("SOU", r"(?:SOU|Statens\s+offentliga\s+utredningar)"),
    _sessional("Meld. St.", rf"(?:Meld{_GAP}St|Melding\s+til\s+Stortinget)"),
    _sessional("St.meld.", rf"(?:St{_GAP}meld(?:ing)?|Stortingsmelding)"),
    _sessional("Ot.prp.", rf"Ot{_GAP}prp"),
    _sessional("St.prp.", rf"St{_GAP}prp"),
    _sessional("Prop.", r"(?:Prop|Proposisjon\s+til\s+Stortinget)", _PROPOSITION),
    _sessional("Innst.", r"Innst", _PROPOSITION),
)
_WITH_NR = frozenset({"St.meld.", "Ot.prp.", "St.prp."})
_YEARLY = frozenset({"NOU", "SOU"})
# ISBN: ISO 2108; ISSN: ISO 3297; DOI: ISO 26324, in the form that Crossref recommends for finding it in text.
_ISBN = re.compile(r"(?<![\d-])(?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dXx](?![\d-])")
_ISSN = re.compile(r"(?<![\d-])\d{4}-\d{3}[\dXx](?![\d-])")
_DOI = re.compile(r"\b10\.\d{4,9}/[-._;()/:a-z0-9]*[a-z0-9]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SeriesNumber:
    """A document's place in a series: the series' name, the number and, for the Storting's series, the session."""

    series: str
    number: str
    session: str | None = None
    """Four-digit years, e.g. «2019–2020»."""

    def __str__(self) -> str:
        if self.series == "NOU":
            return f"NOU {self.number.replace(':', ': ')}"
        number = f"nr. {self.number}" if self.number and self.series in _WITH_NR else self.number
        session = f" ({self.session})" if self.session else ""
        return f"{self.series} {number}{session}".strip()

    @property
    def key(self) -> str:
        """The form to compare by: nou-2020-12, meld-st-5-2019-2020, prop-1-s-2023-2024."""
        return slugify(" ".join((self.series, self.number, self.session or "")))

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key that should find it: with its session and, as people cite it, without."""
        return (self.key, slugify(f"{self.series} {self.number}")) if self.session else (self.key,)


def find_series_numbers(text: str) -> Iterator[tuple[int, int, SeriesNumber]]:
    """Yield start, end and value of each number of a known series in the text, in order, without overlap."""
    found = sorted(
        (
            (match.start(), match.end(), _value(series.name, match))
            for series in _SERIES
            for match in series.pattern.finditer(text)
        ),
        key=lambda item: (item[0], -item[1]),
    )
    reached = 0
    for start, end, value in found:
        if start >= reached:
            yield start, end, value
            reached = end


def parse_series_number(text: str) -> SeriesNumber | None:
    """Return the number that the whole text is, in any spelling; None if it is something else."""
    stripped = text.strip()
    return next((value for start, end, value in find_series_numbers(stripped) if (start, end) == (0, len(stripped))), None)


def _value(name: str, match: re.Match[str]) -> SeriesNumber:
    number = str(int(match["number"]))
    if name in _YEARLY:
        return SeriesNumber(name, f"{match['year']}:{number}")
    groups = match.groupdict()
    kind = f" {groups['kind'].upper()}" if groups.get("kind") else ""
    return SeriesNumber(name, number + kind, _session(match["from"], match["to"]))


def _session(start: str | None, end: str | None) -> str | None:
    if start is None or end is None:
        return None
    return f"{start}–{end if len(end) == 4 else _next_with_ending(start, end)}"


def _next_with_ending(start: str, ending: str) -> int:
    """1998, «99» → 1999; 1999, «00» → 2000."""
    return next(year for year in range(int(start), int(start) + 100) if year % 100 == int(ending))


def find_isbn(text: str) -> str | None:
    """Return the first valid ISBN in the text as 13 digits; None if there is none."""
    return next((isbn for match in _ISBN.finditer(text) if (isbn := _isbn13(re.sub(r"[- ]", "", match[0]).upper()))), None)


def find_issn(text: str) -> str | None:
    """Return the first valid ISSN in the text, as «1503-2345»; None if there is none."""
    found = (match[0].upper() for match in _ISSN.finditer(text))
    return next((issn for issn in found if _weighed(issn.replace("-", ""), range(8, 0, -1)) % 11 == 0), None)


def find_doi(text: str) -> str | None:
    """Return the first DOI in the text, in lower case and without a resolver's address; None if there is none."""
    match = _DOI.search(text)
    return match[0].lower() if match else None


def _isbn13(digits: str) -> str | None:
    if len(digits) == 10 and _weighed(digits, range(10, 0, -1)) % 11 == 0:
        stem = f"978{digits[:9]}"
        return f"{stem}{-_weighed(stem, [1, 3] * 6) % 10}"
    if len(digits) == 13 and digits.isdigit() and _weighed(digits, [1, 3] * 6 + [1]) % 10 == 0:
        return digits
    return None


def _weighed(digits: str, weights: Iterable[int]) -> int:
    return sum((10 if digit == "X" else int(digit)) * weight for digit, weight in zip(digits, weights, strict=False))
