"""What another site takes in is asked for by name, and refused where it cannot be had."""

import pytest

from index.engine import FacetField, Matching, SearchRequest
from web.embedding import HITS, Embedding, EmbedKind, parse_embedding
from web.params import DEFAULT_SIZE
from web.reader import InvalidParametersError, Reason


def test_without_a_word_it_is_the_element_in_the_language_of_the_page() -> None:
    assert parse_embedding([], "nn") == Embedding(kind=EmbedKind.ELEMENT, language="nn", request=SearchRequest(size=HITS))


def test_everything_can_be_chosen() -> None:
    given = [
        ("kind", "iframe"),
        ("lang", "en"),
        ("q", "by"),
        ("publisher", "kdd"),
        ("publisher", "ssb"),
        ("size", "5"),
        ("page", "3"),
    ]
    request = SearchRequest(query="by", filters={FacetField.PUBLISHER: ("kdd", "ssb")}, size=5)
    assert parse_embedding(given, "nb") == Embedding(kind=EmbedKind.FRAME, language="en", request=request)


def test_what_a_form_sends_empty_is_not_chosen() -> None:
    assert parse_embedding([("kind", ""), ("lang", ""), ("topic", ""), ("size", "")], "nb") == parse_embedding([], "nb")


def test_a_form_leads_to_as_many_hits_as_our_own_page_has() -> None:
    assert parse_embedding([("kind", "form")], "nb").request.size == DEFAULT_SIZE
    assert parse_embedding([("kind", "form"), ("size", "50")], "nb").request.size == 50


def test_how_words_are_matched_is_kept() -> None:
    assert parse_embedding([("q", "by"), ("match", "exact")], "nb").request.matching is Matching.EXACT


@pytest.mark.parametrize(
    ("given", "name", "reason"),
    [
        pytest.param([("kind", "popup")], "kind", Reason.NOT_ALLOWED, id="another kind"),
        pytest.param([("lang", "de")], "lang", Reason.NOT_ALLOWED, id="another language"),
        pytest.param([("kind", "form"), ("kind", "iframe")], "kind", Reason.REPEATED, id="two kinds"),
        pytest.param([("colour", "red")], "colour", Reason.UNKNOWN_PARAMETER, id="what is no parameter"),
        pytest.param([("size", "1000")], "size", Reason.NOT_IN_RANGE, id="too many hits"),
    ],
)
def test_what_cannot_be_had_is_refused(given: list[tuple[str, str]], name: str, reason: Reason) -> None:
    with pytest.raises(InvalidParametersError) as refusal:
        parse_embedding(given, "nb")
    assert [(problem.name, problem.reason) for problem in refusal.value.problems] == [(name, reason)]


@pytest.mark.parametrize(
    ("kind", "policy"),
    [
        ("element", "script-src https://k.no; connect-src https://k.no; form-action https://k.no"),
        ("iframe", "frame-src https://k.no"),
        ("form", "form-action https://k.no"),
    ],
)
def test_the_policy_names_us_and_no_one_else(kind: str, policy: str) -> None:
    assert parse_embedding([("kind", kind)], "nb").policy("https://k.no") == policy
