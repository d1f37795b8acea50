"""How often topics by rule are right, and what they cost: `python -m tests.bench.topics`, about a minute.

Over the law corpus, where it lies beside the project. Every law has a ministry, and one in six has fields of law; a topic counts
as right if it lies in or above the part of our tree that these correspond to. That calls many a good topic wrong and some bad
ones right, but alike for every setting. The bars of library/topics.py, and changes to triggers, were chosen by the laws of one
half; the others are held out. With a number, as many of these are printed with their topics from the text, for reading.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from library.document import Page
from library.topics import TopicRules
from library.vocabulary import Topics, shipped_topics
from tests.bench.law_subjects import Law, read_laws
from tests.relevance.corpus import CORPUS

SHORT = 20  # pages; up to here most words of a page are new
SEED = 4  # of the sample; that of 3 was read while triggers were still being marked


@dataclass(slots=True)
class Score:
    """What the rules gave to some laws."""

    laws: int = 0
    with_topics: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)

    def add(self, law: Law, by: str, topics: Iterable[str], tree: Topics) -> None:
        """Count what one way of giving topics gave to one law."""
        given = list(topics)
        self.with_topics[by] += bool(given)
        self.given[by] += len(given)
        self.right[by] += sum(law.expects(topic, tree) for topic in given)

    def line(self, by: str) -> str:
        """Return the share of laws with topics, how many they have on average, and how many are right."""
        precision = f"{self.right[by] / self.given[by]:6.1%}" if self.given[by] else "     –"
        return (
            f"{by:12} {self.with_topics[by] / self.laws:6.1%} {self.given[by] / self.laws:8.2f} {self.given[by]:7,} {precision}"
        )


def main() -> None:
    """Measure and print."""
    if not CORPUS.is_file():
        print(f"absent: {CORPUS}; topics by rule are not measured")
        return
    topics = shipped_topics()
    rules = TopicRules.of(topics)
    for held_out in (False, True):
        for only_fields in (False, True):
            chosen = (law for law in read_laws() if law.is_held_out == held_out and law.has_fields >= only_fields)
            name = f"{'held out' if held_out else 'chosen by'}{', with fields of law' if only_fields else ''}"
            report(name, score(chosen, rules, topics))
    measure_cost(rules)


def score(laws: Iterable[Law], rules: TopicRules, topics: Topics) -> Score:
    """Give topics to these laws, by title alone and with the text."""
    total = Score()
    for law in laws:
        total.laws += 1
        told, given = rules.assign(law.document), rules.assign(law.document, law.pages)
        total.add(law, "title", told, topics)
        total.add(law, "text adds", set(given) - set(told), topics)
        total.add(law, "both", given, topics)
    return total


def report(name: str, total: Score) -> None:
    """Print one table."""
    print(f"{name}: {total.laws:,} laws\n{'':12} {'have':>6} {'on average':>8} {'topics':>5} {'right':>6}")
    print("\n".join(total.line(by) for by in total.given), end="\n\n")


def measure_cost(rules: TopicRules) -> None:
    """Print how long a processor works on a page, in short and in long documents."""
    held_out = [law for law in read_laws() if law.is_held_out]
    for name, is_short in ((f"up to {SHORT}", True), (f"more than {SHORT}", False)):
        laws = [law for law in held_out if (len(law.pages) <= SHORT) == is_short]
        pages = sum(len(law.pages) for law in laws)
        start = time.process_time()
        for law in laws:
            rules.assign(law.document, law.pages)
        spent = (time.process_time() - start) / pages
        print(f"cost in documents of {name} pages: {spent * 1e6:.0f} µs a page ({pages:,} pages in {len(laws):,} documents)")


def print_sample(size: int) -> None:
    """Print laws of which the text gives topics, with the reasons."""
    topics = shipped_topics()
    rules = TopicRules.of(topics)
    held_out = [law for law in read_laws() if law.is_held_out]
    random.Random(SEED).shuffle(held_out)
    for law in held_out:
        added = set(rules.assign(law.document, law.pages)) - set(rules.assign(law.document))
        if added and size:
            size -= 1
            print_reasons(law, law.pages, rules, added)


def print_reasons(law: Law, pages: tuple[Page, ...], rules: TopicRules, topics: set[str]) -> None:
    """Print a law's title, and its topics with what triggered them."""
    print(f"{law.document.title} ({len(pages)} pages)")
    reasons = rules.explain(law.document, pages)
    for topic in sorted(topics):
        places = [f"{reason.term} {reason.place} {reason.count}" for reason in reasons if reason.topic == topic]
        print(f"   {topic}: {', '.join(places)}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print_sample(int(sys.argv[1]))
    else:
        main()
