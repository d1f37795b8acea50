"""What an import did: counts, what failed and where, and what the editor should know."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from library.writer import Outcome


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be imported."""

    place: str
    """The line or the file."""
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One document that was taken in."""

    id: str
    outcome: Outcome
    new_publishers: tuple[str, ...] = ()
    """Names that no publisher was known by."""
    unknown_topics: tuple[str, ...] = ()
    """Subject words that are no topic of ours; kept as keywords."""
    conflict: str | None = None
    """How the declared and the detected language disagree."""
    has_text: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """The outcome of an import."""

    added: int
    changed: int
    unchanged: int
    problems: tuple[Problem, ...]
    new_publishers: tuple[str, ...]
    unknown_topics: tuple[tuple[str, int], ...]
    """With the number of documents, most frequent first."""
    conflicts: tuple[tuple[str, str], ...]
    """Document id and how its declared and its detected language disagree."""

    @property
    def failed(self) -> int:
        """How many records could not be imported."""
        return len(self.problems)


@dataclass(slots=True)
class Tally:
    """Counts while an import goes on."""

    _outcomes: Counter[Outcome] = field(default_factory=Counter)
    _problems: list[Problem] = field(default_factory=list)
    _publishers: dict[str, None] = field(default_factory=dict)
    _topics: Counter[str] = field(default_factory=Counter)
    _conflicts: list[tuple[str, str]] = field(default_factory=list)

    def count(self, taken: Taken) -> None:
        """Count a document."""
        self._outcomes[taken.outcome] += 1
        self._publishers |= dict.fromkeys(taken.new_publishers)
        self._topics.update(taken.unknown_topics)
        if taken.conflict:
            self._conflicts.append((taken.id, taken.conflict))

    def fail(self, place: str, sentence: str) -> None:
        """Count something that could not be imported."""
        self._problems.append(Problem(place, sentence))

    def report(self) -> ImportReport:
        """Return what was counted."""
        return ImportReport(
            added=self._outcomes[Outcome.ADDED],
            changed=self._outcomes[Outcome.CHANGED],
            unchanged=self._outcomes[Outcome.UNCHANGED],
            problems=tuple(self._problems),
            new_publishers=tuple(self._publishers),
            unknown_topics=tuple(self._topics.most_common()),
            conflicts=tuple(self._conflicts),
        )
