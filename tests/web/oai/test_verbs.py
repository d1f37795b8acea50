"""Each verb answers what the protocol says, in its structure."""

import threading
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event

from library.catalogue import Catalogue
from library.settings import Settings
from library.vocabulary import Names, Publisher
from tests.index.shelf import make
from tests.web.oai.library import BASE, LIST, ask, checked, put, remove, repository
from web.oai.names import identifier_of
from web.oai.verbs import oai_answer


def identified(catalogue: Catalogue, base: str = BASE, contact: str | None = None) -> dict[str, str]:
    told = checked(oai_answer([("verb", "Identify")], repository(catalogue, base=base, contact=contact))).root[2]
    return {element.tag.partition("}")[2]: element.text or "" for element in told}


def test_the_library_tells_who_it_is(catalogue: Catalogue) -> None:
    told = identified(catalogue)
    assert told["baseURL"] == f"{BASE}/oai"
    first = catalogue.first_change()
    assert first is not None
    assert told["earliestDatestamp"] == f"{first:%Y-%m-%dT%H:%M:%SZ}"


def test_an_empty_library_can_be_asked(tmp_path: Path) -> None:
    with Catalogue.open(Settings(home=tmp_path)) as empty:
        assert identified(empty)["earliestDatestamp"][:4] == str(datetime.now(UTC).year)
        assert ask(empty, **LIST).codes == ["noRecordsMatch"]
        assert ask(empty, verb="ListSets").texts("oai:setSpec") == ["type", "publisher"]


def test_who_goes_on_from_the_response_date_hears_of_what_was_stored_slowly(catalogue: Catalogue) -> None:
    """A change is dated just before it is stored; who asks in between, in a later second, does not see it yet."""
    is_dated, was_asked = threading.Event(), threading.Event()

    def stall(_: object) -> None:
        if threading.current_thread() is writer:
            is_dated.set()
            was_asked.wait(timeout=30)

    writer = threading.Thread(target=put, args=(catalogue, make("sen", "Sein")))
    event.listen(catalogue._engine, "commit", stall)
    writer.start()
    assert is_dated.wait(timeout=30)
    time.sleep(1)
    first = ask(catalogue, **LIST)
    was_asked.set()
    writer.join()
    assert "sen" not in first.ids
    told = first.root.findtext("{*}responseDate")
    assert told is not None
    assert "sen" in ask(catalogue, **{"from": told}, **LIST).ids


MAILS = {
    "the contact": (BASE, "post@bibliotek.no", "post@bibliotek.no"),
    "a contact that is a page": (BASE, "https://bibliotek.no/kontakt", "postmaster@bibliotek.example"),
    "no contact": ("http://127.0.0.1:8000", None, "postmaster@127.0.0.1"),
    "a contact without a domain": (BASE, "root@localhost", "postmaster@bibliotek.example"),
    "a host without a domain": ("http://localhost:8000", None, "postmaster@localhost.invalid"),
}


@pytest.mark.parametrize(("base", "contact", "expected"), MAILS.values(), ids=MAILS.keys())
def test_there_is_a_mail_address_whatever_is_set(catalogue: Catalogue, base: str, contact: str | None, expected: str) -> None:
    assert identified(catalogue, base, contact)["adminEmail"] == expected


def test_records_can_be_had_in_dublin_core(catalogue: Catalogue) -> None:
    here = identifier_of(catalogue.identity(), "rapport/1")
    gone = identifier_of(catalogue.identity(), "lov")
    asked: list[dict[str, str]] = [{}, {"identifier": here}, {"identifier": gone}]
    for arguments in asked:
        assert ask(catalogue, verb="ListMetadataFormats", **arguments).texts("oai:metadataPrefix") == ["oai_dc"]
    assert ask(catalogue, verb="ListMetadataFormats", identifier=here + "x").codes == ["idDoesNotExist"]


def test_another_format_is_refused_for_a_record_that_there_is(catalogue: Catalogue) -> None:
    here = identifier_of(catalogue.identity(), "rapport/1")
    assert ask(catalogue, verb="GetRecord", identifier=here, metadataPrefix="marc21").codes == ["cannotDisseminateFormat"]
    assert ask(catalogue, verb="ListRecords", metadataPrefix="marc21").codes == ["cannotDisseminateFormat"]


def test_a_record_has_its_header_and_its_metadata(catalogue: Catalogue) -> None:
    here = identifier_of(catalogue.identity(), "rapport/1")
    told = ask(catalogue, verb="GetRecord", identifier=here, metadataPrefix="oai_dc")
    assert told.texts("oai:identifier") == [here]
    assert told.texts("oai:setSpec") == ["type:report", "publisher:kdd"]
    assert told.texts("dc:title") == ["Rapport 1"]
    assert dict(told.root[1].attrib) == {"verb": "GetRecord", "identifier": here, "metadataPrefix": "oai_dc"}


def test_a_removed_record_has_a_header_with_the_sets_that_it_was_in(catalogue: Catalogue) -> None:
    gone = identifier_of(catalogue.identity(), "lov")
    told = ask(catalogue, verb="GetRecord", identifier=gone, metadataPrefix="oai_dc")
    assert (told.ids, told.texts("dc:title")) == (["lov removed"], [])
    assert told.texts("oai:setSpec") == ["type:law", "publisher:kdd"]


UNKNOWN = {
    "another document": "{}rapport/99",
    "another catalogue": "oai:kartotek.id-0:rapport/1",
    "no namespace": "rapport/1",
    "nothing after the namespace": "{}",
    "escaped where it need not be": "{}rapport%2F1",
    "no address at all": "<'\"> \x00",
}


@pytest.mark.parametrize("form", UNKNOWN.values(), ids=UNKNOWN.keys())
def test_an_identifier_that_is_none_of_ours_is_refused(catalogue: Catalogue, form: str) -> None:
    identifier = form.format(identifier_of(catalogue.identity(), ""))
    assert ask(catalogue, verb="GetRecord", identifier=identifier, metadataPrefix="oai_dc").codes == ["idDoesNotExist"]


def test_identifiers_do_not_depend_on_where_the_library_is(catalogue: Catalogue) -> None:
    asked = [("verb", "ListIdentifiers"), ("metadataPrefix", "oai_dc")]
    here = checked(oai_answer(asked, repository(catalogue, base="http://localhost:8000")))
    moved = checked(oai_answer(asked, repository(catalogue, base="https://nytt.example")))
    assert here.texts("oai:identifier") == moved.texts("oai:identifier")


def test_any_id_that_a_catalogue_may_hold_is_an_identifier_and_back(catalogue: Catalogue) -> None:
    put(catalogue, make("Ærlig talt: 100 % <sant>", "Med alt i id-en"))
    (identifier,) = (one for one in ask(catalogue, **LIST).texts("oai:identifier") if "rapport" not in one and "lov" not in one)
    assert identifier.isascii()
    told = ask(catalogue, verb="GetRecord", identifier=identifier, metadataPrefix="oai_dc")
    assert told.texts("dc:title") == ["Med alt i id-en"]


def test_the_datestamp_is_that_of_the_latest_change_and_a_new_name_of_the_publisher_is_one(catalogue: Catalogue) -> None:
    before = catalogue.revision()
    with catalogue.writing() as writer:
        writer.put_publishers([Publisher(key="ssb", names=Names(nb="Statistisk sentralbyrå med nytt navn"))])
    last = catalogue.last_change()
    assert last is not None
    assert {change.id for change in catalogue.changes(before)} == {"rapport/2", "rapport/4", "rapport/6"}
    here = identifier_of(catalogue.identity(), "rapport/2")
    told = ask(catalogue, verb="GetRecord", identifier=here, metadataPrefix="oai_dc")
    assert told.texts("oai:datestamp") == [f"{last:%Y-%m-%dT%H:%M:%SZ}"]
    assert told.texts("dc:publisher") == ["Statistisk sentralbyrå med nytt navn"]


def test_sets_are_types_and_publishers_in_use_with_their_names_in_every_language(catalogue: Catalogue) -> None:
    told = ask(catalogue, verb="ListSets")
    assert told.texts("oai:setSpec") == ["type", "type:law", "type:report", "publisher", "publisher:kdd", "publisher:ssb"]
    kdd = told.root.find(".//{*}set[5]")
    assert kdd is not None
    assert kdd.findtext("{*}setName") == "Kommunal- og distriktsdepartementet"
    titles = {title.get("{http://www.w3.org/XML/1998/namespace}lang"): title.text for title in kdd.iterfind(".//{*}title")}
    assert titles == {"nb": "Kommunal- og distriktsdepartementet", "en": "Ministry of Local Government"}


def test_a_publisher_that_nobody_described_is_a_set_by_its_key(catalogue: Catalogue) -> None:
    put(catalogue, replace(make("ny", "Ny"), publishers=("ukjent-utgiver", "ikke en nøkkel")))
    told = ask(catalogue, verb="ListSets")
    assert [spec for spec in told.texts("oai:setSpec") if "k" in spec] == ["publisher:kdd", "publisher:ukjent-utgiver"]
    assert "ukjent-utgiver" in told.texts("oai:setName")
    assert ask(catalogue, set="publisher:ukjent-utgiver", **LIST).ids == ["ny"]


def test_no_token_leads_to_more_sets(catalogue: Catalogue) -> None:
    assert ask(catalogue, verb="ListSets", resumptionToken="abc").codes == ["badResumptionToken"]


def test_every_set_that_is_told_has_records(catalogue: Catalogue) -> None:
    remove(catalogue, "rapport/1")
    for spec in ask(catalogue, verb="ListSets").texts("oai:setSpec"):
        assert ask(catalogue, set=spec, **LIST).ids, spec
