"""Documents about the same as one: by the words that the two share and few others have."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.gist import GIST_TERMS, Gist, Terms, gists
from index.postings import Gathering, Passage
from index.whoosh_engine import WhooshEngine
from index.wordtable import WordTable
from library.document import Page
from tests.index.shelf import Holding, holding, make, searchable, stocked

FILLER = "Kommunene og staten skal samarbeide om dette, og departementet har ansvar for at det blir gjort. "
REINDRIFT = "Reindriften og beitene er truet. Reineierne trenger vern av kalvingsland. Siidaene ble hørt om beitene. "
REINDRIFT_NN = "Reindrifta og beita er truga. Reineigarane treng vern av kalvingsland. Siidaene vart høyrde om beita. "
FYR = "Fyrlyktene langs leia er slitt. Kystverket vil automatisere fyrlyktene. Fyrvokterne mister boligene. "


def _library() -> Iterator[Holding]:
    yield holding(make("rein", "Beiter i nord"), FILLER + REINDRIFT * 3)
    yield holding(make("rein-2", "Om vern av kalvingsland"), FILLER + REINDRIFT * 2 + FILLER)
    yield holding(make("rein-nn", "Beite i nord", language="nn"), FILLER + REINDRIFT_NN * 3)
    yield holding(make("litt-rein", "Arealer"), FILLER * 3 + "Beitene er truet. " + FYR)
    yield holding(make("fyr", "Fyr"), FILLER + FYR * 3)
    yield holding(make("fyr-2", "Fyr og merker"), FILLER + FYR * 2)
    yield holding(make("tom", "Uten tekst"))
    for number in range(20):
        yield holding(make(f"annet-{number}", f"Notat nr. {number}"), FILLER * 3)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WhooshEngine]:
    with searchable(tmp_path_factory.mktemp("similar"), _library()) as engine:
        yield engine


def similar(engine: WhooshEngine, id: str, size: int = 5) -> list[str]:
    return [one.id for one in engine.similar(id, size)]


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        pytest.param("rein", {"rein-2", "rein-nn"}, id="bokmål finds both written standards"),
        pytest.param("rein-nn", {"rein", "rein-2"}, id="nynorsk finds bokmål"),
        pytest.param("rein-2", {"rein", "rein-nn"}, id="with more of something else"),
    ],
)
def test_the_same_subject_comes_first_in_either_written_standard(engine: WhooshEngine, id: str, expected: set[str]) -> None:
    assert set(similar(engine, id)[:2]) == expected


def test_a_rare_word_in_common_says_more_than_a_frequent_one(tmp_path: Path) -> None:
    words = {
        "en": "Skoleveger og fyrlykter.",
        "to": "Skoleveger.",
        "tre": "Skoleveger.",
        "fire": "Skoleveger.",
        "fem": "Fyrlykter.",
    }
    others = [holding(make(f"annet-{number}", f"Notat nr. {number}"), FILLER) for number in range(20)]
    held = [holding(make(id, "Rapport"), FILLER + text) for id, text in words.items()]
    with searchable(tmp_path, [*held, *others]) as engine:
        assert similar(engine, "en")[0] == "fem"


def test_less_of_the_subject_comes_after_more(engine: WhooshEngine) -> None:
    found = similar(engine, "fyr")
    assert found[:2] == ["fyr-2", "litt-rein"]
    scores = [one.score for one in engine.similar("fyr", 10)]
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)


def test_what_all_documents_say_makes_none_alike(engine: WhooshEngine) -> None:
    assert not any(id.startswith("annet") for id in similar(engine, "rein", 50))


def test_a_document_is_never_like_itself(engine: WhooshEngine) -> None:
    for document, _ in _library():
        assert document.id not in similar(engine, document.id, 100)


def test_no_more_are_told_than_asked_for(engine: WhooshEngine) -> None:
    every = similar(engine, "rein", 100)
    assert [similar(engine, "rein", size) for size in range(3)] == [every[:0], every[:1], every[:2]]


@pytest.mark.parametrize("id", ["finnes-ikke", "", "tom"])
def test_an_unknown_document_and_one_without_text_are_like_none(engine: WhooshEngine, id: str) -> None:
    assert similar(engine, id) == []


def test_what_was_removed_or_written_anew_is_followed(tmp_path: Path) -> None:
    with stocked(tmp_path, _library()) as shelf, closing(shelf.open()) as engine:
        shelf.remove("rein-2")
        shelf.index()
        assert "rein-2" not in similar(engine, "rein", 50)
        assert similar(engine, "rein-2") == []
        shelf.put(make("rein-nn", "Fyrlykter"), Page(1, FYR * 3, "", "nb"))
        shelf.index()
        assert "rein-nn" in similar(engine, "fyr", 2)
        assert set(similar(engine, "rein-nn", 2)) == {"fyr", "fyr-2"}


def gists_of(*documents: tuple[str, str], language: str = "nb") -> list[Gist]:
    """Return the gists of documents of a title and a text each."""
    gathering = Gathering(table := WordTable())
    for number, (title, text) in enumerate(documents):
        gathering.add(number, "title", [Passage(title, language)])
        gathering.add(number, "body", [Passage(text, language)])
    _, ranks = gathering.runs()
    counted = gathering.counted("title"), gathering.counted("body")
    return gists(len(documents), *counted, Terms(table.terms, table.telling(), ranks))


def test_the_gist_is_what_a_document_comes_back_to() -> None:
    text = "Fyrlykter, fyrlykta og fyrlyktene. En havn i 2020. TEK17 og av."
    none, found, other = gists_of(("", ""), ("Fyrlykter og fyrvoktere", text), ("Havner", "En havn"))
    assert none == []
    assert [frequency for _, frequency in found] == sorted((frequency for _, frequency in found), reverse=True)
    assert found[0] == (found[0][0], 4.0 + 3.0)
    terms = [term for term, _ in found]
    assert len(set(terms)) == len(terms)
    assert not [term for term in terms if any(letter.isdigit() for letter in term) or term.startswith("=")]
    assert other == [("havn", 4.0 + 1.0)]


def test_of_terms_as_frequent_the_gist_has_the_last_of_the_alphabet() -> None:
    (found,) = gists_of(("", "skole veier broer skole hytter"))
    assert [term for term, _ in found] == ["skol", *sorted((term for term, _ in found[1:]), reverse=True)]


def test_the_gist_has_its_size() -> None:
    letters = "bcdfghjklmnprst"
    text = " ".join(f"{first}a{second}o{third}y" for first in letters for second in letters for third in letters[:3])
    (found,) = gists_of(("", text), language="en")
    assert len(found) == GIST_TERMS
