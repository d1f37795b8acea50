"""The catalogue of data, read as a register reads it, has what DCAT-AP-NO demands of each class."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pytest
from rdflib import Graph, Literal, Namespace, Node, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, XSD
from starlette.testclient import TestClient

from tests.index.shelf import TOPICS, Shelf
from tests.web.discovery.conftest import served
from web.discovery.data_catalog import TURTLE
from web.texts import INTERFACE_LANGUAGES

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
HERE = "http://testserver"
EU = "http://publications.europa.eu/resource/authority"
MANDATORY: dict[URIRef, Sequence[URIRef]] = {
    DCAT.Catalog: [DCTERMS.title, DCTERMS.description, DCTERMS.identifier, DCTERMS.publisher],
    DCAT.Dataset: [DCTERMS.title, DCTERMS.description, DCTERMS.identifier, DCTERMS.publisher, DCAT.theme],
    DCAT.Distribution: [DCAT.accessURL],
    DCAT.DataService: [DCTERMS.title, DCTERMS.identifier, DCTERMS.publisher, DCAT.endpointURL],
    FOAF.Agent: [FOAF.name],
    DCTERMS.Standard: [DCTERMS.title],
}
"""By class, from the descriptions of the classes in DCAT-AP-NO 2.2 and its SHACL shapes."""
ONCE = [
    *(DCTERMS.identifier, DCTERMS.publisher, DCTERMS.issued, DCTERMS.modified, DCTERMS.accessRights),
    *(DCAT.endpointURL, DCAT.mediaType, FOAF.homepage),
]
"""What may stand at most once."""
RANGE: dict[URIRef, URIRef] = {
    DCAT.dataset: DCAT.Dataset,
    DCAT.service: DCAT.DataService,
    DCAT.distribution: DCAT.Distribution,
    DCAT.servesDataset: DCAT.Dataset,
    DCAT.landingPage: FOAF.Document,
    DCAT.contactPoint: VCARD.Organization,
    DCTERMS.publisher: FOAF.Agent,
    DCTERMS.conformsTo: DCTERMS.Standard,
    FOAF.homepage: FOAF.Document,
    FOAF.page: FOAF.Document,
}
"""What a property must lead to."""


def graph(client: TestClient) -> Graph:
    answer = client.get("/catalog.ttl")
    assert (answer.status_code, answer.headers["content-type"]) == (200, f"{TURTLE}; charset=utf-8")
    return Graph().parse(data=answer.content, format="turtle")


@pytest.fixture(scope="module")
def told(client: TestClient) -> Graph:
    return graph(client)


@pytest.fixture(scope="module", params=["as it comes", "with an operator and a mail address", "with a page to write to"])
def any_told(request: pytest.FixtureRequest, shelf: Shelf) -> Graph:
    settings = {
        "with an operator and a mail address": {"operator": 'Norsk "institutt" for\\', "contact": "a+b%c{d}@example.org"},
        "with a page to write to": {"contact": 'https://example.org/?a="b">'},
    }
    with served(shelf, **settings.get(request.param, {})) as client:
        return graph(client)


@pytest.mark.parametrize(("kind", "properties"), MANDATORY.items(), ids=lambda value: str(value).rsplit("/")[-1])
def test_each_class_has_what_it_must_have(any_told: Graph, kind: URIRef, properties: Sequence[URIRef]) -> None:
    things = list(any_told.subjects(RDF.type, kind))
    assert things
    for thing in things:
        assert all((thing, property, None) in any_told for property in properties), thing


def test_nothing_is_said_twice_that_may_be_said_once(any_told: Graph) -> None:
    for thing in set(any_told.subjects()):
        assert all(len(list(any_told.objects(thing, property))) <= 1 for property in ONCE), thing


def test_what_is_referred_to_is_of_the_right_class(any_told: Graph) -> None:
    for property, kind in RANGE.items():
        for found in any_told.objects(None, property):
            assert (found, RDF.type, kind) in any_told, (property, found)


def test_no_address_is_malformed(any_told: Graph) -> None:
    for node in {part for triple in any_told for part in triple if isinstance(part, URIRef)}:
        assert node.n3() == f"<{node}>"
        assert str(node).startswith(("http://", "https://", "mailto:"))
        assert not set(' <>"{}|\\^`') & set(str(node))


def test_titles_and_descriptions_are_there_once_in_each_language(any_told: Graph) -> None:
    for kind in (DCAT.Catalog, DCAT.Dataset, DCAT.Distribution, DCAT.DataService):
        for thing in any_told.subjects(RDF.type, kind):
            for property in (DCTERMS.title, DCTERMS.description):
                texts = [found for found in any_told.objects(thing, property) if isinstance(found, Literal)]
                assert sorted(str(found.language) for found in texts) == sorted(INTERFACE_LANGUAGES)
                assert all(str(found) and "%(" not in str(found) for found in texts)


def test_all_hangs_together(told: Graph) -> None:
    """From the catalogue one gets to everything that is described."""
    (catalog,) = told.subjects(RDF.type, DCAT.Catalog)
    reached: set[Node] = set()
    ahead: list[Node] = [catalog]
    while ahead:
        reached.add(thing := ahead.pop())
        ahead += [found for found in told.objects(thing) if found not in reached and (found, RDF.type, None) in told]
    assert reached == set(told.subjects())


def test_no_licence_is_invented_and_all_may_read(told: Graph) -> None:
    assert not list(told.objects(None, DCTERMS.license))
    (dataset,) = told.subjects(RDF.type, DCAT.Dataset)
    assert list(told.objects(dataset, DCTERMS.accessRights)) == [URIRef(f"{EU}/access-right/PUBLIC")]


def test_themes_are_those_of_the_eu_and_keywords_those_of_the_library(told: Graph) -> None:
    (dataset,) = told.subjects(RDF.type, DCAT.Dataset)
    assert {URIRef(f"{EU}/data-theme/GOVE"), URIRef(f"{EU}/data-theme/REGI")} == set(told.objects(dataset, DCAT.theme))
    expected = {
        Literal(topic.labels.in_language(code), lang=code) for topic in TOPICS.children(None) for code in INTERFACE_LANGUAGES
    }
    assert set(told.objects(dataset, DCAT.keyword)) == expected


def test_it_is_as_new_as_the_library(told: Graph, shelf: Shelf) -> None:
    for kind in (DCAT.Catalog, DCAT.Dataset):
        (thing,) = told.subjects(RDF.type, kind)
        (issued,), (modified,) = told.objects(thing, DCTERMS.issued), told.objects(thing, DCTERMS.modified)
        assert isinstance(issued, Literal)
        assert isinstance(modified, Literal)
        assert issued.datatype == modified.datatype == XSD.dateTime
        changed = shelf.catalogue.last_change()
        assert changed
        assert modified.toPython() == changed.replace(microsecond=0)
        assert isinstance(issued.toPython(), datetime)
        assert issued.toPython() <= modified.toPython()


def test_an_empty_library_does_not_say_since_when(bare: Shelf) -> None:
    with served(bare) as client:
        told = graph(client)
    assert not [*told.objects(None, DCTERMS.issued), *told.objects(None, DCTERMS.modified)]
    assert list(told.subjects(RDF.type, DCAT.Dataset))


def test_who_runs_it_is_told_if_that_is_known(told: Graph, shelf: Shelf) -> None:
    assert [str(name) for name in told.objects(None, FOAF.name)] == ["Kartotek"]
    assert not list(told.objects(None, DCAT.contactPoint))
    with served(shelf, operator="Fylkesbiblioteket", contact="post@example.org") as client:
        known = graph(client)
    assert [str(name) for name in known.objects(None, FOAF.name)] == ["Fylkesbiblioteket"]
    (catalog,) = known.subjects(RDF.type, DCAT.Catalog)
    (contact,) = known.objects(catalog, DCAT.contactPoint)
    assert set(known.objects(contact, VCARD.hasEmail)) == {URIRef("mailto:post@example.org")}
    assert set(known.objects(contact, VCARD.fn)) == {Literal("Fylkesbiblioteket")}


def test_a_page_to_write_to_is_a_contact_too(shelf: Shelf) -> None:
    with served(shelf, contact="https://example.org/skriv") as client:
        assert list(graph(client).objects(None, VCARD.hasURL)) == [URIRef("https://example.org/skriv")]


def test_addresses_are_those_of_the_public_site(shelf: Shelf) -> None:
    with served(shelf, url="https://kartotek.example.org") as client:
        known = graph(client)
    assert not [node for node in known.all_nodes() if str(node).startswith(HERE)]
    assert URIRef("https://kartotek.example.org/catalog.ttl#catalog") in set(known.subjects())


def test_a_host_that_is_none_breaks_nothing(client: TestClient) -> None:
    answer = client.get("/catalog.ttl", headers={"host": 'a"> <b'})
    told = Graph().parse(data=answer.content, format="turtle")
    assert len(list(told.subjects(RDF.type, DCAT.Catalog))) == 1


def test_what_is_offered_can_be_had(client: TestClient, told: Graph) -> None:
    """Every address of ours that a register or a reader follows leads to an answer."""
    properties = (DCAT.accessURL, DCAT.downloadURL, DCAT.endpointDescription, DCAT.landingPage, FOAF.page, FOAF.homepage)
    for property in properties:
        for address in told.objects(None, property):
            assert str(address).startswith(HERE)
            assert client.get(str(address), follow_redirects=True).status_code == 200, address
