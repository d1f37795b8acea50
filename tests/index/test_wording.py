"""A folded word gets its letters back, as the library writes it."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from index.wording import Wording
from library.document import Page
from tests.index.shelf import Shelf, holding, make, stocked

DESCRIBED = replace(
    make("fullt", "Bærekraft", abstract="Sjøveisreglene og «Ærfuglen».", authors=["Bjørg Ås"]),
    subtitle="Måling",
    aliases=("Økoloven",),
    keywords=("fjærkre",),
    committee="Åmlidutvalget",
    chair="Øystein Æra",
)
HOLDINGS = [
    holding(make("a", "Rapport"), "Ål og ålefiske.", "Et kjøleanlegg ved Ælvespeilet’s inngang. Naeroy er stedet."),
    holding(DESCRIBED, "Tekst."),
    holding(make("sv", "Landsbygd", language="sv"), "Sjöfarten och kärnkraft."),
    (make("utgiver", "Rapport", publishers=["ssb"]), (Page(1, "Side én.", "", "nb"), Page(2, "Så et rådhus.", "", "nb"))),
]


@pytest.fixture(scope="module")
def wording(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wording]:
    with stocked(tmp_path_factory.mktemp("wording"), HOLDINGS) as shelf:
        yield from _open(shelf)


def _open(shelf: Shelf) -> Iterator[Wording]:
    with closing(shelf.open()) as engine:
        state = engine._state
        yield Wording(state.arrays, state.columns.ids, shelf.catalogue)


@pytest.mark.parametrize(
    ("folded", "expected"),
    [
        pytest.param("aal", "ål", id="first word of a text"),
        pytest.param("kjoeleanlegg", "kjøleanlegg", id="on a later page"),
        pytest.param("aelvespeilet", "ælvespeilet", id="without the genitive"),
        pytest.param("naeroy", "naeroy", id="as it is written, if that is without the letter"),
        pytest.param("raadhus", "rådhus", id="second page"),
        pytest.param("sjoefarten", "sjöfarten", id="Swedish letters"),
        pytest.param("kaernkraft", "kärnkraft", id="other Swedish letters"),
        pytest.param("baerekraft", "bærekraft", id="title"),
        pytest.param("sjoeveisreglene", "sjøveisreglene", id="abstract"),
        pytest.param("aerfuglen", "ærfuglen", id="in quotation marks"),
        pytest.param("maaling", "måling", id="subtitle"),
        pytest.param("oekoloven", "økoloven", id="alias"),
        pytest.param("fjaerkre", "fjærkre", id="keyword"),
        pytest.param("bjoerg", "bjørg", id="author"),
        pytest.param("aamlidutvalget", "åmlidutvalget", id="committee"),
        pytest.param("oeystein", "øystein", id="chair"),
        pytest.param("sentralbyraa", "sentralbyrå", id="the name of a publisher, which no text has"),
        pytest.param("paa", "på", id="a word that is not held gets Norwegian letters"),
        pytest.param("kommune", "kommune", id="a word without such letters"),
    ],
)
def test_a_word_is_written_as_the_library_writes_it(wording: Wording, folded: str, expected: str) -> None:
    assert wording.spelled(folded) == expected


def test_a_document_that_was_removed_meanwhile_tells_nothing(tmp_path: Path) -> None:
    with stocked(tmp_path, [holding(make("a", "Kärnkraft"), "Sjöfarten.")]) as shelf:
        for wording in _open(shelf):
            shelf.remove("a")
            assert (wording.spelled("kaernkraft"), wording.spelled("sjoefarten")) == ("kærnkraft", "sjøfarten")


def test_a_document_that_was_rewritten_meanwhile_does_not_mislead(tmp_path: Path) -> None:
    with stocked(tmp_path, [holding(make("a", "Kärnkraft"), "Sjöfarten.", "Så og så.")]) as shelf:
        for wording in _open(shelf):
            shelf.put(make("a", "Noe helt annet"), Page(1, "Ett ord.", "", "nb"))
            assert (wording.spelled("kaernkraft"), wording.spelled("sjoefarten")) == ("kærnkraft", "sjøfarten")
