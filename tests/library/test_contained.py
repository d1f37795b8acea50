"""Which languages a document is said to contain: its own, and others that there is something to read in."""

from collections.abc import Iterator
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.catalogue import Catalogue
from library.contained import MIN_SHARE, WHOLE_PAGE, languages_in, other_languages
from library.document import UNDETERMINED, DetectedLanguage, Document, LanguageShare, Page
from library.language import LanguageDetector, vote
from library.settings import Settings
from library.showing import show_lines
from library.vocabulary import Publishers, Topics
from tests.library import passages
from tests.library.documents import document, documents, pages, spoil_pages


def page(language: str, letters: int) -> Page:
    return Page(1, "ord " * (letters // 3), "", language)


def shares(**shares: float) -> DetectedLanguage:
    found = tuple(LanguageShare(language, share) for language, share in shares.items())
    return DetectedLanguage(found[0].language, 0.9, found)


SUMMARY, HALF = page("en", 2 * WHOLE_PAGE), page("en", WHOLE_PAGE // 2)


@pytest.mark.parametrize(
    ("declared", "detected", "text", "contained"),
    [
        pytest.param("nb", None, (), ("nb",), id="declared, without text"),
        pytest.param(None, None, (), (), id="nothing known"),
        pytest.param(None, DetectedLanguage(UNDETERMINED, 0.0), (page("und", 90),), (), id="too little text to tell"),
        pytest.param(None, shares(nn=1.0), (page("nn", 5_000),), ("nn",), id="detected"),
        pytest.param("nb", shares(nb=0.99, en=0.01), (SUMMARY,), ("nb", "en"), id="a summary in a long report"),
        pytest.param("nb", shares(nb=0.96, en=0.04), (HALF,), ("nb",), id="half a page of references"),
        pytest.param("nb", shares(nb=0.96, en=0.04), (HALF,) * 9, ("nb",), id="scattered half pages"),
        pytest.param("nb", shares(nb=0.6, en=0.4), (HALF,), ("nb", "en"), id="one slide of three"),
        pytest.param("nb", shares(nb=0.9, en=MIN_SHARE), (HALF,), ("nb", "en"), id="just enough"),
        pytest.param("nb", shares(nb=0.99, en=0.01), (page("nb", 9_000),), ("nb",), id="the whole page is in another language"),
        pytest.param("nb", shares(nn=0.7, nb=0.2, en=0.1), (), ("nb", "nn", "en"), id="the declared first, then by share"),
        pytest.param("nb", shares(nn=1.0), (), ("nb", "nn"), id="declared as what it is not"),
    ],
)
def test_contains(
    declared: str | None, detected: DetectedLanguage | None, text: tuple[Page, ...], contained: tuple[str, ...]
) -> None:
    assert languages_in(document(declared_language=declared, detected=detected), text) == contained


def test_a_report_with_a_summary_says_so_from_its_text_alone() -> None:
    texts = [2 * passages.BOKMAL] * 30 + [2 * passages.ENGLISH]
    judged = [LanguageDetector.load().page(text) for text in texts]
    read = [Page(number, text, "", told.language) for number, (text, told) in enumerate(zip(texts, judged, strict=True), 1)]
    report = document(detected=vote(judged))
    assert languages_in(report, read) == ("nb", "en")
    (english,) = other_languages(report, read)
    assert english.share == pytest.approx(1 / 31, abs=0.005)


@pytest.mark.parametrize(
    ("declared", "detected", "line"),
    [
        pytest.param("nb", shares(nb=0.96, en=0.04), "nb (declared, detected too), with en (4%)", id="declared"),
        pytest.param(None, shares(nb=0.7, nn=0.3), "nb (detected, confidence 0.90), with nn (30%)", id="detected"),
        pytest.param("nb", shares(nb=0.996, en=0.004), "nb (declared, detected too), with en (less than 1%)", id="a summary"),
        pytest.param("nb", shares(nb=0.99, da=0.01), "nb (declared, detected too)", id="too little of it"),
        pytest.param("nb", None, "nb (declared)", id="without text"),
        pytest.param(None, None, "und", id="nothing known"),
    ],
)
def test_show_says_which_languages_a_document_contains(
    declared: str | None, detected: DetectedLanguage | None, line: str
) -> None:
    shown = document(declared_language=declared, detected=detected)
    lines = show_lines(shown, [SUMMARY], Publishers([]), Topics([]))
    assert [found.split(maxsplit=1)[1] for found in lines if found.startswith("Language:")] == [line]


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with Catalogue.open(Settings(home=tmp_path_factory.mktemp("lasting"))) as catalogue:
        yield catalogue


CODES = st.sampled_from(["nb", "nn", "en", "sv", UNDETERMINED])
SPREADS = st.lists(st.builds(LanguageShare, CODES, st.sampled_from([0.01, MIN_SHARE, 0.5])), unique_by=lambda one: one.language)
TEXTS = st.lists(st.tuples(CODES, st.sampled_from([WHOLE_PAGE // 2, 2 * WHOLE_PAGE])), max_size=4)


@given(st.none() | CODES, SPREADS, TEXTS)
def test_the_catalogue_says_the_same_without_reading_it_all(
    lasting: Catalogue, declared: str | None, spread: list[LanguageShare], text: list[tuple[str, int]]
) -> None:
    detected = DetectedLanguage("nb", 0.9, tuple(spread))
    made = document(declared_language=declared, detected=detected)
    whole = tuple(replace(page(*one), number=number) for number, one in enumerate(text, start=1))
    with lasting.writing() as writer:
        writer.put(made, whole)
    assert lasting.languages_in(lasting.get(made.id)) == languages_in(made, whole)


@pytest.mark.parametrize(
    ("detected", "read"),
    [
        pytest.param(None, [], id="nothing known"),
        pytest.param(shares(nb=0.8, sv=0.2), [], id="one that is large enough"),
        pytest.param(shares(nb=0.98, en=0.02), [2, 4], id="one of which there is little"),
    ],
)
def test_of_the_text_only_what_is_in_doubt_is_read(
    catalogue: Catalogue, settings: Settings, detected: DetectedLanguage | None, read: list[int]
) -> None:
    text = [Page(number, "", "", language) for number, language in enumerate(("nb", "en", "sv", "en"), start=1)]
    with catalogue.writing() as writer:
        writer.put(document(declared_language="nb", detected=detected), text)
    spoil_pages(settings, but=read)
    assert catalogue.languages_in(catalogue.get("bygdebok-2020"))[0] == "nb"
    with pytest.raises(msgspec.DecodeError):
        catalogue.pages("bygdebok-2020")


@given(documents, pages)
def test_its_own_language_comes_first_and_none_twice(made: Document, text: tuple[Page, ...]) -> None:
    contained = languages_in(made, text)
    assert UNDETERMINED not in contained
    assert made.language == UNDETERMINED or contained[0] == made.language
    assert len(contained) <= 1 + len(made.detected.shares if made.detected else ())
