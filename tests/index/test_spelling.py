"""A word that nobody can have meant becomes the one that was meant; a word that the library knows stays as it is."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engine import Matching, SearchRequest, SearchResults
from index.spelling import LONGEST, SHORTEST, Speller, edit_cost
from index.whoosh_engine import WhooshEngine
from library.text import fold
from tests.index.shelf import Holding, holding, ids, make, searchable

TEXTS = (
    "En kommune og kommunene. Næring og næringslivet. En forskrift, forskriften. Bærekraftig utvikling. Sjøveisreglene gjelder.",
    "Verge for barn. En hund i bånd. REACH og kjemikalier. Barnehage og barnehagene. Økonomi og økonomien. Tannhelsetjenesten.",
    "Psykiatri. Hvalfangst. Godkjenning. Hjemmehjelp. En årsrapport. Vannforvaltning. Arbeidsmiljø. Samferdsel. Veterinær.",
    "Kulturminner. Innvandring. Interkommunalt samarbeid. Rettssikkerhet. Ordføreren. Kvikkleire. Gjeldsordning i Ålesund.",
    "Kollektivtrafikk. Likestilling. Folkehelse. Grunnskole. Departementet. Tilsyn. Landbruk. Byutvikling. Statsbudsjettet.",
)


def _library() -> Iterator[Holding]:
    """Each text in three documents, so that its words are known well."""
    for number, text in enumerate(TEXTS):
        for copy in range(3):
            yield holding(make(f"{number}-{copy}", f"Rapport {number}.{copy}"), text)
    yield holding(make("sv", "Landsbygd", language="sv"), "Landsbygdens skolor och sjöfart.")
    yield holding(make("nn", "Skular", language="nn"), "Skulane skal utgreie korleis det går.")
    yield holding(make("epost", "Kontakt"), "Send det på e-post til oss.")
    yield holding(make("post", "Brev"), "Send det i posten. En post i budsjettet, post for post.")


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WhooshEngine]:
    with searchable(tmp_path_factory.mktemp("spelling"), _library()) as engine:
        yield engine


def asked(engine: WhooshEngine, query: str) -> SearchResults:
    return engine.search(SearchRequest(query=query))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("kommmune", "kommune", id="a letter thrice"),
        pytest.param("komune", "kommune", id="a consonant once"),
        pytest.param("forskrft", "forskrift", id="a letter missing"),
        pytest.param("forskrifft", "forskrift", id="a consonant twice"),
        pytest.param("berekraftg", "bærekraftig", id="a letter missing from a word in nynorsk"),
        pytest.param("sjoveisregler", "sjøveisreglene", id="o for ø in another form"),
        pytest.param("okonomi", "økonomi", id="o for ø"),
        pytest.param("arsrapport", "årsrapport", id="a for å"),
        pytest.param("alesund", "ålesund", id="a for å in a name"),
        pytest.param("arbiedsmiljø", "arbeidsmiljø", id="letters swapped"),
        pytest.param("vetreinær", "veterinær", id="letters swapped after others"),
        pytest.param("valfangst", "hvalfangst", id="silent h missing"),
        pytest.param("gokjenning", "godkjenning", id="silent d missing"),
        pytest.param("gjelsordning", "gjeldsordning", id="silent d missing before s"),
        pytest.param("jemmehjelp", "hjemmehjelp", id="silent h missing at the beginning"),
        pytest.param("banehage", "barnehage", id="a consonant of two missing"),
        pytest.param("innvannring", "innvandring", id="as it is heard"),
        pytest.param("invandring", "innvandring", id="one n"),
        pytest.param("kvikleire", "kvikkleire", id="one k"),
        pytest.param("retssikkerhet", "rettssikkerhet", id="one t"),
        pytest.param("psykjatri", "psykiatri", id="j for i"),
        pytest.param("collektivtrafikk", "kollektivtrafikk", id="c for k"),
        pytest.param("landbrukk", "landbruk", id="a letter too many"),
        pytest.param("depatementet", "departementet", id="r missing"),
        pytest.param("tannhelsetjenestn", "tannhelsetjenesten", id="a long word"),
    ],
)
def test_a_misspelt_word_becomes_the_one_that_was_meant(engine: WhooshEngine, typed: str, meant: str) -> None:
    results = asked(engine, typed)
    assert results.corrected is not None
    assert fold(results.corrected) == fold(meant)
    assert results.corrected == results.words[0].searched == results.understood
    assert results.words[0].text == typed.lower()
    assert ids(results)[0] in ids(asked(engine, meant))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("kulturminnerinnvandring", ("kulturminner", "innvandring"), id="between two words"),
        pytest.param("interkommunaltsamarbeid", ("interkommunalt", "samarbeid"), id="between an adjective and a noun"),
    ],
)
def test_a_missing_space_is_put_in(engine: WhooshEngine, typed: str, meant: tuple[str, str]) -> None:
    results = asked(engine, typed)
    assert results.corrected == " ".join(meant)
    assert set(ids(results)) >= set(ids(asked(engine, f'"{" ".join(meant)}"')))


def test_a_missing_hyphen_is_no_misspelling(engine: WhooshEngine) -> None:
    """Who writes epost wants e-post, and not what the post brought."""
    results = asked(engine, "epost")
    assert ids(results)[0] == "epost"
    assert results.corrected in {None, "e-post"}


def test_a_hyphen_too_many_is_no_misspelling(engine: WhooshEngine) -> None:
    results = asked(engine, "års-rapport")
    assert results.corrected is None
    assert ids(results) == ids(asked(engine, "årsrapport"))


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("naering", id="ae for æ"),
        pytest.param("naeringsliv", id="ae for æ in another form"),
        pytest.param("näring", id="Swedish letters"),
        pytest.param("sjöfart", id="a Swedish word"),
        pytest.param("oekonomi", id="oe for ø"),
        pytest.param("aarsrapport", id="aa for å"),
        pytest.param("verge", id="a word near other words"),
        pytest.param("hund", id="a word near hundre"),
        pytest.param("REACH", id="an abbreviation that is held"),
        pytest.param("reach", id="an abbreviation in small letters"),
        pytest.param("barnehager", id="another form"),
        pytest.param("barnehagar", id="nynorsk"),
        pytest.param("kommunar", id="a form in nynorsk of a word in bokmål"),
        pytest.param("utredning", id="bokmål of a word in nynorsk"),
        pytest.param("barnehageøkonomi", id="a compound whose parts are held"),
        pytest.param("helse", id="a part of a compound that is held"),
        pytest.param("årsrapportenes", id="a genitive"),
        pytest.param("og", id="a word without a meaning of its own"),
    ],
)
def test_a_known_word_stays_as_it_is(engine: WhooshEngine, word: str) -> None:
    results = asked(engine, word)
    assert (results.corrected, results.suggestion) == (None, None)
    assert results.words[0].searched == results.words[0].text
    assert results.total > 0


@pytest.mark.parametrize(
    "word",
    [pytest.param(word, id=word) for word in ["2020", "12345678", "tek17", "NOU2", "abc", "vrg", "h", "co2", "§", "x" * 50]],
)
def test_numbers_and_short_words_and_rubbish_are_not_corrected(engine: WhooshEngine, word: str) -> None:
    results = asked(engine, word)
    assert (results.corrected, results.suggestion) == (None, None)


@pytest.mark.parametrize("query", ["kommmune*", "-kommmune", "forfatter:komune"])
def test_what_is_no_word_of_the_text_is_not_corrected(engine: WhooshEngine, query: str) -> None:
    results = asked(engine, query)
    assert (results.corrected, results.suggestion) == (None, None)


@pytest.mark.parametrize("query", ['"kommmune"', "tittel:kommmune"])
def test_only_words_that_stand_free_are_corrected_others_suggested(engine: WhooshEngine, query: str) -> None:
    results = asked(engine, query)
    assert results.corrected is None
    assert results.suggestion is not None


def test_just_as_typed_nothing_is_corrected(engine: WhooshEngine) -> None:
    results = engine.search(SearchRequest(query="kommmune", matching=Matching.EXACT))
    assert (results.total, results.corrected, results.suggestion) == (0, None, None)


HELD = {
    "kommune": 900, "kommunen": 400, "kommuner": 500, "verge": 20, "verger": 4, "velge": 300, "hund": 9, "hundre": 80,
    "naering": 60, "oekonomi": 70, "aarsrapport": 5, "psykiatri": 3, "sjoeveisreglene": 1,
    "e": 1, "ål": 1, "abc": 2, "tek17": 8, "x" * 41: 1,
}  # fmt: skip
SPELLER = Speller(HELD)
ALPHABET = "abdefghiklmnoprstuvyæøå"


@given(st.text(max_size=60))
def test_whatever_is_written_only_words_that_are_held_come_of_it(text: str) -> None:
    for correction in SPELLER.correct(fold(text)):
        assert correction.word in HELD


@given(st.sampled_from(sorted(HELD)), st.integers(0, 20), st.sampled_from(ALPHABET), st.sampled_from(["put", "drop", "double"]))
def test_whatever_is_done_to_a_word_only_words_that_are_held_come_of_it(word: str, place: int, letter: str, done: str) -> None:
    at = place % len(word)
    typed = {
        "put": word[:at] + letter + word[at:],
        "drop": word[:at] + word[at + 1 :],
        "double": word[:at] + word[at] + word[at:],
    }[done]
    found = SPELLER.correct(fold(typed))
    assert {correction.word for correction in found} <= set(HELD)
    assert sum(correction.is_sure for correction in found) <= 1
    assert not any(correction.is_sure for correction in found[1:])


@pytest.mark.parametrize("word", ["kommune", "verge", "psykiatri"])
def test_a_word_that_is_held_is_its_own_best_correction(word: str) -> None:
    assert SPELLER.correct(word)[0].word == word


@pytest.mark.parametrize("word", ["", "e", "abc", "vrg", "tek17", "tek18", "12345", "co2", "x" * (LONGEST + 1), "x" * LONGEST])
def test_a_word_that_is_short_or_long_or_no_word_has_no_correction(word: str) -> None:
    assert SPELLER.correct(word) == ()


def test_a_speller_without_words_corrects_nothing() -> None:
    assert Speller({}).correct("kommune") == ()


def test_of_two_words_as_near_the_frequent_one_is_meant() -> None:
    speller = Speller({"kommunen": 1, "kommuner": 1_000})
    assert [correction.word for correction in speller.correct("kommunem")] == ["kommuner", "kommunen"]


def test_a_correction_is_not_sure_where_two_are_as_likely() -> None:
    found = Speller({"kommuner": 10, "kommunen": 10}).correct("kommunem")
    assert len(found) == 2
    assert not any(correction.is_sure for correction in found)


LETTERS = st.text(alphabet="abdeghiklnorstuvy", max_size=12)


@given(LETTERS, LETTERS)
def test_an_edit_costs_the_same_there_and_back_and_nothing_only_if_there_is_none(one: str, other: str) -> None:
    cost = edit_cost(one, other)
    assert cost == pytest.approx(edit_cost(other, one))
    assert (cost == 0) == (one == other)


@given(LETTERS, LETTERS)
def test_edits_cost_no_more_than_a_letter_each(one: str, other: str) -> None:
    assert edit_cost(one, other) <= max(len(one), len(other)) + 1e-9


@pytest.mark.parametrize(
    ("likely", "unlikely"),
    [
        pytest.param(("komune", "kommune"), ("kommne", "kommune"), id="a consonant twice"),
        pytest.param(("gokjent", "godkjent"), ("gokjent", "gopkjent"), id="a letter that is not heard"),
        pytest.param(("okonomi", "oekonomi"), ("skonomi", "oekonomi"), id="o for ø"),
        pytest.param(("abreid", "arbeid"), ("apbeid", "arbeid"), id="letters swapped"),
        pytest.param(("centrum", "sentrum"), ("bentrum", "sentrum"), id="a letter that sounds alike"),
        pytest.param(("landbrok", "landbruk"), ("landbrtk", "landbruk"), id="a vowel for a vowel"),
    ],
)
def test_what_norwegians_do_costs_less(likely: tuple[str, str], unlikely: tuple[str, str]) -> None:
    assert edit_cost(*likely) < edit_cost(*unlikely)


@pytest.mark.parametrize("length", [SHORTEST - 1, SHORTEST])
def test_a_word_is_corrected_from_its_shortest_length_on(length: int) -> None:
    known, typed = "skoger"[:length], "skogxr"[: length - 1] + "x"
    assert bool(Speller({known: 9}).correct(typed)) == (length >= SHORTEST)
