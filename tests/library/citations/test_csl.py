"""CSL-JSON follows the schema «csl-data» of CSL 1.0.2, as far as we use it."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given

from library.citations.csl import csl_of
from library.citations.reference import Reference, reference
from library.cleaning import clean_line
from library.document import Document, DocumentType, PartialDate
from library.identifiers import SeriesNumber
from tests.library.citations.shelf import HOSTILE, PUBLISHERS, SITE, cited, shipped
from tests.library.citations.test_ris import FIELDS
from tests.library.documents import documents

TEXTS = {
    "id", "type", "title", "title-short", "genre", "container-title", "issue", "collection-title", "collection-number", "number",
    "publisher", "ISBN", "ISSN", "DOI", "URL", "language", "abstract", "keyword",
}  # fmt: skip
NAME = {"family", "given", "non-dropping-particle", "suffix", "literal"}
TYPES = {"article", "article-journal", "document", "legislation", "periodical", "regulation", "report"}
"""Of the schema's list, those that we have use for."""


def written(reference: Reference) -> dict[str, Any]:
    item = json.loads(msgspec.json.encode(csl_of(reference)))
    assert isinstance(item, dict)
    return item


def assert_valid(item: dict[str, Any]) -> None:
    assert item.keys() <= TEXTS | {"author", "issued"}
    assert item.keys() >= {"id", "type"}
    assert item["type"] in TYPES
    assert all(isinstance(item[name], str) and item[name] for name in item.keys() & TEXTS)
    for name in item.get("author", []):
        assert name.keys() <= NAME
        assert ("literal" in name) != ("family" in name)
    if "issued" in item:
        assert item["issued"].keys() == {"date-parts"}
        [parts] = item["issued"]["date-parts"]
        assert 1 <= len(parts) <= 3
        assert all(type(part) is int for part in parts)


def test_a_report_is_written_whole() -> None:
    assert written(cited(**FIELDS)) == {
        "id": "bygdebok-2020",
        "type": "report",
        "title": "Ei bok om bygda: Frå fjell til fjord",
        "title-short": "Bygdeboka",
        "genre": "Evaluering",
        "author": [
            {"family": "Brandtzæg", "given": "Svein Richard"},
            {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der", "suffix": "jr."},
            {"literal": "Menon Economics"},
            {"literal": "et al."},
        ],
        "issued": {"date-parts": [[2020, 6, 12]]},
        "collection-title": "TF-rapport",
        "collection-number": "549",
        "number": "549",
        "publisher": "Bygdeinstituttet på nynorsk; Skog & Land",
        "ISBN": "9788233603328",
        "ISSN": "1501-9918",
        "DOI": "10.6027/r2020:4.1403-2503",
        "URL": "https://bibliotek.example/documents/bygdebok-2020",
        "language": "nn",
        "abstract": "Første linje andre linje",
        "keyword": "bygd, næring",
    }


KINDS = {
    DocumentType.NOU: "report",
    DocumentType.WHITE_PAPER: "report",
    DocumentType.PROPOSITION: "report",
    DocumentType.REPORT: "report",
    DocumentType.EVALUATION: "report",
    DocumentType.POLICY_BRIEF: "report",
    DocumentType.STRATEGY: "report",
    DocumentType.GUIDE: "report",
    DocumentType.ARTICLE: "article",
    DocumentType.NEWSLETTER: "periodical",
    DocumentType.LAW: "legislation",
    DocumentType.REGULATION: "regulation",
    DocumentType.MANUAL: "document",
}


@pytest.mark.parametrize("type", DocumentType)
def test_a_type_of_document_is_a_type_of_item(type: DocumentType) -> None:
    assert written(cited(type=type))["type"] == KINDS[type]


def test_an_article_is_in_its_journal() -> None:
    item = written(cited(type=DocumentType.ARTICLE, number=SeriesNumber("Syn og Segn", "1/2024")))
    assert (item["type"], item["container-title"], item["issue"]) == ("article-journal", "Syn og Segn", "1/2024")
    assert item.keys().isdisjoint({"collection-title", "collection-number", "number"})


@pytest.mark.parametrize(("date", "parts"), [("2020", [2020]), ("2020-06", [2020, 6]), ("2020-06-12", [2020, 6, 12])])
def test_a_date_is_as_exact_as_it_is_known(date: str, parts: list[int]) -> None:
    assert written(cited(published=PartialDate.parse(date)))["issued"] == {"date-parts": [parts]}


@pytest.mark.parametrize("title", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_kept(title: str) -> None:
    made = cited(title=title)
    assert written(made)["title"] == made.title == " ".join(title.split())


@given(documents.filter(lambda document: bool(clean_line(document.title))))
def test_every_document_makes_a_valid_item(document: Document) -> None:
    assert_valid(written(reference(document, PUBLISHERS, SITE)))


def test_the_shipped_catalogue_makes_valid_items() -> None:
    items = [written(made) for _, made in shipped()]
    for item in items:
        assert_valid(item)
    assert len({item["id"] for item in items}) == len(items)
