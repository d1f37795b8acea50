"""Finds the triggers of a topic tree among counted words: one look-up for each distinct word, whatever the number of triggers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self, TypeAlias

from library.errors import VocabularyError
from library.text import fold_name
from library.vocabulary import Topic
from library.wordcount import WordCount

Phrase: TypeAlias = tuple[str, ...]
WILDCARD = "*"
# Folded. «Landbruksdirektoratet» in a title is a subject; in a text it is who decides, whatever the text is about.
AUTHORITIES = ("departement", "direktorat")
TITLE_ONLY = "title:"  # before a trigger that tells a subject in a title, but is in everyone's mouth


@dataclass(frozen=True, slots=True, eq=False)  # a trigger is what it is; hashing its fields would take longer than finding it
class Trigger:
    """A word or phrase that gives a topic; its last word may stand for all words that begin so."""

    topic: str
    term: str
    """As the topic tree has it."""
    words: Phrase
    """Folded."""
    is_prefix: bool
    is_title_only: bool
    """Whether it counts in title, subtitle and abstract only, and not in headings and text."""

    @classmethod
    def of(cls, topic: str, term: str) -> Self:
        """Read «plan- og bygningslov*» or «title: kommunen»; raise VocabularyError if there is no letter or digit in it."""
        words = tuple(fold_name(term.removeprefix(TITLE_ONLY).removesuffix(WILDCARD)).split())
        if not words:
            raise VocabularyError(f"The topic {topic!r} has the trigger {term!r}, in which there is no letter or digit.")
        return cls(topic, term, words, term.endswith(WILDCARD), term.startswith(TITLE_ONLY))


@dataclass(frozen=True, slots=True)
class Triggers:
    """The triggers of many topics, ready to be looked up by a word of the text."""

    _words: Mapping[str, tuple[Trigger, ...]]
    """Whole words, by themselves."""
    _beginnings: Mapping[str, tuple[Trigger, ...]]
    """Single words that end in a wildcard, by their first letters."""
    _phrases: Mapping[str, tuple[Trigger, ...]]
    """By their first word, which is whole."""
    _heads: frozenset[str]
    """The first letters of whatever ends in a wildcard."""
    _head: int
    """The number of those letters: as many as the shortest has."""

    _is_running: bool
    """Whether they are for headings and running text: without those for titles only, and without names of authorities."""

    @classmethod
    def of(cls, topics: Iterable[Topic], *, running: bool = False) -> Self:
        """Read the triggers of these topics; raise VocabularyError on one that has no letter or digit."""
        every = [Trigger.of(topic.key, term) for topic in topics for term in topic.triggers]
        triggers = [trigger for trigger in every if not (running and trigger.is_title_only)]
        single = [trigger for trigger in triggers if len(trigger.words) == 1]
        prefixes = [trigger.words[-1] for trigger in triggers if trigger.is_prefix]
        head = min(map(len, prefixes), default=0)
        return cls(
            _grouped((trigger.words[0], trigger) for trigger in single if not trigger.is_prefix),
            _grouped((trigger.words[0][:head], trigger) for trigger in single if trigger.is_prefix),
            _grouped((trigger.words[0], trigger) for trigger in triggers if len(trigger.words) > 1),
            frozenset(prefix[:head] for prefix in prefixes),
            head,
            running,
        )

    def found(self, text: WordCount, enough: float = 0) -> dict[Trigger, int]:
        """Return the triggers that stand in the text, each with how often.

        Looking for phrases is what takes time in a long text. Those of a topic whose triggers, even if every word that could
        belong to one did, would not stand there `enough` times are left out.
        """
        begun = self._begun(text)
        found = {**self._whole_words(text), **self._begun_words(text, begun)}
        reach = Counter[str]()
        for trigger, count in found.items():
            reach[trigger.topic] += count
        possible = list(self._possible(text, begun))
        for trigger, _, most in possible:
            reach[trigger.topic] += most
        for trigger, phrases, _ in possible:
            if reach[trigger.topic] >= enough and (count := sum(map(text.phrase, phrases))):
                found[trigger] = count
        return found

    def _whole_words(self, text: WordCount) -> dict[Trigger, int]:
        present = text.counts.keys() & self._words.keys()
        return {trigger: text.counts[word] for word in present for trigger in self._words[word]}

    def _begun(self, text: WordCount) -> dict[str, list[str]]:
        """Return, by their first letters, the words that may begin as some trigger with a wildcard does."""
        begun, heads, head = dict[str, list[str]](), self._heads, self._head
        for word in [word for word in text.counts if word[:head] in heads]:
            if not (self._is_running and any(authority in word for authority in AUTHORITIES)):
                begun.setdefault(word[:head], []).append(word)
        return begun

    def _begun_words(self, text: WordCount, begun: Mapping[str, Sequence[str]]) -> dict[Trigger, int]:
        found, counts = dict[Trigger, int](), text.counts
        for head in begun.keys() & self._beginnings.keys():
            for trigger in self._beginnings[head]:
                beginning = trigger.words[0]
                if count := sum([counts[word] for word in begun[head] if word.startswith(beginning)]):
                    found[trigger] = count
        return found

    def _possible(self, text: WordCount, begun: Mapping[str, Sequence[str]]) -> Iterator[tuple[Trigger, list[Phrase], int]]:
        """Yield the triggers whose words all stand somewhere in the text, with their wordings and how often at the most."""
        for first in text.counts.keys() & self._phrases.keys():
            for trigger in self._phrases[first]:
                *whole, last = trigger.words
                if all(word in text.counts for word in whole):
                    lasts = begun.get(last[: self._head], ()) if trigger.is_prefix else (last,)
                    phrases = [(*whole, word) for word in lasts if word.startswith(last) and word in text.counts]
                    yield trigger, phrases, sum(min(text.counts[word] for word in phrase) for phrase in phrases)


def _grouped(triggers: Iterable[tuple[str, Trigger]]) -> dict[str, tuple[Trigger, ...]]:
    groups = defaultdict[str, list[Trigger]](list)
    for word, trigger in triggers:
        groups[word].append(trigger)
    return {word: tuple(some) for word, some in groups.items()}
