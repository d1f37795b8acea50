"""The publishers and topics that a search can be narrowed by, with how many documents each has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from index.engine import FacetField, SearchRequest
from library.vocabulary import Predecessor, Publisher, Topic
from web.addresses import api_search_address, search_address
from web.api.presenters.names import label
from web.api.shapes.vocabulary import PredecessorShape, PublisherShape, PublishersShape, TopicShape, TopicsShape
from web.files import safe_address
from web.labels import Labels


def publishers_shape(counts: Mapping[str, int], labels: Labels, base: str) -> PublishersShape:
    """Present all publishers by key; counts tell how many documents those have that have any."""
    known = sorted(labels.publishers, key=lambda publisher: publisher.key)
    return PublishersShape(publishers=[_publisher(publisher, counts.get(publisher.key, 0), labels, base) for publisher in known])


def topics_shape(counts: Mapping[str, int], labels: Labels, base: str) -> TopicsShape:
    """Present the whole tree of topics, from the top down."""
    return TopicsShape(topics=[_topic(topic, counts.get(topic.key, 0), labels, base) for topic in _below(None, labels)])


def _below(parent: str | None, labels: Labels) -> Iterator[Topic]:
    for topic in labels.topics.children(parent):
        yield topic
        yield from _below(topic.key, labels)


def _publisher(publisher: Publisher, documents: int, labels: Labels, base: str) -> PublisherShape:
    url, api_url = _addresses(FacetField.PUBLISHER, publisher.key, base)
    return PublisherShape(
        key=publisher.key,
        label=label(lambda language: labels.publisher(publisher.key, language)),
        kind=publisher.kind,
        homepage=safe_address(publisher.homepage),
        organisation_number=publisher.organisation_number,
        aliases=[name for name in (*publisher.aliases, publisher.short) if name],
        predecessors=[_predecessor(earlier, labels) for earlier in publisher.predecessors],
        documents=documents,
        url=url,
        api_url=api_url,
    )


def _predecessor(earlier: Predecessor, labels: Labels) -> PredecessorShape:
    return PredecessorShape(
        key=earlier.key,
        label=label(lambda language: labels.publisher(earlier.key, language)),
        first_year=earlier.first_year,
        last_year=earlier.last_year,
    )


def _topic(topic: Topic, documents: int, labels: Labels, base: str) -> TopicShape:
    url, api_url = _addresses(FacetField.TOPIC, topic.key, base)
    return TopicShape(
        key=topic.key,
        label=label(lambda language: labels.topic(topic.key, language)),
        parent=topic.parent,
        documents=documents,
        url=url,
        api_url=api_url,
    )


def _addresses(field: FacetField, key: str, base: str) -> tuple[str, str]:
    request = SearchRequest(filters={field: (key,)})
    return base + search_address(None, request), base + api_search_address(request)
