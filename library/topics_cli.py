"""The command `kartotek topics`: the topic tree with its documents, and why a document has the topics that it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, islice

import click

from library.app import App
from library.catalogue import Catalogue
from library.document import Document, Page, Provenance
from library.topics import FIELD, TopicReason, TopicRules
from library.triggers import TITLE_ONLY
from library.vocabulary import Topics, shipped_topics

_MOST = 5  # topics that are told as not given; a long report mentions half the tree
_INDENT = "  "


@click.command("topics", epilog="Example: kartotek topics --explain nou-2020-12")
@click.option("--explain", "id", metavar="ID", help="Tell why the document ID has its topics: who declared them, or which words.")
@click.pass_obj
def topics_command(app: App, id: str | None) -> None:
    """List the topic tree, each topic with the number of documents on it and on those below it."""
    topics = shipped_topics()
    with Catalogue.open(app.settings) as catalogue:
        if id is not None:
            lines = explanation_lines(catalogue.get(id), catalogue.pages(id), topics)
        else:
            lines = tree_lines(topics, document_counts(catalogue.list_documents(), topics))
        for line in lines:
            click.echo(line)


def document_counts(documents: Iterable[Document], topics: Topics) -> Counter[str]:
    """Return for each topic how many documents have it or one below it."""
    counts = Counter[str]()
    for document in documents:
        counts.update(set(chain.from_iterable(topics.lineage(key) for key in document.topics)))
    return counts


def tree_lines(topics: Topics, counts: Mapping[str, int], parent: str | None = None, depth: int = 0) -> Iterator[str]:
    """Yield the tree, a topic in each line, indented below its parent."""
    for topic in topics.children(parent):
        yield f"{counts.get(topic.key, 0):7}  {_INDENT * depth}{_name(topic.key, topics)}"
        yield from tree_lines(topics, counts, topic.key, depth + 1)


def explanation_lines(document: Document, pages: Sequence[Page], topics: Topics) -> Iterator[str]:
    """Yield a document's declared topics; or those by rule with what triggered them, and what was met but gives none."""
    origin = document.provenance.get(FIELD, Provenance.RECORD)
    if document.topics and origin is not Provenance.RULE:
        yield f"Declared ({origin}), and no rule changes that:"
        yield from (f"{_INDENT}{_name(key, topics)}" for key in document.topics)
        return
    rules = TopicRules.of(topics)
    reasons = rules.explain(document, pages)
    yield "By rule:" if reasons else "No topic is declared, and the rules give none."
    yield from chain.from_iterable(_topic_lines(reasons, topics))
    if {reason.topic for reason in reasons} != set(document.topics):
        held = ", ".join(document.topics) or "none"
        yield f"Note: the rules have changed since this was imported with {held}; import it again to have its topics given anew."
    if passed_over := list(islice(_topic_lines(rules.passed_over(document, pages), topics), _MOST)):
        yield "Mentioned, but not as a main subject:"
        yield from chain.from_iterable(passed_over)


def _topic_lines(reasons: Iterable[TopicReason], topics: Topics) -> Iterator[list[str]]:
    """Yield for each topic its lines: its name, then a line for each place with the words and how often they stand there."""
    for key, some in groupby(reasons, lambda reason: reason.topic):
        places = groupby(some, lambda reason: reason.place)
        yield [
            f"{_INDENT}{_name(key, topics)}",
            *(f"{_INDENT * 2}{place}: {', '.join(map(_trigger, found))}" for place, found in places),
        ]


def _trigger(reason: TopicReason) -> str:
    return f"«{reason.term.removeprefix(TITLE_ONLY).strip()}» {reason.count}"


def _name(key: str, topics: Topics) -> str:
    topic = topics.get(key)
    return f"{topic.labels.in_language('en')} ({key})" if topic else key
