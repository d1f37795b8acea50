"""The query's words are found on every page of one document, and just where they stand."""

import pytest

from index.engine import Matching, SearchRequest
from index.whoosh_engine import WhooshEngine
from tests.index.shelf import DOCUMENTS, Shelf

PAGES = {document.id: {page.number: page for page in pages} for document, pages in DOCUMENTS}


def marked(engine: WhooshEngine, query: str, id: str = "nou-1", matching: Matching = Matching.AUTO) -> dict[int, list[str]]:
    found = engine.within(id, SearchRequest(query=query, matching=matching))
    return {page.number: [PAGES[id][page.number].text[start:end] for start, end in page.marks] for page in found}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("kommune", {2: ["Kommunene"], 3: ["Kommunene", "fylkeskommunene"]}, id="any form, in compounds too"),
        pytest.param("kommunar", {2: ["Kommunene"], 3: ["Kommunene", "fylkeskommunene"]}, id="nynorsk"),
        pytest.param("municipality", {4: ["municipalities"]}, id="each page in its language"),
        pytest.param('"små samfunn"', {3: ["små"]}, id="a phrase over a page break begins on the first"),
        pytest.param("bedrfter vokser", {2: ["bedrifter", "vokser"]}, id="a corrected word"),
        pytest.param("kommun* -bygd", {2: ["Kommunene"], 3: ["Kommunene"]}, id="a prefix, and nothing for what is left out"),
        pytest.param("havbruk", {}, id="no such word"),
        pytest.param("", {}, id="no query"),
        pytest.param("utgiver:kdd", {}, id="a field is no word of the text"),
    ],
)
def test_words_are_marked_where_they_stand(engine: WhooshEngine, query: str, expected: dict[int, list[str]]) -> None:
    assert marked(engine, query) == expected


def test_exact_words_are_marked_as_written_only(engine: WhooshEngine) -> None:
    assert marked(engine, "kommunene", matching=Matching.EXACT) == {2: ["Kommunene"], 3: ["Kommunene"]}
    assert marked(engine, "kommuner", matching=Matching.EXACT) == {}


def test_pages_keep_their_printed_numbers(engine: WhooshEngine) -> None:
    assert [page.label for page in engine.within("nou-1", SearchRequest(query="kommune"))] == ["1", "2"]


def test_a_document_that_is_not_there_has_no_pages(engine: WhooshEngine) -> None:
    assert engine.within("finnes-ikke", SearchRequest(query="kommune")) == ()


def test_filters_play_no_part(engine: WhooshEngine, shelf: Shelf) -> None:
    request = SearchRequest(query="kommune", year_from=1800, year_to=1801)
    assert engine.within("nou-1", request) == engine.within("nou-1", SearchRequest(query="kommune"))
