"""The text of documents, page by page, as the catalogue reads it: no more of it than is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec
from sqlalchemy import ColumnElement, Connection, String, bindparam, column, func, select

from library import tables
from library.contained import doubtful_languages, languages_in
from library.document import Document, Page

_HEADINGS = msgspec.json.Decoder(tuple[str, ...])
_COLUMNS = tables.pages.c
# What is wanted comes as JSON in one value, [[document, number], …]: the statement is then the same for any number of pages, and
# each is looked up by its key; for pairs after IN, SQLite would read the whole table.
_WANTED = func.json_each(bindparam("wanted", type_=String)).table_valued(column("value", String), name="wanted")
_TEXTS = select(_COLUMNS.document, _COLUMNS.number, _COLUMNS.text).join_from(
    _WANTED,
    tables.pages,
    (_COLUMNS.document == func.json_extract(_WANTED.c.value, "$[0]"))
    & (_COLUMNS.number == func.json_extract(_WANTED.c.value, "$[1]")),
)


def read_pages(connection: Connection, id: str, *conditions: ColumnElement[bool], limit: int | None = None) -> tuple[Page, ...]:
    """Read those of a document's pages for which all conditions hold, in order."""
    query = select(_COLUMNS.number, _COLUMNS.text, _COLUMNS.label, _COLUMNS.language, _COLUMNS.headings)
    found = query.where(_COLUMNS.document == id, *conditions).order_by(_COLUMNS.number).limit(limit)
    return tuple(
        Page(number, text, label, language, _HEADINGS.decode(headings))
        for number, text, label, language, headings in connection.execute(found)
    )


def read_page_range(connection: Connection, id: str, first: int, size: int) -> tuple[Page, ...]:
    """Read at most so many of a document's pages, from the one with this number."""
    return read_pages(connection, id, _COLUMNS.number >= first, limit=size)


def read_page_count(connection: Connection, id: str) -> int:
    """Return how many pages a document has; 0 if there is none with this id."""
    return connection.scalar(select(tables.documents.c.pages).where(tables.documents.c.id == id)) or 0


def read_page_texts(connection: Connection, wanted: Mapping[str, Iterable[int]]) -> dict[str, dict[int, str]]:
    """Read the texts of those of these pages of these documents that exist, all by one statement."""
    found: dict[str, dict[int, str]] = {id: {} for id in wanted}
    asked = msgspec.json.encode([(id, number) for id, numbers in wanted.items() for number in sorted(set(numbers))])
    for id, number, text in connection.execute(_TEXTS, {"wanted": asked.decode()}):
        found[id][number] = text
    return found


def read_languages_in(connection: Connection, document: Document) -> tuple[str, ...]:
    """Return the languages that a document contains; only pages in those of which there is little are read."""
    doubtful = doubtful_languages(document)
    return languages_in(document, read_pages(connection, document.id, _COLUMNS.language.in_(doubtful)) if doubtful else ())
