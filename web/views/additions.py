"""What came to the library last. No HTML, no HTTP."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from library.document import Document
from web.addresses import document_address
from web.labels import Labels
from web.views.links import Link, publisher_links, spoken


@dataclass(frozen=True, slots=True, kw_only=True)
class AdditionView:
    """A document and the day on which it came."""

    title: str
    lang: str | None
    address: str
    publishers: tuple[Link, ...]
    type: str
    added: date | None


def addition_views(documents: Iterable[Document], labels: Labels, language: str) -> Iterator[AdditionView]:
    """Yield the documents in the order given."""
    for document in documents:
        yield AdditionView(
            title=document.title,
            lang=spoken(document.language),
            address=document_address(language, document.id),
            publishers=publisher_links(document, labels, language),
            type=labels.type(document.type, language),
            added=document.first_seen.date() if document.first_seen else None,
        )
