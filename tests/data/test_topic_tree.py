from collections import defaultdict

import pytest

from library.text import fold_name, slugify
from library.topics import TopicRules
from library.triggers import TITLE_ONLY
from library.vocabulary import Topics, shipped_topics

MAX_DEPTH = 4  # deeper than this a reader of the filter loses the thread
TOP_TOPICS = range(16, 24)  # about as many as a reader takes in at a glance


@pytest.fixture(scope="module")
def topics() -> Topics:
    return shipped_topics()


def test_every_topic_has_a_readable_key_and_a_label_in_each_language(topics: Topics) -> None:
    assert len(topics) >= 80
    for topic in topics:
        assert topic.key == slugify(topic.key)
        assert all((topic.labels.nb, topic.labels.nn, topic.labels.en)), topic.key


def test_the_tree_is_neither_flat_nor_bottomless(topics: Topics) -> None:
    assert len(topics.children(None)) in TOP_TOPICS
    depths = [len(topics.lineage(topic.key)) for topic in topics]
    assert 3 <= max(depths) <= MAX_DEPTH


def test_a_name_means_one_topic(topics: Topics) -> None:
    for topic in topics:
        for name in (topic.key, *topic.spellings()):
            assert [bearer.key for bearer in topics.named(name)] == [topic.key], name


def test_every_topic_can_be_given_by_rule_and_every_trigger_belongs_to_one_topic(topics: Topics) -> None:
    TopicRules.of(topics)
    owners: defaultdict[str, list[str]] = defaultdict(list)
    for topic in topics:
        assert topic.triggers, topic.key
        for trigger in topic.triggers:
            owners[fold_name(trigger.removeprefix(TITLE_ONLY)) + ("*" if trigger.endswith("*") else "")].append(topic.key)
    assert {trigger: keys for trigger, keys in owners.items() if len(keys) > 1} == {}


def test_no_prefix_is_so_short_that_it_begins_words_of_all_sorts(topics: Topics) -> None:
    for topic in topics:
        for trigger in topic.triggers:
            assert not trigger.endswith("*") or len(fold_name(trigger.removeprefix(TITLE_ONLY))) >= 4, f"{topic.key}: {trigger}"


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("Regional- og distriktspolitikk", "regional-og-distriktspolitikk"),
        ("Kommuner og regioner", "kommuner-og-regioner"),
        ("Lokalsamfunn", "lokal-samfunnsutvikling"),
        ("Stedsutvikling", "stedsutvikling"),
        ("Tilflytting", "tilflytting"),
        ("Green transition", "gronn-omstilling"),
        ("Second homes", "fritidsboliger"),
        ("Straum og fornybar energi", "strom-og-fornybar-energi"),
        ("Covid-19", "pandemi"),
    ],
)
def test_subject_words_of_sources_resolve(topics: Topics, word: str, key: str) -> None:
    assert topics.resolve(word).key == key
