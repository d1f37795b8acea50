"""Gives a document topics by rule: a topic's trigger words, met in its title, subtitle or abstract, or often in its text.

For documents whose source declares no topic. The rules are the triggers of the topic tree, which an editor can read and change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain
from typing import Self

from library.document import Document, Page, Provenance
from library.text import fold_name
from library.triggers import Trigger, Triggers
from library.vocabulary import Topics
from library.wordcount import WordCount

FIELD = "topics"

# A report mentions much that it is not about. With these bars a topic that the text gives is about as often right as one that the
# title gives; measured on laws whose ministries and fields are known (python -m tests.bench.topics, figures in data/README.md).
MIN_COUNT = 10  # times in the text, so that a page or two give no topic by chance
MIN_DENSITY = 6 / 1_000  # of the words: about three times on a printed page, all through the document
MIN_OF_STRONGEST = 0.5  # of what the topic met most often has; a subject beside it that is named half as seldom is a side issue
MIN_HEADINGS = 5  # different headings; three gave a wrong topic more often than a right one
MIN_OF_HEADINGS = 0.1  # of all headings: a chapter in ten
MAX_FROM_TEXT = 3  # topics that text and headings add, the strongest; a document about more is about nothing in particular


class Evidence(StrEnum):
    """Where a trigger was met."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    ABSTRACT = "abstract"
    HEADINGS = "headings"
    TEXT = "text"


TOLD = (Evidence.TITLE, Evidence.SUBTITLE, Evidence.ABSTRACT)  # in these one trigger is enough


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicReason:
    """A trigger that a document holds, and where."""

    topic: str
    term: str
    """As the topic tree has it."""
    place: Evidence
    count: int
    """How often; in headings that recur each is counted once."""


@dataclass(frozen=True, slots=True)
class _Met:
    """The triggers that a document holds."""

    triggers: Mapping[Evidence, Mapping[Trigger, int]]
    words: int
    """Of the text."""
    headings: int
    """Different ones."""

    def topics(self, place: Evidence) -> Counter[str]:
        """Return how often each topic's triggers stand here."""
        counts = Counter[str]()
        for trigger, count in self.triggers[place].items():
            counts[trigger.topic] += count
        return counts


@dataclass(frozen=True, slots=True)
class TopicRules:
    """The triggers of a topic tree, made ready once."""

    _in_title: Triggers
    _in_text: Triggers
    _ancestors: Mapping[str, frozenset[str]]
    """Of each topic, in the order of the tree."""

    @classmethod
    def of(cls, topics: Topics) -> Self:
        """Read the triggers; raise VocabularyError on one that has no letter or digit."""
        ancestors = {topic.key: frozenset(topics.lineage(topic.key)[1:]) for topic in topics}
        return cls(Triggers.of(topics), Triggers.of(topics, running=True), ancestors)

    def assign(self, document: Document, pages: Sequence[Page] = ()) -> tuple[str, ...]:
        """Return the keys of the topics that the document's own words give, in the order of the tree.

        A trigger in title, subtitle or abstract gives its topic. Headings and text add the subjects that they keep coming back
        to, save those above or below what title and abstract give. Only the most specific: a topic is left out where one below
        it is given too. Whether the document already has declared topics is the caller's business.
        """
        return self._given(self._met(document, pages, thoroughly=False))

    def explain(self, document: Document, pages: Sequence[Page] = ()) -> tuple[TopicReason, ...]:
        """Return for each topic that assign() gives every trigger met, place by place, the most frequent first."""
        met = self._met(document, pages)
        return tuple(chain.from_iterable(_reasons(topic, met) for topic in self._given(met)))

    def passed_over(self, document: Document, pages: Sequence[Page] = ()) -> tuple[TopicReason, ...]:
        """Return the triggers met of topics that assign() does not give, the topic met most often first.

        Mostly they are mentioned too seldom. A topic above one that is given is left out, since that says it too.
        """
        met = self._met(document, pages)
        given = self._given(met)
        silent = {*given, *self._above(given)}
        seen = sum((met.topics(place) for place in Evidence), Counter[str]())
        strongest = sorted(seen, key=lambda topic: (-seen[topic], topic))
        return tuple(chain.from_iterable(_reasons(topic, met) for topic in strongest if topic not in silent))

    def _met(self, document: Document, pages: Sequence[Page], *, thoroughly: bool = True) -> _Met:
        """Look for the triggers; unless thoroughly, phrases that cannot give a topic by the text are left out."""
        headings = dict.fromkeys(heading for page in pages for heading in page.headings)
        text = WordCount.of(page.text for page in pages)
        told = zip(TOLD, (document.title, document.subtitle, document.abstract), strict=True)
        triggers = {place: self._in_title.found(WordCount.of([fold_name(words or "")])) for place, words in told}
        triggers[Evidence.HEADINGS] = self._in_text.found(WordCount.of(headings))
        triggers[Evidence.TEXT] = self._in_text.found(text, 0 if thoroughly else _enough(text.total))
        return _Met(triggers, text.total, len(headings))

    def _given(self, met: _Met) -> tuple[str, ...]:
        told = set[str]().union(*(met.topics(place) for place in TOLD))
        above = self._above(told)
        added = [topic for topic in _strong(met) if topic not in told | above and not self._ancestors[topic] & told]
        found = {*told, *added[:MAX_FROM_TEXT]}
        covered = self._above(found)
        return tuple(topic for topic in self._ancestors if topic in found and topic not in covered)

    def _above(self, topics: Collection[str]) -> frozenset[str]:
        return frozenset[str]().union(*(self._ancestors[topic] for topic in topics))


def with_topics(document: Document, rules: TopicRules, pages: Sequence[Page] = ()) -> Document:
    """Return the document with topics by rule and their provenance; unchanged if it has topics or no rule gives one."""
    given = () if document.topics else rules.assign(document, pages)
    if not given:
        return document
    return replace(document, topics=given, provenance={**document.provenance, FIELD: Provenance.RULE})


def _strong(met: _Met) -> list[str]:
    """Return the topics that the text or the headings keep coming back to: first by the text, then by the headings."""
    text, headings = met.topics(Evidence.TEXT), met.topics(Evidence.HEADINGS)
    often = max(_enough(met.words), MIN_OF_STRONGEST * max(text.values(), default=0))
    many = max(MIN_HEADINGS, MIN_OF_HEADINGS * met.headings)
    by_text = [topic for topic, count in text.items() if count >= often]
    by_headings = [topic for topic, count in headings.items() if count >= many]
    by_text.sort(key=lambda topic: (-text[topic], topic))
    by_headings.sort(key=lambda topic: (-headings[topic], topic))
    return list(dict.fromkeys((*by_text, *by_headings)))


def _enough(words: int) -> float:
    """Return how often a topic's triggers must stand in a text of so many words to give it."""
    return max(MIN_COUNT, MIN_DENSITY * words)


def _reasons(topic: str, met: _Met) -> Iterator[TopicReason]:
    for place in Evidence:
        found = [(count, trigger.term) for trigger, count in met.triggers[place].items() if trigger.topic == topic]
        for count, term in sorted(found, key=lambda item: (-item[0], item[1])):
            yield TopicReason(topic=topic, term=term, place=place, count=count)
