"""A client library harvests us over a network: completely, in parts, with deletions, by set and by time, and while we change."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import pytest
from oaipmh_scythe import Scythe
from oaipmh_scythe.config import HTTPConfig
from oaipmh_scythe.exceptions import (
    BadArgument,
    BadResumptionToken,
    CannotDisseminateFormat,
    IdDoesNotExist,
    NoRecordsMatch,
)
from oaipmh_scythe.models import Header, MetadataFormat, Record, Set

from tests.browser.running import running
from tests.index.shelf import TOPICS, Shelf, make
from tests.index.shelf import stocked as shelved
from tests.web.oai.library import put, remove
from web.app import create_app
from web.oai.names import identifier_of

MANY = 250  # documents, which come in three parts


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    numbered = [(number, "kdd" if number % 5 else "ssb") for number in range(MANY)]
    documents = [make(f"d/{number:03}", f"Dokument {number}", publishers=[publisher]) for number, publisher in numbered]
    with shelved(tmp_path / "home", [(document, ()) for document in documents]) as shelf:
        yield shelf


@pytest.fixture
def site(shelf: Shelf) -> Iterator[str]:
    with closing(shelf.open()) as engine, running(create_app(shelf.catalogue, engine, TOPICS)) as address:
        yield address


@pytest.fixture(params=["GET", "POST"])
def scythe(site: str, request: pytest.FixtureRequest) -> Iterator[Scythe]:
    with Scythe(f"{site}/oai", http_config=HTTPConfig(http_method=request.param)) as scythe:
        yield scythe


class Copy:
    """A copy of the library that a harvester keeps up: titles by id."""

    def __init__(self, scythe: Scythe) -> None:
        self.titles: dict[str, str] = {}
        self._scythe = scythe
        self._since: str | None = None

    def harvest(self, part: str | None = None) -> int:
        """Take what has changed since last time, of all or of a set; return how many records came."""
        since, self._since = self._since, f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
        taken = list(records(self._scythe, from_=since, set_=part))
        self.take(taken)
        return len(taken)

    def take(self, taken: Iterable[Record]) -> None:
        """Bring the copy up to what came."""
        for record in taken:
            if record.deleted:
                self.titles.pop(id_of(record), None)
            else:
                self.titles[id_of(record)] = record.metadata["title"][0] or ""


def records(scythe: Scythe, *, from_: str | None = None, set_: str | None = None, living: bool = False) -> Iterator[Record]:
    for record in scythe.list_records(from_=from_, set_=set_, ignore_deleted=living):
        assert isinstance(record, Record)
        yield record


def id_of(record: Record) -> str:
    return str(record.header.identifier).split(":", 2)[2]


def held(shelf: Shelf) -> dict[str, str]:
    return {document.id: document.title for document in shelf.catalogue.list_documents()}


def wait_for_the_next_second(shelf: Shelf) -> None:
    """The protocol's moments are whole seconds: what came in the one in which a harvest begins comes again with the next."""
    last = shelf.catalogue.last_change()
    while last and datetime.now(UTC) < last.replace(microsecond=0) + timedelta(seconds=1):
        time.sleep(0.01)


def test_a_harvester_reads_who_we_are_and_what_we_have(scythe: Scythe, site: str) -> None:
    told = {element.tag.partition("}")[2]: element.text for element in scythe.identify().xml}
    assert (told["baseURL"], told["protocolVersion"], told["deletedRecord"]) == (f"{site}/oai", "2.0", "persistent")
    assert [one.metadataPrefix for one in scythe.list_metadata_formats() if isinstance(one, MetadataFormat)] == ["oai_dc"]
    sets = [one.setSpec for one in scythe.list_sets() if isinstance(one, Set)]
    assert sets == ["type", "type:report", "publisher", "publisher:kdd", "publisher:ssb"]


def test_everything_is_harvested_in_parts(scythe: Scythe, shelf: Shelf) -> None:
    copy = Copy(scythe)
    assert copy.harvest() == MANY
    assert copy.titles == held(shelf)
    headers = [header for header in scythe.list_identifiers() if isinstance(header, Header)]
    identity = shelf.catalogue.identity()
    assert [header.identifier for header in headers] == [identifier_of(identity, f"d/{number:03}") for number in range(MANY)]
    assert headers[0].setSpecs == ["type:report", "publisher:ssb"]


def test_one_record_is_got(scythe: Scythe, shelf: Shelf) -> None:
    identifier = identifier_of(shelf.catalogue.identity(), "d/007")
    here = scythe.get_record(identifier)
    remove(shelf.catalogue, "d/007")
    gone = scythe.get_record(identifier)
    assert isinstance(here, Record)
    assert isinstance(gone, Record)
    assert (here.metadata["title"], here.deleted, gone.deleted) == (["Dokument 7"], False, True)


def test_a_copy_is_kept_up_with_what_changed_and_what_was_removed(scythe: Scythe, shelf: Shelf) -> None:
    copy = Copy(scythe)
    wait_for_the_next_second(shelf)
    assert copy.harvest() == MANY
    put(shelf.catalogue, make("d/000", "Nytt navn"), make("ny", "Ny"))
    remove(shelf.catalogue, "d/001", "d/002")
    wait_for_the_next_second(shelf)
    assert copy.harvest() == 4
    assert copy.titles == held(shelf)
    with pytest.raises(NoRecordsMatch):
        copy.harvest()


def test_what_changes_in_the_middle_of_a_harvest_is_in_the_copy(scythe: Scythe, shelf: Shelf) -> None:
    copy, coming = Copy(scythe), records(scythe)
    copy.take(islice(coming, 150))
    put(shelf.catalogue, make("d/000", "Lest og endret"), make("d/249", "Endret før den er lest"), make("ny", "Ny"))
    remove(shelf.catalogue, "d/001", "d/248")
    copy.take(coming)
    assert copy.titles == held(shelf)


def test_a_part_is_kept_up_by_its_set(scythe: Scythe, shelf: Shelf) -> None:
    copy = Copy(scythe)
    assert copy.harvest("publisher:ssb") == MANY // 5
    remove(shelf.catalogue, "d/005", "d/006")
    copy.harvest("publisher:ssb")
    assert copy.titles.keys() == {id for id in held(shelf) if int(id[2:]) % 5 == 0}
    assert len(list(records(scythe, set_="publisher:ssb", living=True))) == MANY // 5 - 1


def test_what_cannot_be_had_is_told_in_the_protocol_s_words(scythe: Scythe) -> None:
    with pytest.raises(BadArgument):
        list(scythe.list_records(from_="i går"))
    with pytest.raises(BadResumptionToken):
        list(scythe.list_records(resumption_token="tull"))
    with pytest.raises(CannotDisseminateFormat):
        list(scythe.list_records(metadata_prefix="marc21"))
    with pytest.raises(IdDoesNotExist):
        scythe.get_record("oai:kartotek:finnes-ikke")
