"""The tables of the catalogue. What lists filter on has columns; the rest of a description is JSON in one of them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text

SCHEMA_VERSION = 5
"""Raised whenever a table changes; connection.py brings older catalogues up to it and refuses newer ones."""

metadata = MetaData()

facts = Table(
    "facts",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("title", String, nullable=False),
    Column("type", String, nullable=False, index=True),
    Column("language", String, nullable=False, index=True),
    Column("year", Integer, index=True),
    Column("published", String),
    Column("pages", Integer, nullable=False),
    Column("first_seen", String, nullable=False),
    Column("updated", String, nullable=False),
    Column("hash", String, nullable=False),
    Column("description", LargeBinary, nullable=False),
)


def _of_document() -> Column[str]:
    return Column("document", String, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)


pages = Table(
    "pages",
    metadata,
    _of_document(),
    Column("number", Integer, primary_key=True),
    Column("label", String, nullable=False),
    Column("language", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("headings", Text, nullable=False, server_default="[]"),
)

files = Table(
    "files",
    metadata,
    _of_document(),
    Column("position", Integer, primary_key=True),
    Column("sha256", String, index=True),
    Column("size", Integer),
)

document_publishers = Table(
    "document_publishers",
    metadata,
    _of_document(),
    Column("publisher", String, primary_key=True, index=True),
)

document_topics = Table(
    "document_topics",
    metadata,
    _of_document(),
    Column("topic", String, primary_key=True, index=True),
)

# A document's place in its series: library/series.py.
series_numbers = Table(
    "series_numbers",
    metadata,
    _of_document(),
    Column("series", String, nullable=False),
    Column("name", String, nullable=False),
    Column("year", Integer),
    Column("place", String, nullable=False),
    Index("order_in_series", "series", "year", "place"),
)

# Where a document's description was seen, and in which other document: library/sources.py.
sources = Table(
    "sources",
    metadata,
    _of_document(),
    Column("position", Integer, primary_key=True),
    Column("key", String, nullable=False),
    Column("host", String),
    Column("mentioned_in", String, index=True),
    Index("coverage_of_sources", "key", "host"),
)

# Under what a document is recognised when it comes again from another place: library/identity.py.
identities = Table(
    "identities",
    metadata,
    _of_document(),
    Column("key", String, primary_key=True, index=True),
)

# What was imported from which place, and in which state it was then; a place is a file, or an entry of a list.
origins = Table(
    "origins",
    metadata,
    Column("place", String, primary_key=True),
    Column("stamp", String, nullable=False),
    Column("document", String, nullable=False, index=True),
)

publishers = Table(
    "publishers",
    metadata,
    Column("key", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("description", LargeBinary, nullable=False),
)

# Grows only. A document's last row says what became of it; a «removed» there is its tombstone.
revisions = Table(
    "revisions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("document", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("at", String, nullable=False),
    Index("revisions_of_document", "document", "number"),
    Index("revisions_by_time", "at"),
    sqlite_autoincrement=True,
)

# What a removed document was listed under: library/listing.py.
tombstones = Table(
    "tombstones",
    metadata,
    Column("document", String, primary_key=True),
    Column("field", String, primary_key=True),
    Column("key", String, primary_key=True),
)
