"""Finds what laws and regulations are called in the texts that cite them, by date and number: their names stand beside these.

Only what stands in the texts counts; nothing is known here of any law.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from library.short_titles import is_short_title, names_in
from library.text import fold_name

MENTIONS = 2  # within one document that says it alone, and only of itself
# Documents that must use an abbreviation. «… om posisjonsrapportering (AIS) og …» has it in the middle of a title: of those that
# stand for a word of a title the most frequent is in four documents, of those that stand for the whole (CLP) it is in ten.
SOURCES_OF_ABBREVIATION = 5

_MONTHS = (
    "jan(?:uar)?", "feb(?:ruar)?", "mars?", "apr(?:il)?", "mai", "juni?", "juli?", "aug(?:ust)?", "sept?(?:ember)?",
    "okt(?:ober)?", "nov(?:ember)?", "des(?:ember)?",
)  # fmt: skip
_MONTH = re.compile("|".join(f"({month})" for month in _MONTHS))
_DATE = rf"(?P<day>\d{{1,2}})\.?\s+(?P<month>{'|'.join(_MONTHS)})\.?\s+(?P<year>\d{{4}})"
_NUMBERED = rf"{_DATE}(?:\s+(?:nr\.?|nummer)\s*(?P<number>\d{{1,4}}))?"
_KIND = r"\b(?P<kind>lov|forskrift)"
_ANOTHER = r"(?:lov|forskrift)\s+(?:av\s+)?\d"
_TITLE = rf"(?:,?\s+(?:om|for|til|angående)\s(?:(?!{_ANOTHER})[^()\[\];:\n]){{2,300}}?)?"
# «lov 17. juni 2005 nr. 62 om arbeidsmiljø, arbeidstid og stillingsvern mv. (arbeidsmiljøloven)»
_NAME_AFTER = re.compile(rf"{_KIND}\s+(?:av\s+)?{_NUMBERED}{_TITLE}\s*[(\[](?P<bracket>[^()\[\]\n]{{3,100}})[)\]]", re.IGNORECASE)
# «arbeidsmiljøloven av 17. juni 2005 nr. 62», «arbeidsmiljøloven (lov 17. juni 2005 nr. 62)»
_NAME_BEFORE = re.compile(
    rf"(?P<act>(?P<kind>lov|forskrift)(?:en|a))(?:,?\s+(?:av\s+)?|\s*\((?:lov|forskrift)\s+(?:av\s+)?){_NUMBERED}"
)
_STEM = re.compile(r"(?:\w+-\s(?:og|eller)\s)?\w[\w-]*\Z")
_LONGEST_STEM = 60  # characters: «likestillings- og diskriminerings» and as much again
_END_OF_SENTENCE = re.compile(r"\w{4,}\.\s+[A-ZÆØÅ§]")  # between an act and a bracket: the bracket belongs to something else


@dataclass(frozen=True, slots=True)
class Citation:
    """An act, and what a text that cites it calls it."""

    act: str
    """«lov/2005-06-17-62»; without the number where the text has none."""
    name: str


@dataclass(slots=True)
class Names:
    """Collects what acts are called."""

    _said: dict[tuple[str, str], list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    """Act and folded name → each name as written, with the document that has it."""

    def read(self, id: str, text: str) -> None:
        """Read one document's text."""
        for citation in read_citations(text):
            self._said[citation.act, fold_name(citation.name)].append((citation.name, id))

    def aliases(self, own: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        """Return the own names of each act and what others call it, the most frequent first."""
        known = {(act, fold_name(name)) for act, names in own.items() for name in names}
        found = {act: list(names) for act, names in own.items()}
        for (act, folded), said in sorted(self._said.items(), key=lambda item: -len(item[1])):
            if act in found and (act, folded) not in known and _is_sure(act, said):
                found[act].append(max(dict.fromkeys(name for name, _ in said), key=[name for name, _ in said].count))
        return {act: tuple(names) for act, names in found.items()}


def read_citations(text: str) -> Iterator[Citation]:
    """Yield what acts are called where a text cites them by date and number with a name in brackets or before."""
    for found in _NAME_AFTER.finditer(text):
        if not _END_OF_SENTENCE.search(found[0]):
            yield from (Citation(_act(found), name) for name in names_in(found["bracket"]) if _is_of_kind(name, found["kind"]))
    for found in _NAME_BEFORE.finditer(text):
        stem = _STEM.search(text[max(0, found.start() - _LONGEST_STEM) : found.start()])
        if stem and is_short_title(name := stem[0] + found["act"]):
            yield Citation(_act(found), name)


def _act(found: re.Match[str]) -> str:
    month = _MONTH.fullmatch(found["month"].lower())
    assert month is not None  # the citation's pattern has the same months
    date = f"{found['year']}-{month.lastindex or 0:02}-{int(found['day']):02}"
    return "-".join(filter(None, (f"{found['kind'].lower()}/{date}", found["number"])))


def _is_of_kind(name: str, kind: str) -> bool:
    """Tell whether a name does not say itself that it is of the other kind."""
    other = "forskrift" if kind.lower() == "lov" else r"\w(?:lov|loven|lova)$"
    return re.search(other, name, re.IGNORECASE) is None


def _is_sure(act: str, said: list[tuple[str, str]]) -> bool:
    others = {id for _, id in said if id != act}
    if said[0][0].isupper():
        return len(others) >= SOURCES_OF_ABBREVIATION
    return bool(others) or len(said) >= MENTIONS
