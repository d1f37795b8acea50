"""What references in RIS and BibTeX have in common: values by their role become an entry, and nothing is lost on the way.

What has no place of its own in a description is kept as a line of its note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from library.cleaning import clean_line
from library.document import TYPE_OF_SERIES, DocumentType
from library.errors import InvalidRecordError
from library.identifiers import SeriesNumber, find_doi, find_isbn, find_issn, parse_series_number
from library.lists.addresses import file_at, is_web, web_address
from library.lists.checking import to_entry
from library.lists.dates import read_date
from library.lists.entry import Entry
from library.lists.names import find_language, find_type, is_norwegian
from library.record import MAX_ABSTRACT
from library.text import fold_name


class Role(StrEnum):
    """What a value is to a document."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    SHORT_TITLE = "short title"
    AUTHOR = "author"
    EDITOR = "editor"
    PUBLISHER = "publisher"
    SERIES = "series"
    NUMBER = "number"
    VOLUME = "volume"
    TYPE = "type"
    """A word for the sort of document: «Policy brief», «Fafo-rapport»."""
    YEAR = "year"
    DATE = "date"
    KEYWORD = "keyword"
    ABSTRACT = "abstract"
    IDENTIFIER = "identifier"
    """ISBN, ISSN or, in RIS, a report's number."""
    DOI = "doi"
    ADDRESS = "address"
    FILE = "file"
    LANGUAGE = "language"
    NOTE = "note"


MAX_ENTRY = 2 * MAX_ABSTRACT
"""Characters of one entry as it is written: the longest abstract that we take, and as much again."""
_DIGITS_OF_ISSN = 8


@dataclass(frozen=True, slots=True)
class Reference:
    """What one entry of a list of references says."""

    kind: DocumentType | None
    values: Mapping[Role, Sequence[str]]
    """The best first."""
    remarks: Sequence[str] = ()
    """What has no role, as lines for the note."""

    def all(self, role: Role) -> list[str]:
        """Return the values of this role, each once."""
        return list(dict.fromkeys(self.values.get(role, ())))


@dataclass(slots=True)
class _Draft:
    """A description in the making."""

    fields: dict[str, object] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    file: str | None = None

    def remark(self, label: str, values: Iterable[str]) -> None:
        self.remarks += [f"{label}: {value}" for value in values]

    def first(self, name: str, label: str, values: Sequence[str]) -> None:
        """Give a field the first of its values, unless it has one; the others are remarks."""
        if values and name not in self.fields:
            self.fields[name], values = values[0], values[1:]
        self.remark(label, values)


def reference_entry(place: str, reference: Reference) -> Entry:
    """Make an entry; what cannot be read in it is the entry's problem."""
    draft = _Draft()
    try:
        for step in (_names, _numbers, _type, _published, _identifiers, _addresses, _files, _language):
            step(draft, reference)
        draft.fields["note"] = "\n".join((*reference.all(Role.NOTE), *draft.remarks, *reference.remarks))
        return to_entry(place, draft.fields, draft.file)
    except InvalidRecordError as error:
        return Entry(place=place, problem=str(error))


def _names(draft: _Draft, reference: Reference) -> None:
    titles = {fold_name(title): title for title in reversed(reference.all(Role.TITLE))}  # of spellings that meet, the first
    draft.first("title", "Title", [title for title in reference.all(Role.TITLE) if title in titles.values()])
    draft.first("subtitle", "Subtitle", reference.all(Role.SUBTITLE))
    # Programs that export references repeat the title there where nobody wrote a shorter one.
    draft.fields["aliases"] = [name for name in reference.all(Role.SHORT_TITLE) if fold_name(name) not in titles]
    authors, editors = reference.all(Role.AUTHOR), reference.all(Role.EDITOR)
    draft.fields["authors"] = authors or editors
    draft.remark("Editor", editors if authors else ())
    draft.fields["publishers"] = reference.all(Role.PUBLISHER)
    draft.fields["keywords"] = reference.all(Role.KEYWORD)
    draft.fields["abstract"] = "\n\n".join(reference.all(Role.ABSTRACT))


def _numbers(draft: _Draft, reference: Reference) -> None:
    """Give series and number. A number that stands alone needs a series; the word for the type may be one («TF-rapport»)."""
    numbers, volumes = _numbered(reference)
    types = [name for name in reference.all(Role.TYPE) if find_type(name) is None]
    series = reference.all(Role.SERIES)
    if numbers and not series and types and not parse_series_number(numbers[0]):
        series, types = types[:1], types[1:]
    draft.first("series", "Series", series)
    draft.remark("Type", types)
    if series or (numbers and parse_series_number(numbers[0])):
        draft.first("number", "Number", numbers)
    else:
        draft.remark("Number", numbers)
    draft.remark("Volume", volumes)


def _numbered(reference: Reference) -> tuple[list[str], list[str]]:
    """Return numbers and the volumes that are no part of them; of a journal, «12(3)»."""
    numbers, volumes = reference.all(Role.NUMBER), reference.all(Role.VOLUME)
    unclear = [text for text in reference.all(Role.IDENTIFIER) if _is_number(text) and text not in numbers]
    if reference.kind is DocumentType.ARTICLE and numbers and volumes:
        return [f"{volumes[0]}({numbers[0]})", *numbers[1:], *unclear], volumes[1:]
    return ([*numbers, *unclear], volumes) if numbers or unclear else (volumes, [])


def _type(draft: _Draft, reference: Reference) -> None:
    named = next((type for name in reference.all(Role.TYPE) if (type := find_type(name))), None)
    number = _series_number(draft)
    # The number tells more than «report», which is what reference managers have for all that is in these series.
    draft.fields["type"] = named or (TYPE_OF_SERIES.get(number.series) if number else None) or reference.kind


def _series_number(draft: _Draft) -> SeriesNumber | None:
    return parse_series_number(" ".join(str(draft.fields.get(name) or "") for name in ("series", "number")))


def _published(draft: _Draft, reference: Reference) -> None:
    """Give the most exact date of the year that is told first."""
    texts = [*reference.all(Role.YEAR), *reference.all(Role.DATE)]
    dates = _dates(texts)
    year = next(iter(dates.values()), "")[:4]
    best = max((date for date in dates.values() if date.startswith(year)), key=len, default="")
    draft.fields["published"] = best
    draft.remark("Date", (text for text in texts if not (text in dates and best.startswith(dates[text]))))


def _dates(texts: Iterable[str]) -> dict[str, str]:
    """Return the dates that can be read, by their text; raise InvalidRecordError if there are texts but no date."""
    dates: dict[str, str] = {}
    problem = None
    for text in texts:
        try:
            dates[text] = read_date(text)
        except InvalidRecordError as error:
            problem = problem or error
    if problem and not dates:
        raise InvalidRecordError(f"published: {problem}")
    return dates


def _identifiers(draft: _Draft, reference: Reference) -> None:
    found = [pair for text in reference.all(Role.IDENTIFIER) for pair in _identified(text)]
    draft.first("isbn", "ISBN", [value for kind, value in found if kind == "isbn"])
    draft.first("issn", "ISSN", [value for kind, value in found if kind == "issn"])
    numbers = reference.all(Role.NUMBER)
    unclear = (text for text in reference.all(Role.IDENTIFIER) if not (_identified(text) or _is_number(text) or text in numbers))
    draft.remark("ISBN or ISSN", unclear)
    texts = reference.all(Role.DOI)
    draft.first("doi", "DOI", [doi for text in texts if (doi := find_doi(text))])
    draft.remark("DOI", (text for text in texts if not find_doi(text)))


def _identified(text: str) -> list[tuple[str, str]]:
    """Return what a text of ISBNs and ISSNs holds, by kind; nothing unless each part of it that has a digit is one."""
    for parts in ([text], re.split(r"[;,\s]+", text)):
        found = [_identifier(part) for part in parts if re.search(r"\d", part)]
        if found and all(found):
            return [pair for pair in found if pair]
    return []


def _is_number(text: str) -> bool:
    """Tell a report's number, which RIS has in the place of the ISBN, by its few digits."""
    return 0 < len(re.findall(r"\d", text)) < _DIGITS_OF_ISSN


def _identifier(text: str) -> tuple[str, str] | None:
    digits = re.sub(r"[^\dX]", "", text.upper())
    if len(digits) == _DIGITS_OF_ISSN and (issn := find_issn(f"{digits[:4]}-{digits[4:]}")):
        return "issn", issn
    isbn = find_isbn(text) if len(digits) in {10, 13} else None
    return ("isbn", isbn) if isbn else None


def _addresses(draft: _Draft, reference: Reference) -> None:
    addresses = [web_address(part) for text in reference.all(Role.ADDRESS) for part in re.split(r";\s+|\s+", text) if part]
    pages = [address for address in addresses if is_web(address)]
    draft.first("landing_page", "Address", pages)
    draft.remark("Address", (address for address in addresses if not is_web(address)))


def _files(draft: _Draft, reference: Reference) -> None:
    """Name the file that lies by the list, best a PDF; files on the web are known by their address."""
    texts = [clean_line(text) for text in reference.all(Role.FILE)]
    local = sorted((text for text in texts if "://" not in text), key=lambda name: not name.lower().endswith(".pdf"))
    draft.file = next(iter(local), None)
    draft.remark("File", local[1:])
    remote = {text: file_at(text) if is_web(text) else None for text in texts if "://" in text}
    draft.fields["files"] = [file for file in remote.values() if file]
    draft.remark("File", (text for text, file in remote.items() if not file))


def _language(draft: _Draft, reference: Reference) -> None:
    """Give the language; «Norwegian» does not say which, and leaves it to detection."""
    names = [name for name in reference.all(Role.LANGUAGE) if not is_norwegian(name)]
    draft.first("language", "Language", list(dict.fromkeys(code for name in names if (code := find_language(name)))))
    draft.remark("Language", (name for name in names if not find_language(name)))
