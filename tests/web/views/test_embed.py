"""What other sites show of a search, and what can be chosen for it."""

import pytest

from index.engine import FacetCount, FacetField, SearchRequest
from tests.index.shelf import TOPICS, Shelf
from web.embedding import HITS, EmbedKind, parse_embedding
from web.labels import Labels
from web.params import parse_search
from web.texts import INTERFACE_LANGUAGES, load_texts
from web.views.embed import BuilderView, attributes, builder_view, embed_view, form_items


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
    view = embed_view(request, results, documents, labels, "nn")
    assert (view.previous, view.next) == ("/nn/embed?language=nb&size=2", "/nn/embed?language=nb&page=3&size=2")
    assert view.whole == "/nn/?language=nb&size=2"
    assert len(view.hits) == 2 < view.total


def test_the_fields_offer_what_the_library_holds_by_name(labels: Labels) -> None:
    publishers = built(labels).choices[0]
    assert publishers.field is FacetField.PUBLISHER
    assert [option.value for option in publishers.options] == ["kdd", "ssb"], "in the order of their names"
    assert [option.label for option in publishers.options] == [labels.publisher(key, "nb") for key in ("kdd", "ssb")]


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


@pytest.mark.parametrize(("kind", "has_size"), [("form", True), ("element", False)])
def test_only_a_form_by_itself_says_how_many_hits_our_page_shows(kind: str, has_size: bool) -> None:
    items = form_items(parse_embedding([("kind", kind), ("type", "nou"), ("size", str(HITS))], "nb"))
    assert items == [("type", "nou"), *([("size", str(HITS))] if has_size else [])]
