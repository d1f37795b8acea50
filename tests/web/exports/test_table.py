"""CSV: what Excel opens, what csv reads, and what our own import takes back."""

import csv
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from library.catalogue import Catalogue
from library.describe import Vocabulary, to_document
from library.document import Document
from library.lists.columns import field_of
from library.record import Record
from library.seed import fill
from library.settings import Settings
from library.vocabulary import Publishers, shipped_topics
from tests.index.shelf import Shelf
from tests.library.lists.listing import entries, stored
from tests.web.exports.library import BASE, WHOLE
from web.exports.formats import Separator
from web.exports.table import COLUMNS, Naming, harmless, headings, table
from web.labels import Labels
from web.texts import INTERFACE_LANGUAGES, load_texts

OF_THE_CATALOGUE = ("Year", "Address here", "First seen here")
"""What the catalogue sets itself and an import does not take."""
TAKEN_BACK = (
    "id", "title", "type", "authors", "committee", "topics", "published", "language", "landing_page", "issn", "doi",
)  # fmt: skip
AMBIGUOUS = ("en", "nye-mal-pa-busetjingsmonsteret-i-kommunane")
"""Has no year, and its ministry shares the English name with a later one."""
SIGNS = {Separator.COMMA: ",", Separator.SEMICOLON: ";"}


def rows(content: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=delimiter, strict=True))


def test_a_table_has_a_row_for_every_document_and_the_readers_names(client: TestClient) -> None:
    (found,) = rows(client.get("/en/?q=%22store+planer%22&format=csv").content)
    assert found.pop("First seen here").startswith("20")
    assert found == {
        "Document id": "tf/2020-549",
        "Title": "Små kommuner; store planer",
        "Subtitle": "En «studie», med komma",
        "Type of document": "Evaluation",
        "Series": "TF-rapport",
        "Number": "549",
        "Publishers": "Ministry of Local Government | Statistics Norway",
        "Authors": "Bent Aslak Brandtzæg | Ailin Aastvedt",
        "Committee": "Småkommuneutvalget",
        "Topics": "Rural policy | Climate",
        "Published": "2020-06-12",
        "Year": "2020",
        "Language": "Norwegian Nynorsk",
        "ISBN": "978-8233603328",
        "ISSN": "1501-9918",
        "DOI": "10.1000/182",
        "Web address": "https://example.org/rapport?a=1&b=2",
        "Address here": "http://testserver/documents/tf/2020-549",
    }


def test_excel_in_norwegian_finds_utf8_semicolons_and_its_line_ends(client: TestClient) -> None:
    answer = client.get("/nb/?q=%22store+planer%22&format=csv&separator=semicolon")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer.content.count(b"\r\n") == answer.content.count(b"\n") == 2
    assert b'"Sm\xc3\xa5 kommuner; store planer"' in answer.content
    assert rows(answer.content, ";")[0]["Tittel"] == WHOLE.title


def test_no_document_breaks_a_row(client: TestClient, shelf: Shelf) -> None:
    found = rows(client.get("/nb/?format=csv").content)
    assert sorted(row["Document id" if "Document id" in row else "Dokument-id"] for row in found) == shelf.catalogue.ids()
    assert all(None not in row and None not in row.values() for row in found)
    assert not [cell for row in found for cell in row.values() if set(cell) & set("\r\n\t\0")]
    assert not [cell for row in found for cell in row.values() if cell.startswith("javascript:")]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ('=HYPERLINK("http://ond.example";"Klikk")', '\'=HYPERLINK("http://ond.example";"Klikk")'),
        ("+47 22 24 90 90", "'+47 22 24 90 90"),
        ("-5 grader", "'-5 grader"),
        ("@SUM(1+1)", "'@SUM(1+1)"),
        ("＝1+1", "'＝1+1"),
        ("– 5 grader", "– 5 grader"),
        ("A=B", "A=B"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_calculate_becomes_text(cell: str, written: str) -> None:
    assert harmless(cell) == written


@pytest.mark.parametrize("start", ["\t", "\r", "\n", " ", "\ufeff", "\u200b"])
def test_nothing_hides_a_formula(start: str, shelf: Shelf) -> None:
    names = Naming(Labels(shelf.catalogue.publishers(), shipped_topics(), load_texts()), "nb", BASE)
    hostile = replace(WHOLE, title=f"{start}=1+1", authors=(f"{start}@SUM(1)",))
    (found,) = rows(b"".join(table(iter([[hostile]]), names, Separator.COMMA)))
    assert (found["Tittel"], found["Forfattere"]) == ("'=1+1", "'@SUM(1)")


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Document], Publishers]:
    settings = Settings(home=tmp_path_factory.mktemp("shipped"))
    with Catalogue.open(settings) as catalogue:
        fill(settings, catalogue)
        return list(catalogue.get_many(catalogue.ids()).values()), catalogue.publishers()


@pytest.mark.parametrize("separator", Separator)
@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_our_own_import_takes_a_table_back(
    shipped: tuple[list[Document], Publishers], language: str, separator: Separator, tmp_path: Path
) -> None:
    documents, publishers = shipped
    names = Naming(Labels(publishers, shipped_topics(), load_texts()), language, BASE)
    written = b"".join(table(iter([documents]), names, separator)).decode("utf-8-sig")
    read = entries(stored(tmp_path, "a.csv", without_columns_of_the_catalogue(written, SIGNS[separator])))
    vocabulary = Vocabulary.of(publishers, shipped_topics())
    for document, entry in zip(documents, read, strict=True):
        assert entry.says is not None, (document.id, entry.problem)
        back = to_document(
            Record(**{name: getattr(entry.says, name) for name in entry.says.__struct_fields__}), vocabulary
        ).document
        assert [getattr(back, name) for name in TAKEN_BACK] == [getattr(document, name) for name in TAKEN_BACK], document.id
        assert str(back.number) == str(document.number)
        assert back.publishers == document.publishers or (language, document.id) == AMBIGUOUS
        # The only subtitle that begins with a hyphen stands behind its apostrophe.
        assert back.subtitle == (harmless(document.subtitle) if document.subtitle else None), document.id


def without_columns_of_the_catalogue(written: str, sign: str) -> str:
    kept = [place for place, column in enumerate(COLUMNS) if column.heading not in OF_THE_CATALOGUE]
    cut = StringIO()
    for cells in csv.reader(StringIO(written, newline=""), delimiter=sign):
        csv.writer(cut, delimiter=sign).writerow([cells[place] for place in kept])
    return cut.getvalue()


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_every_heading_is_one_that_the_import_knows(language: str) -> None:
    fields = [field_of(heading) for heading in headings(load_texts(), language) if heading not in of_the_catalogue(language)]
    assert None not in fields
    assert len(set(fields)) == len(fields) == len(COLUMNS) - len(OF_THE_CATALOGUE)


def of_the_catalogue(language: str) -> set[str]:
    return {load_texts().get(language, heading) for heading in OF_THE_CATALOGUE}
