"""What an import did: what became of each thing, what failed and where, and what the editor should know."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import msgspec

from library.writer import Outcome


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was not taken in."""

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
    notes: tuple[str, ...] = ()
    """By what it was recognised, which fields became others, what was not taken."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one thing that was to be imported."""

    place: str
    id: str
    outcome: Outcome
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """The outcome of an import; as JSON, what `--report FILE` writes."""

    added: int
    changed: int
    unchanged: int
    skipped: tuple[Problem, ...]
    """What was left out on purpose, and why."""
    problems: tuple[Problem, ...]
    """What failed, and why."""
    results: tuple[Result, ...]
    """Everything that was added, changed or unchanged, in the order of the import."""
    pages: int
    """Pages and sections read."""
    without_text: tuple[str, ...]
    """Ids of documents without text: scans."""
    new_publishers: tuple[str, ...]
    changed_publishers: tuple[str, ...]
    """Names of publishers that a list describes otherwise than they were."""
    unknown_topics: tuple[tuple[str, int], ...]
    """With the number of documents, most frequent first."""
    conflicts: tuple[tuple[str, str], ...]
    """Document id and how its declared and its detected language disagree."""
    not_understood: tuple[Problem, ...]
    """Lines of newsletters' lists that are no title."""

    @property
    def failed(self) -> int:
        """How many things could not be imported."""
        return len(self.problems)


@dataclass(slots=True)
class Tally:
    """Counts while an import goes on."""

    pages: int = 0
    _results: list[Result] = field(default_factory=list)
    _skipped: list[Problem] = field(default_factory=list)
    _problems: list[Problem] = field(default_factory=list)
    _without_text: dict[str, None] = field(default_factory=dict)
    _publishers: dict[str, None] = field(default_factory=dict)
    _changed_publishers: dict[str, None] = field(default_factory=dict)
    _topics: Counter[str] = field(default_factory=Counter)
    _conflicts: dict[str, str] = field(default_factory=dict)
    _not_understood: list[Problem] = field(default_factory=list)

    def count(self, taken: Taken, place: str = "") -> None:
        """Count a document."""
        if taken.outcome is Outcome.SKIPPED:
            self.skip(place, f"Known by {', '.join(taken.notes)}.")
            return
        self._results.append(Result(place, taken.id, taken.outcome, taken.notes))
        self._publishers |= dict.fromkeys(taken.new_publishers)
        self._topics.update(taken.unknown_topics)
        if taken.conflict:
            self._conflicts[taken.id] = taken.conflict

    def learn(self, publisher: str, outcome: Outcome) -> None:
        """Count a publisher that a list describes, by name."""
        if outcome is Outcome.ADDED:
            self._publishers[publisher] = None
        elif outcome is Outcome.CHANGED:
            self._changed_publishers[publisher] = None

    def count_scan(self, id: str) -> None:
        """Count a document whose file has pages and no text."""
        self._without_text[id] = None

    def skip(self, place: str, sentence: str) -> None:
        """Count something that was left out on purpose."""
        self._skipped.append(Problem(place, sentence))

    def fail(self, place: str, sentence: str) -> None:
        """Count something that could not be imported."""
        self._problems.append(Problem(place, sentence))

    def puzzle(self, place: str, line: str) -> None:
        """Count a line that was not understood."""
        self._not_understood.append(Problem(place, line))

    def report(self) -> ImportReport:
        """Return what was counted."""
        outcomes = Counter(result.outcome for result in self._results)
        return ImportReport(
            added=outcomes[Outcome.ADDED],
            changed=outcomes[Outcome.CHANGED],
            unchanged=outcomes[Outcome.UNCHANGED],
            skipped=tuple(self._skipped),
            problems=tuple(self._problems),
            results=tuple(self._results),
            pages=self.pages,
            without_text=tuple(self._without_text),
            new_publishers=tuple(self._publishers),
            changed_publishers=tuple(self._changed_publishers),
            unknown_topics=tuple(self._topics.most_common()),
            conflicts=tuple(self._conflicts.items()),
            not_understood=tuple(self._not_understood),
        )


def report_as_json(report: ImportReport) -> bytes:
    """Return the whole report as JSON, indented, with a last line end."""
    return msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n"
