"""Hits as a page shows them: where their links lead, and in which language their pages are named."""

import pytest

from index.engine import Fragment, Hit, Matching, PageHit
from library.document import Document, DocumentType
from library.vocabulary import Publishers
from tests.index.shelf import TOPICS
from web.labels import Labels
from web.texts import load_texts
from web.views.hits import hit_view

LABELS = Labels(Publishers([]), TOPICS, load_texts())
REPORT = Document(id="a", title="Årsmelding", type=DocumentType.REPORT, declared_language="nn")
HIT = Hit(
    id="a",
    score=1.0,
    title=(Fragment("Årsmelding"),),
    pages=tuple(
        PageHit(number=number, label=label, snippet=()) for number, label in ((2, "iv"), (3, ""), (4, "Kva vi har gjort"))
    ),
    pages_total=3,
)


@pytest.mark.parametrize(
    ("matching", "parameters"),
    [
        pytest.param(Matching.AUTO, "q=rekneskap", id="the ordinary way"),
        pytest.param(Matching.EXACT, "q=rekneskap&match=exact", id="as written"),
        pytest.param(Matching.MOST, "q=rekneskap&match=most", id="most of the words"),
    ],
)
def test_links_to_a_document_carry_what_was_looked_for_and_how(matching: Matching, parameters: str) -> None:
    view = hit_view(HIT, REPORT, "rekneskap", LABELS, "nb", matching=matching)
    assert view.address == f"/nb/documents/a?{parameters}"
    assert [page.address for page in view.pages] == [f"/nb/documents/a?{parameters}&page={n}#side-{n}" for n in (2, 3, 4)]


def test_a_hit_without_words_leads_to_the_document_alone() -> None:
    assert hit_view(HIT, REPORT, "", LABELS, "nb", matching=Matching.EXACT).address == "/nb/documents/a"


def test_names_of_sections_are_in_the_language_of_the_document_and_numbers_in_the_readers_own() -> None:
    pages = hit_view(HIT, REPORT, "rekneskap", LABELS, "nb").pages
    assert [(page.label, page.lang) for page in pages] == [("iv", None), ("3", None), ("Kva vi har gjort", "nn")]
