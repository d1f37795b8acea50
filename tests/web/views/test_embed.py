"""What other sites show of a search, and what can be chosen for it."""

import pytest

from index.engine import FacetCount, FacetField, SearchRequest
from library.vocabulary import Names, Publisher, Publishers
from tests.index.shelf import TOPICS, Shelf
from web.embedding import HITS, SIZES, EmbedKind, Theme, parse_embedding
from web.labels import Labels
from web.params import parse_search
from web.texts import INTERFACE_LANGUAGES, load_texts
from web.views.embed import BuilderView, attributes, builder_view, embed_view, fixed_items, form_items, search_label


@pytest.fixture(scope="module")
def labels(shelf: Shelf) -> Labels:
    return Labels(shelf.catalogue.publishers(), TOPICS, load_texts())


def counts(**numbers: int) -> dict[FacetField, list[FacetCount]]:
    """Return counts of publishers; no topics or types have documents."""
    publishers = [FacetCount(key=key, count=number, selected=False) for key, number in numbers.items()]
    return {**{field: [] for field in FacetField}, FacetField.PUBLISHER: publishers}


def built(labels: Labels, *given: tuple[str, str], language: str = "nb") -> BuilderView:
    return builder_view(parse_embedding(given, language), counts(ssb=9, kdd=3, none=4), labels, language)


def test_a_page_in_a_frame_leads_on_within_the_frame_and_away_to_the_whole(shelf: Shelf, labels: Labels) -> None:
    request = parse_search([("q", ""), ("size", "2"), ("page", "2"), ("language", "nb")])
    engine = shelf.open()
    results = engine.search(request)
    engine.close()
    documents = shelf.catalogue.get_many([hit.id for hit in results.hits])
    view = embed_view(request, results, documents, labels, "nn", theme=Theme.DARK)
    assert view.previous == "/nn/embed?language=nb&size=2&theme=dark"
    assert view.next == "/nn/embed?language=nb&page=3&size=2&theme=dark"
    assert view.whole == "/nn/?language=nb&size=2"
    assert len(view.hits) == 2 < view.total


def test_the_fields_offer_what_the_library_holds_by_name(labels: Labels) -> None:
    publishers = built(labels).choices[0]
    assert publishers.field is FacetField.PUBLISHER
    assert [option.value for option in publishers.options] == ["kdd", "ssb"], "in the order of their names"
    assert [option.label for option in publishers.options] == [labels.publisher(key, "nb") for key in ("kdd", "ssb")]


def test_publishers_of_one_name_are_told_apart_by_their_years() -> None:
    old = Publisher(key="krd", names=Names(nb="Regiondepartementet", en="Ministry"), first_year=1998, last_year=2013)
    new = Publisher(key="kdd", names=Names(nb="Distriktsdepartementet", en="Ministry"), first_year=2022)
    undated = Publisher(key="md", names=Names(nb="Departementet", en="Ministry"))
    other = Publisher(key="ssb", names=Names(nb="Statistikken", en="Statistics"), first_year=1876)
    labels = Labels(Publishers([new, old, undated, other]), TOPICS, load_texts())
    counted = counts(kdd=1, krd=1, md=1, ssb=1)
    offered = {
        language: [
            option.label for option in builder_view(parse_embedding([], language), counted, labels, language).choices[0].options
        ]
        for language in ("en", "nb")
    }
    assert offered["en"] == ["Ministry (1998–2013)", "Ministry (2022–)", "Ministry (md)", "Statistics"]
    assert offered["nb"] == ["Departementet", "Distriktsdepartementet", "Regiondepartementet", "Statistikken"]


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_a_search_box_says_what_part_of_the_library_it_searches(labels: Labels, language: str) -> None:
    whole = search_label(SearchRequest(query="by", size=5), labels, language)
    narrowed = {FacetField.PUBLISHER: ("kdd", "ssb"), FacetField.TYPE: ("report",)}
    part = search_label(SearchRequest(filters=narrowed, year_from=2010), labels, language)
    texts = labels.texts
    either = f"{labels.publisher('kdd', language)} {texts.get(language, 'or')} {labels.publisher('ssb', language)}"
    assert texts.get(language, "Search Kartotek") == whole
    assert f"{texts.get(language, 'published by')} {either}, {texts.get(language, 'of the type')} " in part
    assert labels.type("report", language) in part
    assert "2010" in part


def test_the_usual_number_of_hits_is_chosen_until_another_is(labels: Labels) -> None:
    usual = [option.value for option in built(labels).sizes if option.is_chosen]
    chosen = [option.value for option in built(labels, ("size", str(HITS))).sizes if option.is_chosen]
    assert (usual, chosen) == ([""], [str(HITS)])
    assert [option.value for option in built(labels).sizes] == ["", *map(str, SIZES)]


def test_only_the_ways_that_are_to_be_had_are_offered(labels: Labels) -> None:
    view = builder_view(parse_embedding([], "nb"), counts(), labels, "nb", [EmbedKind.FORM])
    assert [option.value for option in view.kinds] == ["form"]


def test_what_was_chosen_stays_chosen_even_if_no_document_has_it(labels: Labels) -> None:
    view = built(labels, ("publisher", "ssb"), ("topic", "klima"), ("kind", "form"), ("lang", "en"), ("size", "7"), ("q", "by"))
    chosen = {choice.field: [option.value for option in choice.options if option.is_chosen] for choice in view.choices}
    assert chosen == {FacetField.PUBLISHER: ["ssb"], FacetField.TOPIC: ["klima"], FacetField.TYPE: []}
    assert [option.value for option in view.kinds if option.is_chosen] == ["form"]
    assert [option.value for option in view.languages if option.is_chosen] == ["en"]
    assert [option.value for option in view.sizes if option.is_chosen] == ["7"]
    assert view.query == "by"


def test_several_values_of_a_field_are_all_kept(labels: Labels) -> None:
    (publishers, *others) = built(labels, ("publisher", "ssb"), ("publisher", "kdd")).choices
    assert publishers.is_multiple
    assert not any(choice.is_multiple for choice in others)


def test_what_the_page_does_not_offer_is_carried_along(labels: Labels) -> None:
    view = built(labels, ("language", "nn"), ("year_from", "2010"), ("q", "by"), ("match", "exact"), ("size", "5"))
    assert set(view.others) == {("language", "nn"), ("year_from", "2010"), ("match", "exact")}


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_every_way_has_a_name(labels: Labels, language: str) -> None:
    names = [option.label for option in built(labels, language=language).kinds]
    assert len(set(names)) == len(EmbedKind)
    assert all(names)


def test_attributes_are_the_parameters_with_spaces_between_values() -> None:
    request = SearchRequest(
        query="by", filters={FacetField.PUBLISHER: ("kdd", "ssb"), FacetField.TYPE: ("nou",)}, year_to=2020, size=20
    )
    assert attributes(request) == [
        ("query", "by"),
        ("publisher", "kdd ssb"),
        ("type", "nou"),
        ("year_to", "2020"),
        ("size", "20"),
    ]


def test_years_have_four_digits_in_the_code_so_that_it_is_not_refused() -> None:
    wanted = parse_embedding([("year_from", "0900"), ("year_to", "0999"), ("year", "0950")], "nb")
    years = [("year", "0950"), ("year_from", "0900"), ("year_to", "0999")]
    assert attributes(wanted.request)[:3] == fixed_items(wanted.request)[:3] == form_items(wanted)[:3] == years
    assert parse_search(attributes(wanted.request)) == wanted.request


@pytest.mark.parametrize(("kind", "has_size"), [("form", True), ("element", False)])
def test_only_a_form_by_itself_says_how_many_hits_our_page_shows(kind: str, has_size: bool) -> None:
    items = form_items(parse_embedding([("kind", kind), ("type", "nou"), ("size", str(HITS))], "nb"))
    assert items == [("type", "nou"), *([("size", str(HITS))] if has_size else [])]
