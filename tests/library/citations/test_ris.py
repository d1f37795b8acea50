"""RIS that is written is read back the same, by our reader and by rispy, whatever stands in the document."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import rispy  # type: ignore[import-untyped] # ships no types
from hypothesis import given

from library.citations.reference import Reference
from library.citations.ris import ris_of
from library.describe import Vocabulary, to_document
from library.document import Document, DocumentType, PartialDate
from library.identifiers import SeriesNumber, find_doi, find_isbn, find_issn
from library.lists.ris import ROLES, TECHNICAL
from library.record import Description, Record
from library.vocabulary import shipped_topics
from tests.library.citations.shelf import BROKEN_LINES, HOSTILE, PUBLISHERS, cited, read_back, shipped
from tests.library.documents import dates, texts

WHOLE = """\
TY  - RPRT
TI  - Ei bok om bygda: Frå fjell til fjord
ST  - Bygdeboka
AU  - Brandtzæg, Svein Richard
AU  - van der Berg, Jan, jr.
AU  - Menon Economics,
AU  - et al.,
T2  - TF-rapport
M1  - 549
SN  - 549
SN  - 9788233603328
SN  - 1501-9918
M3  - Evaluering
PY  - 2020
DA  - 2020/06/12/
PB  - Bygdeinstituttet på nynorsk; Skog & Land
DO  - 10.6027/r2020:4.1403-2503
UR  - https://bibliotek.example/documents/bygdebok-2020
LA  - nn
AB  - Første linje andre linje
KW  - bygd
KW  - næring
ID  - bygdebok-2020
ER  -{blank}
""".format(blank=" ")  # editors take spaces off the ends of lines
FIELDS: dict[str, object] = {
    "title": "Ei bok om bygda",
    "subtitle": "Frå fjell til fjord",
    "aliases": ("Bygdeboka", "BB"),
    "authors": ("Svein Richard Brandtzæg", "Jan van der Berg jr.", "Menon Economics", "et al."),
    "type": DocumentType.EVALUATION,
    "number": SeriesNumber("TF-rapport", "549"),
    "publishers": ("bygd", "skog"),
    "published": PartialDate(2020, 6, 12),
    "declared_language": "nn",
    "abstract": "Første linje\nandre linje",
    "keywords": ("bygd", "næring"),
    "isbn": "9788233603328",
    "issn": "1501-9918",
    "doi": "10.6027/r2020:4.1403-2503",
}
VOCABULARY = Vocabulary.of(PUBLISHERS, shipped_topics())


def read(reference: Reference) -> Description:
    with TemporaryDirectory() as folder:
        return read_back(Path(folder), "a.ris", ris_of(reference))


def spoken(reference: Reference) -> list[str]:
    """The authors as RIS can tell them: a body without its commas."""
    whole = {str(name): " ".join(str(name).replace(",", " ").split()) for name in reference.authors if name.is_whole}
    others = ["et al."] if reference.and_others else []
    return [*dict.fromkeys(whole.get(name, name) for name in reference.all_authors), *others]


def identifiers(document: Document) -> tuple[str | None, str | None, str | None]:
    """ISBN, ISSN and DOI in the form to which our readers bring them."""
    return find_isbn(document.isbn or ""), find_issn(document.issn or ""), find_doi(document.doi or "")


def test_a_report_is_written_whole() -> None:
    assert ris_of(cited(**FIELDS)) == WHOLE


def test_and_read_back_whole() -> None:
    assert read(cited(**FIELDS)) == Description(
        title="Ei bok om bygda: Frå fjell til fjord",
        aliases=["Bygdeboka"],
        authors=["Svein Richard Brandtzæg", "Jan van der Berg jr.", "Menon Economics", "et al."],
        type=DocumentType.EVALUATION,
        series="TF-rapport",
        number="549",
        publishers=["Bygdeinstituttet på nynorsk; Skog & Land"],
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
    DocumentType.NOU: "RPRT",
    DocumentType.LAW: "STAT",
    DocumentType.REGULATION: "STAT",
    DocumentType.NEWSLETTER: "RPRT",
    DocumentType.ARTICLE: "GEN",
}


@pytest.mark.parametrize(("type", "tag"), TYPES.items())
def test_a_type_of_document_is_a_type_of_reference(type: DocumentType, tag: str) -> None:
    assert ris_of(cited(type=type)).startswith(f"TY  - {tag}\n")


def test_an_article_is_in_its_journal() -> None:
    written = ris_of(cited(type=DocumentType.ARTICLE, number=SeriesNumber("Syn og Segn", "1/2024")))
    assert written.startswith("TY  - JOUR\n")
    assert "T2  - Syn og Segn\nIS  - 1/2024\n" in written


@pytest.mark.parametrize(
    ("date", "lines"),
    [("2020", "PY  - 2020\n"), ("2020-06", "PY  - 2020\nDA  - 2020/06//\n"), ("2020-06-12", "PY  - 2020\nDA  - 2020/06/12/\n")],
)
def test_a_date_is_as_exact_as_it_is_known(date: str, lines: str) -> None:
    made = cited(published=PartialDate.parse(date))
    assert f"{lines}UR" in ris_of(made)
    assert read(made).published == date


def test_commas_do_not_part_the_name_of_a_body() -> None:
    made = cited(publishers=("handel",), declared_language="en")
    assert "AU  - Ministry of Trade Industry and Fish,\n" in ris_of(made)
    assert read(made).authors == ["Ministry of Trade Industry and Fish"]
    assert read(made).publishers == ["Ministry of Trade, Industry and Fish"]


@pytest.mark.parametrize("title", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_read_back(title: str) -> None:
    made = cited(title=title.strip()[:900], abstract=title, authors=(title.replace(",", " "),))
    says = read(made)
    assert (says.title, says.abstract, says.authors) == (made.title, made.abstract, list(made.all_authors))


def test_line_breaks_do_not_break_the_format() -> None:
    made = cited(**{**FIELDS, "abstract": BROKEN_LINES, "title": BROKEN_LINES})
    assert len(rispy.loads(ris_of(made))) == 1
    assert read(made).abstract == made.abstract


@given(texts, texts, texts, texts)
def test_any_text_is_read_back(title: str, abstract: str, author: str, keyword: str) -> None:
    made = cited(
        title=f"T {title}", abstract=f"A {abstract}", authors=(f"F {author}",), keywords=(f"K {keyword}".replace(";", ""),)
    )
    says = read(made)
    assert (says.title, says.abstract, tuple(says.keywords)) == (made.title, made.abstract, made.keywords)
    assert says.authors == spoken(made)


@given(dates)
def test_any_date_is_read_back(date: PartialDate) -> None:
    assert read(cited(published=date)).published == str(date)


def test_every_tag_that_is_written_is_known_to_our_reader() -> None:
    tags = {line[:2] for _, made in shipped() for line in ris_of(made).splitlines()}
    assert tags - {"TY", "ID", "ER"} <= set(ROLES)
    assert {"TY", "ID", "ER"} <= set(TECHNICAL)


@pytest.mark.parametrize(("document", "made"), shipped(), ids=[document.id for document, _ in shipped()])
def test_the_shipped_catalogue_is_read_back(document: Document, made: Reference) -> None:
    says = read(made)
    assert (says.title, says.type, says.authors) == (made.title, document.type, spoken(made))
    assert (says.published or "", says.landing_page) == (str(document.published or ""), made.address)
    assert (says.isbn, says.issn, says.doi) == identifiers(document)
    assert (says.abstract or "", says.language) == (made.abstract, document.declared_language)
    assert says.publishers == (["; ".join(made.publishers)] if made.publishers else [])
    record = Record(title="A", type=document.type, series=says.series, number=says.number)
    assert str(to_document(record, VOCABULARY).document.number) == str(document.number)


def test_rispy_reads_the_whole_catalogue() -> None:
    entries = rispy.loads("".join(ris_of(made) for _, made in shipped()))
    assert [entry["id"] for entry in entries] == [document.id for document, _ in shipped()]
    assert [entry["title"] for entry in entries] == [made.title for _, made in shipped()]
