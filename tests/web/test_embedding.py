"""What another site takes in is asked for by name, and refused where it cannot be had."""

from urllib.parse import parse_qsl

import pytest

from index.engine import FacetField, Matching, SearchRequest
from web.embedding import FRAME_HITS, HITS, Embedding, EmbedKind, Theme, frame_address, parse_embedding, parse_frame
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
        ("theme", "dark"),
    ]
    request = SearchRequest(query="by", filters={FacetField.PUBLISHER: ("kdd", "ssb")}, size=5)
    wanted = Embedding(kind=EmbedKind.FRAME, language="en", request=request, theme=Theme.DARK, has_size=True)
    assert parse_embedding(given, "nb") == wanted


def test_what_a_form_sends_empty_is_not_chosen() -> None:
    assert parse_embedding([("kind", ""), ("lang", ""), ("topic", ""), ("size", "")], "nb") == parse_embedding([], "nb")


def test_a_form_leads_to_as_many_hits_as_our_own_page_has() -> None:
    assert parse_embedding([("kind", "form")], "nb").request.size == DEFAULT_SIZE
    assert parse_embedding([("kind", "form"), ("size", "50")], "nb").request.size == 50


def test_a_frame_has_fewer_hits_than_what_grows_with_them() -> None:
    assert parse_embedding([("kind", "iframe")], "nb").request.size == FRAME_HITS < HITS
    assert parse_embedding([("kind", "iframe"), ("size", "50")], "nb").request.size == 50


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("wanted", [SearchRequest(), SearchRequest(query="by", size=5)], ids=["nothing", "something"])
def test_the_address_of_a_frame_is_read_back(wanted: SearchRequest, theme: Theme) -> None:
    path, _, query = frame_address("nb", wanted, theme).partition("?")
    assert (path, parse_frame(parse_qsl(query))) == ("/nb/embed", (wanted, theme))


def test_a_frame_in_other_colours_is_refused() -> None:
    with pytest.raises(InvalidParametersError) as refusal:
        parse_frame([("theme", "blue"), ("colour", "red")])
    assert {problem.name: problem.reason for problem in refusal.value.problems} == {
        "theme": Reason.NOT_ALLOWED,
        "colour": Reason.UNKNOWN_PARAMETER,
    }


def test_how_words_are_matched_is_kept() -> None:
    assert parse_embedding([("q", "by"), ("match", "exact")], "nb").request.matching is Matching.EXACT


@pytest.mark.parametrize(
    ("given", "name", "reason"),
    [
        pytest.param([("kind", "popup")], "kind", Reason.NOT_ALLOWED, id="another kind"),
        pytest.param([("theme", "blue")], "theme", Reason.NOT_ALLOWED, id="other colours"),
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
