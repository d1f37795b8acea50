"""Connects to the SQLite file of the catalogue and makes its tables when they are not there."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from uuid import uuid4

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, inspect, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import ConnectionPoolEntry

from library import tables
from library.document import Document
from library.errors import HomeError
from library.identity import identity_keys
from library.lock import in_turn
from library.rows import DOCUMENT, load_document, read_fact, write_fact
from library.series import series_row
from library.settings import Settings
from library.sources import source_rows

BUSY_TIMEOUT = 10_000  # milliseconds to wait for another's transaction; a batch of an import commits in well under a second
_WRITES = "kartotek_writes"


def connect(settings: Settings) -> Engine:
    """Return an engine for the catalogue in KARTOTEK_HOME, with all tables in place.

    Raises HomeError if the folder cannot be written or holds a catalogue that this version cannot read.
    """
    engine = create_engine(URL.create("sqlite", database=str(settings.database)))
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        with in_turn(settings.home):  # SQLite refuses two that turn a new file to WAL at once, without waiting
            _prepare(engine, settings)
    except (FileExistsError, NotADirectoryError) as error:
        engine.dispose()
        raise HomeError(f"KARTOTEK_HOME ({settings.home}) cannot be used: a file is in its place; name a folder.") from error
    except (OSError, DatabaseError) as error:
        engine.dispose()
        reason = error.strerror if isinstance(error, OSError) else error.orig
        raise HomeError(f"The catalogue in KARTOTEK_HOME ({settings.home}) cannot be opened: {reason}.") from error
    except HomeError:
        engine.dispose()
        raise
    return engine


def for_writing(engine: Engine) -> Engine:
    """Return the engine whose transactions take the write lock when they begin, and so cannot fail half-way for want of it."""
    return engine.execution_options(**{_WRITES: True})


def _prepare(engine: Engine, settings: Settings) -> None:
    with engine.begin() as connection:
        is_new = not inspect(connection).has_table(tables.facts.name)
    if is_new:
        with for_writing(engine).begin() as connection:
            _create(connection)
    with engine.begin() as connection:
        version = int(read_fact(connection, "schema") or 0)
    if version not in {*_STEPS, tables.SCHEMA_VERSION}:
        raise HomeError(
            f"The catalogue in {settings.home} was made by another version of Kartotek "
            f"(its schema is {version}, this version reads up to {tables.SCHEMA_VERSION})."
        )
    if version < tables.SCHEMA_VERSION:
        with for_writing(engine).begin() as connection:
            _bring_up(connection, version)


def _create(connection: Connection) -> None:
    tables.metadata.create_all(connection)
    write_fact(connection, "schema", str(tables.SCHEMA_VERSION))
    write_fact(connection, "identity", str(uuid4()))


def _bring_up(connection: Connection, version: int) -> None:
    """Take an older catalogue to this version's schema, all steps in one transaction."""
    for step in range(version, tables.SCHEMA_VERSION):
        _STEPS[step](connection)
    write_fact(connection, "schema", str(tables.SCHEMA_VERSION))


def _add_headings(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE pages ADD COLUMN headings TEXT NOT NULL DEFAULT '[]'")


def _add_identities(connection: Connection) -> None:
    tables.metadata.create_all(connection, tables=[tables.identities, tables.origins])
    _fill(connection, tables.identities, lambda document: [{"key": key} for key in identity_keys(document)])


def _add_series_and_sources(connection: Connection) -> None:
    tables.metadata.create_all(connection, tables=[tables.series_numbers, tables.sources])
    _fill(connection, tables.series_numbers, lambda document: [row] if (row := series_row(document)) else [])
    _fill(connection, tables.sources, source_rows)


def _add_tombstones(connection: Connection) -> None:
    """What documents that are gone already were listed under, nobody knows any more."""
    tables.metadata.create_all(connection, tables=[tables.tombstones])
    connection.exec_driver_sql("CREATE INDEX IF NOT EXISTS revisions_by_time ON revisions (at)")


def _fill(connection: Connection, table: Table, rows: Callable[[Document], list[dict[str, object]]]) -> None:
    """Write what a new table holds of the documents that are there already."""
    for row in connection.execute(select(*DOCUMENT)).all():
        document = load_document(*row)
        if found := rows(document):
            connection.execute(table.insert(), [{"document": document.id, **values} for values in found])


# What takes a catalogue from each older version of the schema to the next.
_STEPS = {1: _add_headings, 2: _add_identities, 3: _add_series_and_sources, 4: _add_tombstones}


def _configure(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions begin where _begin says, also for reads
    for pragma in (f"busy_timeout = {BUSY_TIMEOUT}", "journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
