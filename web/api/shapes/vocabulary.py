"""The publishers and topics that a search can be narrowed by."""

from __future__ import annotations

import msgspec

from web.api.shapes.names import Label


class PredecessorShape(msgspec.Struct, frozen=True, kw_only=True):
    """A body whose work another took over, and when it existed."""

    key: str
    label: Label
    first_year: int | None
    last_year: int | None


class PublisherShape(msgspec.Struct, frozen=True, kw_only=True):
    """A body that publishes documents."""

    key: str
    label: Label
    kind: str | None
    """What sort of body it is: ministry, agency, research-institute …"""
    homepage: str | None
    organisation_number: str | None
    """Nine digits, as in the Norwegian register of legal entities."""
    aliases: list[str]
    """Other spellings that it is recognised by."""
    predecessors: list[PredecessorShape]
    documents: int
    url: str
    """The search for its documents, for people."""
    api_url: str


class PublishersShape(msgspec.Struct, frozen=True, kw_only=True):
    """All publishers, by key."""

    publishers: list[PublisherShape]


class TopicShape(msgspec.Struct, frozen=True, kw_only=True):
    """A topic of the tree."""

    key: str
    label: Label
    parent: str | None
    """The key of the topic above it."""
    documents: int
    """How many documents are on it or on a topic below it."""
    url: str
    api_url: str


class TopicsShape(msgspec.Struct, frozen=True, kw_only=True):
    """All topics in the order of the tree: each before those below it."""

    topics: list[TopicShape]
