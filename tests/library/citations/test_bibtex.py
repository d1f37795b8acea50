"""BibTeX that is written is read back the same, by our reader and by pybtex, whatever stands in the document."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from pybtex.database import parse_string  # type: ignore[import-untyped] # ships no types

from library.citations.bibtex import bibtex_of, citation_key
from library.citations.reference import Reference
from library.document import Document, DocumentType, PartialDate
from library.identifiers import SeriesNumber
from library.lists.bibtex_fields import ROLES
from library.record import Description
from tests.library.citations.shelf import BROKEN_LINES, HOSTILE, cited, read_back, shipped
from tests.library.citations.test_ris import FIELDS, identifiers
from tests.library.documents import dates, texts

WHOLE = r"""@techreport{bygdebok-2020,
  title = {{Ei bok om bygda: Frå fjell til fjord}},
  author = {Brandtzæg, Svein Richard and van der Berg, jr., Jan and {Menon Economics} and others},
  institution = {{Bygdeinstituttet på nynorsk} and {Skog \& Land}},
  month = jun,
  shorttitle = {Bygdeboka},
  type = {Evaluering},
  series = {TF-rapport},
  number = {549},
  year = {2020},
  day = {12},
  isbn = {9788233603328},
  issn = {1501-9918},
  language = {nn},
  keywords = {bygd, næring},
  abstract = {Første linje andre linje},
  doi = {10.6027/r2020:4.1403-2503},
  url = {https://bibliotek.example/documents/bygdebok-2020},
}
"""


def read(reference: Reference) -> Description:
    written = bibtex_of(reference)
    with TemporaryDirectory() as folder:
        return read_back(Path(folder), "a.bib", written)


def authors(reference: Reference) -> list[str]:
    return [*dict.fromkeys(reference.all_authors), *(["et al."] if reference.and_others else [])]


def test_a_report_is_written_whole() -> None:
    assert bibtex_of(cited(**FIELDS)) == WHOLE


def test_and_read_back_whole() -> None:
    assert read(cited(**FIELDS)) == Description(
        title="Ei bok om bygda: Frå fjell til fjord",
        aliases=["Bygdeboka"],
        authors=["Svein Richard Brandtzæg", "Jan van der Berg jr.", "Menon Economics", "et al."],
        type=DocumentType.EVALUATION,
        series="TF-rapport",
        number="549",
        publishers=["Bygdeinstituttet på nynorsk and Skog & Land"],
        published="2020-06-12",
        language="nn",
        abstract="Første linje andre linje",
        keywords=["bygd", "næring"],
        isbn="9788233603328",
        issn="1501-9918",
        doi="10.6027/r2020:4.1403-2503",
        landing_page="https://bibliotek.example/documents/bygdebok-2020",
    )


@pytest.mark.parametrize("type", DocumentType)
def test_each_type_is_read_back(type: DocumentType) -> None:
    assert read(cited(type=type)).type is type
    assert read(cited(type=type, number=SeriesNumber("NOU", "2020:12"), declared_language="en")).type is type


TYPES = {
    DocumentType.NOU: ("techreport", "institution"),
    DocumentType.ARTICLE: ("misc", "organization"),
    DocumentType.NEWSLETTER: ("misc", "organization"),
    DocumentType.LAW: ("misc", "organization"),
    DocumentType.REGULATION: ("misc", "organization"),
    DocumentType.MANUAL: ("manual", "organization"),
}


@pytest.mark.parametrize(("type", "kind", "publisher"), [(type, *row) for type, row in TYPES.items()], ids=TYPES.keys())
def test_a_type_of_document_is_a_type_of_entry(type: DocumentType, kind: str, publisher: str) -> None:
    made = cited(type=type, publishers=("bygd",))
    assert bibtex_of(made).startswith(f"@{kind}{{bygdebok-2020,\n")
    assert f"  {publisher} = {{Bygdeinstituttet}},\n" in bibtex_of(made)
    assert read(made).publishers == ["Bygdeinstituttet"]


def test_an_article_is_in_its_journal() -> None:
    made = cited(type=DocumentType.ARTICLE, number=SeriesNumber("Syn og Segn", "1/2024"), publishers=("bygd",))
    written = bibtex_of(made)
    assert written.startswith("@article{")
    assert "  journal = {Syn og Segn},\n  number = {1/2024},\n" in written
    assert read(made).publishers == ["Bygdeinstituttet"]


KEYS = {"nou-2020-12": "nou-2020-12", "lov/2005-06-17-62": "lov:2005-06-17-62", "a/b/c-1": "a:b:c-1", "Å B,{c}": "__b__c_"}


@pytest.mark.parametrize(("id", "key"), KEYS.items(), ids=KEYS.keys())
def test_a_key_has_no_sign_that_bibtex_minds(id: str, key: str) -> None:
    assert citation_key(id.lower()) == key


@pytest.mark.parametrize(
    ("date", "year", "month"), [("2020", "2020", None), ("2020-06", "2020", "jun"), ("2020-12-24", "2020", "dec")]
)
def test_a_date_is_as_exact_as_it_is_known(date: str, year: str, month: str | None) -> None:
    made = cited(published=PartialDate.parse(date))
    assert f"  year = {{{year}}},\n" in bibtex_of(made)
    assert (f"  month = {month},\n" in bibtex_of(made)) == (month is not None)
    assert read(made).published == date


def test_the_name_of_a_body_is_kept_whole() -> None:
    made = cited(publishers=("handel",), declared_language="en")
    assert read(made).authors == read(made).publishers == ["Ministry of Trade, Industry and Fish"]
    [entry] = parse_string(bibtex_of(made), "bibtex").entries.values()
    [person] = entry.persons["author"]
    assert person.last_names == ["{Ministry of Trade, Industry and Fish}"]


@pytest.mark.parametrize("title", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_read_back(title: str) -> None:
    made = cited(title=title.strip()[:900], abstract=title, authors=(f"9 {title}",))
    says = read(made)
    assert (says.title, says.abstract or "") == (made.title, made.abstract)
    assert list(says.authors) == [str(name) for name in made.authors]


@pytest.mark.parametrize("title", [*HOSTILE.values(), BROKEN_LINES], ids=[*HOSTILE.keys(), "broken lines"])
def test_pybtex_finds_the_entry_and_the_next(title: str) -> None:
    made = cited(title=title, abstract=title, authors=(title,), keywords=(title,))
    found = parse_string(f"{bibtex_of(made)}@misc{{next, title = {{N}}}}", "bibtex").entries
    assert list(found) == ["bygdebok-2020", "next"]


@given(texts, texts, texts)
def test_any_text_is_read_back(title: str, abstract: str, author: str) -> None:
    made = cited(title=f"T {title}", abstract=f"A {abstract}", authors=(f"F {author}",))
    says = read(made)
    assert (says.title, says.abstract or "") == (made.title, made.abstract)
    assert list(says.authors) == [str(name) for name in made.authors]


@given(dates)
def test_any_date_is_read_back(date: PartialDate) -> None:
    assert read(cited(published=date)).published == str(date)


def test_every_field_that_is_written_is_known_to_our_reader() -> None:
    fields = {line.split(" = ")[0].strip() for _, made in shipped() for line in bibtex_of(made).splitlines()[1:-1]}
    assert fields - {"month", "day"} <= set(ROLES)


@pytest.mark.parametrize(("document", "made"), shipped(), ids=[document.id for document, _ in shipped()])
def test_the_shipped_catalogue_is_read_back(document: Document, made: Reference) -> None:
    says = read(made)
    assert (says.title, says.type, says.authors) == (made.title, document.type, authors(made))
    assert (says.published or "", says.landing_page) == (str(document.published or ""), made.address)
    assert (says.isbn, says.issn, says.doi) == identifiers(document)
    assert (says.abstract or "", says.language) == (made.abstract, document.declared_language)
    assert (says.series or "", says.number or "") == (made.series, made.number)
    assert says.publishers == ([" and ".join(made.publishers)] if made.publishers else [])


def test_pybtex_reads_the_whole_catalogue() -> None:
    found = parse_string("".join(bibtex_of(made) for _, made in shipped()), "bibtex").entries
    assert list(found) == [citation_key(document.id) for document, _ in shipped()]
    assert all(entry.fields["title"].startswith("{") for entry in found.values())
