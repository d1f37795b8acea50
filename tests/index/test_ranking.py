"""Which of the documents that answer come first: laws that hold whatever the numbers in index/ranking.py are."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.engine import Matching, SearchRequest, SearchResults, Sort
from index.whoosh_engine import WhooshEngine
from library.document import Document
from tests.index.shelf import DOCUMENTS, Holding, holding, ids, make, searchable

FILLER = "Teksten handler om skole, helse, vei og bane i hele landet, og om hva staten kan gjøre med det. "
REPORT = FILLER * 6
Ask = Callable[[Iterable[Holding], str], SearchResults]


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """Search in a library of these documents and forty others that have nothing to do with them."""
    others = [holding(make(f"annet-{number}", f"Notat nr. {number}"), REPORT) for number in range(40)]

    def answer(holdings: Iterable[Holding], query: str) -> SearchResults:
        with searchable(tmp_path / "home", [*others, *holdings]) as engine:
            return engine.search(SearchRequest(query=query, matching=Matching.MOST, size=100))

    return answer


def scores(results: SearchResults) -> dict[str, float]:
    return {hit.id: hit.score for hit in results.hits}


def text(id: str, *texts: str, title: str = "Rapport", published: str | None = None, language: str = "nb") -> Holding:
    return holding(make(id, title, published=published, language=language), *texts)


@pytest.mark.parametrize("query", ["utredning", "utgreiing", "utredningene"])
def test_a_word_counts_the_same_however_its_occurrences_are_spelt(ask: Ask, query: str) -> None:
    pages = {
        "likt": f"{FILLER} utredning utredning",
        "bøyd": f"{FILLER} utredningen utredningene",
        "begge": f"{FILLER} utredning utgreiing",
        "nynorsk": f"{FILLER} utgreiing utgreiingane",
    }
    found = scores(ask([text(id, page) for id, page in pages.items()], query))
    assert set(found) == set(pages)
    assert found == pytest.approx(dict.fromkeys(pages, found["likt"]))


def test_more_occurrences_count_more_but_ever_less(ask: Ask) -> None:
    holdings = [text(f"{count}", FILLER * 5 + " utredning" * count + " i" * (8 - count)) for count in (1, 2, 4, 8)]
    found = scores(ask(holdings, "utredning"))
    assert found["1"] < found["2"] < found["4"] < found["8"]
    each = [(found[more] - found[fewer]) / int(fewer) for fewer, more in (("1", "2"), ("2", "4"), ("4", "8"))]
    assert each[0] > 1.1 * each[1] > 1.2 * each[2]


@pytest.mark.parametrize(
    ("title", "page"),
    [
        pytest.param("Reindrift", REPORT, id="only the title has it"),
        pytest.param("Reindrift", REPORT + "Reindrift. " * 3, id="title and text have it"),
        pytest.param("Rapport om reindrift i Norge", REPORT + "Reindrift. " * 5, id="a longer title"),
        pytest.param("Reindrift", "Reindrift. " * 20, id="a short text that says nothing else"),
    ],
)
def test_a_title_with_one_of_the_words_does_not_beat_a_document_with_all(ask: Ask, title: str, page: str) -> None:
    """Not even one with both in its text alone, once each and far apart."""
    holdings = [
        text("tittel", page, title=title),
        text("begge", FILLER * 3 + "Reindrift nevnes. " + FILLER + "Bergverk nevnes. " + FILLER * 3),
        text("bare-bergverk", REPORT + "Bergverk."),
        text("også-bergverk", REPORT + "Bergverk."),
    ]
    found = ids(ask(holdings, "reindrift bergverk"))
    assert found[0] == "begge"
    assert "tittel" in found


def test_the_title_counts_more_than_the_text(ask: Ask) -> None:
    holdings = [text("tekst", FILLER + "Reindrift."), text("tittel", FILLER, title="Reindrift")]
    assert ids(ask(holdings, "reindrift")) == ["tittel", "tekst"]


def test_a_very_long_document_is_not_favoured(ask: Ask) -> None:
    """One that has a word on three of a hundred pages is less about it than one that has it on its only page."""
    long = [FILLER * 10] * 100
    for page in (3, 50, 90):
        long[page] += "Reindrift."
    assert ids(ask([text("lang", *long), text("kort", FILLER + "Reindrift.")], "reindrift")) == ["kort", "lang"]


def test_a_very_long_document_with_the_words_far_apart_is_not_favoured(ask: Ask) -> None:
    long = [FILLER * 10] * 100
    long[5] += "Reindrift. " * 3
    long[80] += "Bergverk. " * 3
    holdings = [text("lang", *long), text("kort", FILLER + "Reindrift og bergverk.")]
    assert ids(ask(holdings, "reindrift bergverk")) == ["kort", "lang"]


def test_the_word_itself_comes_before_a_part_of_a_compound(ask: Ask) -> None:
    holdings = [text("del", FILLER + "Kommuneøkonomien."), text("hel", FILLER + "Økonomien.")]
    assert ids(ask(holdings, "økonomi")) == ["hel", "del"]


def test_a_compound_comes_before_its_parts_near_each_other_and_they_before_parts_far_apart(ask: Ask) -> None:
    apart = FILLER * 2 + "Økonomien. " + FILLER * 3 + "Kommunene."
    holdings = [
        text("nær", FILLER * 5 + "Kommunenes økonomi."),
        text("hel", FILLER * 5 + "Kommuneøkonomien nå."),
        text("fjern", apart),
    ]
    found = ids(ask(holdings, "kommuneøkonomi"))
    assert found[:2] == ["hel", "nær"]


def test_of_two_words_those_that_stand_near_each_other_come_first(ask: Ask) -> None:
    holdings = [
        text("fjern", FILLER + "Reindrift. " + FILLER * 2 + "Bergverk."),
        text("nær", FILLER + "Reindrift og bergverk. " + FILLER * 2),
    ]
    assert ids(ask(holdings, "reindrift bergverk")) == ["nær", "fjern"]


def test_neighbours_that_stand_as_one_compound_are_near_each_other(ask: Ask) -> None:
    holdings = [
        text("fjern", FILLER + "Vannet. " + FILLER * 2 + "Forvaltningen."),
        text("sammensatt", FILLER + "Vannforvaltningen. " + FILLER * 2),
    ]
    assert ids(ask(holdings, "forvaltning av vann"))[0] == "sammensatt"


@pytest.mark.parametrize(
    "query", ["reindrift", "reindrift bergverk", "reindriftsforvaltning", '"reindrift og bergverk"', "rein*"]
)
def test_of_equals_the_newest_comes_first_and_the_undated_last(ask: Ask, query: str) -> None:
    page = FILLER + "Reindrift og bergverk. Reindriftsforvaltningen."
    dates = {"gammel": "1999", "ny": "2024-03", "udatert": None, "nyest": "2024-03-02", "yngre": "2010"}
    results = ask([text(id, page, published=published) for id, published in dates.items()], query)
    assert ids(results) == ["nyest", "ny", "yngre", "gammel", "udatert"]
    assert len(set(scores(results).values())) == 1


def test_a_rare_word_says_more_than_a_common_one(ask: Ask) -> None:
    holdings = [text(f"vanlig-{number}", FILLER + "Bergverk.") for number in range(12)]
    holdings += [text("sjelden", FILLER + "Reindrift."), text("vanlig", FILLER + "Bergverk.")]
    assert ids(ask(holdings, "reindrift OR bergverk"))[0] == "sjelden"


OWN_NAMES = "odl, ordlista => ordliste for dokumenter\nhavplan => plan for havet\n"


def _also_called(document: Document, *aliases: str) -> Document:
    return replace(document, aliases=aliases)


NAMED = [
    *DOCUMENTS,
    holding(make("hav", "Plan for havet"), FILLER),
    holding(make("om-hav", "Plan for havet: svar på plan for havet", published="2024"), "Plan for havet. " * 9),
    holding(_also_called(make("lov", "Lov om havner og farvann (havneloven)"), "havneloven", "hfl"), FILLER),
    holding(make("om-lov", "Om havneloven (hfl)", published="2024"), "Havneloven hfl. " * 9),
    holding(make("om-lov-2", "Lov om havner og farvann: merknader", published="2024"), "Lov om havner og farvann. " * 9),
    holding(make("ord", "Ordliste for dokumenter"), FILLER),
    holding(make("om-ord", "Ordliste for dokumenter, del to", published="2024"), "Ordliste for dokumenter. Odl. Ordlista. " * 9),
    holding(make("nn", "Utgreiing om reindrift", language="nn"), FILLER),
    holding(make("om-nn", "Reindrift i nord: utredning", published="2024"), "Utredning om reindrift. " * 9),
    holding(make("tek", "Forskrift om tekniske krav til byggverk"), FILLER),
    holding(make("om-tek", "Veileder til TEK10", published="2024"), "Forskrift om tekniske krav til byggverk TEK10. " * 9),
    holding(make("om-ssb", "SSB om Statistisk sentralbyrå", published="2024"), "SSB. " * 50),
    holding(make("ssb-rapport", "Statistisk sentralbyrå"), FILLER),
    holding(make("om-nou", "Svar på NOU 2020: 12", published="2024"), "NOU 2020: 12. NOU2020:12. " * 9),
    holding(make("om-meld", "Innstilling om Meld. St. 5 (2019–2020)", published="2024"), "Meld. St. 5 (2019–2020). " * 9),
    holding(make("om-prop", "Innstilling om Prop. 112 S (2022–2023)", published="2024"), "Prop. 112 S (2022–2023). " * 9),
]


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WhooshEngine]:
    folder = tmp_path_factory.mktemp("named")
    own = folder / "own.txt"
    own.write_text(OWN_NAMES, encoding="utf-8")
    with searchable(folder / "home", NAMED, [own]) as engine:
        yield engine


@pytest.mark.parametrize(
    ("query", "first"),
    [
        pytest.param("plan for havet", "hav", id="title"),
        pytest.param("Plan for HAVET!", "hav", id="capitals and signs"),
        pytest.param("planer for havene", "hav", id="title in other forms"),
        pytest.param("lov om havner og farvann", "lov", id="title without what is in brackets"),
        pytest.param("lov om havner og farvann (havneloven)", "lov", id="title with what is in brackets"),
        pytest.param("havneloven", "lov", id="popular name"),
        pytest.param("havnelova", "lov", id="popular name in nynorsk"),
        pytest.param("hfl", "lov", id="abbreviation of its own"),
        pytest.param("utredning om reindrift", "nn", id="title in the other written standard"),
        pytest.param("tek10", "tek", id="abbreviation in the list that ships"),
        pytest.param("SSB", "ssb-rapport", id="abbreviation of a body in the list that ships"),
        pytest.param("havplan", "hav", id="abbreviation in a list of one's own"),
        pytest.param("odl", "ord", id="one of two abbreviations"),
        pytest.param("ordlista", "ord", id="and the other"),
        pytest.param("NOU 2020:12", "nou-1", id="number without a space"),
        pytest.param("NOU2020:12", "nou-1", id="number in one word"),
        pytest.param("nou 2020 nr 12", "nou-1", id="number with nr"),
        pytest.param("Noregs offentlege utgreiingar 2020: 12", "nou-1", id="series in full"),
        pytest.param("meld st 5 2019-2020", "melding", id="number without brackets"),
        pytest.param("meld. st. 5 (2019–20)", "melding", id="short session"),
        pytest.param("meld.st.5 2019/2020", "melding", id="number without spaces"),
        pytest.param("melding til stortinget 5 2019-2020", "melding", id="the Storting's series in full"),
        pytest.param("prop 112 s", "prop", id="number without a session"),
        pytest.param("Prop.112S (2022-2023)", "prop", id="proposition in one word"),
    ],
)
def test_a_document_that_is_called_like_the_query_comes_first(named: WhooshEngine, query: str, first: str) -> None:
    assert ids(named.search(SearchRequest(query=query)))[0] == first


def test_a_series_number_with_another_word_finds_its_document_first(named: WhooshEngine) -> None:
    assert ids(named.search(SearchRequest(query="NOU 2020: 12 kommunene")))[0] == "nou-1"


def test_a_filter_holds_for_a_document_that_is_called_like_the_query(named: WhooshEngine) -> None:
    assert "hav" not in ids(named.search(SearchRequest(query="plan for havet", year_from=2000)))


def test_another_order_is_kept_whatever_a_document_is_called(named: WhooshEngine) -> None:
    assert ids(named.search(SearchRequest(query="plan for havet", sort=Sort.NEWEST)))[0] == "om-hav"
