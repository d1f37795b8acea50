"""One thing in a list of documents: a document, or a publisher that the documents after it name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from library.record import Description, LibraryRecord, PageRecord
from library.vocabulary import Publisher


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a list says of one document, or why that cannot be read."""

    place: str
    """Where it stands in the list: «line 7», «entry nordregio2020»."""
    says: Description | None = None
    """None where there is a problem, or a publisher."""
    pages: tuple[PageRecord, ...] = ()
    """The text, where the list brings it."""
    library: LibraryRecord | None = None
    """What the library that wrote the list knows of the document besides."""
    publisher: Publisher | None = None
    listed: Mapping[str, Publisher] = field(default_factory=dict)
    """Of a publisher, all that the list describes, before and after it, by key."""
    file: str | None = None
    """The document's file as the list names it, relative to the list's own folder."""
    problem: str | None = None
    """One sentence that names the field at fault."""
