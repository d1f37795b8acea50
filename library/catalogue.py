"""The catalogue: the record of truth of all documents, in one SQLite file.

Reading is safe from several threads and goes on while another process writes. Whoever writes holds the writer's lock.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, Self

from sqlalchemy import ColumnElement, Connection, Engine, func, select
from sqlalchemy.exc import OperationalError

from library import tables
from library.connection import connect, for_writing
from library.document import Document, Page
from library.errors import HomeError, UnknownDocumentError
from library.history import Change, read_changes, read_last_change, read_revision_at
from library.listing import Listing, read_listings
from library.originals import Originals
from library.rows import DOCUMENT, load_document, read_fact, read_publishers
from library.series import Series, read_in_series, read_series
from library.settings import Settings
from library.sources import SourceCoverage, read_coverage, read_mentioned_in
from library.states import Selection, State, count_states, read_first_change, read_state, read_states
from library.vocabulary import Publishers
from library.writer import ChangeKind, Origin, Outcome, Writer, find_holder, read_origin, read_pages

__all__ = ["Catalogue", "Change", "ChangeKind", "Outcome", "Statistics", "Writer"]

MANY = 500  # ids in one question; SQLite takes 999 values at the least


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """What the library holds."""

    documents: int
    with_text: int
    pages: int
    files: int
    """Original files held, each counted once however many documents it belongs to."""
    bytes: int
    by_type: Mapping[str, int]
    by_language: Mapping[str, int]
    by_publisher: Mapping[str, int]


class Catalogue:
    """An open catalogue; close it when done."""

    def __init__(self, engine: Engine, originals: Originals) -> None:
        self._engine = engine
        self._originals = originals
        self._publishers: tuple[str | None, Publishers] | None = None
        self._publishers_lock = Lock()

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """Open the catalogue in KARTOTEK_HOME, and make it first if it is not there.

        Raises HomeError if the folder cannot be written or holds a catalogue that this version cannot read.
        """
        return cls(connect(settings), Originals(settings.originals))

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def identity(self) -> str:
        """Return what tells this catalogue apart from every other; made when the catalogue was."""
        with self._engine.begin() as connection:
            return read_fact(connection, "identity") or ""

    def fact(self, name: str) -> str | None:
        """Return what a writer remembered about the catalogue itself."""
        with self._engine.begin() as connection:
            return read_fact(connection, name)

    def revision(self) -> int:
        """Return the number of the last change; 0 before the first."""
        with self._engine.begin() as connection:
            return int(connection.scalar(select(func.max(tables.revisions.c.number))) or 0)

    def get(self, id: str) -> Document:
        """Return a document; raise UnknownDocumentError if there is none with this id."""
        found = self.get_many([id])
        if id not in found:
            raise UnknownDocumentError(f"There is no document with the id {id!r}.")
        return found[id]

    def get_many(self, ids: Sequence[str]) -> dict[str, Document]:
        """Return the documents that exist, in the order asked for."""
        found: dict[str, Document] = {}
        with self._engine.begin() as connection:
            for start in range(0, len(ids), MANY):
                wanted = tables.documents.c.id.in_(ids[start : start + MANY])
                some = (load_document(*row) for row in connection.execute(select(*DOCUMENT).where(wanted)))
                found |= {document.id: document for document in some}
        return {id: found[id] for id in ids if id in found}

    def in_batches(self, size: int = MANY) -> Iterator[list[Document]]:
        """Yield all documents by id, so many at a time.

        Each batch is a short transaction of its own, over before it is given out: whoever takes long holds nothing up. Of what
        changes meanwhile a document is given as it was or as it is; one that comes or goes may be given or not.
        """
        last = ""
        while batch := self._after(last, size):
            yield batch
            last = batch[-1].id

    def whole(self, id: str) -> tuple[Document, tuple[Page, ...]] | None:
        """Return a document with its text, both of one moment; None if there is none with this id."""
        with self._engine.begin() as connection:
            row = connection.execute(select(*DOCUMENT).where(tables.documents.c.id == id)).one_or_none()
            return (load_document(*row), read_pages(connection, id)) if row else None

    def count(self) -> int:
        """Return the number of documents."""
        with self._engine.begin() as connection:
            return int(connection.scalar(select(func.count()).select_from(tables.documents)) or 0)

    def pages(self, id: str) -> tuple[Page, ...]:
        """Return a document's text, page by page; empty if it has none or does not exist."""
        with self._engine.begin() as connection:
            return read_pages(connection, id)

    def page_texts(self, id: str, numbers: Collection[int]) -> dict[int, str]:
        """Return the texts of those of these pages that exist."""
        wanted, found = sorted(set(numbers)), dict[int, str]()
        with self._engine.begin() as connection:
            for start in range(0, len(wanted), MANY):
                some = tables.pages.c.number.in_(wanted[start : start + MANY])
                query = select(tables.pages.c.number, tables.pages.c.text).where(tables.pages.c.document == id, some)
                found |= {row.number: row.text for row in connection.execute(query)}
        return found

    def ids(self) -> list[str]:
        """Return the ids of all documents, sorted."""
        with self._engine.begin() as connection:
            return list(connection.scalars(select(tables.documents.c.id).order_by(tables.documents.c.id)))

    def updates(self, *, limit: int, offset: int = 0) -> list[tuple[str, datetime]]:
        """Return ids, in their order, and when each document changed last, in UTC; no description is read."""
        columns = tables.documents.c
        query = select(columns.id, columns.updated).order_by(columns.id).limit(limit).offset(offset)
        with self._engine.begin() as connection:
            return [(id, datetime.fromisoformat(updated)) for id, updated in connection.execute(query)]

    def list_documents(
        self,
        *,
        publisher: str | None = None,
        topic: str | Collection[str] | None = None,
        type: str | None = None,
        language: str | None = None,
        year: int | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Document]:
        """Return the documents that have all these values, newest first, then by id; with several topics, any of them."""
        equal = {tables.documents.c.type: type, tables.documents.c.language: language, tables.documents.c.year: year}
        query = select(*DOCUMENT).where(*(column == value for column, value in equal.items() if value is not None))
        if publisher is not None:
            query = query.where(
                _linked(tables.document_publishers.c.document, tables.document_publishers.c.publisher, [publisher])
            )
        if topic is not None:
            keys = [topic] if isinstance(topic, str) else topic
            query = query.where(_linked(tables.document_topics.c.document, tables.document_topics.c.topic, keys))
        newest_first = (tables.documents.c.published.desc().nulls_last(), tables.documents.c.id)
        with self._engine.begin() as connection:
            return [load_document(*row) for row in connection.execute(query.order_by(*newest_first).limit(limit).offset(offset))]

    def statistics(self) -> Statistics:
        """Count what the library holds."""
        held = select(tables.files.c.sha256, tables.files.c.size).where(tables.files.c.sha256.is_not(None)).distinct().subquery()
        with self._engine.begin() as connection:
            documents, texts, pages = connection.execute(
                select(func.count(), func.count().filter(tables.documents.c.pages > 0), func.sum(tables.documents.c.pages))
            ).one()
            files, size = connection.execute(select(func.count(), func.sum(held.c.size)).select_from(held)).one()
            return Statistics(
                documents=documents,
                with_text=texts,
                pages=pages or 0,
                files=files,
                bytes=size or 0,
                by_type=_counts(connection, tables.documents.c.type),
                by_language=_counts(connection, tables.documents.c.language),
                by_publisher=_counts(connection, tables.document_publishers.c.publisher),
            )

    def coverage(self) -> list[SourceCoverage]:
        """Return how many documents are from each source and host, the most first."""
        with self._engine.begin() as connection:
            return read_coverage(connection)

    def mentioned_in(self, id: str) -> list[Document]:
        """Return the documents that this one mentions, as newsletters do: newest first, then by title."""
        with self._engine.begin() as connection:
            return list(read_mentioned_in(connection, id))

    def series(self) -> list[Series]:
        """Return the series that documents are numbered in, that with the most documents first."""
        with self._engine.begin() as connection:
            return read_series(connection)

    def in_series(self, key: str, *, limit: int | None = None, offset: int = 0) -> list[Document]:
        """Return the documents of a series (Series.key): newest year first, those of no known year last; in a year by number."""
        with self._engine.begin() as connection:
            return list(read_in_series(connection, key, limit=limit, offset=offset))

    def publishers(self) -> Publishers:
        """Return all publishers known; they are read again only after they have changed."""
        with self._engine.begin() as connection, self._publishers_lock:
            version = read_fact(connection, "publishers")
            if self._publishers is None or self._publishers[0] != version:
                self._publishers = version, read_publishers(connection)
            return self._publishers[1]

    def changes(self, since: int, limit: int | None = None, *, after: int | None = None) -> list[Change]:
        """Return the latest change of each document that changed after this revision, in order of revision.

        To go on after `limit` of them, ask again with the same `since` and the last revision of them as `after`.
        """
        with self._engine.begin() as connection:
            return list(read_changes(connection, since, limit=limit, after=after))

    def revision_at(self, moment: datetime) -> int:
        """Return the number of the last revision at or before a moment that has a time zone; 0 if there is none."""
        with self._engine.begin() as connection:
            return read_revision_at(connection, moment)

    def last_change(self) -> datetime | None:
        """Return when the catalogue changed last, in UTC; None if it never did."""
        with self._engine.begin() as connection:
            return read_last_change(connection)

    def first_change(self) -> datetime | None:
        """Return a moment before which nothing changed, in UTC; None if nothing ever did."""
        with self._engine.begin() as connection:
            return read_first_change(connection)

    def states(self, selection: Selection, *, after: int, limit: int) -> list[State]:
        """Return the documents of a selection that changed after a revision, removed ones too, in order of revision."""
        with self._engine.begin() as connection:
            return read_states(connection, selection, after=after, limit=limit)

    def state(self, id: str) -> State | None:
        """Return a document, also one that was removed, at its latest change; None if there never was one with this id."""
        with self._engine.begin() as connection:
            return read_state(connection, id)

    def listings(self) -> list[Listing]:
        """Return everything under which documents are listed or removed ones were, each once, in order."""
        with self._engine.begin() as connection:
            return read_listings(connection)

    def count_states(self, selection: Selection) -> int:
        """Count the documents of a selection, removed ones too."""
        with self._engine.begin() as connection:
            return count_states(connection, selection)

    def removed(self, id: str) -> bool:
        """Tell whether there was a document with this id that is no more."""
        columns = tables.revisions.c
        query = select(columns.kind).where(columns.document == id).order_by(columns.number.desc()).limit(1)
        with self._engine.begin() as connection:
            return connection.scalar(query) == ChangeKind.REMOVED

    def holder_of(self, digest: str) -> str | None:
        """Return the id of the document that has a file with this SHA-256; the first of several."""
        with self._engine.begin() as connection:
            return find_holder(connection, digest)

    def origin(self, place: str) -> Origin | None:
        """Return what was imported from a place last."""
        with self._engine.begin() as connection:
            return read_origin(connection, place)

    def original_path(self, sha256: str) -> Path:
        """Return where the original with this SHA-256 lies."""
        return self._originals.path(sha256)

    def _after(self, id: str, limit: int) -> list[Document]:
        columns = tables.documents.c
        query = select(*DOCUMENT).where(columns.id > id).order_by(columns.id).limit(limit)
        with self._engine.begin() as connection:
            return [load_document(*row) for row in connection.execute(query)]

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Write in one transaction: all of the block, or, when it raises, nothing.

        The caller holds the writer's lock (library.lock).
        """
        with self._transaction() as writer:
            yield writer

    @contextmanager
    def rehearsing(self) -> Iterator[Writer]:
        """Write in one transaction, and undo it all at the end. The caller holds the writer's lock."""
        with suppress(_RehearsalOver), self._transaction() as writer:
            yield writer
            raise _RehearsalOver

    @contextmanager
    def _transaction(self) -> Iterator[Writer]:
        self._originals.sweep()
        try:
            with for_writing(self._engine).begin() as connection:
                writer = Writer(connection, self._originals)
                with _undone_on_error(writer):
                    yield writer
                    writer.date()
                    unreferenced = writer.unreferenced()
        except OperationalError as error:  # the disk is full, the file is gone …
            raise HomeError(f"The catalogue cannot be written: {error.orig}.") from error
        for digest in unreferenced:
            self._originals.forget(digest)


class _RehearsalOver(Exception):  # noqa: N818 - not an error
    """Ends a transaction that was not meant to last."""


@contextmanager
def _undone_on_error(writer: Writer) -> Iterator[None]:
    try:
        yield
    except BaseException:
        writer.undo()
        raise


def _linked(document: ColumnElement[str], value: ColumnElement[str], keys: Collection[str]) -> ColumnElement[bool]:
    return tables.documents.c.id.in_(select(document).where(value.in_(list(keys))))


def _counts(connection: Connection, column: ColumnElement[Any]) -> dict[str, int]:
    query = select(column, func.count()).group_by(column).order_by(func.count().desc(), column)
    return {str(key): int(count) for key, count in connection.execute(query)}
