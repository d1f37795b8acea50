"""Headers and records of documents, also of those that are gone."""

from __future__ import annotations

from lxml import etree

from library.states import State
from web.oai.dublin_core import add_description, describe
from web.oai.names import identifier_of, set_of
from web.oai.repository import Repository
from web.oai.xml import add, written


def add_header(parent: etree._Element, state: State, repository: Repository) -> None:
    """Add what tells a record apart, when it changed last and in which sets it is."""
    header = add(parent, "header", **({} if state.document else {"status": "deleted"}))
    add(header, "identifier", identifier_of(repository.identity, state.id))
    add(header, "datestamp", written(state.at))
    for name in filter(None, map(set_of, state.listings)):
        add(header, "setSpec", name)


def add_record(parent: etree._Element, state: State, repository: Repository) -> None:
    """Add a record; one of a document that is gone has a header only."""
    record = add(parent, "record")
    add_header(record, state, repository)
    if state.document:
        add_description(add(record, "metadata"), describe(state.document, repository.labels, repository.base))
