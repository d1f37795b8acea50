"""Reads word lists in the plain synonym format of Solr and Elasticsearch.

`utgreiing => utredning` gives a word its base, `tryggleik => sikkerhet, trygghet` two of them; in `veg, vei` without an arrow the
last stands for all. `#` begins a comment; a backslash takes the meaning from a comma.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from library.errors import KartotekError

_COMMA = re.compile(r"(?<!\\),")
_ARROW = "=>"


class SynonymsError(KartotekError):
    """A line of a word list is not in the format."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Words, in lower case, and the words that they stand for."""

    words: tuple[str, ...]
    bases: tuple[str, ...]


def read_synonyms(lines: Iterable[str], name: str) -> Iterator[Entry]:
    """Yield the entries of a file; raise SynonymsError with the file's name and the line's number."""
    for number, line in enumerate(lines, start=1):
        text = line.split("#", 1)[0].strip().lower()
        if text:
            yield _entry(text, f"{name}, line {number}")


def _entry(text: str, place: str) -> Entry:
    left, *rights = text.split(_ARROW)
    words, bases = _listed(left), _listed(rights[0]) if rights else ()
    if len(rights) > 1 or not words or (rights and not bases) or (not rights and len(words) < 2):
        raise SynonymsError(f"{place}: write «word => word» or «word, word»; this is {text!r}.")
    return Entry(words, bases) if rights else Entry(words[:-1], words[-1:])


def _listed(text: str) -> tuple[str, ...]:
    parts = [part.replace("\\,", ",") for part in _COMMA.split(text)] if "\\" in text else text.split(",")
    return tuple(dict.fromkeys([" ".join(words) for part in parts if (words := part.split())]))
