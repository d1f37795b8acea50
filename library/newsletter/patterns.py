"""The patterns by which newsletters are read: data that an editor can change (data/newsletters.json), compiled and checked once.

data/README.md tells the editor what each of them is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from library.document import DocumentType
from library.errors import VocabularyError
from library.shipped import DATA

FILE = "newsletters.json"
MAX_HEADING = 100  # characters; the longest name of a publisher in the seed catalogue has under 70
MAX_PUBLISHER_WORDS = 9  # «Norsk senter for bærekraftig klimatilpasning» has five, a sentence has more
_TITLE, _PUBLISHER = "title", "publisher"
_SENTENCE_END = re.compile(r"[.!?…;,]$")


class PatternFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The file's form; lists under languages are kept apart for the editor only."""

    list_headings: dict[str, list[str]]
    never_in_publisher: list[str]
    item_forms: list[str]
    remarks: list[str]
    not_items: list[str]
    list_ends: list[str]
    type_prefixes: dict[str, DocumentType]
    captions: list[str]
    page_furniture: list[str]
    goes_on_after: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class ListHeading:
    """A heading under which publications are listed."""

    publisher: str | None
    """Whose they are, where the heading says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsletterPatterns:
    """The compiled patterns. Case does not count; each matches a whole line, but for `remarks`, which end one."""

    list_headings: tuple[re.Pattern[str], ...]
    never_in_publisher: frozenset[str]
    item_forms: tuple[re.Pattern[str], ...]
    remarks: re.Pattern[str]
    not_items: re.Pattern[str]
    list_ends: re.Pattern[str]
    type_prefixes: tuple[tuple[re.Pattern[str], DocumentType], ...]
    captions: re.Pattern[str]
    page_furniture: re.Pattern[str]
    goes_on_after: frozenset[str]

    def list_heading(self, line: str) -> ListHeading | None:
        """Return what the line says as a heading of a list; None if it is none, as «Fra Nordregio kommer to rapporter» is."""
        heading = line.removesuffix(":").rstrip()
        if len(heading) > MAX_HEADING or not heading:
            return None
        for match in filter(None, (pattern.fullmatch(heading) for pattern in self.list_headings)):
            publisher = match.groupdict().get(_PUBLISHER)
            if publisher is None or self.is_publisher(publisher):
                return ListHeading(publisher)
        return None

    def is_publisher(self, name: str) -> bool:
        """Tell whether this could be a publisher's name: a few words, the first with a capital, none that only sentences have."""
        words = [word.strip(",()") for word in name.lower().split()]
        likely = name[:1].isupper() and 0 < len(words) <= MAX_PUBLISHER_WORDS and not _SENTENCE_END.search(name)
        return likely and self.never_in_publisher.isdisjoint(words)


def shipped_patterns() -> NewsletterPatterns:
    """Read the patterns that ship with Kartotek; raise VocabularyError if they are missing or wrong."""
    try:
        content = (DATA / FILE).read_bytes()
    except OSError as error:
        raise VocabularyError(f"data/{FILE} cannot be read: {error}.") from error
    return read_patterns(content)


def read_patterns(content: bytes) -> NewsletterPatterns:
    """Decode and compile patterns; raise VocabularyError with a sentence that names the one at fault."""
    try:
        file = msgspec.json.decode(content, type=PatternFile)
    except msgspec.MsgspecError as error:
        raise VocabularyError(f"data/{FILE} cannot be read: {error}.") from error
    return NewsletterPatterns(
        list_headings=tuple(_compiled("list_headings", text, may={_PUBLISHER}) for text in _flat(file.list_headings)),
        never_in_publisher=frozenset(word.lower() for word in file.never_in_publisher),
        item_forms=tuple(_compiled("item_forms", text, must={_TITLE, _PUBLISHER}) for text in file.item_forms),
        remarks=_any("remarks", file.remarks, r"\s*(?:{})$"),
        not_items=_any("not_items", file.not_items),
        list_ends=_any("list_ends", file.list_ends),
        type_prefixes=tuple((_prefix(text), kind) for text, kind in file.type_prefixes.items()),
        captions=_any("captions", file.captions),
        page_furniture=_any("page_furniture", file.page_furniture),
        goes_on_after=frozenset(word.lower() for word in _flat(file.goes_on_after)),
    )


def _flat(by_language: Mapping[str, Iterable[str]]) -> Iterable[str]:
    return (text for texts in by_language.values() for text in texts)


def _compiled(field: str, text: str, *, may: Iterable[str] = (), must: Iterable[str] = (), frame: str = "{}") -> re.Pattern[str]:
    try:
        pattern = re.compile(text, re.IGNORECASE)
        framed = re.compile(frame.format(text), re.IGNORECASE)
    except re.error as error:
        raise VocabularyError(f"data/{FILE}: {text!r} under {field} is not a regular expression: {error}.") from error
    groups = set(pattern.groupindex)
    if unknown := groups - {*may, *must}:
        raise VocabularyError(f"data/{FILE}: {text!r} under {field} has a group {min(unknown)!r} that means nothing there.")
    if missing := {*must} - groups:
        raise VocabularyError(f"data/{FILE}: {text!r} under {field} needs a group {min(missing)!r}.")
    if pattern.fullmatch(""):
        raise VocabularyError(f"data/{FILE}: {text!r} under {field} would match everything, even an empty line.")
    return framed


def _any(field: str, texts: list[str], frame: str = "{}") -> re.Pattern[str]:
    for text in texts:
        _compiled(field, text)
    alternatives = "|".join(f"(?:{text})" for text in texts) or r"(?!)"  # none of no patterns matches
    return re.compile(frame.format(alternatives), re.IGNORECASE)


def _prefix(name: str) -> re.Pattern[str]:
    """«Policy Brief» → «Policy Brief: …», «Policy Brief 2020:4 – …», «Policy Brief nr. 4: …»."""
    if not name.strip():
        raise VocabularyError(f"data/{FILE}: a name under type_prefixes is empty.")
    spelling = r"[\s-]+".join(map(re.escape, name.split()))
    return re.compile(rf"{spelling}(?:\s+(?:(?:nr|no)\.?\s*)?\d[\d:/.-]*)?(?::\s*|\s+[-–—]\s+|:?\s+·\s+)(?=\S)", re.IGNORECASE)
