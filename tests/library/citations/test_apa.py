"""References for people follow APA 7, in the Norwegian manner for readers of Norwegian."""

import pytest
from hypothesis import given

from library.citations.apa import Part, apa, initials, inverted, plain
from library.citations.names import Name
from library.citations.reference import reference
from library.document import Document, DocumentType, PartialDate
from library.identifiers import SeriesNumber
from tests.library.citations.shelf import PUBLISHERS, SITE, cited, shipped
from tests.library.documents import documents

URL = f"{SITE}bygdebok-2020"
YEAR: dict[str, object] = {"published": PartialDate(2020, 6, 12)}
TWO: dict[str, object] = {"authors": ("Svein Richard Brandtzæg", "Gerd Wikan")}
THREE: dict[str, object] = {"authors": ("Svein Richard Brandtzæg", "Gerd Wikan", "Stig-Erik Jakobsen")}
NINETEEN = ", ".join(f"Etternavn{letter}, O." for letter in "abcdefghijklmnopqrs")
MANY = tuple(f"Ola Etternavn{chr(ord('a') + place)}" for place in range(21))
Row = tuple[str, dict[str, object], str]
REFERENCES: dict[str, Row] = {
    "two authors": ("nb", {**TWO, **YEAR}, f"Brandtzæg, S. R. & Wikan, G. (2020). Ei oppdikta bygdebok. {URL}"),
    "three authors in Norwegian": (
        "nn",
        {**THREE, **YEAR},
        f"Brandtzæg, S. R., Wikan, G. & Jakobsen, S.-E. (2020). Ei oppdikta bygdebok. {URL}",
    ),
    "three authors in English": (
        "en",
        {**THREE, **YEAR},
        f"Brandtzæg, S. R., Wikan, G., & Jakobsen, S.-E. (2020). Ei oppdikta bygdebok. {URL}",
    ),
    "and others": ("nb", {"authors": ("Gerd Wikan", "et al."), **YEAR}, f"Wikan, G., et al. (2020). Ei oppdikta bygdebok. {URL}"),
    "one author, publisher": (
        "nb",
        {"authors": ("Gerd Wikan",), "publishers": ("bygd", "skog"), **YEAR},
        f"Wikan, G. (2020). Ei oppdikta bygdebok. Bygdeinstituttet; Skog & Land. {URL}",
    ),
    "publisher is author": ("nb", {"publishers": ("bygd",), **YEAR}, f"Bygdeinstituttet. (2020). Ei oppdikta bygdebok. {URL}"),
    "one of the publishers is author": (
        "nb",
        {"authors": ("Skog & Land",), "publishers": ("bygd", "skog"), **YEAR},
        f"Skog & Land. (2020). Ei oppdikta bygdebok. Bygdeinstituttet. {URL}",
    ),
    "committee and NOU": (
        "nb",
        {"committee": "Bygdeutvalget", "publishers": ("handel",), "number": SeriesNumber("NOU", "2020:12"), **YEAR},
        f"Bygdeutvalget. (2020). Ei oppdikta bygdebok (NOU 2020: 12). Nærings- og fiskeridepartementet. {URL}",
    ),
    "white paper": (
        "nb",
        {"publishers": ("bygd",), "number": SeriesNumber("Meld. St.", "5", "2019–2020"), "published": PartialDate(2019)},
        f"Bygdeinstituttet. (2019). Ei oppdikta bygdebok (Meld. St. 5 (2019–2020)). {URL}",
    ),
    "series of an institute": (
        "nb",
        {"publishers": ("bygd",), "number": SeriesNumber("Menon-publikasjon", "20/2015"), **YEAR},
        f"Bygdeinstituttet. (2020). Ei oppdikta bygdebok (Menon-publikasjon 20/2015). {URL}",
    ),
    "undated in bokmål": ("nb", {"publishers": ("bygd",)}, f"Bygdeinstituttet. (u.å.). Ei oppdikta bygdebok. {URL}"),
    "undated in nynorsk": ("nn", {"publishers": ("bygd",)}, f"Bygdeinstituttet. (u.å.). Ei oppdikta bygdebok. {URL}"),
    "undated in English": ("en", {"publishers": ("bygd",)}, f"Bygdeinstituttet. (n.d.). Ei oppdikta bygdebok. {URL}"),
    "no author": ("nb", YEAR, f"Ei oppdikta bygdebok. (2020). {URL}"),
    "no author, number": (
        "nb",
        {"number": SeriesNumber("NOU", "2020:12"), **YEAR},
        f"Ei oppdikta bygdebok (NOU 2020: 12). (2020). {URL}",
    ),
    "question": ("nb", {"title": "Kven bur her?", **TWO, **YEAR}, f"Brandtzæg, S. R. & Wikan, G. (2020). Kven bur her? {URL}"),
    "question with number": (
        "nb",
        {"title": "Kven bur her?", "number": SeriesNumber("NOU", "2020:12"), "authors": ("Gerd Wikan",), **YEAR},
        f"Wikan, G. (2020). Kven bur her? (NOU 2020: 12). {URL}",
    ),
    "subtitle": (
        "nb",
        {"subtitle": "Om bygda", **TWO, **YEAR},
        f"Brandtzæg, S. R. & Wikan, G. (2020). Ei oppdikta bygdebok: Om bygda. {URL}",
    ),
    "DOI": (
        "nb",
        {"doi": "10.6027/R2020:4.1403-2503", "authors": ("Gerd Wikan",), **YEAR},
        "Wikan, G. (2020). Ei oppdikta bygdebok. https://doi.org/10.6027/R2020:4.1403-2503",
    ),
    "the publisher's page": (
        "nb",
        {"landing_page": "https://bygd.example/bok", "authors": ("Gerd Wikan",), **YEAR},
        "Wikan, G. (2020). Ei oppdikta bygdebok. https://bygd.example/bok",
    ),
    "article in a journal": (
        "nb",
        {"type": DocumentType.ARTICLE, "number": SeriesNumber("Syn og Segn", "1/2020"), "publishers": ("bygd",), **TWO, **YEAR},
        f"Brandtzæg, S. R. & Wikan, G. (2020). Ei oppdikta bygdebok. Syn og Segn, 1/2020. {URL}",
    ),
    "article in a journal without number": (
        "nb",
        {"type": DocumentType.ARTICLE, "number": SeriesNumber("Syn og Segn", ""), **TWO, **YEAR},
        f"Brandtzæg, S. R. & Wikan, G. (2020). Ei oppdikta bygdebok. Syn og Segn. {URL}",
    ),
    "law": (
        "nb",
        {"type": DocumentType.LAW, "title": "Lov om bygder (bygdeloven)", "publishers": ("handel",), **YEAR},
        f"Lov om bygder (bygdeloven). (2020). Nærings- og fiskeridepartementet. {URL}",
    ),
    "names of an English document": (
        "nb",
        {"publishers": ("bygd",), "declared_language": "en", **YEAR},
        f"Rural Institute. (2020). Ei oppdikta bygdebok. {URL}",
    ),
    "twenty authors": (
        "nb",
        {"authors": MANY[:20], **YEAR},
        f"{NINETEEN} & Etternavnt, O. (2020). Ei oppdikta bygdebok. {URL}",
    ),
    "twenty-one authors": (
        "nb",
        {"authors": MANY, **YEAR},
        f"{NINETEEN}, … Etternavnu, O. (2020). Ei oppdikta bygdebok. {URL}",
    ),
}


@pytest.mark.parametrize(("language", "fields", "text"), REFERENCES.values(), ids=REFERENCES.keys())
def test_a_reference_reads_as_apa_has_it(language: str, fields: dict[str, object], text: str) -> None:
    assert plain(apa(cited(**fields), language)) == text


def test_the_title_is_in_italics() -> None:
    assert apa(cited(authors=("Gerd Wikan",), number=SeriesNumber("NOU", "2020:12"), **YEAR), "nb") == (
        Part("Wikan, G. (2020)."),
        Part(" "),
        Part("Ei oppdikta bygdebok", is_title=True, is_italic=True),
        Part(" (NOU 2020: 12)."),
        Part(" "),
        Part(URL, is_link=True),
    )


def test_of_an_article_the_journal_is_in_italics() -> None:
    parts = apa(cited(type=DocumentType.ARTICLE, number=SeriesNumber("Syn og Segn", "1/2020"), **YEAR), "nb")
    assert [part.text for part in parts if part.is_italic] == ["Syn og Segn"]
    assert [part.text for part in parts if part.is_title] == ["Ei oppdikta bygdebok"]


INITIALS = {
    "Svein Richard": "S. R.",
    "Stig-Erik": "S.-E.",
    "Leo A.": "L. A.",
    "R.B.": "R. B.",
    "R. B.": "R. B.",
    "Á.": "Á.",
    "Øystein": "Ø.",
    "Anne- Marie": "A. M.",
}


@pytest.mark.parametrize(("given", "letters"), INITIALS.items(), ids=INITIALS.keys())
def test_given_names_become_initials(given: str, letters: str) -> None:
    assert initials(given) == letters


INVERTED = {
    "van der Berg, J.": Name("Berg", "Jan", "van der"),
    "King, M. L., Jr.": Name("King", "Martin Luther", suffix="Jr."),
    "Nærings- og fiskeridepartementet": Name("Nærings- og fiskeridepartementet"),
}


@pytest.mark.parametrize(("text", "name"), INVERTED.items(), ids=INVERTED.keys())
def test_the_family_name_comes_first(text: str, name: Name) -> None:
    assert inverted(name) == text


@given(documents)
def test_every_document_can_be_cited(document: Document) -> None:
    made = reference(document, PUBLISHERS, SITE)
    parts = apa(made, "nb")
    assert [part.text for part in parts if part.is_title] == [made.title]
    assert parts[-1].is_link


def test_in_the_shipped_catalogue_no_sentence_has_two_ends() -> None:
    texts = [plain(apa(made, "nb")) for _, made in shipped()]
    assert not [text for text in texts if ".. " in text or "?." in text or "  " in text or " ." in text]
