"""A record tells what is known of a document, in the elements that Dublin Core has for it."""

from dataclasses import replace

import pytest

from library.catalogue import Catalogue
from library.document import Document, DocumentFile, DocumentType, Source
from library.identifiers import SeriesNumber
from tests.index.shelf import make
from tests.web.exports.library import WHOLE, nasty
from tests.web.oai.library import BASE, LIST, ask, put
from web.exports.xml import LANG
from web.oai.names import identifier_of


def described(catalogue: Catalogue, document: Document) -> list[tuple[str, str, str | None]]:
    """Return element, text and language of each statement about a document."""
    put(catalogue, document)
    identifier = identifier_of(catalogue.identity(), document.id)
    told = ask(catalogue, verb="GetRecord", identifier=identifier, metadataPrefix="oai_dc").root.find(".//{*}dc")
    assert told is not None
    return [(element.tag.partition("}")[2], element.text or "", element.get(LANG)) for element in told]


def texts(catalogue: Catalogue, document: Document, name: str) -> list[str]:
    return [text for element, text, _ in described(catalogue, document) if element == name]


def test_a_whole_document_has_every_element_that_we_know_something_for(catalogue: Catalogue) -> None:
    document = replace(
        WHOLE,
        aliases=("Småkommunerapporten",),
        keywords=("bygd", "klima"),
        concerns=(2015, 2020),
        files=(DocumentFile(filename="a.pdf", media_type="application/pdf"),),
        sources=(Source("seed", "https://example.org/liste"),),
    )
    assert described(catalogue, document) == [
        ("title", "Små kommuner; store planer: En «studie», med komma", "nn"),
        ("title", "Småkommunerapporten", "nn"),
        ("creator", "Bent Aslak Brandtzæg", None),
        ("creator", "Ailin Aastvedt", None),
        ("contributor", "Småkommuneutvalget", None),
        ("publisher", "Kommunal- og distriktsdepartementet", None),
        ("publisher", "Statistisk sentralbyrå", None),
        ("date", "2020-06-12", None),
        ("subject", "Distriktspolitikk", "nb"),
        ("subject", "Klima", "nb"),
        ("subject", "bygd", None),
        ("description", "Første linje.\nAndre linje <b>uthevet</b> & mer.", "nn"),
        ("type", "Evaluering", "nb"),
        ("type", "Text", None),
        ("type", "info:eu-repo/semantics/report", None),
        ("format", "application/pdf", None),
        ("language", "nn", None),
        ("identifier", f"{BASE}/documents/tf/2020-549", None),
        ("identifier", "https://example.org/rapport?a=1&b=2", None),
        ("identifier", "https://doi.org/10.1000/182", None),
        ("identifier", "urn:isbn:9788233603328", None),
        ("relation", "TF-rapport 549", None),
        ("relation", "urn:issn:1501-9918", None),
        ("coverage", "2015/2020", None),
    ]


def test_what_is_not_known_is_left_out(catalogue: Catalogue) -> None:
    assert described(catalogue, make("bar", "Uten noe", language=None)) == [
        ("title", "Uten noe", None),
        ("type", "Rapport", "nb"),
        ("type", "Text", None),
        ("type", "info:eu-repo/semantics/report", None),
        ("identifier", f"{BASE}/documents/bar", None),
    ]


def test_publishers_are_called_by_their_name_in_the_document_s_language(catalogue: Catalogue) -> None:
    document = make("en", "Rural policy", publishers=["kdd", "ny-utgiver"], language="en")
    assert texts(catalogue, document, "publisher") == ["Ministry of Local Government", "ny-utgiver"]
    assert texts(catalogue, document, "creator") == [], "who published it is no author because none is named"


def test_an_article_is_from_its_journal(catalogue: Catalogue) -> None:
    article = replace(make("art", "Stedet", type="article"), number=SeriesNumber("Plan", "3/2019"))
    assert texts(catalogue, article, "source") == ["Plan 3/2019"]
    assert texts(catalogue, article, "relation") == []
    assert "info:eu-repo/semantics/article" in texts(catalogue, article, "type")


@pytest.mark.parametrize("kind", DocumentType)
def test_every_type_has_a_name_and_a_place_in_the_shared_vocabulary(catalogue: Catalogue, kind: DocumentType) -> None:
    label, dcmi, shared = texts(catalogue, make("en", "En", type=kind), "type")
    assert (dcmi, shared.startswith("info:eu-repo/semantics/")) == ("Text", True)
    assert label != kind.value or kind is DocumentType.NOU


def test_texts_that_break_formats_come_through_and_unsafe_addresses_do_not(catalogue: Catalogue) -> None:
    put(catalogue, *nasty())
    told = ask(catalogue, verb="ListRecords", metadataPrefix="oai_dc")
    assert not [text for text in told.texts("dc:identifier") if not text.startswith(BASE)]
    (controls,) = (title for title in told.texts("dc:title") if "Bjelle" in title)
    assert controls == "Bjelle og null, vertikal , ikke tegn , [31mrødt snudd"
    assert len(ask(catalogue, **LIST).ids) == len(nasty()) + 7
