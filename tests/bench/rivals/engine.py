"""What every engine is given, asked and measured by, so that all do the same work: documents, queries, facets, the ten best."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import msgspec

from index.engine import FacetField

FACETS = (FacetField.PUBLISHER, FacetField.TOPIC, FacetField.TYPE, FacetField.LANGUAGE, FacetField.YEAR)
TOP = 10  # hits, as ids without snippets


class Item(msgspec.Struct, frozen=True, array_like=True):
    """One document, as every engine gets it."""

    id: str
    title: str
    text: str
    facets: tuple[tuple[str, ...], ...]
    """Keys for each of FACETS; a topic counts for those above it too."""


class Query(msgspec.Struct, frozen=True):
    """A question: documents with all of these words, or, if it is a phrase, with the words in a row."""

    kind: str
    words: tuple[str, ...]
    is_phrase: bool = False

    @property
    def text(self) -> str:
        """The query as a user writes it."""
        return f'"{" ".join(self.words)}"' if self.is_phrase else " ".join(self.words)


@dataclass(frozen=True, slots=True)
class Answer:
    """How many documents answer, the ids of the best, and how many of all of them have each key of each of FACETS."""

    total: int
    ids: tuple[str, ...]
    facets: Mapping[str, Mapping[str, int]]


class Engine(Protocol):
    """An engine in a folder of its own."""

    version: str

    def prepare(self, folder: Path, items: Path) -> None:
        """Put down what the engine has before it indexes, and what is not counted as its work."""

    def build(self, folder: Path, items: Path) -> None:
        """Index all documents."""

    def size(self, folder: Path) -> int:
        """Return the bytes that the index takes, without the texts themselves."""

    def open(self, folder: Path) -> None:
        """Make ready to be asked."""

    def ask(self, query: Query) -> Answer:
        """Answer with facets."""

    def postings(self, query: Query) -> int | None:
        """Return how many postings a query touches, if that can be told."""


def write_items(path: Path, items: Iterable[Item]) -> int:
    """Write documents to a file, a line each; return the number of characters of text."""
    size, temporary = 0, path.with_suffix(".new")
    with temporary.open("wb") as file:
        for item in items:
            file.write(msgspec.json.encode(item) + b"\n")
            size += len(item.text)
    temporary.replace(path)
    return size


def read_items(path: Path) -> Iterator[Item]:
    """Yield the documents of a file."""
    decoder = msgspec.json.Decoder(Item)
    with path.open("rb") as lines:
        yield from map(decoder.decode, lines)


def folder_size(folder: Path) -> int:
    """Return the bytes of all files in a folder and below it."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
