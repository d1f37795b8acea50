"""Facets show what is chosen first, then the most frequent, and all values can be looked through by any word of their names."""

import pytest

from index.engine import NO_VALUE, Facet, FacetCount, FacetField, SearchRequest
from library.vocabulary import Names, Publisher, Publishers
from tests.index.shelf import TOPICS
from web.labels import Labels
from web.texts import load_texts
from web.views.facets import MAX_LISTED, SHOWN_VALUES, facet_page, facet_view

REGISTER = Publishers(
    [
        Publisher(
            key="kdd", names=Names(nb="Kommunal- og distriktsdepartementet", en="Ministry of Local Government"), short="KDD"
        ),
        Publisher(key="ostfold", names=Names(nb="Østfold fylkeskommune")),
        Publisher(key="naering", names=Names(nb="Næringsdepartementet"), aliases=("NHD",)),
        *(Publisher(key=f"p{number}", names=Names(nb=f"Etat {number}")) for number in range(MAX_LISTED + 10)),
    ]
)
LABELS = Labels(REGISTER, TOPICS, load_texts())


def publishers(*selected: str) -> Facet:
    keys = [publisher.key for publisher in REGISTER]
    counts = (FacetCount(key, 1000 - place, selected=key in selected) for place, key in enumerate(keys))
    return Facet(FacetField.PUBLISHER, (*counts, FacetCount(NO_VALUE, 3, selected=False)))


def test_the_most_frequent_are_seen_at_once_and_the_others_are_a_link_away() -> None:
    view = facet_view(publishers(), SearchRequest(query="by", offset=20), LABELS, "nb")
    assert [value.count for value in view.shown] == [1000 - place for place in range(SHOWN_VALUES)]
    assert view.all == "/nb/facets/publisher?q=by"
    assert view.total == len(publishers().counts)


def test_chosen_values_come_first_however_few_documents_they_have() -> None:
    view = facet_view(publishers("p150"), SearchRequest(), LABELS, "nb")
    assert (view.shown[0].key, view.shown[0].selected, len(view.shown)) == ("p150", True, SHOWN_VALUES)
    assert facet_page(publishers("p150"), "", LABELS, "nb").shown[0].key == "p150"


def test_a_topic_under_which_one_is_chosen_comes_first_too() -> None:
    counts = (
        FacetCount("klima", 9, selected=False),
        FacetCount("regioner", 5, selected=False),
        FacetCount("distrikt", 2, selected=True),
    )
    view = facet_view(Facet(FacetField.TOPIC, counts), SearchRequest(), LABELS, "nb")
    assert [(value.key, value.open) for value in view.shown] == [("regioner", True), ("klima", False)]


@pytest.mark.parametrize(
    ("find", "expected"),
    [
        pytest.param("distrikt", ["kdd"], id="within a word"),
        pytest.param("DISTRIKTSDEP kommunal", ["kdd"], id="any order, any case"),
        pytest.param("ostfold", ["ostfold"], id="without the letter ø"),
        pytest.param("oestfold", ["ostfold"], id="ø as oe"),
        pytest.param("Østfold", ["ostfold"], id="as written"),
        pytest.param("naeringsdepartementet", ["naering"], id="æ as ae"),
        pytest.param("nhd", ["naering"], id="another name"),
        pytest.param("local government", ["kdd"], id="a name in another language"),
        pytest.param("kommunal østfold", [], id="every word is wanted"),
        pytest.param("!", [], id="nothing to look for finds nothing"),
    ],
)
def test_values_are_found_by_any_word_of_their_names(find: str, expected: list[str]) -> None:
    assert [value.key for value in facet_page(publishers(), find, LABELS, "nb").shown] == expected


def test_what_is_chosen_stays_whatever_is_looked_for() -> None:
    assert [value.key for value in facet_page(publishers("kdd"), "østfold", LABELS, "nb").shown] == ["kdd", "ostfold"]


def test_a_page_lists_no_more_than_can_be_read_and_says_so() -> None:
    page = facet_page(publishers(), "", LABELS, "nb")
    assert (len(page.shown), page.found) == (MAX_LISTED, len(publishers().counts))
