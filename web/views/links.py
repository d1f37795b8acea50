"""What pages link with: a label and where it leads; and the languages that texts are marked with."""

from __future__ import annotations

from dataclasses import dataclass

from index.engine import FacetField
from library.document import UNDETERMINED, Document
from web.addresses import value_address
from web.labels import Labels


@dataclass(frozen=True, slots=True)
class Link:
    """Something to follow, or the current place if there is no address."""

    label: str
    address: str | None = None
    lang: str | None = None
    """The language of the label, where that is not the interface's and is known."""


def spoken(language: str) -> str | None:
    """Return the value of a lang attribute for text in this language; None if it is not known."""
    return language if language != UNDETERMINED else None


def publisher_links(document: Document, labels: Labels, language: str) -> tuple[Link, ...]:
    """Return a document's publishers, each leading to all that it published."""
    return tuple(
        Link(labels.publisher(key, language), value_address(language, FacetField.PUBLISHER, key)) for key in document.publishers
    )


def topic_links(document: Document, labels: Labels, language: str) -> tuple[Link, ...]:
    """Return a document's topics, each leading to all about it."""
    return tuple(Link(labels.topic(key, language), value_address(language, FacetField.TOPIC, key)) for key in document.topics)
