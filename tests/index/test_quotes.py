"""Who quotes a sentence finds the document that it stands in: of the shelf's documents, and of the manual that ships."""

from collections.abc import Iterator

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from index.engine import SearchRequest
from index.query import MAX_CHARACTERS
from index.tokens import spans, words
from index.whoosh_engine import WhooshEngine
from library.document import Page
from library.extract import extract
from library.shipped import DATA
from library.text import fold
from tests.index.shelf import DOCUMENTS, MIXED, MIXED_PAGES, Holding, holding, ids, make, searchable
from tests.library import passages

SHORTEST = 4  # words; fewer stand in many documents
LONGEST = 60
QUOTES = str.maketrans(dict.fromkeys('"“”„«»', " "))  # would end the quotation


def _manual(language: str) -> Holding:
    found = extract(DATA / "manual" / f"{language}.md")
    pages = tuple(Page(page.number, page.text, page.label, language, page.headings) for page in found.pages)
    return make(f"manual-{language}", f"Manual {language}", language=language), pages


HOLDINGS: tuple[Holding, ...] = (
    *DOCUMENTS,
    (MIXED, MIXED_PAGES),
    *map(_manual, ("nb", "nn", "en")),
    holding(make("bokmål", "På bokmål", language="nb"), passages.BOKMAL),
    holding(make("nynorsk", "På nynorsk", language="nn"), passages.NYNORSK),
    holding(make("svensk", "På svensk", language="sv"), passages.SWEDISH),
    holding(make("dansk", "På dansk", language="da"), passages.DANISH),
    holding(make("engelsk", "På engelsk", language="en"), passages.ENGLISH),
)
TEXTS = {document.id: "\n".join(page.text for page in pages) for document, pages in HOLDINGS}
QUOTABLE = sorted(id for id, text in TEXTS.items() if len(words(text)) >= SHORTEST)
ROWS = {id: f" {' '.join(words(fold(text)))} " for id, text in TEXTS.items()}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WhooshEngine]:
    with searchable(tmp_path_factory.mktemp("quotes"), HOLDINGS) as engine:
        yield engine


@st.composite
def quotations(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a document and a stretch of its text as it stands there, across lines and pages."""
    id = draw(st.sampled_from(QUOTABLE))
    places = spans(TEXTS[id])
    first = draw(st.integers(0, len(places) - SHORTEST))
    last = min(len(places), first + draw(st.integers(SHORTEST, LONGEST))) - 1
    return id, TEXTS[id][places[first][0] : places[last][1]]


@given(quotations())
def test_a_quoted_sentence_finds_its_document_first(engine: WhooshEngine, quotation: tuple[str, str]) -> None:
    """Where several documents hold it, any of them may come first."""
    id, sentence = quotation
    assume(len(sentence) <= MAX_CHARACTERS - 2)
    quoted = sentence.translate(QUOTES)
    results = engine.search(SearchRequest(query=f'"{quoted}"', size=len(HOLDINGS)))
    holding_it = {other for other, row in ROWS.items() if f" {' '.join(words(fold(quoted)))} " in row}
    assert id in holding_it
    assert ids(results)[0] in holding_it
    assert holding_it <= set(ids(results))


def test_what_is_quoted_is_told_apart_from_what_only_has_its_words(engine: WhooshEngine) -> None:
    assert ids(engine.search(SearchRequest(query='"to stå lokalt tjenestene"'))) == []


@pytest.mark.parametrize("id", QUOTABLE)
def test_every_documents_beginning_finds_it(engine: WhooshEngine, id: str) -> None:
    beginning = TEXTS[id][: spans(TEXTS[id])[SHORTEST - 1][1]].translate(QUOTES)
    assert id in ids(engine.search(SearchRequest(query=f'"{beginning}"')))
