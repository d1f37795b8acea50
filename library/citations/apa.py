"""A reference for people after APA 7, in parts that the page sets: what is in italics, what is a link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from library.citations.names import Name
from library.citations.reference import Reference

MAX_AUTHORS = 20  # named; of more, APA 7 names the first 19 and the last
_UNDATED = {"nb": "u.å.", "nn": "u.å.", "en": "n.d."}
_COMMA_BEFORE_AND = frozenset({"en"})  # Norwegian APA has none
_STOPS = (".", "?", "!", "…")
_RESOLVER = "https://doi.org/"
_SIGNS_OF_DOI = "/:;(),"  # may stand in a path as they are (RFC 3986), and do so in DOIs
_PARTS_OF_GIVEN = re.compile(r"[^\s.]+\.?")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a reference. What is_title is in the document's language; a link's text is its address."""

    text: str
    is_title: bool = False
    is_italic: bool = False
    is_link: bool = False


def apa(reference: Reference, language: str) -> tuple[Part, ...]:
    """Return the reference as readers in this interface language write it; the texts put together are the whole."""
    year = reference.published.year if reference.published else _UNDATED.get(language, _UNDATED["en"])
    authors, dated = _authors(reference, language), f"({year})."
    head = [[Part(f"{_stopped(authors)} {dated}")], _title(reference)] if authors else [_title(reference), [Part(dated)]]
    return tuple(_spaced([*head, _source(reference), [Part(_address(reference), is_link=True)]]))


def plain(parts: Iterable[Part]) -> str:
    """Return the reference as text."""
    return "".join(part.text for part in parts)


def inverted(name: Name) -> str:
    """Return «Brandtzæg, S. R.»; a name that stands whole as it is."""
    if name.is_whole:
        return name.family
    return ", ".join(filter(None, (name.surname, initials(name.given), name.suffix)))


def initials(given: str) -> str:
    """Return «S. R.» of «Svein Richard», «S.-E.» of «Stig-Erik»; letters that stand alone are initials already."""
    return " ".join("-".join(f"{half[0]}." for half in word.split("-") if half) for word in _PARTS_OF_GIVEN.findall(given))


def _authors(reference: Reference, language: str) -> str:
    names = [inverted(name) for name in reference.authors]
    if reference.and_others:
        return ", ".join([*names, "et al."])
    if len(names) > MAX_AUTHORS:
        return f"{', '.join(names[: MAX_AUTHORS - 1])}, … {names[-1]}"
    joint = ", & " if language in _COMMA_BEFORE_AND else " & "
    return joint.join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _title(reference: Reference) -> list[Part]:
    """Return the title, in italics unless it is part of a journal, and in brackets the number of a report."""
    in_journal = reference.is_in_journal
    number = f" ({reference.cited_number})" if reference.cited_number and not in_journal else ""
    end = "" if (number or reference.title).endswith(_STOPS) else "."
    return [Part(reference.title, is_title=True, is_italic=not in_journal), *([Part(number + end)] if number or end else [])]


def _source(reference: Reference) -> list[Part]:
    """Return the journal with its number, or the publishers that are not the authors."""
    if reference.is_in_journal:
        return [Part(reference.series, is_italic=True), Part(f", {reference.number}." if reference.number else ".")]
    authors = reference.all_authors
    publishers = "; ".join(name for name in reference.publishers if name not in authors)
    return [Part(_stopped(publishers))] if publishers else []


def _address(reference: Reference) -> str:
    return f"{_RESOLVER}{quote(reference.doi, safe=_SIGNS_OF_DOI)}" if reference.doi else reference.address


def _stopped(text: str) -> str:
    return text if text.endswith(_STOPS) else f"{text}."


def _spaced(sentences: Iterable[Sequence[Part]]) -> Iterator[Part]:
    for place, sentence in enumerate(filter(None, sentences)):
        if place:
            yield Part(" ")
        yield from sentence
