"""BibTeX as people, JabRef and Zotero write it is read whole, and one broken entry costs itself only."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.cleaning import clean_line
from library.document import DocumentType
from library.errors import InvalidRecordError, UnreadableFileError
from library.lists import Entry, ListFormat, read_entries
from library.lists.bibtex import MAX_BRACES
from library.lists.bibtex_fields import REMARKS, ROLES, TECHNICAL, TYPES
from library.lists.latex import plain_address, plain_text
from library.lists.reference import MAX_ENTRY
from library.record import Description, FileRecord
from tests.library.lists.listing import entries, only, problems, stored

WHOLE = r"""
% Ei liste
@string{nr = "Nordregio Report"}
@comment{jabref-meta: somebody@example.org}
@techreport{nordregio2020,
  author      = {Randall, Linda and Vestergård, Louise Ormstrup and Wøien Meijer, Mari},
  title       = {Rural perspectives on digital innovation},
  subtitle    = {Experiences from small enterprises in the {Nordic} countries and {Latvia}},
  institution = {Nordregio},
  series      = nr,
  number      = {2020:4},
  year        = 2020,
  month       = oct,
  isbn        = {978-91-87295-90-4},
  issn        = {1403-2503},
  doi         = {10.6027/R2020:4.1403-2503},
  url         = {https://nordregioprojects.org/innovation-results/},
  keywords    = {rural, digital; innovation},
  langid      = {english},
  file        = {Full Text PDF:files/12/report.pdf:application/pdf},
  pages       = {1--60},
  timestamp   = {2020-11-01},
}
"""


def told(folder: Path, *fields: str, type: str = "techreport") -> Description:
    return only(stored(folder, "a.bib", f"@{type}{{key, title = {{Tittel}}, {', '.join(fields)}}}"))


def test_a_report_is_read_whole(tmp_path: Path) -> None:
    [entry] = entries(stored(tmp_path, "a.bib", WHOLE))
    assert (entry.place, entry.file) == ("entry nordregio2020", "files/12/report.pdf")
    assert entry.says == Description(
        title="Rural perspectives on digital innovation",
        subtitle="Experiences from small enterprises in the Nordic countries and Latvia",
        authors=["Linda Randall", "Louise Ormstrup Vestergård", "Mari Wøien Meijer"],
        type=DocumentType.REPORT,
        series="Nordregio Report",
        number="2020:4",
        publishers=["Nordregio"],
        published="2020-10",
        isbn="9789187295904",
        issn="1403-2503",
        doi="10.6027/r2020:4.1403-2503",
        landing_page="https://nordregioprojects.org/innovation-results/",
        keywords=["rural", "digital", "innovation"],
        language="en",
        note="Pages: 1–60",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_utf_8_and_windows_1252_are_read(tmp_path: Path, encoding: str) -> None:
    content = "@misc{a, title = {Gøy på landet?}}".encode(encoding)
    assert only(stored(tmp_path, "a.bib", content)) == Description(title="Gøy på landet?")


@pytest.mark.parametrize(("kind", "type"), TYPES.items(), ids=TYPES.keys())
def test_a_type_of_entry_is_a_type_of_document(tmp_path: Path, kind: str, type: DocumentType) -> None:
    assert told(tmp_path, type=kind.upper()).type is type


@pytest.mark.parametrize("kind", ["book", "misc", "online", "inproceedings"])
def test_of_other_types_none_is_guessed(tmp_path: Path, kind: str) -> None:
    assert told(tmp_path, type=kind).type is None


LATEX = {
    r"{\O}stersj{\o}en": "Østersjøen",
    r"Bl\aa{}b\ae{}r p{\aa} landet": "Blåbær på landet",
    r"Caf\'{e}, {\"o}l og \v{s}": "Café, öl og š",
    r"S\'ami": "Sámi",
    r"{NOU} 2020: {12}": "NOU 2020: 12",
    r"50% av \emph{alle} \& 10\%": "50% av alle & 10%",
    r"Kva er CO$_2$ og m\textsuperscript{2}?": "Kva er CO2 og m2?",
    r"1990--2010~``sitat''": "1990–2010 “sitat”",
    r"Til $5 og $10": "Til $5 og $10",
    r"\{a\} {\textbraceleft}b{\textbraceright} 2{\textasciicircum}3 {e\textbraceleft}": "{a} {b} 2^3 e{",
    "over\n   to  linjer": "over to linjer",
}


@pytest.mark.parametrize(("latex", "text"), LATEX.items(), ids=LATEX.values())
def test_latex_becomes_letters(latex: str, text: str) -> None:
    assert plain_text(latex) == text


ADDRESSES = {
    r"https://a.no/\~{}x\_y\%20z": "https://a.no/~x_y%20z",
    r"\url{https://a.no/~x_y?a=1&b=2#c}": "https://a.no/~x_y?a=1&b=2#c",
    r"https://a.no/{\_}\&\textasciitilde x": "https://a.no/_&~x",
}


@pytest.mark.parametrize(("latex", "address"), ADDRESSES.items(), ids=ADDRESSES.values())
def test_an_address_keeps_its_signs(latex: str, address: str) -> None:
    assert plain_address(latex) == address


PEOPLE = {
    "Ola Nordmann and Nordmann, Kari": ["Ola Nordmann", "Kari Nordmann"],
    "{Nærings- og fiskeridepartementet} and Ola Nordmann": ["Nærings- og fiskeridepartementet", "Ola Nordmann"],
    "{{Skov og Landskab, Københavns Universitet}}": ["Skov og Landskab, Københavns Universitet"],
    "van der Berg, Jan": ["Jan van der Berg"],
    "Nordmann, Jr., Ola": ["Ola Nordmann Jr."],
    r"R{\o}tnes, Rolf": ["Rolf Røtnes"],
    "Norsk institutt for oppvekst, velferd og aldring": ["Norsk institutt for oppvekst, velferd og aldring"],
    "A, B, C, D": ["A, B, C, D"],
    "Ola Nordmann and others": ["Ola Nordmann", "et al."],
}


@pytest.mark.parametrize(("text", "names"), PEOPLE.items(), ids=PEOPLE.keys())
def test_names_are_parted_and_turned_but_not_those_of_bodies(tmp_path: Path, text: str, names: list[str]) -> None:
    assert told(tmp_path, f"author = {{{text}}}").authors == names


FILES = {
    "Full Text:files/12/a.pdf:application/pdf": "files/12/a.pdf",
    ":mappe/a.pdf:PDF": "mappe/a.pdf",
    "mappe/a.pdf": "mappe/a.pdf",
    "Snapshot:files/1/b.html:text/html;Full Text:files/1/a.pdf:application/pdf": "files/1/a.pdf",
    r":C\:\\Rapporter\\a.pdf:PDF": r"C:\Rapporter\a.pdf",
    "C:/Rapporter/a.pdf": "C:/Rapporter/a.pdf",
    r"skildring:med\;semikolon.pdf:PDF": "med;semikolon.pdf",
    "skildring:a.pdf": "a.pdf",
}


@pytest.mark.parametrize(("text", "file"), FILES.items(), ids=FILES.keys())
def test_a_file_is_found_as_jabref_and_zotero_write_it(tmp_path: Path, text: str, file: str) -> None:
    [entry] = entries(stored(tmp_path, "a.bib", f"@report{{k, file = {{{text}}}}}"))
    assert entry.file == file


def test_a_file_on_the_web_is_known_by_its_address(tmp_path: Path) -> None:
    read = told(tmp_path, r"file = {:https\://example.org/a.pdf:PDF}")
    assert read.files == [FileRecord("a.pdf", "application/pdf", "https://example.org/a.pdf")]


FIELDS: dict[str, tuple[str, str, object]] = {
    "title": ("{Tittel}", "title", "Tittel"),
    "subtitle": ("{Under}", "subtitle", "Under"),
    "shorttitle": ("{{TEK17}}", "aliases", ["TEK17"]),
    "author": ("{Ola}", "authors", ["Ola"]),
    "editor": ("{Ola}", "authors", ["Ola"]),
    "institution": ("{Nærings- and more}", "publishers", ["Nærings- and more"]),
    "publisher": ("{Nordregio}", "publishers", ["Nordregio"]),
    "organization": ("{Nordregio}", "publishers", ["Nordregio"]),
    "school": ("{UiO}", "publishers", ["UiO"]),
    "series": ("{Notater}", "series", "Notater"),
    "journal": ('"Syn og Segn"', "series", "Syn og Segn"),
    "journaltitle": ("{Syn og Segn}", "series", "Syn og Segn"),
    "number": ("{NOU 2020: 12}", "number", "NOU 2020: 12"),
    "issue": ("{NOU 2020: 12}", "number", "NOU 2020: 12"),
    "volume": ("{NOU 2020: 12}", "number", "NOU 2020: 12"),
    "type": ("{Policy brief}", "type", DocumentType.POLICY_BRIEF),
    "year": ("2020", "published", "2020"),
    "date": ("{2020-10-28}", "published", "2020-10-28"),
    "keywords": ("{a, b;c}", "keywords", ["a", "b", "c"]),
    "keyword": ("{a}", "keywords", ["a"]),
    "abstract": ("{Om bygda}", "abstract", "Om bygda"),
    "isbn": ("{9788233603328}", "isbn", "9788233603328"),
    "issn": ("{15019918}", "issn", "1501-9918"),
    "doi": (r"{10.1/a\_b}", "note", "DOI: 10.1/a_b"),
    "url": (r"{\url{https://a.no/b_c}}", "landing_page", "https://a.no/b_c"),
    "langid": ("{nynorsk}", "language", "nn"),
    "language": ("{nb-NO}", "language", "nb"),
    "note": ("{NB}", "note", "NB"),
    "annote": ("{NB}", "note", "NB"),
    "annotation": ("{NB}", "note", "NB"),
    "comment": ("{NB}", "note", "NB"),
    "file": ("{https://a.no/a.pdf}", "files", [FileRecord("a.pdf", "application/pdf", "https://a.no/a.pdf")]),
}


def test_every_field_with_a_role_is_tried() -> None:
    assert FIELDS.keys() == ROLES.keys()


def test_each_of_them_is_in_one_table_only() -> None:
    every = [*ROLES, *REMARKS, *TECHNICAL]
    assert len(every) == len(set(every))


@pytest.mark.parametrize(("name", "text", "field", "value"), [(name, *row) for name, row in FIELDS.items()], ids=FIELDS.keys())
def test_a_field_becomes_ours(tmp_path: Path, name: str, text: str, field: str, value: object) -> None:
    assert getattr(told(tmp_path, f"{name.upper()} = {text}"), field) == value


MONTHS: dict[str, tuple[list[str], str, str | None]] = {
    "macro": (["month = oct"], "2020-10", None),
    "Norwegian without braces": (["month = okt"], "2020-10", None),
    "name": (["month = {oktober}"], "2020-10", None),
    "number and day": (["month = 10", "day = 8"], "2020-10-08", None),
    "season": (["month = {Spring}"], "2020", "Month: Spring"),
    "day that is none": (["month = 10", "day = {8-9}"], "2020-10", "Day: 8-9"),
    "date as well": (["date = {2020-10-28}"], "2020-10-28", None),
}


@pytest.mark.parametrize(("fields", "published", "note"), MONTHS.values(), ids=MONTHS.keys())
def test_year_month_and_day_are_one_date(tmp_path: Path, fields: list[str], published: str, note: str | None) -> None:
    read = told(tmp_path, "year = {2020}", *fields)
    assert (read.published, read.note) == (published, note)


NOTES: dict[str, tuple[str, str]] = {
    "place": ("address = {Oslo}", "Place: Oslo"),
    "book around it": ("booktitle = {Boka}", "In: Boka"),
    "field that nobody knows": (r"farge = {bl{\aa}}", "Farge: blå"),
    "number without series": ("number = 12", "Number: 12"),
    "the same field twice": ("isbn = {9788233603328}, isbn = {9788278943878}", "ISBN: 9788278943878"),
    "second language": ("language = {english}, langid = {nynorsk}", "Language: en"),
}


@pytest.mark.parametrize(("field", "note"), NOTES.values(), ids=NOTES.keys())
def test_what_has_no_place_is_kept_in_the_note(tmp_path: Path, field: str, note: str) -> None:
    assert told(tmp_path, field).note == note


@pytest.mark.parametrize(("name", "label"), REMARKS.items(), ids=REMARKS.keys())
def test_a_remark_has_its_label(tmp_path: Path, name: str, label: str) -> None:
    assert told(tmp_path, f"{name} = {{verdi}}").note == f"{label}: verdi"


@pytest.mark.parametrize("name", TECHNICAL)
def test_what_is_technical_is_left_out(tmp_path: Path, name: str) -> None:
    assert told(tmp_path, f"{name} = {{verdi}}") == told(tmp_path)


def test_the_word_for_the_type_may_be_the_series(tmp_path: Path) -> None:
    read = told(tmp_path, "type = {TF-rapport}", "number = {549}")
    assert (read.series, read.number, read.type, read.note) == ("TF-rapport", "549", DocumentType.REPORT, None)


def test_entries_may_share_a_line(tmp_path: Path) -> None:
    read = entries(stored(tmp_path, "a.bib", "@misc{a, title={A}} og @misc(b, title={B})\n\n@misc{c, title={C}} c@example.org"))
    assert [(entry.place, entry.says and entry.says.title) for entry in read] == [
        ("entry a", "A"),
        ("entry b", "B"),
        ("entry c", "C"),
    ]


BROKEN: dict[str, tuple[str, str, str]] = {
    "brace not closed": (
        "@report{b, title = {Utan slutt, year = 2020,\n}",
        "b",
        "title: this is not BibTeX (syntax error in line ",
    ),
    "no comma": (
        "@report{b,\n title = {A}\n year = 2020}",
        "b",
        "title: this is not BibTeX (syntax error in line 4: '}' expected",
    ),
    "no key": ("@report{title = {A}}", "title", "This is not BibTeX (syntax error in line 2: '}' expected"),
    "no brace": ("@report b, title = {A}", "b", "This is not BibTeX (syntax error in line 2: '(' or '{' expected"),
    "undefined string": ("@report{b, title = tittel}", "b", "title: this is not BibTeX (undefined string in line 2: tittel"),
    "string broken": ("@string{b = {A}", "b", "b: this is not BibTeX (syntax error in line "),
    "no title": ("@report{b, year = 2020}", "b", "title: this has neither a title nor a file."),
    "no date": ("@report{b, title = {A}, year = {i trykk}}", "b", "published: 'i trykk' is not a date"),
    "long title": (f"@report{{b, title = {{{'x' * 1001}}}}}", "b", "title: Expected str of length <= 1000."),
    "backslash before nothing": ("@report{b, title = {A\\}}", "b", "title: 'A\\\\' is not LaTeX that can be read"),
    "endless": (f"@report{{b, title = {{{'x' * MAX_ENTRY}}}}}", "b", "The entry has more than 200,000 characters"),
    "endless braces": (f"@report{{b, title = {{{'{}' * MAX_BRACES}}}}}", "b", "The entry has more than 10,000 braces."),
    "deep": (
        f"@report{{b, title = {{{'{' * 200}{'}' * 200}}}}}",
        "b",
        "title: this is not BibTeX (syntax error in line 2: too many",
    ),
}


@pytest.mark.parametrize(("text", "key", "sentence"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_entry_is_told_and_the_others_read(tmp_path: Path, text: str, key: str, sentence: str) -> None:
    path = stored(tmp_path, "a.bib", f"@misc{{a, title = {{Før}}}}\n{text}\n\n@misc{{c, title = {{Etter}}}}\n")
    [(place, problem)] = problems(path)
    assert place == f"entry {key}"
    assert problem.startswith(sentence)
    assert problem.endswith((".", "?"))
    assert [entry.says.title for entry in entries(path) if entry.says] == ["Før", "Etter"]


def test_text_without_an_entry_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"a\.bib has no entry; in BibTeX each begins like «@report{key,»"):
        read_entries(stored(tmp_path, "a.bib", "@comment{x}\n@string{a = {b}}\nGøy på landet?\n"), ListFormat.BIBTEX)


@given(st.text(alphabet="\\{}$%^_~'\"`&#-@=,abcoåøAO2 \n") | st.text())
def test_no_latex_is_another_exception(latex: str) -> None:
    try:
        text = plain_text(latex)
    except InvalidRecordError:
        return
    assert text == clean_line(text)


@given(st.text(alphabet='{}"%@=,#()\\abo123 \n') | st.text())
def test_no_bibliography_is_an_exception(text: str) -> None:
    with TemporaryDirectory() as folder:
        try:
            read = entries(stored(Path(folder), "a.bib", f"@misc{{a, title = {{A}}, author = {{{text}}}}}".encode()))
        except UnreadableFileError:  # a control character: not text
            return
    assert read
    assert all(isinstance(entry, Entry) and (entry.says is None) == bool(entry.problem) for entry in read)


def test_strings_that_explode_cost_an_entry_each(tmp_path: Path) -> None:
    strings = [f"@string{{a{n} = {' # '.join([f'a{n - 1}'] * 10)}}}" for n in range(1, 10)]
    content = "\n".join(['@string{a0 = "haha"}', *strings, "@book{x, title = a9}", "@book{y, title = {Ei bok}}"])
    read = entries(stored(tmp_path, "a.bib", content))
    assert read[0].problem == "@string a4: this stands for more than 10,000 characters."
    assert [entry.says.title for entry in read if entry.says] == ["Ei bok"]
