"""RIS from EndNote, Zotero and catalogues is read whole: what has no field is in the note, what is broken is told."""

from pathlib import Path
from string import ascii_uppercase, digits
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.document import DocumentType
from library.errors import UnreadableFileError
from library.lists import Entry, ListFormat, read_entries
from library.lists.ris import BOOKS, REMARKS, ROLES, TECHNICAL, TYPES
from library.record import Description, FileRecord
from tests.library.lists.listing import entries, only, problems, stored

WHOLE = """\ufeffProvider: somebody
TY  - RPRT
T1  - Tiltak for å stimulere til økt innovasjon og utvikling i små distriktskommuner
A1  - Brandtzæg, Bent Aslak
A1  - Aastvedt, Ailin
T2  - TF-rapport
M1  - 549
PB  - Telemarksforsking
PY  - 2020
DA  - 2020/06/12/
SN  - 978-82-336-0332-8
SN  - 1501-9918
LA  - nb
KW  - bygd
KW  - innovasjon; næring
AB  - Første linje
andre linje
L1  - files/7/rapport.pdf
CY  - Bø
DB  - Oria
ER  -
"""


def told(folder: Path, *lines: str, type: str = "RPRT") -> Description:
    return only(stored(folder, "a.ris", "\r\n".join((f"TY  - {type}", "TI  - Tittel", *lines, "ER  - "))))


def test_a_report_is_read_whole(tmp_path: Path) -> None:
    [entry] = entries(stored(tmp_path, "a.ris", WHOLE))
    assert (entry.place, entry.file) == ("entry 1", "files/7/rapport.pdf")
    assert entry.says == Description(
        title="Tiltak for å stimulere til økt innovasjon og utvikling i små distriktskommuner",
        authors=["Bent Aslak Brandtzæg", "Ailin Aastvedt"],
        type=DocumentType.REPORT,
        series="TF-rapport",
        number="549",
        publishers=["Telemarksforsking"],
        published="2020-06-12",
        isbn="9788233603328",
        issn="1501-9918",
        language="nb",
        keywords=["bygd", "innovasjon", "næring"],
        abstract="Første linje\nandre linje",
        note="Place: Bø",
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_windows_1252_and_any_line_end_are_read(tmp_path: Path, end: str) -> None:
    content = "TY  - JOUR\nTI  - Gøy på landet?\nER  - \n".replace("\n", end).encode("cp1252")
    assert only(stored(tmp_path, "a.ris", content)) == Description(title="Gøy på landet?", type=DocumentType.ARTICLE)


@pytest.mark.parametrize(("tag", "type"), TYPES.items(), ids=TYPES.keys())
def test_a_type_of_reference_is_a_type_of_document(tmp_path: Path, tag: str, type: DocumentType) -> None:
    assert told(tmp_path, type=tag).type is type


@pytest.mark.parametrize("tag", sorted(BOOKS | {"CHAP", "GEN", "ELEC", "XXXX"}))
def test_of_other_types_none_is_guessed(tmp_path: Path, tag: str) -> None:
    assert told(tmp_path, type=tag).type is None


NAMED_TYPES: dict[str, tuple[list[str], DocumentType]] = {
    "a word": (["M3  - Policy Brief"], DocumentType.POLICY_BRIEF),
    "a number of NOU": (["T2  - NOU", "IS  - 2020: 12"], DocumentType.NOU),
    "a number of the Storting": (["IS  - Meld. St. 5 (2019–2020)"], DocumentType.WHITE_PAPER),
    "a word against a number": (["M3  - Sammendrag", "IS  - NOU 2020: 12"], DocumentType.NOU),
}


@pytest.mark.parametrize(("lines", "type"), NAMED_TYPES.values(), ids=NAMED_TYPES.keys())
def test_word_or_number_tell_the_type_better(tmp_path: Path, lines: list[str], type: DocumentType) -> None:
    assert told(tmp_path, *lines).type is type


FIELDS: dict[str, tuple[str, str, object]] = {
    "T2": ("Nordregio Report", "series", "Nordregio Report"),
    "T3": ("Nordregio Report", "series", "Nordregio Report"),
    "BT": ("Nordregio Report", "series", "Nordregio Report"),
    "JF": ("Syn og Segn", "series", "Syn og Segn"),
    "JO": ("Syn og Segn", "series", "Syn og Segn"),
    "JA": ("Syn og Segn", "series", "Syn og Segn"),
    "A1": ("Wikan, Gerd", "authors", ["Gerd Wikan"]),
    "AU": ("Gerd Wikan", "authors", ["Gerd Wikan"]),
    "A2": ("Wikan, Gerd, jr.", "authors", ["Gerd Wikan jr."]),
    "ED": ("Wikan, Gerd, Jr.", "authors", ["Gerd Wikan Jr."]),
    "PB": ("Nordregio", "publishers", ["Nordregio"]),
    "M1": ("NOU 2020: 12", "number", "NOU 2020: 12"),
    "IS": ("NOU 2020: 12", "number", "NOU 2020: 12"),
    "VL": ("NOU 2020: 12", "number", "NOU 2020: 12"),
    "M3": ("stortingsmelding", "type", DocumentType.WHITE_PAPER),
    "PY": ("2020///", "published", "2020"),
    "Y1": ("2020/10//", "published", "2020-10"),
    "DA": ("2020-10-28", "published", "2020-10-28"),
    "KW": ("bygd", "keywords", ["bygd"]),
    "AB": ("Om bygda", "abstract", "Om bygda"),
    "N2": ("Om bygda", "abstract", "Om bygda"),
    "SN": ("82-480-0615-8", "isbn", "9788248006152"),
    "DO": ("https://doi.org/10.6027/R2020:4.1403-2503", "doi", "10.6027/r2020:4.1403-2503"),
    "UR": ("https://example.org/a;b", "landing_page", "https://example.org/a;b"),
    "L2": ("www.example.org", "landing_page", "https://www.example.org"),
    "ST": ("pbl", "aliases", ["pbl"]),
    "L1": ("https://example.org/a.pdf", "files", [FileRecord("a.pdf", "application/pdf", "https://example.org/a.pdf")]),
    "LA": ("Nynorsk", "language", "nn"),
    "N1": ("NB", "note", "NB"),
}


def test_every_tag_with_a_role_is_tried() -> None:
    assert FIELDS.keys() == ROLES.keys() - {"T1", "TI", "CT", "TT"}


def test_each_of_them_is_in_one_table_only() -> None:
    every = [*ROLES, *REMARKS, *TECHNICAL]
    assert len(every) == len(set(every))


@pytest.mark.parametrize(("tag", "text", "field", "value"), [(tag, *row) for tag, row in FIELDS.items()], ids=FIELDS.keys())
def test_a_tag_becomes_a_field(tmp_path: Path, tag: str, text: str, field: str, value: object) -> None:
    assert getattr(told(tmp_path, f"{tag}  - {text}"), field) == value


@pytest.mark.parametrize("tag", ["T1", "TI", "CT", "TT"])
def test_each_tag_of_titles_gives_a_title(tmp_path: Path, tag: str) -> None:
    assert only(stored(tmp_path, "a.ris", f"TY  - RPRT\n{tag}  - Gøy på\n landet?\nER  - ")).title == "Gøy på landet?"


def test_a_short_title_that_is_the_title_is_no_alias(tmp_path: Path) -> None:
    assert told(tmp_path, "ST  - TITTEL").aliases == []


NOTES: dict[str, tuple[list[str], str]] = {
    "another title": (["TT  - Title", "T1  - TITTEL"], "Title: Title"),
    "number without series": (["IS  - 12"], "Number: 12"),
    "number in place of an ISBN": (["SN  - 17/2010"], "Number: 17/2010"),
    "ISBN that is none": (["SN  - 978-82-336-0332-1"], "ISBN or ISSN: 978-82-336-0332-1"),
    "another ISBN": (["SN  - 9788233603328; 978-82-7894-387-8"], "ISBN: 9788278943878"),
    "series that is left over": (["T2  - A", "T3  - B"], "Series: B"),
    "word for the type": (["M3  - Pamflett"], "Type: Pamflett"),
    "season": (["PY  - 2020/10/28/høst"], "Date: høst"),
    "date of another year": (["PY  - 2020", "DA  - 2019/12/31"], "Date: 2019/12/31"),
    "half a date": (["PY  - 2020", "DA  - October 28"], "Date: October 28"),
    "language unknown": (["LA  - volapük"], "Language: volapük"),
    "second language": (["LA  - nb", "LA  - en"], "Language: en"),
    "other addresses": (["UR  - https://a.no", "UR  - https://b.no; fil"], "Address: https://b.no\nAddress: fil"),
    "DOI that is none": (["DO  - 11.1/x"], "DOI: 11.1/x"),
    "other files": (["L1  - b.html", "L1  - a.pdf"], "File: b.html"),
    "file inside EndNote": (["L1  - internal-pdf://1/a.pdf"], "File: internal-pdf://1/a.pdf"),
    "editor beside author": (["AU  - Ola", "ED  - Kari"], "Editor: Kari"),
    "unknown tag": (["ZZ  - hva"], "ZZ: hva"),
    "note and remark": (["CY  - Oslo", "N1  - NB"], "NB\nPlace: Oslo"),
}


@pytest.mark.parametrize(("lines", "note"), NOTES.values(), ids=NOTES.keys())
def test_what_has_no_place_is_kept_in_the_note(tmp_path: Path, lines: list[str], note: str) -> None:
    assert told(tmp_path, *lines).note == note


@pytest.mark.parametrize(("tag", "label"), REMARKS.items(), ids=REMARKS.keys())
def test_a_remark_has_its_label(tmp_path: Path, tag: str, label: str) -> None:
    assert told(tmp_path, f"{tag}  - verdi").note == f"{label}: verdi"


@pytest.mark.parametrize("tag", sorted(TECHNICAL.keys() - {"TY", "ER"}))
def test_what_is_technical_is_left_out(tmp_path: Path, tag: str) -> None:
    assert told(tmp_path, f"{tag}  - verdi") == told(tmp_path)


def test_the_number_in_place_of_an_isbn_goes_with_its_series(tmp_path: Path) -> None:
    read = told(tmp_path, "T2  - Rapport", "SN  - 17/2010")
    assert (read.series, read.number, read.isbn) == ("Rapport", "17/2010", None)


def test_volume_and_issue_of_a_journal_are_one_number(tmp_path: Path) -> None:
    read = told(tmp_path, "JO  - Samfunn og økonomi", "VL  - 12", "IS  - 3", type="JOUR")
    assert (read.series, read.number) == ("Samfunn og økonomi", "12(3)")


def test_the_book_around_a_chapter_is_no_series(tmp_path: Path) -> None:
    read = told(tmp_path, "AU  - Ola", "A2  - Nordmann, Kari", "T2  - Boka", type="CHAP")
    assert (read.series, read.authors, read.note) == (None, ["Ola"], "Editor: Nordmann, Kari\nIn: Boka")


def test_the_title_of_a_book_may_stand_as_bt(tmp_path: Path) -> None:
    read = only(stored(tmp_path, "a.ris", "TY  - BOOK\nBT  - Boka\nER  - "))
    assert (read.title, read.series) == ("Boka", None)


def test_the_name_of_a_body_is_not_turned_around(tmp_path: Path) -> None:
    name = "Norsk institutt for forskning om oppvekst, velferd og aldring"
    assert told(tmp_path, f"AU  - {name}", "AU  - Kunnskapsdepartementet,").authors == [name, "Kunnskapsdepartementet"]


def test_norwegian_without_its_standard_is_left_to_detection(tmp_path: Path) -> None:
    read = told(tmp_path, "LA  - Norwegian")
    assert (read.language, read.note) == (None, None)


def test_a_line_right_under_the_type_is_not_lost(tmp_path: Path) -> None:
    assert only(stored(tmp_path, "a.ris", "TY  - RPRT\n\nlaus linje\nTI  - A\nER  - ")).note == "laus linje"


def test_a_file_may_stand_as_an_address(tmp_path: Path) -> None:
    [entry] = entries(stored(tmp_path, "a.ris", "TY  - RPRT\nL1  - file:///data/en%20fil.pdf\nER  - "))
    assert entry.file == "/data/en fil.pdf"


def test_broken_entries_are_told_and_the_others_read(tmp_path: Path) -> None:
    path = stored(
        tmp_path,
        "a.ris",
        "AU  - Bort\nTY  - RPRT\nTI  - Utan slutt\nTY  - RPRT\nTI  - God\nER  - \n"
        "TY  - RPRT\nTI  - A\nPY  - i trykk\nER  - \nTY  - RPRT\nAU  - Ola\nER  - \n"
        f"TY  - RPRT\nTI  - {'x' * 1001}\nER  - \nTY  - RPRT\nTI  - A\nAB  - {'x ' * 100_000}\nER  - \nTY  - RPRT\nTI  - Avkor",
    )
    no_end = "The entry has no last line «ER  - » and may be cut off; add it where the entry ends."
    assert problems(path) == [
        ("line 1", "AU: this stands outside any entry; an entry begins with a line «TY  - »."),
        ("entry 1", no_end),
        ("entry 3", "published: 'i trykk' is not a date; write 2020, 2020-10 or 2020-10-28."),
        ("entry 4", "title: this has neither a title nor a file."),
        ("entry 5", "title: Expected str of length <= 1000."),
        ("entry 6", "The entry has more than 200,000 characters."),
        ("entry 7", no_end),
    ]
    assert [entry.says.title for entry in entries(path) if entry.says] == ["God"]


def test_text_without_an_entry_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"a\.ris has no entry; in RIS each begins with a line «TY  - »"):
        read_entries(stored(tmp_path, "a.ris", "Tittel: Gøy på landet?\n"), ListFormat.RIS)


TAGS = st.sampled_from([a + b for a in ascii_uppercase for b in ascii_uppercase + digits])
PIECES = st.lists(st.one_of(st.builds("{}  - {}".format, TAGS, st.text()), st.text(), st.just("ER  - "), st.just("TY  - RPRT")))


@given(PIECES)
def test_no_reference_is_an_exception(lines: list[str]) -> None:
    with TemporaryDirectory() as folder:
        try:
            read = entries(stored(Path(folder), "a.ris", "\n".join(("TY  - RPRT", "TI  - A", *lines)).encode()))
        except UnreadableFileError:  # a control character: not text
            return
    assert read
    assert all(isinstance(entry, Entry) and (entry.says is None) == bool(entry.problem) for entry in read)
