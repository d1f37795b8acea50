"""A reference speaks the document's own language and has an author wherever one can be named."""

import pytest
from hypothesis import given

from library.citations.names import Name
from library.citations.reference import Reference, reference, whole_title
from library.document import DetectedLanguage, Document, DocumentType, LanguageShare
from library.identifiers import SeriesNumber
from tests.library.citations.shelf import BROKEN_LINES, PUBLISHERS, SITE, cited, shipped
from tests.library.documents import documents

TITLES = {
    ("Generalistkommunesystemet", "Likt ansvar"): "Generalistkommunesystemet: Likt ansvar",
    ("Et nytt system", "– for elevenes læring"): "Et nytt system – for elevenes læring",
    ("Hva nå?", "Om framtida"): "Hva nå? Om framtida",
    ("Hva nå:", "Om framtida"): "Hva nå: Om framtida",
    ("Hva nå", "(foreløpig)"): "Hva nå (foreløpig)",
    ("Hva nå", ""): "Hva nå",
    ("", "Om framtida"): "Om framtida",
}


@pytest.mark.parametrize(("parts", "whole"), TITLES.items(), ids=TITLES.values())
def test_title_and_subtitle_are_one(parts: tuple[str, str], whole: str) -> None:
    assert whole_title(*parts) == whole


@pytest.mark.parametrize(
    ("language", "publisher", "genre"),
    [
        ("nb", "Bygdeinstituttet", "Evaluering"),
        ("nn", "Bygdeinstituttet på nynorsk", "Evaluering"),
        ("en", "Rural Institute", "Evaluation report"),
        ("sv", "Bygdeinstituttet", "Evaluering"),
        (None, "Bygdeinstituttet", "Evaluering"),
    ],
)
def test_names_are_in_the_document_s_own_language(language: str | None, publisher: str, genre: str) -> None:
    made = cited(publishers=("bygd",), declared_language=language, type=DocumentType.EVALUATION)
    assert (made.publishers, made.genre, made.language) == ((publisher,), genre, language or "")


def test_the_detected_language_counts_where_none_is_declared() -> None:
    assert cited(detected=DetectedLanguage("en", 1.0, (LanguageShare("en", 1.0),))).language == "en"


AUTHORS: dict[str, tuple[dict[str, object], tuple[Name, ...]]] = {
    "persons": ({"authors": ("Gerd Wikan", "Ola Bye")}, (Name("Wikan", "Gerd"), Name("Bye", "Ola"))),
    "a publisher we know": ({"authors": ("Rural Institute",)}, (Name("Rural Institute"),)),
    "a committee": ({"committee": "Bygdeutvalget", "publishers": ("bygd",)}, (Name("Bygdeutvalget"),)),
    "publishers": ({"publishers": ("bygd", "skog")}, (Name("Bygdeinstituttet"), Name("Skog & Land"))),
    "nobody": ({}, ()),
    "a law, which has no author": ({"publishers": ("bygd",), "type": DocumentType.LAW}, ()),
}


@pytest.mark.parametrize(("fields", "authors"), AUTHORS.values(), ids=AUTHORS.keys())
def test_authors_are_the_nearest_that_are_known(fields: dict[str, object], authors: tuple[Name, ...]) -> None:
    assert cited(**fields).authors == authors


def test_et_al_is_no_author() -> None:
    made = cited(authors=("Gerd Wikan", "et al."))
    assert (made.all_authors, made.and_others) == (("Gerd Wikan",), True)


NUMBERS = {
    "NOU": (SeriesNumber("NOU", "2020:12"), ("NOU", "2020: 12", "NOU 2020: 12")),
    "with session": (SeriesNumber("Meld. St.", "5", "2019–2020"), ("Meld. St.", "5 (2019–2020)", "Meld. St. 5 (2019–2020)")),
    "with nr.": (SeriesNumber("St.meld.", "5", "1999–2000"), ("St.meld.", "nr. 5 (1999–2000)", "St.meld. nr. 5 (1999–2000)")),
    "an institute's": (
        SeriesNumber("Menon-publikasjon", "20/2015"),
        ("Menon-publikasjon", "20/2015", "Menon-publikasjon 20/2015"),
    ),
    "series alone": (SeriesNumber("Menon-publikasjon", ""), ("Menon-publikasjon", "", "Menon-publikasjon")),
    "none": (None, ("", "", "")),
}


@pytest.mark.parametrize(("number", "parts"), NUMBERS.values(), ids=NUMBERS.keys())
def test_a_number_is_told_from_its_series(number: SeriesNumber | None, parts: tuple[str, str, str]) -> None:
    made = cited(number=number)
    assert (made.series, made.number, made.cited_number) == parts


def test_the_publisher_s_page_is_cited_before_ours() -> None:
    assert cited(landing_page="https://bygd.example/bok").address == "https://bygd.example/bok"
    assert cited().address == f"{SITE}bygdebok-2020"


def test_no_value_has_a_line_break() -> None:
    made = cited(title=BROKEN_LINES, abstract=BROKEN_LINES, keywords=(BROKEN_LINES,), authors=(BROKEN_LINES,))
    assert all(len(text.splitlines()) == 1 for text in (made.title, made.abstract, *made.keywords, *made.all_authors))


@given(documents)
def test_every_document_has_a_reference(document: Document) -> None:
    assert isinstance(reference(document, PUBLISHERS, SITE), Reference)


def test_no_person_of_the_shipped_catalogue_is_taken_for_a_body() -> None:
    parted = {str(name) for _, made in shipped() for name in made.authors if not name.is_whole}
    named = {author for document, _ in shipped() for author in document.authors}
    assert parted == named
