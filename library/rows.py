"""How the catalogue's rows become documents and publishers, and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

import msgspec
from sqlalchemy import Connection, select

from library import tables
from library.document import Document, Page
from library.vocabulary import Publisher, Publishers

DOCUMENT = (tables.documents.c.description, tables.documents.c.first_seen, tables.documents.c.updated)
"""The columns that a document is read from."""
# A field that came later is left out where it is empty: descriptions from before would else all look changed. In a value these
# bytes cannot stand, for quotation marks have a backslash there.
_UNUSED = b',"sha256_elsewhere":null'


def load_document(description: bytes, first_seen: str, updated: str) -> Document:
    """Make a document from the columns in DOCUMENT."""
    document = msgspec.json.decode(description, type=Document)
    return replace(document, first_seen=datetime.fromisoformat(first_seen), updated=datetime.fromisoformat(updated))


def dump_document(document: Document) -> bytes:
    """Return the description as JSON, always in the same order and without the times that the catalogue keeps."""
    description = msgspec.json.encode(replace(document, first_seen=None, updated=None), order="deterministic")
    return description.replace(_UNUSED, b"")


def hash_of(description: bytes, pages: Sequence[Page]) -> str:
    """Return what changes when the description or the text does, and not otherwise."""
    digest = sha256(description)
    for page in pages:
        digest.update(msgspec.json.encode(page))
    return digest.hexdigest()


def read_publishers(connection: Connection) -> Publishers:
    """Read all publishers, in the order in which they came."""
    query = select(tables.publishers.c.description).order_by(tables.publishers.c.position)
    return Publishers(msgspec.json.decode(description, type=Publisher) for description in connection.scalars(query))


def read_fact(connection: Connection, name: str) -> str | None:
    """Return a fact about the catalogue itself."""
    return connection.scalar(select(tables.facts.c.value).where(tables.facts.c.name == name))


def write_fact(connection: Connection, name: str, value: str) -> None:
    """Set a fact about the catalogue itself."""
    connection.execute(tables.facts.delete().where(tables.facts.c.name == name))
    connection.execute(tables.facts.insert().values(name=name, value=value))
