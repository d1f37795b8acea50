"""A table says what its header says; no cell is lost, and one bad row is one bad row."""

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.document import DocumentType
from library.errors import UnreadableFileError
from library.lists import Entry, ListFormat, read_entries
from library.lists.columns import COLUMNS, LISTS
from library.record import Description, FileRecord
from library.seed import CATALOGUE
from tests.library.lists.listing import entries, only, problems, stored

CELLS: dict[str, tuple[str, object]] = {
    "id": ("min-id", "min-id"),
    "title": ("Gøy på landet?", "Gøy på landet?"),
    "subtitle": ("Distriktskampanjen", "Distriktskampanjen"),
    "aliases": ("pbl; plan- og bygningsloven", ["pbl", "plan- og bygningsloven"]),
    "type": ("rettleiar", DocumentType.GUIDE),
    "series": ("Meld. St.", "Meld. St."),
    "number": ("5", "5"),
    "session": ("2019–2020", "2019–2020"),
    "publishers": ("Nordregio; SSB|NIBR", ["Nordregio", "SSB", "NIBR"]),
    "commissioners": ("KS", ["KS"]),
    "authors": ("Gerd Wikan", ["Gerd Wikan"]),
    "committee": ("Skatteutvalget", "Skatteutvalget"),
    "chair": ("Martin Skancke", "Martin Skancke"),
    "topics": ("Klima", ["Klima"]),
    "keywords": ("bygd; by", ["bygd", "by"]),
    "published": ("28.10.2020", "2020-10-28"),
    "concerns": ("2015–2019", (2015, 2019)),
    "language": ("Nynorsk", "nn"),
    "landing_page": ("https://example.org/a;b|c", "https://example.org/a;b|c"),
    "isbn": ("978-82-336-0332-8", "978-82-336-0332-8"),
    "issn": ("1501-9918", "1501-9918"),
    "doi": ("10.6027/R2020:4", "10.6027/R2020:4"),
    "abstract": ("Om bygda; og byen", "Om bygda; og byen"),
    "note": ("NB", "NB"),
    "file": ("mappe/a.pdf", "mappe/a.pdf"),
}
NAMES = [(field, name) for field, names in COLUMNS.items() for name in (field, *names)]


def table(rows: list[list[str]], delimiter: str = ",") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


def test_there_is_a_column_for_every_field_that_a_cell_can_hold() -> None:
    assert set(COLUMNS) == set(Description.__struct_fields__) - {"files", "sources"} | {"file"}


@pytest.mark.parametrize(("field", "name"), NAMES, ids=[name for _, name in NAMES])
def test_a_column_goes_by_each_of_its_names(tmp_path: Path, field: str, name: str) -> None:
    cell, value = CELLS[field]
    other = "file" if field == "title" else "title"
    [entry] = entries(stored(tmp_path, "a.csv", table([[name.upper(), other], [cell, "annet"]])))
    assert entry.says is not None, entry.problem
    assert (entry.file if field == "file" else getattr(entry.says, field)) == value


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "cp1252"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize("ending", ["csv", "tsv"])
def test_encoding_and_delimiter_are_found(tmp_path: Path, encoding: str, delimiter: str, ending: str) -> None:
    rows = [["År", "Tittel", "Forfattere"], ["2010", "Små samfunn, store mål; dei første", "Ola|Kåre"]]
    read = only(stored(tmp_path, f"a.{ending}", table(rows, delimiter).encode(encoding)))
    assert read == Description(title=rows[1][1], authors=["Ola", "Kåre"], published="2010")


def test_semicolons_part_values_only_where_they_do_not_part_cells(tmp_path: Path) -> None:
    with_comma = only(stored(tmp_path, "a.csv", "title,authors\nA,Ola; Kari | Per\n"))
    with_semicolon = only(stored(tmp_path, "b.csv", 'title;authors\nA;"Ola; Kari | Per"\n'))
    assert with_comma.authors == ["Ola", "Kari", "Per"]
    assert with_semicolon.authors == ["Ola; Kari", "Per"]


def test_excel_tells_the_delimiter_in_a_line_of_its_own(tmp_path: Path) -> None:
    [entry] = entries(stored(tmp_path, "a.csv", "sep=;\r\nTittel;Merknad\r\nA, B;x\r\n"))
    assert (entry.place, entry.says) == ("line 3", Description(title="A, B", note="x"))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_a_quoted_cell_may_have_line_breaks(tmp_path: Path, end: str) -> None:
    read = entries(stored(tmp_path, "a.csv", end.join(("title,note", 'A,"en\nto"', "B,x", ""))))
    assert [(entry.says.title, entry.says.note) for entry in read if entry.says] == [("A", "en\nto"), ("B", "x")]


def test_empty_rows_and_columns_are_passed_over(tmp_path: Path) -> None:
    read = entries(stored(tmp_path, "a.csv", "\n\ntitle,,farge\n\nA,,\n,,\n ,\t,\nB\nC,,,,\n"))
    assert [(entry.place, entry.says and entry.says.title) for entry in read] == [
        ("line 5", "A"),
        ("line 8", "B"),
        ("line 9", "C"),
    ]


def test_a_file_is_enough(tmp_path: Path) -> None:
    [entry] = entries(stored(tmp_path, "a.csv", "fil\nmappe/rapport.pdf\n"))
    assert (entry.file, entry.says) == ("mappe/rapport.pdf", Description())


def test_a_file_on_the_web_is_known_by_its_address(tmp_path: Path) -> None:
    [entry] = entries(stored(tmp_path, "a.csv", "title,file\nA,https://example.org/x/rapport%201.pdf?v=2\n"))
    assert entry.file is None
    assert entry.says == Description(
        title="A",
        files=[FileRecord("rapport 1.pdf", "application/pdf", "https://example.org/x/rapport%201.pdf?v=2")],
    )


def test_an_address_may_leave_out_its_scheme(tmp_path: Path) -> None:
    assert only(stored(tmp_path, "a.csv", "title,lenke\nA,www.example.org\n")).landing_page == "https://www.example.org"


BAD: dict[str, tuple[str, str]] = {
    "no title": (",2020,,,", "title: "),
    "ambiguous date": ("A,28.10.20,,,", "År: '28.10.20' has a year of two digits; write 28.10.2020 or 2020-10-28."),
    "no date": ("A,snart,,,", "År: 'snart' is not a date"),
    "unknown type": ("A,,bilde,,", "Dokumenttype: 'bilde' is not a type of document; write one of nou, "),
    "unknown language": ("A,,,klingonsk,", "Språk: 'klingonsk' is not a language"),
    "long title": ("x" * 1001 + ",,,,", "title: Expected str of length <= 1000."),
    "too many cells": ("A,,,,,b", "Cell 6 of this row stands under no column; quote cells that have «,» in them."),
    "quote not closed": ('"A,2020,,,', "A quotation mark opens a cell in this row and is not closed"),
    "quote not doubled": ('"A "stor" b",,,,', "A quotation mark opens a cell in this row and is not closed"),
    "endless cell": (f"A,,,,{'x' * 140_000}", "131,072 characters"),
    "file of no sort": ("A,,,,https://example.org/rapport", "Fil: 'https://example.org/rapport' does not end in .pdf"),
}


@pytest.mark.parametrize(("row", "sentence"), BAD.values(), ids=BAD.keys())
def test_a_bad_row_is_told_and_the_others_read(tmp_path: Path, row: str, sentence: str) -> None:
    path = stored(tmp_path, "a.csv", f'Tittel,År,Dokumenttype,Språk,Fil\n"Før",2020,,,\n{row}\n"Etter",2020,lov,nb,\nSist\n')
    [(place, problem)] = problems(path)
    assert place == "line 3"
    assert sentence in problem
    assert problem.endswith(".")
    assert [entry.says.title for entry in entries(path) if entry.says] == ["Før", "Etter", "Sist"]


REFUSED: dict[str, tuple[str, str]] = {
    "no header": ("Gøy på landet?,1989\n", "has no header that we know: .*among them title or file; known are id, title"),
    "neither title nor file": ("author,year\nOla,2020\n", "has no header that we know"),
    "unknown column": ("title,farge\nA,\nB,blå\n", "a.csv: the column «farge» is not known; rename it to one of id, title, "),
    "one thing twice": ("title,År,published\nA,2020,2020\n", "the columns «År» and «published» both hold published"),
    "quote in header": ('"title,year\n', "has no header that we know"),
}


@pytest.mark.parametrize(("text", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_a_header_that_would_lose_something_is_refused_at_once(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(UnreadableFileError, match=sentence):
        read_entries(stored(tmp_path, "a.csv", text), ListFormat.TABLE)


def test_several_columns_may_hold_one_list(tmp_path: Path) -> None:
    assert only(stored(tmp_path, "a.csv", "title,author,forfattar\nA,Ola;Kari,Per\n")).authors == ["Ola", "Kari", "Per"]


# What a cell can carry: no blank at its ends, no «|» and «;» in values of lists, nothing that is no character.
LINES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="|;\ufeff")).map(str.strip)
TEXTS = LINES.filter(bool)
DESCRIPTIONS = st.builds(
    Description,
    title=TEXTS,
    subtitle=st.none() | TEXTS,
    abstract=st.none() | st.lists(TEXTS, min_size=1).map("\n".join),
    type=st.none() | st.sampled_from(DocumentType),
    authors=st.lists(TEXTS),
    publishers=st.lists(TEXTS),
    keywords=st.lists(TEXTS),
    published=st.none() | st.sampled_from(["2020", "2020-10", "2020-10-28"]),
    concerns=st.none() | st.sampled_from([(2015, 2019), (1970, 1970)]),
    language=st.none() | st.sampled_from(["nb", "nn", "se", "en"]),
    note=st.none() | TEXTS,
)


def row_of(says: Description, columns: list[str]) -> list[str]:
    return [cell_of(column, getattr(says, column)) for column in columns]


def cell_of(column: str, value: object) -> str:
    if column in LISTS and isinstance(value, list):
        return "|".join(value)
    if isinstance(value, tuple):
        return "–".join(map(str, value))
    return str(value or "")


@given(
    says=st.lists(DESCRIPTIONS, min_size=1, max_size=5),
    delimiter=st.sampled_from(",;\t"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    columns=st.permutations([field for field in COLUMNS if field != "file"]),
)
def test_a_table_says_what_was_written_to_it(says: list[Description], delimiter: str, encoding: str, columns: list[str]) -> None:
    with TemporaryDirectory() as folder:
        text = table([columns, *(row_of(one, columns) for one in says)], delimiter)
        read = entries(stored(Path(folder), "a.csv", text.encode(encoding)))
    assert [entry.problem for entry in read] == [None] * len(says)
    assert [entry.says for entry in read] == says


def test_the_shipped_catalogue_goes_through_a_table(tmp_path: Path) -> None:
    columns = [field for field in COLUMNS if field != "file"]
    shipped = [entry.says for entry in entries(CATALOGUE) if entry.says]
    assert len(shipped) > 300
    says = [msgspec.structs.replace(one, files=[], sources=[]) for one in shipped]
    read = entries(stored(tmp_path, "a.csv", table([columns, *(row_of(one, columns) for one in says)], ";")))
    assert [entry.problem for entry in read] == [None] * len(says)
    assert [entry.says for entry in read] == says


@given(text=st.text(alphabet='title,;|"\n\r\tå ') | st.text())
def test_no_table_is_an_exception(text: str) -> None:
    with TemporaryDirectory() as folder:
        try:
            read = entries(stored(Path(folder), "a.csv", f"title,note,published\n{text}".encode()))
        except UnreadableFileError:
            return
    assert all(isinstance(entry, Entry) and (entry.says is None) == bool(entry.problem) for entry in read)
    assert msgspec.json.encode([entry.says for entry in read])


def test_the_page_for_editors_names_every_column() -> None:
    page = (Path(__file__).parents[3] / "docs" / "lists.md").read_text(encoding="utf-8")
    for field, names in COLUMNS.items():
        assert f"| `{field}` | {', '.join(names)} |" in page
