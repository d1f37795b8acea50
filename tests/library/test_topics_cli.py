"""`kartotek topics` counts the documents on each topic, and tells why a document has its topics."""

from io import StringIO

import pytest
from click.testing import CliRunner
from rich.console import Console

from library.app import App
from library.catalogue import Catalogue
from library.document import Document, Page, Provenance
from library.errors import UnknownDocumentError
from library.settings import Settings
from library.topics import MIN_COUNT, TopicRules, with_topics
from library.topics_cli import document_counts, topics_command, tree_lines
from library.vocabulary import shipped_topics
from tests.library.documents import document

TOPICS = shipped_topics()
TEXT = (Page(1, "Jernbane og andre skinner. " * MIN_COUNT + "Kommunen og et sykehus. Sykehuset."),)
BY_RULE = with_topics(document("hytter", title="Hytter i kommunen"), TopicRules.of(TOPICS), TEXT)
DOCUMENTS: list[tuple[Document, tuple[Page, ...]]] = [
    (BY_RULE, TEXT),
    (document("boliger", title="Hytter", topics=("bolig",), provenance={"topics": Provenance.OPTION}), TEXT),
    (document("blindsonen", title="Blindsonen"), ()),
    (document("gammel", title="Hytter", topics=("bolig",), provenance={"topics": Provenance.RULE}), ()),
]


@pytest.fixture
def app(settings: Settings) -> App:
    with Catalogue.open(settings) as catalogue, catalogue.writing() as writer:
        for item in DOCUMENTS:
            writer.put(*item)
    return App(settings=settings, console=Console(file=StringIO()), after_write=lambda catalogue: None)


def lines(app: App, *arguments: str) -> list[str]:
    result = CliRunner().invoke(topics_command, arguments, obj=app, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def test_a_document_counts_once_for_its_topic_and_for_those_above_it() -> None:
    both = document("to", topics=("fritidsboliger", "sosial-boligpolitikk"))
    counts = document_counts([both, *(item for item, _ in DOCUMENTS)], TOPICS)
    assert [counts[key] for key in ("fritidsboliger", "bolig", "plan-bygg-og-eiendom", "jernbane", "rus")] == [2, 4, 4, 1, 0]


def test_the_tree_is_listed_with_counts_each_topic_below_its_parent(app: App) -> None:
    listed = lines(app)
    assert len(listed) == len(TOPICS)
    start = next(number for number, line in enumerate(listed) if line.endswith("(bolig)"))
    assert listed[start] == "      3    Housing (bolig)"
    assert "      1      Second homes (fritidsboliger)" in listed[start : start + 5]
    assert listed == list(tree_lines(TOPICS, document_counts((item for item, _ in DOCUMENTS), TOPICS)))


def test_topics_by_rule_are_explained_by_their_words_and_places(app: App) -> None:
    assert lines(app, "--explain", "hytter") == [
        "By rule:",
        "  Municipalities and regions (kommuner-og-regioner)",
        "    title: «kommunen» 1",
        "  Second homes (fritidsboliger)",
        "    title: «hytte*» 1",
        "  Railways (jernbane)",
        f"    text: «jernbane*» {MIN_COUNT}",
        "Mentioned, but not as a main subject:",
        "  Specialist health services (spesialisthelsetjenesten)",
        "    text: «sykehus*» 2",
    ]


def test_declared_topics_are_told_with_who_declared_them_and_win(app: App) -> None:
    assert lines(app, "--explain", "boliger") == ["Declared (option), and no rule changes that:", "  Housing (bolig)"]


def test_a_document_without_topics_is_told_to_have_none(app: App) -> None:
    assert lines(app, "--explain", "blindsonen") == ["No topic is declared, and the rules give none."]


def test_topics_that_the_rules_would_no_longer_give_are_told(app: App) -> None:
    assert lines(app, "--explain", "gammel")[-1].startswith("Note: the rules have changed since this was imported with bolig;")


def test_an_unknown_document_gives_the_usual_sentence(app: App) -> None:
    with pytest.raises(UnknownDocumentError, match="There is no document with the id 'finnes-ikke'"):
        lines(app, "--explain", "finnes-ikke")
