"""Two descriptions of one publication are recognised as such, and descriptions of two publications never."""

from __future__ import annotations

import pytest
from hypothesis import given

from library.document import DetectedLanguage, Document, DocumentType, PartialDate, Provenance
from library.identifiers import SeriesNumber, parse_series_number
from library.identity import identity_keys, nearly_same, same_publication
from tests.library.documents import document, documents

TITLE = "Compact cities trigger high use of second homes in the Nordic region"
NOU = SeriesNumber("NOU", "2020:12")
BRIEF = DocumentType.POLICY_BRIEF


def report(title: str = TITLE, **fields: object) -> Document:
    """A report of Nordregio of 2020, unless said otherwise."""
    given: dict[str, object] = {"publishers": ("nordregio",), "published": PartialDate(2020), **fields}
    return document("bok", title=title, **given)


def detected(language: str, confidence: float = 1.0) -> DetectedLanguage:
    return DetectedLanguage(language, confidence)


def number(text: str) -> SeriesNumber:
    parsed = parse_series_number(text)
    assert parsed is not None, text
    return parsed


SAME: dict[str, tuple[Document, Document, str]] = {
    "case and signs in the title": (report(), report(TITLE.upper() + "."), "title"),
    "a space in the wrong place": (report(), report(TITLE.replace("high use", "hig huse")), "title"),
    "æ and ä, ø and ö": (report("Bo på øya, nær bygda"), report("Bo på öya, när bygda"), "title"),
    "a subtitle that one has": (report("Bygda", subtitle="Eit oversyn"), report("Bygda"), "title"),
    "a subtitle within the title": (report("Bygda", subtitle="Eit oversyn"), report("Bygda: Eit oversyn"), "title"),
    "a day where the other has the year": (report(), report(published=PartialDate(2020, 10, 28)), "title"),
    "one publisher in common": (report(), report(publishers=("nibr", "nordregio")), "title"),
    "a type that was guessed": (report(), report(type=BRIEF, provenance={"type": Provenance.RULE}), "title"),
    "a language that is not sure": (report(detected=detected("nb")), report(detected=detected("da", 0.69)), "title"),
    "written Norwegian told two ways": (report(detected=detected("nb")), report(detected=detected("nn")), "title"),
    "the number in its series": (report("Ein", number=NOU), report("Ein annan", number=NOU, publishers=()), "number"),
    "the number in a publisher's own series, and the year": (
        report("Ein", number=SeriesNumber("Nordregio Report", "2020:7")),
        report("To", number=SeriesNumber("Nordregio Report", "2020:7")),
        "number",
    ),
    "the number with its session": (
        report("Ein", number=number("Meld. St. 5 (2019–2020)")),
        report("To", number=number("Meld. St. 5 (2019-20)")),
        "number",
    ),
    "a session that one leaves out, and the title": (
        report(number=number("Meld. St. 5 (2019–2020)")),
        report(number=number("Meld. St. 5")),
        "title",
    ),
    "ISBN of ten and of thirteen digits": (
        report("Ein", isbn="978-82-583-1443-8"),
        report("To", isbn="82 583 1443 2", published=PartialDate(2021)),
        "ISBN",
    ),
    "DOI with and without its address": (
        report("Ein", doi="10.6027/R2020:4.1403-2503"),
        report("To", doi="https://doi.org/10.6027/r2020:4.1403-2503"),
        "DOI",
    ),
}


@pytest.mark.parametrize(("known", "new", "reason"), SAME.values(), ids=SAME.keys())
def test_one_publication_is_recognised(known: Document, new: Document, reason: str) -> None:
    for one, other in ((known, new), (new, known)):
        assert reason in (same_publication(one, other) or "")
        assert set(identity_keys(one)) & set(identity_keys(other)), "it is found in the catalogue too"


APART: dict[str, tuple[Document, Document]] = {
    "parts": (report("Bygda i endring, del 1"), report("Bygda i endring, del 2")),
    "years in the title": (report("Årsrapport 2019"), report("Årsrapport 2020")),
    "years": (report(), report(published=PartialDate(2021))),
    "publishers": (report(), report(publishers=("nibr",))),
    "a title without publisher": (report(), report(publishers=())),
    "a title without year": (report(), report(published=None)),
    "a title alone": (report("Årsrapport", published=None), report("Årsrapport", published=None)),
    "report and policy brief": (report(), report(type=BRIEF)),
    "declared languages": (report(declared_language="nb"), report(declared_language="nn")),
    "bokmål and English": (report(number=NOU, detected=detected("nb")), report(number=NOU, detected=detected("en"))),
    "declared bokmål and what is English": (report(declared_language="nb"), report(detected=detected("en"))),
    "declared editions of one number": (
        report(number=NOU, declared_language="nb"),
        report(number=NOU, declared_language="nn"),
    ),
    "numbers": (report(number=NOU), report(number=SeriesNumber("NOU", "2020:13"))),
    "numbers of a publisher's series": (
        report(number=SeriesNumber("Nordregio Report", "2020:1")),
        report(number=SeriesNumber("Nordregio Report", "2020:2")),
    ),
    "two publishers' series of one name": (
        report("Ein", number=SeriesNumber("Rapport", "2020:1")),
        report("To", number=SeriesNumber("Rapport", "2020:1"), publishers=("nibr",)),
    ),
    "sessions": (
        report(number=number("Meld. St. 5 (2019–2020)")),
        report(number=number("Meld. St. 5 (2020–2021)")),
    ),
    "subtitles": (report("Bygda", subtitle="Første del"), report("Bygda", subtitle="Andre del")),
    "two ministries' parts of one budget": (
        report("Prop. 1 S", number=number("Prop. 1 S (2020–2021)"), publishers=("naerings-og-fiskeridepartementet",)),
        report("Prop. 1 S", number=number("Prop. 1 S (2020–2021)"), publishers=("samferdselsdepartementet",)),
    ),
    "two ministries' parts of an older budget": (
        report("Samferdsel", number=number("St.prp. nr. 1 (2008–2009)"), publishers=("samferdselsdepartementet",)),
        report("Fiskeri", number=number("St.prp. nr. 1 (2008–2009)"), publishers=()),
    ),
    "titles of nothing but signs": (report("–"), report("…")),
}


@pytest.mark.parametrize(("known", "new"), APART.values(), ids=APART.keys())
def test_two_publications_stay_two(known: Document, new: Document) -> None:
    assert same_publication(known, new) is None
    assert same_publication(new, known) is None


LOOSELY: dict[str, tuple[Document, Document, bool]] = {
    "no year": (report(), report(published=None), True),
    "no publisher": (report(), report(publishers=()), True),
    "neither": (report(), report(published=None, publishers=()), False),
    "neither on both sides": (report(published=None, publishers=()), report(published=None, publishers=()), True),
    "another year": (report(), report(published=PartialDate(2019), publishers=()), False),
    "a short title without its year": (report("Årsrapport"), report("Årsrapport", published=None), False),
    "a common title without its publisher": (report("Sluttrapport"), report("Sluttrapport", publishers=()), False),
    "a year that the title has": (report("Årsrapport 2019"), report("Årsrapport 2019", published=None), True),
}


@pytest.mark.parametrize(("known", "new", "is_same"), LOOSELY.values(), ids=LOOSELY.keys())
def test_a_line_in_a_list_may_leave_out_publisher_or_year(known: Document, new: Document, is_same: bool) -> None:
    assert bool(same_publication(known, new, loosely=True)) is is_same


MISPRINTS: dict[str, tuple[str, bool]] = {
    "a letter too few": (TITLE.replace("trigger", "triger"), True),
    "a letter for another": (TITLE.replace("second", "sekond"), True),
    "two letters that changed places": (TITLE.replace("Nordic", "Nodric"), True),
    "parted words": (TITLE.replace("high use", "hig huse").replace("second", "secnd"), True),
    "another word": (TITLE.replace("high", "low"), False),
    "a word more": (TITLE.replace("second", "no second"), False),
}


@pytest.mark.parametrize(("title", "is_misprint"), MISPRINTS.values(), ids=MISPRINTS.keys())
def test_a_misprint_is_told_from_another_title(title: str, is_misprint: bool) -> None:
    assert nearly_same(report(), report(title, published=None)) is is_misprint


OTHERS: dict[str, tuple[str, str]] = {
    "a county": ("Levekår og folketal i kommunane i Vestfold", "Levekår og folketal i kommunane i Østfold"),
    "a Roman number": ("Evaluering av kommunereforma i distrikta, del I", "Evaluering av kommunereforma i distrikta, del II"),
    "an Arabic number": ("Evaluering av kommunereforma i distrikta, del 1", "Evaluering av kommunereforma i distrikta, del 2"),
    "town and country": ("Rural housing challenges in the Nordic region", "Urban housing challenges in the Nordic region"),
    "north and south": ("Næringsutvikling i Nord-Norge i dag og i morgen", "Næringsutvikling i Sør-Norge i dag og i morgen"),
    "short titles": ("Årsrapport", "Årsraport"),
}  # fmt: skip


@pytest.mark.parametrize(("one", "other"), OTHERS.values(), ids=OTHERS.keys())
def test_titles_that_differ_in_a_word_that_matters_are_no_misprints(one: str, other: str) -> None:
    assert not nearly_same(report(one), report(other))
    assert not nearly_same(report(other), report(one))


def test_a_misprint_of_another_kind_year_or_language_is_another_publication() -> None:
    misprint = TITLE.replace("trigger", "triger")
    assert not nearly_same(report(), report(misprint, type=BRIEF))
    assert not nearly_same(report(), report(misprint, published=PartialDate(2019)))
    assert not nearly_same(report(declared_language="en"), report(misprint, declared_language="sv"))


@given(one=documents, other=documents)
def test_who_is_recognised_is_also_found(one: Document, other: Document) -> None:
    for loosely in (False, True):
        if same_publication(one, other, loosely=loosely):
            assert set(identity_keys(one)) & set(identity_keys(other))
