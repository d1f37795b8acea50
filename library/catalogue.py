"""The catalogue: the record of truth of all documents, in one SQLite file.

Reading is safe from several threads and goes on while another process writes. Whoever writes holds the writer's lock.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

import msgspec
from sqlalchemy import ColumnElement, Connection, Engine, String, bindparam, func, select
from sqlalchemy.exc import OperationalError

from library import tables
from library.connection import connect, for_writing
from library.document import Document, Page
from library.errors import HomeError, UnknownDocumentError
from library.history import Change, read_changes, read_last_change, read_mark, read_revision_at
from library.last_import import FACT, LastImport, load
from library.listing import Listing, read_listings
from library.originals import Originals
from library.pages import read_languages_in, read_page_count, read_page_range, read_page_texts, read_pages
from library.rows import DOCUMENT, load_document, read_fact, read_publishers
from library.series import Series, read_in_series, read_series
from library.settings import Settings
from library.sources import SourceCoverage, read_coverage, read_mentioned_in
from library.states import Scope, State, count_states, read_first_change, read_state, read_states
from library.statistics import Statistics, read_statistics
from library.vocabulary import Publishers
from library.writer import ChangeKind, Origin, Outcome, Writer, find_holder, read_origin

__all__ = ["Catalogue", "Change", "ChangeKind", "Outcome", "Statistics", "Writer"]

MANY = 500  # documents that are read at a time where all are wanted
# Ids come as JSON in one value: the statement is then the same for any number of them, and is compiled once.
_IDS = func.json_each(bindparam("ids", type_=String)).table_valued("value")
_DOCUMENTS = select(*DOCUMENT).where(tables.documents.c.id.in_(select(_IDS.c.value)))


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
        with self._engine.begin() as connection:
            found = _read_documents(connection, ids)
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

    def page_range(self, id: str, first: int, size: int) -> tuple[Page, ...]:
        """Return at most so many of a document's pages, from the one with this number; the rest of its text is not read."""
        with self._engine.begin() as connection:
            return read_page_range(connection, id, first, size)

    def page_count(self, id: str) -> int:
        """Return how many pages a document's text has; 0 if it has none or does not exist."""
        with self._engine.begin() as connection:
            return read_page_count(connection, id)

    def languages_in(self, document: Document) -> tuple[str, ...]:
        """Return the languages that a document contains, as library.contained has it.

        Pages are read only in languages of which there is little: of most documents none, of the others a few.
        """
        with self._engine.begin() as connection:
            return read_languages_in(connection, document)

    def page_texts(self, id: str, numbers: Collection[int]) -> dict[int, str]:
        """Return the texts of those of these pages that exist."""
        with self._engine.begin() as connection:
            return read_page_texts(connection, {id: numbers})[id]

    def with_texts(self, wanted: Mapping[str, Collection[int]]) -> dict[str, tuple[Document, dict[int, str]]]:
        """Return the documents that exist, each with the texts of those of its pages that are wanted, all of one moment."""
        with self._engine.begin() as connection:
            documents, texts = _read_documents(connection, list(wanted)), read_page_texts(connection, wanted)
        return {id: (documents[id], texts[id]) for id in wanted if id in documents}

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
        with self._engine.begin() as connection:
            return read_statistics(connection)

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

    def revision_mark(self, number: int) -> str | None:
        """Return what tells this revision apart from that of the same number in another history; None if there is none.

        Whoever goes on after a revision and finds another mark there than the one that he was given follows a catalogue that
        was set back to a copy and has grown since, and must begin anew. Before the first revision there is nothing to tell.
        """
        with self._engine.begin() as connection:
            return read_mark(connection, number)

    def last_change(self) -> datetime | None:
        """Return when the catalogue changed last, in UTC; None if it never did."""
        with self._engine.begin() as connection:
            return read_last_change(connection)

    def first_change(self) -> datetime | None:
        """Return a moment before which nothing changed, in UTC; None if nothing ever did."""
        with self._engine.begin() as connection:
            return read_first_change(connection)

    def states(self, scope: Scope, *, after: int, limit: int) -> list[State]:
        """Return the documents of a scope that changed after a revision, removed ones too, in order of revision."""
        with self._engine.begin() as connection:
            return read_states(connection, scope, after=after, limit=limit)

    def state(self, id: str) -> State | None:
        """Return a document, also one that was removed, at its latest change; None if there never was one with this id."""
        with self._engine.begin() as connection:
            return read_state(connection, id)

    def listings(self) -> list[Listing]:
        """Return everything under which documents are listed or removed ones were, each once, in order."""
        with self._engine.begin() as connection:
            return read_listings(connection)

    def count_states(self, scope: Scope) -> int:
        """Count the documents of a scope, removed ones too."""
        with self._engine.begin() as connection:
            return count_states(connection, scope)

    def removed(self, id: str) -> bool:
        """Tell whether there was a document with this id that is no more."""
        columns = tables.revisions.c
        query = select(columns.kind).where(columns.document == id).order_by(columns.number.desc()).limit(1)
        with self._engine.begin() as connection:
            return connection.scalar(query) == ChangeKind.REMOVED

    def last_import(self) -> LastImport | None:
        """Return what the last import did that was no rehearsal; None if there was none yet."""
        return load(self.fact(FACT))

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
                    unreferenced = writer.unreferenced()
                    writer.date()  # last of all: what it dates is seen a moment later
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


def _read_documents(connection: Connection, ids: Sequence[str]) -> dict[str, Document]:
    rows = connection.execute(_DOCUMENTS, {"ids": msgspec.json.encode(list(ids)).decode()})
    return {document.id: document for document in (load_document(*row) for row in rows)}


def _linked(document: ColumnElement[str], value: ColumnElement[str], keys: Collection[str]) -> ColumnElement[bool]:
    return tables.documents.c.id.in_(select(document).where(value.in_(list(keys))))
