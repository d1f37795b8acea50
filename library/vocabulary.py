"""Publishers and topics: keys, names in three languages, and how a written name is resolved to a key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import msgspec

from library.errors import UnknownKeyError, VocabularyError
from library.shipped import DATA
from library.text import fold_name, slugify

LANGUAGES = ("nb", "nn", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What a thing is called; a language without a name of its own borrows one."""

    nb: str | None = None
    nn: str | None = None
    en: str | None = None

    def __post_init__(self) -> None:
        if not any((self.nb, self.nn, self.en)):
            raise VocabularyError("A publisher or topic needs a name in at least one language.")

    def in_language(self, language: str) -> str:
        """Return the name in this language; else bokmål, nynorsk or English, in that order."""
        wanted = {"nb": self.nb, "nn": self.nn, "en": self.en}.get(language)
        return wanted or self.nb or self.nn or self.en or ""

    def all(self) -> tuple[str, ...]:
        """Return every distinct name."""
        return tuple(dict.fromkeys(name for name in (self.nb, self.nn, self.en) if name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Predecessor:
    """A publisher that this one took over from, with the years in which it bore that name."""

    key: str
    first_year: int | None = None
    last_year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who issues documents: a ministry, directorate, institute, municipality …"""

    key: str
    names: Names
    kind: str | None = None
    short: str | None = None
    homepage: str | None = None
    organisation_number: str | None = None
    aliases: tuple[str, ...] = ()
    """Other spellings, and names in other languages than nb, nn and en."""
    predecessors: tuple[Predecessor, ...] = ()
    successor: str | None = None
    first_year: int | None = None
    last_year: int | None = None
    """The years in which the name was in use, where known; they tell apart publishers of the same name."""

    def spellings(self) -> Iterator[str]:
        """Yield everything this publisher is called."""
        yield from self.names.all()
        yield from self.aliases
        if self.short:
            yield self.short


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A subject in the topic tree; documents of a child count for its parents too."""

    key: str
    labels: Names
    parent: str | None = None
    triggers: tuple[str, ...] = ()
    """Words and phrases in nb, nn and en whose presence in title or abstract gives a document this topic.

    A word ending in * stands for all words that begin so.
    """
    aliases: tuple[str, ...] = ()
    """Subject words of sources that mean this topic."""

    def spellings(self) -> Iterator[str]:
        """Yield everything this topic is called."""
        yield from self.labels.all()
        yield from self.aliases


class _Named(Protocol):
    @property
    def key(self) -> str: ...

    def spellings(self) -> Iterator[str]: ...


T = TypeVar("T", bound=_Named)


class _Register(Generic[T]):
    """Things by key and by folded spelling, in the order given."""

    def __init__(self, entries: Iterable[T]) -> None:
        self._by_key: dict[str, T] = {}
        self._by_name: defaultdict[str, list[T]] = defaultdict(list)
        for entry in entries:
            self._add(entry)

    def _add(self, entry: T) -> None:
        if entry.key in self._by_key:
            raise VocabularyError(f"The key {entry.key!r} stands twice in the vocabulary.")
        self._by_key[entry.key] = entry
        for name in dict.fromkeys(fold_name(name) for name in (entry.key, *entry.spellings())):
            self._by_name[name].append(entry)

    def __iter__(self) -> Iterator[T]:
        return iter(self._by_key.values())

    def __len__(self) -> int:
        return len(self._by_key)

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def get(self, key: str) -> T | None:
        """Return the entry with this key, or None."""
        return self._by_key.get(key)

    def named(self, name: str) -> list[T]:
        """Return the entries that go by this key or spelling, whatever the case and diacritics."""
        return list(self._by_name.get(fold_name(name), ()))


class Publishers(_Register[Publisher]):
    """All publishers that the library knows."""

    def resolve(self, name: str, year: int | None = None) -> Publisher:
        """Return the publisher that went by this name in this year; raise UnknownKeyError if there is none.

        Without a year, or where the years do not decide, the latest bearer of the name wins.
        """
        bearers = self.named(name)
        if not bearers:
            raise UnknownKeyError(f"No publisher is called {name!r}.")
        return max(
            bearers, key=lambda publisher: (_in_use(publisher, year), publisher.last_year is None, publisher.last_year or 0)
        )

    def with_new(self, names: Iterable[str]) -> tuple[Publishers, tuple[Publisher, ...]]:
        """Return a register that also knows these names, and the publishers that it took to that."""
        added: dict[str, Publisher] = {}
        for name in names:
            key = slugify(name)
            if key and not self.named(name) and key not in self and key not in added:
                added[key] = Publisher(key=key, names=Names(nb=" ".join(name.split())))
        return (Publishers([*self, *added.values()]) if added else self), tuple(added.values())


class Topics(_Register[Topic]):
    """The topic tree."""

    def __init__(self, entries: Iterable[Topic]) -> None:
        super().__init__(entries)
        self._children: defaultdict[str | None, list[Topic]] = defaultdict(list)
        for topic in self:
            if topic.parent is not None and topic.parent not in self:
                raise VocabularyError(f"The topic {topic.key!r} has the unknown parent {topic.parent!r}.")
            self._children[topic.parent].append(topic)
        for topic in self:
            self.lineage(topic.key)

    def resolve(self, name: str) -> Topic:
        """Return the topic that goes by this key, label or alias; raise UnknownKeyError if there is none."""
        bearers = self.named(name)
        if not bearers:
            raise UnknownKeyError(f"No topic is called {name!r}.")
        return bearers[0]

    def children(self, key: str | None) -> list[Topic]:
        """Return the topics right below this one; the top topics for None."""
        return list(self._children.get(key, ()))

    def lineage(self, key: str) -> tuple[str, ...]:
        """Return the topic's key and those of all its ancestors, nearest first; empty for an unknown key."""
        found: list[str] = []
        topic = self.get(key)
        while topic is not None:
            if topic.key in found:
                raise VocabularyError(f"The topic {topic.key!r} is its own ancestor.")
            found.append(topic.key)
            topic = self.get(topic.parent) if topic.parent else None
        return tuple(found)


def shipped_publishers() -> Publishers:
    """Read the publishers that ship with Kartotek."""
    return Publishers(_read("publishers.json", list[Publisher]))


def shipped_topics() -> Topics:
    """Read the topic tree that ships with Kartotek."""
    return Topics(_read("topics.json", list[Topic]))


def _in_use(publisher: Publisher, year: int | None) -> bool:
    if year is None:
        return publisher.last_year is None
    return (publisher.first_year or 0) <= year <= (publisher.last_year or year)


Entries = TypeVar("Entries")


def _read(name: str, kind: type[Entries]) -> Entries:
    try:
        return msgspec.json.decode((DATA / name).read_bytes(), type=kind)
    except (msgspec.MsgspecError, OSError) as error:
        raise VocabularyError(f"data/{name} cannot be read: {error}.") from error
