"""What is told of a document wherever it is described."""

from __future__ import annotations

from dataclasses import replace

from library.citations.reference import Reference, reference
from library.document import Document
from web.addresses import document_address
from web.files import safe_address
from web.labels import Labels


def referred(document: Document, labels: Labels, base: str) -> Reference:
    """Return a reference to a document; its address is one that a browser may follow."""
    safe = replace(document, landing_page=safe_address(document.landing_page))
    return reference(safe, labels.publishers, lasting_address(document, base))


def lasting_address(document: Document, base: str) -> str:
    """Return the whole address of a document that neither names an interface language nor changes."""
    return base + document_address(None, document.id)


def period(document: Document) -> str:
    """Return the years that a document is about as an interval of ISO 8601; nothing if they are not known."""
    return "/".join(map(str, dict.fromkeys(document.concerns or ())))
