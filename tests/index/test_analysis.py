"""What becomes of words on their way into the index, and that a query's words become the same."""

import pytest

from index.analysis import query_terms, stem, stop_words, text_terms
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
        pytest.param("sámediggi", "Sámediggi", "se", id="a language without a stemmer"),
    ],
)
def test_a_query_word_meets_its_inflections(asked: str, written: str, language: str) -> None:
    assert stem(written.lower(), language) in query_terms(asked.lower())


@pytest.mark.parametrize(
    ("asked", "written", "language"),
    [
        pytest.param("vert", "vært", "nb", id="vert and vært"),
        pytest.param("by", "bygd", "nb", id="town and village"),
        pytest.param("region", "religion", "en", id="one letter more"),
    ],
)
def test_unrelated_words_stay_apart(asked: str, written: str, language: str) -> None:
    assert stem(written, language) not in query_terms(asked)


def test_the_exact_word_is_kept_beside_the_stem() -> None:
    assert text_terms("kommuneloven", "nb") == (stem("kommuneloven", "nb"), "=kommuneloven")
    assert exact_term("kommunelovene") != exact_term("kommuneloven")


def test_stop_words_are_words_without_meaning() -> None:
    assert {"og", "i", "the"} <= stop_words()
    assert not {"kommune", "nord", "by", "5", "s", "§"} & stop_words()
