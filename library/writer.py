"""Writes to the catalogue, within one transaction. Made by Catalogue.writing()."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import IO

import msgspec
from sqlalchemy import Connection, Table, func, select

from library import tables
from library.document import Document, Page
from library.errors import UnknownDocumentError
from library.identity import identity_keys
from library.listing import tombstone_rows
from library.originals import Originals
from library.pages import read_pages
from library.rows import DOCUMENT, dump_document, hash_of, load_document, read_fact, read_publishers, write_fact
from library.series import series_row
from library.sources import source_rows
from library.vocabulary import Publisher, Publishers


class ChangeKind(StrEnum):
    """What a revision did to its document."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


class Outcome(StrEnum):
    """What became of a document that was put, or was to be."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    """Nothing was put, for the document is known and shall stay as it is."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What was imported from a place: a stamp that changes when the place does, and the document that it became."""

    stamp: str
    document: str


class Writer:
    """Puts and removes documents and publishers; nothing is seen by others until the transaction ends well."""

    def __init__(self, connection: Connection, originals: Originals) -> None:
        self._connection = connection
        self._originals = originals
        self._kept: set[str] = set()
        self._released: set[str] = set()
        self._since: int = connection.scalar(select(func.max(tables.revisions.c.number))) or 0

    def get(self, id: str) -> Document | None:
        """Return a document as this transaction sees it."""
        row = self._connection.execute(select(*DOCUMENT).where(tables.documents.c.id == id)).one_or_none()
        return load_document(*row) if row else None

    def known(self, id: str) -> Document:
        """Return a document; raise UnknownDocumentError if there is none with this id."""
        if document := self.get(id):
            return document
        raise UnknownDocumentError(f"There is no document with the id {id!r}.")

    def pages(self, id: str) -> tuple[Page, ...]:
        """Return a document's pages as this transaction sees them."""
        return read_pages(self._connection, id)

    def holder_of(self, digest: str) -> str | None:
        """Return the id of the document that has a file with this SHA-256; the first of several."""
        return find_holder(self._connection, digest)

    def set_fact(self, name: str, value: str) -> None:
        """Remember something about the catalogue itself."""
        write_fact(self._connection, name, value)

    def publishers(self) -> Publishers:
        """Return all publishers as this transaction sees them."""
        return read_publishers(self._connection)

    def find(self, document: Document) -> list[Document]:
        """Return the documents that have an identity in common with this one, those with the most first."""
        keys, found = tables.identities.c, identity_keys(document)
        query = (
            select(keys.document).where(keys.key.in_(found)).group_by(keys.document).order_by(func.count().desc(), keys.document)
        )
        known = (self.get(id) for id in self._connection.scalars(query).all())
        return [document for document in known if document]

    def documents_of(self, publishers: Collection[str]) -> Iterator[Document]:
        """Yield the documents of any of these publishers, by id."""
        linked = tables.document_publishers.c
        query = select(linked.document).where(linked.publisher.in_(list(publishers))).distinct().order_by(linked.document)
        for id in self._connection.scalars(query).all():
            if document := self.get(id):
                yield document

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Do all of the block, or, when it raises, nothing of it; what the transaction did before stays."""
        with self._connection.begin_nested():
            yield

    def origin(self, place: str) -> Origin | None:
        """Return what was imported from a place last."""
        return read_origin(self._connection, place)

    def set_origin(self, place: str, origin: Origin, *, list_place: str = "") -> None:
        """Remember what was imported from a place.

        With a list's place, this is an entry of it that, if it is new, stands for all that the list said of the document before.
        """
        columns = tables.origins.c
        was = self._connection.execute(tables.origins.delete().where(columns.place == place)).rowcount
        if list_place and not was:
            is_of_list = columns.place.startswith(list_place, autoescape=True)
            self._connection.execute(tables.origins.delete().where(is_of_list, columns.document == origin.document))
        values = {"place": place, "stamp": origin.stamp, "document": origin.document}
        self._connection.execute(tables.origins.insert().values(values))

    def keep(self, content: IO[bytes], digest: str) -> None:
        """Store an original that has this SHA-256; a document that is put then may name it.

        Raises UnreadableFileError if the content has another.
        """
        if self._originals.keep(content, digest):
            self._kept.add(digest)

    def put(self, document: Document, pages: Sequence[Page]) -> Outcome:
        """Add the document, or replace the one that has its id; do nothing if it is there just so.

        Times are the catalogue's own: first_seen stays, updated is set when something changed. Of a new document first_seen may
        be given, as another library has it.
        """
        description = dump_document(document)
        digest = hash_of(description, pages)
        columns = tables.documents.c
        old = self._connection.execute(select(columns.hash, columns.first_seen).where(columns.id == document.id)).one_or_none()
        if old is not None and old.hash == digest:
            return Outcome.UNCHANGED
        now = datetime.now(UTC).isoformat()
        if old is not None:
            self._delete(document.id)
        else:
            self._connection.execute(tables.tombstones.delete().where(tables.tombstones.c.document == document.id))
        first_seen = old.first_seen if old else document.first_seen.isoformat() if document.first_seen else now
        self._insert(document, pages, first_seen=first_seen, updated=now, hash=digest, description=description)
        self._log(document.id, ChangeKind.CHANGED if old else ChangeKind.ADDED)
        return Outcome.CHANGED if old else Outcome.ADDED

    def remove(self, id: str) -> None:
        """Remove a document and leave a tombstone; raise UnknownDocumentError if there is none with this id."""
        self._connection.execute(tables.tombstones.insert(), tombstone_rows(self.known(id)))
        self._delete(id)
        self._connection.execute(tables.origins.delete().where(tables.origins.c.document == id))
        self._log(id, ChangeKind.REMOVED)

    def put_publishers(self, publishers: Iterable[Publisher]) -> int:
        """Add publishers or replace those of the same key; return how many were new or different.

        The documents of a publisher that is described anew count as changed: they are found by its names.
        """
        columns = tables.publishers.c
        known = {row.key: row for row in self._connection.execute(select(tables.publishers))}
        changed = 0
        for publisher in publishers:
            description, old = msgspec.json.encode(publisher), known.get(publisher.key)
            if old is not None and old.description == description:
                continue
            changed += 1
            position = old.position if old else len(known) + changed
            self._connection.execute(tables.publishers.delete().where(columns.key == publisher.key))
            self._connection.execute(
                tables.publishers.insert().values(key=publisher.key, position=position, description=description)
            )
            if old is not None:
                self._touch_documents_of(publisher.key)
        if changed:
            write_fact(self._connection, "publishers", str(int(read_fact(self._connection, "publishers") or 0) + 1))
        return changed

    def unreferenced(self) -> set[str]:
        """Return the originals that lost their last document in this transaction."""
        files = tables.files.c.sha256
        referenced = set(self._connection.scalars(select(files).where(files.in_(sorted(self._released)))))
        return self._released - referenced

    def undo(self) -> None:
        """Delete the originals that this transaction brought in; called when it was rolled back."""
        for digest in self._kept:
            self._originals.forget(digest)

    def date(self) -> None:
        """Give all changes of this transaction the present as their moment; called at its end, when they are about to be seen.

        Who asks for changes since a moment at which he looked would miss those that were made, but not yet seen, by then;
        and, where the clock was set back, those of the time that came twice. So no change is earlier than the one before.
        """
        columns = tables.revisions.c
        before = select(columns.at).where(columns.number <= self._since).order_by(columns.number.desc()).limit(1)
        last = self._connection.scalar(before)
        at = max(datetime.now(UTC).isoformat(), last or "")
        self._connection.execute(tables.revisions.update().where(columns.number > self._since).values(at=at))

    def _delete(self, id: str) -> None:
        files = tables.files.c
        held = select(files.sha256).where(files.document == id, files.sha256.is_not(None))
        self._released |= {digest for digest in self._connection.scalars(held) if digest}
        self._connection.execute(tables.documents.delete().where(tables.documents.c.id == id))

    def _insert(self, document: Document, pages: Sequence[Page], **kept: str | bytes) -> None:
        self._connection.execute(
            tables.documents.insert().values(
                id=document.id,
                title=document.title,
                type=document.type,
                language=document.language,
                year=document.year,
                published=str(document.published) if document.published else None,
                pages=len(pages),
                **kept,
            )
        )
        for table, rows in _parts(document, pages).items():
            if rows:
                self._connection.execute(table.insert(), [{"document": document.id, **row} for row in rows])

    def _log(self, id: str, kind: ChangeKind) -> None:
        at = datetime.now(UTC).isoformat()
        self._connection.execute(tables.revisions.insert().values(document=id, kind=kind, at=at))

    def _touch_documents_of(self, publisher: str) -> None:
        linked = tables.document_publishers.c
        for id in list(self._connection.scalars(select(linked.document).where(linked.publisher == publisher))):
            self._log(id, ChangeKind.CHANGED)


def find_holder(connection: Connection, digest: str) -> str | None:
    """Return the id of the document that has a file with this SHA-256; the first of several."""
    held = tables.files.c
    return connection.scalar(select(held.document).where(held.sha256 == digest).order_by(held.document).limit(1))


def read_origin(connection: Connection, place: str) -> Origin | None:
    """Return what was imported from a place last."""
    query = select(tables.origins.c.stamp, tables.origins.c.document).where(tables.origins.c.place == place)
    row = connection.execute(query).one_or_none()
    return Origin(row.stamp, row.document) if row else None


def _parts(document: Document, pages: Sequence[Page]) -> dict[Table, list[dict[str, object]]]:
    return {
        tables.pages: [
            {
                "number": page.number,
                "label": page.label,
                "language": page.language,
                "text": page.text,
                "headings": msgspec.json.encode(page.headings).decode(),
            }
            for page in pages
        ],
        tables.files: [
            {"position": position, "sha256": file.sha256, "size": file.size}
            for position, file in enumerate(document.files, start=1)
        ],
        tables.series_numbers: [row] if (row := series_row(document)) else [],
        tables.sources: source_rows(document),
        tables.identities: [{"key": key} for key in identity_keys(document)],
        tables.document_publishers: [{"publisher": key} for key in dict.fromkeys(document.publishers)],
        tables.document_topics: [{"topic": key} for key in dict.fromkeys(document.topics)],
    }
