"""What reference managers and search engines read in the head of a document's page."""

import json

import pytest

from library.document import Document, DocumentFile, DocumentType, PartialDate
from library.identifiers import parse_series_number
from library.vocabulary import Publishers
from tests.index.shelf import PUBLISHERS, TOPICS
from web.labels import Labels
from web.texts import load_texts
from web.views.metadata import Description, description

BASE = "https://kartotek.example.no"
LABELS = Labels(Publishers(PUBLISHERS), TOPICS, load_texts())
NOU = Document(
    id="nou-2020-12",
    title="Næringslivets betydning",
    subtitle="For levende lokalsamfunn",
    type=DocumentType.NOU,
    number=parse_series_number("NOU 2020: 12"),
    publishers=("kdd",),
    authors=("Kari Nordmann", "Statistisk sentralbyrå"),
    aliases=("Brandtzæg-utvalget",),
    topics=("distrikt",),
    keywords=("distrikt", "næring"),
    published=PartialDate(2020, 10, 28),
    concerns=(2015, 2019),
    declared_language="nb",
    landing_page="https://www.regjeringen.no/nou",
    isbn="9788258314148",
    issn="0333-2306",
    doi="10.1000/182",
    files=(
        DocumentFile(filename="nou.pdf", media_type="application/pdf", sha256="a" * 64, size=1234),
        DocumentFile(filename="nou.epub", media_type="application/epub+zip", address="https://example.org/a", is_primary=False),
    ),
)
HOSTILE = '</script><script>alert(1)</script><!-- <script> ]]> \u2028 & "æ"'


def described(document: Document, language: str = "nb") -> Description:
    return description(document, LABELS, language, BASE)


def entries(document: Document, prefix: str) -> list[tuple[str, str]]:
    return [
        (entry.name.removeprefix(prefix), entry.content) for entry in described(document).entries if entry.name.startswith(prefix)
    ]


def test_a_report_has_the_tags_by_which_zotero_saves_one() -> None:
    assert entries(NOU, "citation_") == [
        ("title", "Næringslivets betydning: For levende lokalsamfunn"),
        ("author", "Kari Nordmann"),
        ("publication_date", "2020/10/28"),
        ("technical_report_institution", "Kommunal- og distriktsdepartementet"),
        ("technical_report_number", "NOU 2020: 12"),
        ("language", "nb"),
        ("isbn", "9788258314148"),
        ("issn", "0333-2306"),
        ("doi", "10.1000/182"),
        ("keywords", "distrikt; næring"),
        ("abstract_html_url", f"{BASE}/documents/nou-2020-12"),
        ("pdf_url", f"{BASE}/originals/{'a' * 64}/nou-2020-12"),
    ]


@pytest.mark.parametrize(
    ("published", "expected"),
    [(PartialDate(2020), "2020"), (PartialDate(2020, 2), "2020/02"), (PartialDate(2020, 2, 3), "2020/02/03")],
    ids=str,
)
def test_a_date_is_as_precise_as_it_is_known(published: PartialDate, expected: str) -> None:
    told = entries(Document(id="a", title="A", type=DocumentType.REPORT, published=published), "citation_")
    assert ("publication_date", expected) in told


@pytest.mark.parametrize("type", [DocumentType.LAW, DocumentType.REGULATION, DocumentType.ARTICLE, DocumentType.NEWSLETTER])
def test_what_is_no_report_is_not_called_one(type: DocumentType) -> None:
    names = [name for name, _ in entries(Document(id="a", title="A", type=type, publishers=("kdd",)), "citation_")]
    assert not [name for name in names if name.startswith("technical_report")]


@pytest.mark.parametrize(
    ("committee", "expected"),
    [
        pytest.param("Distriktsnæringsutvalget", ["Distriktsnæringsutvalget"], id="one word cannot be parted"),
        pytest.param("Utvalget for bygdene", [], id="several would be parted like a person's name"),
    ],
)
def test_a_body_is_an_author_only_where_its_name_stays_whole(committee: str, expected: list[str]) -> None:
    document = Document(id="a", title="A", type=DocumentType.NOU, publishers=("kdd",), committee=committee)
    assert [name for tag, name in entries(document, "DC.") if tag == "creator"] == expected
    assert [name for tag, name in entries(document, "citation_") if tag == "author"] == expected
    assert ("publisher", "Kommunal- og distriktsdepartementet") in entries(document, "DC.")


@pytest.mark.parametrize("type", [DocumentType.LAW, DocumentType.REGULATION])
def test_an_act_is_saved_as_one(type: DocumentType) -> None:
    assert entries(Document(id="a", title="A", type=type), "z:") == [("itemType", "statute")]


def test_an_abstract_is_told_whole_wherever_it_is_told() -> None:
    abstract = "Lang. " * 200
    told = [
        entry.content for entry in described(Document(id="a", title="A", type=DocumentType.REPORT, abstract=abstract)).entries
    ]
    assert [content for content in told if content.startswith("Lang.")] == [abstract.strip()]


def test_dublin_core_holds_what_is_known_and_nothing_empty() -> None:
    told = [(entry.name, entry.content) for entry in described(NOU).entries if entry.name.startswith("DC")]
    for expected in (
        ("DCTERMS.issued", "2020-10-28"),
        ("DCTERMS.alternative", "Brandtzæg-utvalget"),
        ("DCTERMS.temporal", "2015/2019"),
        ("DC.identifier", f"{BASE}/documents/nou-2020-12"),
        ("DC.identifier", "urn:isbn:9788258314148"),
        ("DC.identifier", "https://doi.org/10.1000/182"),
    ):
        assert expected in told
    assert all(content for _, content in told)


def test_schema_org_has_a_report_with_its_parts() -> None:
    told = json.loads(described(NOU).json_ld)
    assert (told["@type"], told["reportNumber"], told["datePublished"]) == ("Report", "NOU 2020: 12", "2020-10-28")
    assert [author["@type"] for author in told["author"]] == ["Person", "Organization"]
    assert told["about"] == ["Distriktspolitikk"]
    assert [part["contentUrl"] for part in told["encoding"]] == [
        f"{BASE}/originals/{'a' * 64}/nou-2020-12",
        "https://example.org/a",
    ]
    assert {number["propertyID"]: number["value"] for number in told["identifier"]} == {
        "ISBN": "9788258314148",
        "ISSN": "0333-2306",
        "DOI": "10.1000/182",
    }


@pytest.mark.parametrize(
    ("type", "expected"),
    [
        (DocumentType.LAW, "Legislation"),
        (DocumentType.ARTICLE, "Article"),
        (DocumentType.WHITE_PAPER, "Report"),
        (DocumentType.MANUAL, "CreativeWork"),
    ],
)
def test_each_type_has_its_word(type: DocumentType, expected: str) -> None:
    assert json.loads(described(Document(id="a", title="A", type=type)).json_ld)["@type"] == expected


def test_no_title_can_end_the_element_that_holds_it() -> None:
    document = Document(id="a", title=HOSTILE, type=DocumentType.REPORT, abstract=HOSTILE, authors=(HOSTILE,), aliases=(HOSTILE,))
    text = described(document).json_ld
    assert not {"<", ">", "&", "\u2028"} & set(text)
    assert json.loads(text)["alternateName"] == [HOSTILE]


def test_only_addresses_of_the_web_are_told() -> None:
    document = Document(id="a", title="A", type=DocumentType.REPORT, landing_page="javascript:alert(1)")
    assert "sameAs" not in json.loads(described(document).json_ld)
    assert "javascript" not in str(described(document))


def test_the_canonical_address_is_in_the_readers_language_and_the_lasting_in_none() -> None:
    told = described(NOU, "nn")
    assert (told.canonical, told.lasting) == (f"{BASE}/nn/documents/nou-2020-12", f"{BASE}/documents/nou-2020-12")
