from collections import defaultdict
from itertools import combinations

import pytest

from library.text import fold_name, slugify
from library.vocabulary import Publisher, Publishers, shipped_publishers

KINDS = {
    "agency", "committee", "company", "consultancy", "county", "elected-assembly", "intergovernmental", "journal", "ministry",
    "municipality", "organisation", "parliament-body", "publisher", "regional-council", "research-institute", "software",
    "think-tank", "university",
}  # fmt: skip


@pytest.fixture(scope="module")
def publishers() -> Publishers:
    return shipped_publishers()


def test_every_publisher_has_a_readable_key_and_a_kind_that_the_web_translates(publishers: Publishers) -> None:
    assert len(publishers) >= 85
    for publisher in publishers:
        assert publisher.key == slugify(publisher.key)
        assert publisher.names.nb, f"{publisher.key} has no name in bokmål"
        assert publisher.kind in KINDS, publisher.key


def test_spellings_are_clean(publishers: Publishers) -> None:
    for publisher in publishers:
        own = {fold_name(name) for name in publisher.names.all()}
        for alias in publisher.aliases:
            assert alias == " ".join(alias.split())
            assert fold_name(alias) not in own, f"{alias!r} is already a name of {publisher.key}"
            assert "catalogue" not in alias
            assert ";" not in alias


def test_predecessors_and_successors_exist_and_their_years_run_forward(publishers: Publishers) -> None:
    for publisher in publishers:
        if publisher.successor:
            assert publisher.successor in publishers, publisher.key
            assert publisher.successor != publisher.key
        for predecessor in publisher.predecessors:
            assert predecessor.key in publishers, f"{publisher.key} ← {predecessor.key}"
            assert (predecessor.first_year or 0) <= (predecessor.last_year or 9999)
        assert (publisher.first_year or 0) <= (publisher.last_year or 9999)


def test_publishers_of_one_name_are_told_apart_by_their_years(publishers: Publishers) -> None:
    bearers: defaultdict[str, dict[str, Publisher]] = defaultdict(dict)
    for publisher in publishers:
        for spelling in publisher.spellings():
            bearers[fold_name(spelling)][publisher.key] = publisher
    for name, same in bearers.items():
        for first, second in combinations(sorted(same.values(), key=lambda one: one.first_year or 0), 2):
            assert first.last_year is not None, name
            assert first.last_year < (second.first_year or 0), name


KRD, KMD, KDD = (f"kommunal-og-{duty}departementet" for duty in ("regional", "moderniserings", "distrikts"))
NIBR = "by-og-regionforskningsinstituttet-nibr"
REGIONAL = "Ministry of Local Government and Regional Development"


@pytest.mark.parametrize(
    ("name", "year", "key"),
    [
        pytest.param("Nordregio", 2020, "nordregio", id="plain"),
        pytest.param("Telemarksforskning", 2020, "telemarksforsking", id="the-ministry's-spelling"),
        pytest.param("Norsk institutt for by- og regionforskning", 2002, NIBR, id="former-name"),
        pytest.param("NIBR", None, NIBR, id="abbreviation"),
        pytest.param("Menon Business Economics", 2013, "menon-economics", id="former-name-of-a-firm"),
        pytest.param(REGIONAL, 2001, KRD, id="english-2001"),
        pytest.param(REGIONAL, 2023, KDD, id="english-2023"),
        pytest.param("Ministry of Local Government and Modernisation", 2020, KMD, id="english-2020"),
        pytest.param("Office of the Auditor General of Norway", 2001, "riksrevisjonen", id="english-name"),
        pytest.param("Growth Analysis", 2012, "tillvaxtanalys", id="swedish-body-in-english"),
        pytest.param("Sámediggi", None, "sametinget", id="northern-sámi"),
        pytest.param("Kompetansesenter for distriktsutvikling", None, "distriktssenteret", id="old-name"),
    ],
)
def test_names_resolve(publishers: Publishers, name: str, year: int | None, key: str) -> None:
    assert publishers.resolve(name, year).key == key
