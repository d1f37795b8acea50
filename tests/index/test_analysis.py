"""What becomes of words on their way into the index, and that a query's words become the same."""

import pytest

from index.analysis import query_terms, stop_words, text_terms
from index.tokens import exact_term, spans, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Meld. St. 5 (2019–2020)", ["meld", "st", "5", "2019", "2020"], id="white paper"),
        pytest.param("Prop. 1 S", ["prop", "1", "s"], id="single letter"),
        pytest.param("TEK17 § 3", ["tek17", "§", "3"], id="paragraph sign"),
        pytest.param("regional- og distriktspolitikk", ["regional", "og", "distriktspolitikk"], id="suspended hyphen"),
        pytest.param("Sámediggi – dearvvašvuođa", ["sámediggi", "dearvvašvuođa"], id="Sámi letters"),
        pytest.param("snake_case", ["snake", "case"], id="underscore parts"),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_tokens_know_their_place() -> None:
    text = "Om «næringsliv» i nord"
    assert [text[start:end] for start, end in spans(text)] == ["Om", "næringsliv", "i", "nord"]


@pytest.mark.parametrize(
    ("asked", "written", "language"),
    [
        pytest.param("næringsliv", "næringslivets", "nb", id="genitive"),
        pytest.param("kommuner", "kommunene", "nb", id="plural"),
        pytest.param("kommune", "kommunane", "nn", id="nynorsk plural"),
        pytest.param("landsbygd", "landsbygder", "sv", id="Swedish"),
        pytest.param("landdistrikter", "landdistrikternes", "da", id="Danish"),
        pytest.param("municipality", "municipalities", "en", id="English"),
        pytest.param("naeringsliv", "næringsliv", "nb", id="ae for æ"),
        pytest.param("Aalesund", "Ålesund", "nb", id="aa for å"),
        pytest.param("sjöväg", "sjøvæg", "nb", id="Swedish letters in Norwegian"),
        pytest.param("utredning", "utgreiingane", "nn", id="bokmål meets nynorsk"),
        pytest.param("skulefritidsordning", "skolefritidsordningen", "nb", id="nynorsk in a compound meets bokmål"),
        pytest.param("sámediggi", "Sámediggi", "se", id="a language without a stemmer"),
    ],
)
def test_a_query_word_meets_its_inflections(asked: str, written: str, language: str) -> None:
    assert text_terms(written, language).word in query_terms(asked.lower()).whole


@pytest.mark.parametrize(
    ("asked", "written", "language"),
    [
        pytest.param("vert", "vært", "nb", id="vert and vært"),
        pytest.param("by", "bygd", "nb", id="town and village"),
        pytest.param("region", "religion", "en", id="one letter more"),
    ],
)
def test_unrelated_words_stay_apart(asked: str, written: str, language: str) -> None:
    assert text_terms(written, language).word not in query_terms(asked).whole


def test_the_exact_word_and_the_parts_of_a_compound_are_kept_beside_the_word() -> None:
    terms = text_terms("kommuneloven", "nb")
    assert (terms.word, set(terms.others)) == ("kommun+lov", {"=kommuneloven", "+kommun", "+lov"})
    assert exact_term("kommunelovene") != exact_term("kommuneloven")


def test_a_word_is_found_inside_a_compound_and_a_compound_by_its_parts() -> None:
    assert set(query_terms("økonomi").within) & set(text_terms("kommuneøkonomien", "nb").others)
    parts = query_terms("kommuneøkonomi").parts
    assert [text_terms(word, "nb").word in part for word, part in zip(["kommunens", "økonomi"], parts, strict=True)] == [
        True,
        True,
    ]


def test_languages_do_not_meet_by_accident() -> None:
    assert text_terms("barn", "en").word not in {text_terms("barn", "nb").word, text_terms("barn", "sv").word}
    assert {text_terms("barn", language).word for language in ("en", "nb", "sv")} <= set(query_terms("barn").whole)


def test_stop_words_are_words_without_meaning() -> None:
    assert {"og", "i", "the"} <= stop_words()
    assert not {"kommune", "nord", "by", "5", "s", "§"} & stop_words()
