"""Gives a document topics by rule: a topic's trigger words, met in the title, the subtitle or the abstract.

For documents whose source declares no topic. The rules are the triggers of the topic tree, which an editor can read and change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Self

from library.document import Document, Provenance
from library.errors import VocabularyError
from library.text import fold_name
from library.vocabulary import Topic, Topics

WILDCARD = "*"
FIELD = "topics"


@dataclass(frozen=True, slots=True)
class TopicRule:
    """One topic and what gives it: a pattern over folded text."""

    key: str
    ancestors: frozenset[str]
    pattern: re.Pattern[str]

    def gives(self, texts: tuple[str, ...]) -> bool:
        """Tell whether a trigger stands in one of these folded texts."""
        return any(self.pattern.search(text) for text in texts)


@dataclass(frozen=True, slots=True)
class TopicRules:
    """The triggers of a topic tree, compiled once; in the order of the tree."""

    rules: tuple[TopicRule, ...]

    @classmethod
    def of(cls, topics: Topics) -> Self:
        """Compile the triggers; raise VocabularyError on one that has no letter or digit."""
        return cls(tuple(_rule(topic, topics) for topic in topics if topic.triggers))

    def assign(self, document: Document) -> tuple[str, ...]:
        """Return the keys of the topics that the document's own words give, in the order of the tree.

        Only the most specific: a topic is left out where one below it is given too. Whether the document already has
        declared topics is the caller's business.
        """
        texts = tuple(fold_name(text) for text in (document.title, document.subtitle, document.abstract) if text)
        given = [rule for rule in self.rules if rule.gives(texts)]
        covered = frozenset[str]().union(*(rule.ancestors for rule in given))
        return tuple(rule.key for rule in given if rule.key not in covered)


def assign_topics(document: Document, topics: Topics) -> tuple[str, ...]:
    """Return the topics that the document's title, subtitle and abstract give.

    Compiles the tree's triggers each time; for many documents hold one TopicRules and call its assign().
    """
    return TopicRules.of(topics).assign(document)


def with_topics(document: Document, rules: TopicRules) -> Document:
    """Return the document with topics by rule and their provenance; unchanged if it has topics or no rule gives one."""
    given = () if document.topics else rules.assign(document)
    if not given:
        return document
    return replace(document, topics=given, provenance={**document.provenance, FIELD: Provenance.RULE})


def _rule(topic: Topic, topics: Topics) -> TopicRule:
    alternatives = "|".join(_expression(trigger, topic.key) for trigger in topic.triggers)
    return TopicRule(topic.key, frozenset(topics.lineage(topic.key)[1:]), re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)"))


def _expression(trigger: str, key: str) -> str:
    """«plan- og bygningslov*» → «plan og bygningslov\\w*», folded as the text is."""
    stem = fold_name(trigger.removesuffix(WILDCARD))
    if not stem:
        raise VocabularyError(f"The topic {key!r} has the trigger {trigger!r}, in which there is no letter or digit.")
    return re.escape(stem) + (r"\w*" if trigger.endswith(WILDCARD) else "")
