"""What the index makes of Norwegian words: one table from text to terms."""

import pytest

from index.norwegian.analyzer import JOINT, related_terms, word_terms
from tests.index.norwegian.judged import meet


@pytest.mark.parametrize(
    ("word", "whole"),
    [
        pytest.param("kommunenes", ["kommun"], id="genitive plural"),
        pytest.param("kommunane", ["kommun"], id="nynorsk plural"),
        pytest.param("utredningene", ["utredning"], id="a word of bokmål"),
        pytest.param("utgreiingane", ["utredning"], id="its counterpart in nynorsk"),
        pytest.param("bøker", ["bok"], id="irregular plural"),
        pytest.param("gjekk", ["gaa"], id="irregular verb in nynorsk"),
        pytest.param("tryggleik", ["sikkerhet", "trygghet"], id="two words in bokmål"),
        pytest.param("distriktspolitikken", ["distrikt+politikk"], id="joint s"),
        pytest.param("barnehage", ["barn+hag"], id="joint e"),
        pytest.param("skolefritidsordningen", ["skol+fri+tid+ordning"], id="several parts"),
        pytest.param("skulefritidsordning", ["skol+fri+tid+ordning"], id="a part in nynorsk"),
        pytest.param("høgskular", ["hoey+skol"], id="both parts in nynorsk"),
        pytest.param("barnebøker", ["barn+bok"], id="irregular last part"),
        pytest.param("oslo", ["oslo"], id="name"),
        pytest.param("oslos", ["oslo"], id="name in the genitive"),
        pytest.param("drammen", ["drammen"], id="name that ends as a noun does"),
        pytest.param("näringsliv", ["naering+liv"], id="Swedish letters"),
        pytest.param("naeringsliv", ["naering+liv"], id="ae for æ"),
        pytest.param("sjöfart", ["sjoe+fart"], id="ö for ø"),
        pytest.param("tek17", ["tek17"], id="letters and a number"),
        pytest.param("2020", ["2020"], id="year"),
        pytest.param("§", ["§"], id="sign"),
    ],
)
def test_a_word_becomes_the_terms_of_what_it_stands_for(word: str, whole: list[str]) -> None:
    assert list(word_terms(word).whole) == whole


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        pytest.param("kommuner", [], id="simple word"),
        pytest.param("distriktspolitikk", ["+distrikt", "+politikk"], id="two parts"),
        pytest.param(
            "barnehagelov", ["+barn", "+barn+hag", "+hag", "+hag+lov", "+lov"], id="three parts, and the compounds within"
        ),
        pytest.param("regional", [], id="suspended first part as it stands"),
    ],
)
def test_a_compound_has_each_run_of_its_parts_besides(word: str, parts: list[str]) -> None:
    assert list(word_terms(word).parts) == parts


@pytest.mark.parametrize(
    ("suspended", "completed"),
    [
        pytest.param("distrikts", "distriktspolitikk", id="joint s"),
        pytest.param("kommune", "kommuneøkonomi", id="no joint"),
        pytest.param("arbeids", "arbeidslivet", id="joint s, definite"),
    ],
)
def test_a_suspended_part_is_found_in_the_compound(suspended: str, completed: str) -> None:
    (term,) = word_terms(suspended).whole
    assert JOINT + term in word_terms(completed).parts


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("vegleiing", "veiledning", id="opaque word"),
        pytest.param("berekraftsmål", "bærekraftsmålene", id="nynorsk first part that bokmål writes otherwise"),
        pytest.param("barnevernstenesta", "barneverntjenesten", id="joint s or none, e in both"),
        pytest.param("ikkje", "ikke", id="function word"),
        pytest.param("korleis", "hvordan", id="other word altogether"),
        pytest.param("klager", "klage", id="plural that is also an agent"),
    ],
)
def test_both_standards_and_all_forms_meet(first: str, second: str) -> None:
    assert meet(first, second)


def test_a_compound_is_not_its_last_part() -> None:
    assert not meet("kommunelov", "lov")


@pytest.mark.parametrize(
    ("word", "related"),
    [
        pytest.param("sterilisering", "steriliser", id="verb of a noun"),
        pytest.param("eiendomsmegler", f"eiendom{JOINT}megling", id="last part of a compound"),
    ],
)
def test_words_of_the_family_are_related(word: str, related: str) -> None:
    assert related in related_terms(word)


@pytest.mark.parametrize("word", ["oslo", "2020", "tek17"])
def test_names_and_numbers_have_no_family(word: str) -> None:
    assert related_terms(word) == ()
