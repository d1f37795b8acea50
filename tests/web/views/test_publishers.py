"""The register has every publisher once, under its initial, with what it was called before and after."""

from index.engine import NO_VALUE, FacetCount
from library.vocabulary import Names, Predecessor, Publisher, Publishers
from tests.index.shelf import TOPICS
from web.labels import Labels
from web.texts import load_texts
from web.views.publishers import RegisterView, register_view

REGISTER = Publishers(
    [
        Publisher(
            key="krd",
            names=Names(nb="Kommunal- og regionaldepartementet"),
            kind="ministry",
            first_year=1998,
            last_year=2013,
            predecessors=(Predecessor(key="ka", first_year=1993, last_year=1997), Predecessor(key="as", last_year=1989)),
            successor="kmd",
        ),
        Publisher(key="ka", names=Names(nb="Kommunal- og arbeidsdepartementet"), kind="ministry"),
        Publisher(key="as", names=Names(nb="Arbeids- og sosialdepartementet"), kind="ministry"),
        Publisher(key="kmd", names=Names(nb="Kommunal- og moderniseringsdepartementet"), short="KMD", kind="ministry"),
        Publisher(key="ruralis", names=Names(nb="Ruralis"), kind="research-institute", homepage="https://www.ruralis.no/om"),
        Publisher(key="os", names=Names(nb="Østlandsforskning"), homepage="javascript:alert(1)"),
    ]
)
COUNTS = [
    FacetCount(key, count, selected=False) for key, count in {"krd": 5, "ruralis": 3, "os": 2, "kmd": 1, NO_VALUE: 9}.items()
]
LABELS = Labels(REGISTER, TOPICS, load_texts())


def names(view: RegisterView) -> dict[str, list[str]]:
    return {initial: [publisher.name for publisher in group] for initial, group in view.groups}


def test_publishers_with_documents_stand_under_their_initials() -> None:
    view = register_view(COUNTS, None, LABELS, "nb")
    assert names(view) == {
        "K": ["Kommunal- og moderniseringsdepartementet", "Kommunal- og regionaldepartementet"],
        "R": ["Ruralis"],
        "Ø": ["Østlandsforskning"],
    }
    assert (view.shown, view.total) == (4, 4)


def test_those_of_one_kind_are_shown_and_all_kinds_are_counted() -> None:
    view = register_view(COUNTS, "ministry", LABELS, "nb")
    assert list(names(view)) == ["K"]
    assert (view.shown, view.total, view.kind, view.all) == (2, 4, "Departement", "/nb/publishers")
    assert [(kind.link.label, kind.link.address, kind.publishers) for kind in view.kinds] == [
        ("Departement", None, 2),
        ("Forskningsinstitutt", "/nb/publishers?kind=research-institute", 1),
    ]


def test_what_a_publisher_was_and_became_is_told_with_years_and_linked_where_there_are_documents() -> None:
    view = register_view(COUNTS, None, LABELS, "nb")
    krd = view.groups[0][1][1]
    assert krd.facts == ("Departement", "1998–2013")
    assert [(link.label, link.address) for link in krd.predecessors] == [
        ("Kommunal- og arbeidsdepartementet (1993–1997)", None),
        ("Arbeids- og sosialdepartementet (–1989)", None),
    ]
    assert krd.successor is not None
    assert krd.successor.address == "/nb/?publisher=kmd"


def test_a_web_site_is_called_by_its_host_and_an_unsafe_address_is_none() -> None:
    view = register_view(COUNTS, None, LABELS, "nb")
    ruralis, unsafe = view.groups[1][1][0], view.groups[2][1][0]
    assert ruralis.homepage is not None
    assert (ruralis.homepage.label, ruralis.homepage.address) == ("ruralis.no", "https://www.ruralis.no/om")
    assert unsafe.homepage is None


def test_what_all_that_are_shown_have_in_common_is_not_told_of_each() -> None:
    assert [publisher.facts for publisher in register_view(COUNTS, "ministry", LABELS, "nb").groups[0][1]] == [(), ("1998–2013",)]
