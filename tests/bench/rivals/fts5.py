"""SQLite's FTS5, without stemming: as Datasette uses it, and as one would who knows where the time goes.

Datasette keeps a document as a row with lists in JSON, searches by a table of external content, and counts each facet by
a query of its own (datasette/facets.py: ColumnFacet, ArrayFacet); the ten best are by bm25, which it does not ask for by itself.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from index.engine import FacetField
from tests.bench.rivals.engine import FACETS, TOP, Answer, Query, read_items

LISTS = (FacetField.PUBLISHER, FacetField.TOPIC)
_MATCHING = "SELECT rowid FROM documents_fts WHERE documents_fts MATCH :query"
_COUNT = "SELECT count(*) FROM documents WHERE rowid IN (" + _MATCHING + ")"
_BEST = """
SELECT documents.id FROM documents_fts JOIN documents ON documents.rowid = documents_fts.rowid
WHERE documents_fts MATCH :query ORDER BY documents_fts.rank LIMIT :top
"""
_COLUMN = """
SELECT {0} AS value, count(*) AS count FROM (SELECT {0} FROM documents WHERE rowid IN ({1}))
WHERE {0} IS NOT NULL GROUP BY {0} ORDER BY count DESC, value
"""
_ARRAY = """
WITH inner AS (SELECT {0} FROM documents WHERE rowid IN ({1})),
with_ids AS (SELECT row_number() OVER () AS row_number, {0} AS array FROM inner),
array_items AS (SELECT row_number, each.value FROM json_each(with_ids.array) AS each, with_ids)
SELECT value, count(DISTINCT row_number) AS count FROM array_items GROUP BY value ORDER BY count DESC, value
"""
# CROSS JOIN keeps SQLite to the order of the tables.
_TUNED = """
SELECT facet, key, count FROM
(SELECT number, count(*) AS count FROM matching CROSS JOIN has ON document = matching.rowid GROUP BY number)
CROSS JOIN keys USING (number)
"""
MEMORY = 256_000_000  # bytes of pages kept, where it is tuned
MAPPED = 4_000_000_000  # bytes of the file mapped into memory, where it is tuned


class Fts5:
    """As Datasette uses it."""

    version = sqlite3.sqlite_version
    _database: sqlite3.Connection

    def prepare(self, folder: Path, items: Path) -> None:
        """Make the table of documents, and remember how many pages it takes."""
        database = _connect(folder)
        columns = ", ".join(facet.value for facet in FACETS)  # before the text, so that they are read without it
        database.execute(f"CREATE TABLE documents (id TEXT PRIMARY KEY, {columns}, title TEXT, body TEXT)")
        database.execute("BEGIN")
        database.executemany("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _rows(items))
        database.execute("COMMIT")
        ((pages,),) = database.execute("PRAGMA page_count")
        database.execute(f"PRAGMA user_version = {pages}")
        database.close()

    def build(self, folder: Path, items: Path) -> None:
        database = _connect(folder)
        database.execute("CREATE VIRTUAL TABLE documents_fts USING fts5(title, body, content=documents)")
        database.execute("INSERT INTO documents_fts (rowid, title, body) SELECT rowid, title, body FROM documents")
        database.execute("INSERT INTO documents_fts (documents_fts) VALUES ('optimize')")
        database.close()

    def size(self, folder: Path) -> int:
        database = _connect(folder)
        ((pages,), (before,), (page,)) = (
            next(database.execute(f"PRAGMA {name}")) for name in ("page_count", "user_version", "page_size")
        )
        database.close()
        return int((pages - before) * page)

    def open(self, folder: Path) -> None:
        self._database = _connect(folder)

    def ask(self, query: Query) -> Answer:
        asked = {"query": _expression(query)}
        ((total,),) = self._database.execute(_COUNT, asked)
        ids = tuple(id for (id,) in self._database.execute(_BEST, {**asked, "top": TOP}))
        statements = {facet.value: (_ARRAY if facet in LISTS else _COLUMN).format(facet.value, _MATCHING) for facet in FACETS}
        facets = {name: dict(self._database.execute(statement, asked)) for name, statement in statements.items()}
        return Answer(total, ids, facets)

    def postings(self, query: Query) -> int | None:
        return None


class TunedFts5(Fts5):
    """The documents that match are found once, and the facets stand in a narrow table of numbers."""

    def build(self, folder: Path, items: Path) -> None:
        Fts5.build(self, folder, items)
        database = _connect(folder)
        database.execute("CREATE TABLE keys (number INTEGER PRIMARY KEY, facet TEXT, key TEXT, UNIQUE (facet, key))")
        database.execute("CREATE TABLE has (document INTEGER, number INTEGER, PRIMARY KEY (document, number)) WITHOUT ROWID")
        database.execute("BEGIN")
        for row, item in enumerate(read_items(items), start=1):
            pairs = [(facet.value, key) for facet, keys in zip(FACETS, item.facets, strict=True) for key in keys]
            database.executemany("INSERT OR IGNORE INTO keys (facet, key) VALUES (?, ?)", pairs)
            found = [(row, *pair) for pair in pairs]
            database.executemany("INSERT INTO has SELECT ?, number FROM keys WHERE facet = ? AND key = ?", found)
        database.execute("COMMIT")
        database.close()

    def open(self, folder: Path) -> None:
        Fts5.open(self, folder)
        self._database.execute(f"PRAGMA cache_size = {-MEMORY // 1000}")
        self._database.execute(f"PRAGMA mmap_size = {MAPPED}")
        self._database.execute("PRAGMA temp_store = MEMORY")
        self._database.execute("CREATE TEMP TABLE matching (rowid INTEGER PRIMARY KEY)")

    def ask(self, query: Query) -> Answer:
        asked = {"query": _expression(query)}
        self._database.execute("DELETE FROM matching")
        total = self._database.execute(f"INSERT INTO matching {_MATCHING}", asked).rowcount
        ids = tuple(id for (id,) in self._database.execute(_BEST, {**asked, "top": TOP}))
        counted = self._database.execute(_TUNED)
        facets: dict[str, dict[str, int]] = {facet.value: {} for facet in FACETS}
        for facet, key, count in counted:
            facets[facet][key] = count
        return Answer(total, ids, facets)


def _connect(folder: Path) -> sqlite3.Connection:
    return sqlite3.connect(folder / "documents.db", isolation_level=None)


def _rows(items: Path) -> Iterator[tuple[str | None, ...]]:
    for item in read_items(items):
        by_facet = zip(FACETS, item.facets, strict=True)
        values = [json.dumps(keys) if facet in LISTS else next(iter(keys), None) for facet, keys in by_facet]
        yield item.id, *values, item.title, item.text


def _expression(query: Query) -> str:
    """Return the query in FTS5's language."""
    return query.text if query.is_phrase else " AND ".join(f'"{word}"' for word in query.words)
