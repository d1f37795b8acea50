"""How a query was understood: told once, in the reader's language, with the ways to ask it otherwise."""

import pytest

from index.engine import Matching, QueryWord, SearchRequest, SearchResults
from library.vocabulary import Publishers
from tests.index.shelf import TOPICS
from web.labels import Labels
from web.texts import INTERFACE_LANGUAGES, load_texts
from web.views.understanding import SHOWN_OTHERS, Understanding, understanding

LABELS = Labels(Publishers([]), TOPICS, load_texts())


def results(understood: str = "by", matching: Matching = Matching.ALL, **other: object) -> SearchResults:
    return SearchResults(understood=understood, total=0, hits=(), facets=(), matching=matching, **other)  # type: ignore[arg-type]  # as given


def told(request: SearchRequest, answer: SearchResults, language: str = "nb") -> Understanding:
    view = understanding(request, answer, LABELS, language)
    assert view is not None
    return view


def test_without_a_query_there_is_nothing_to_tell() -> None:
    assert understanding(SearchRequest(), results(""), LABELS, "nb") is None


def test_what_may_have_been_meant_is_asked_within_the_same_filters_in_the_ordinary_way() -> None:
    request = SearchRequest(query="vergje", matching=Matching.ALL, year_from=2010, offset=40)
    view = told(request, results("vergje", suggestion="verge"))
    assert (view.suggestion, view.meant) == ("verge", "/nb/?q=verge&year_from=2010")


def test_other_words_are_told_once_and_in_a_bounded_number() -> None:
    many = tuple(f"ord{letter}" for letter in "abcdefgh")
    words = (
        QueryWord(text="Utgreiing", searched="utgreiing", also=("utredning", "utgreiing")),
        QueryWord(text="utredning", searched="utredning", also=("utgreiing", *many)),
    )
    view = told(SearchRequest(query="Utgreiing utredning"), results("utgreiing utredning", words=words))
    assert view.also == many[:SHOWN_OTHERS]
    assert view.also_more


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "nb",
            {
                "Ord i alle former": ("berekraftg, rettet til berekraftig, også bærekraftig", "by"),
                "Ordrett": ("«små samfunn»",),
                "Ord som begynner på": ("kommun",),
                "Nummer": ("NOU 2020: 12",),
                "Utgiver": ("nordregio",),
                "Forfatter": ("vareide",),
                "Minst ett av": ("hav, fjord",),
                "Uten": ("olje",),
                "Uten vekt": ("i", "og"),
            },
        ),
        (
            "nn",
            {
                "Ord i alle former": ("berekraftg, retta til berekraftig, òg bærekraftig", "by"),
                "Ordrett": ("«små samfunn»",),
                "Ord som byrjar på": ("kommun",),
                "Nummer": ("NOU 2020: 12",),
                "Utgjevar": ("nordregio",),
                "Forfattar": ("vareide",),
                "Minst eitt av": ("hav, fjord",),
                "Utan": ("olje",),
                "Utan vekt": ("i", "og"),
            },
        ),
        (
            "en",
            {
                "Words in any form": ("berekraftg, corrected to berekraftig, also bærekraftig", "by"),
                "Word for word": ("«små samfunn»",),
                "Words that begin with": ("kommun",),
                "Number": ("NOU 2020: 12",),
                "Publisher": ("nordregio",),
                "Author": ("vareide",),
                "At least one of": ("hav, fjord",),
                "Without": ("olje",),
                "Without weight": ("i", "og"),
            },
        ),
    ],
)
def test_each_part_of_a_query_is_named(language: str, expected: dict[str, tuple[str, ...]]) -> None:
    words = (
        QueryWord(text="berekraftg", searched="berekraftig", also=("bærekraftig",)),
        QueryWord(text="i", searched="i", ignored=True),
        QueryWord(text="by", searched="by"),
        QueryWord(text="og", searched="og", ignored=True),
    )
    query = 'berekraftig i by og "små samfunn" kommun* NOU 2020:12 utgiver:nordregio forfatter:vareide hav OR fjord -olje'
    view = told(SearchRequest(query=query), results(query, words=words), language)
    assert {row.label: row.values for row in view.rows} == expected


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_words_as_typed_are_said_to_be_so(language: str) -> None:
    exact = told(
        SearchRequest(query="by", matching=Matching.EXACT), results(words=(QueryWord(text="by", searched="by"),)), language
    )
    ordinary = told(SearchRequest(query="by"), results(words=(QueryWord(text="by", searched="by"),)), language)
    assert exact.rows[0].label != ordinary.rows[0].label
    assert exact.rows[0].values == ordinary.rows[0].values == ("by",)
