"""Bodies among the authors are publishers; a web site is none where a body is known."""

import pytest

from library.ingest.credits import credit
from library.record import Description
from library.vocabulary import shipped_publishers

KNOWN = shipped_publishers()
CREDITS = {
    "a ministry for an author": ((["Finansdepartementet"], ["regjeringen.no"]), ([], ["Finansdepartementet"])),
    "a ministry that nobody knows": ((["Energidepartementet"], ["regjeringen.no"]), ([], ["Energidepartementet"])),
    "a body with its field": ((["Direktoratet for sild"], []), ([], ["Direktoratet for sild"])),
    "persons": ((["Kari Nordmann"], ["Nordregio"]), (["Kari Nordmann"], ["Nordregio"])),
    "both": ((["Kari Nordmann", "Nordregio"], []), (["Kari Nordmann"], ["Nordregio"])),
    "a body twice": ((["Nordregio"], ["Nordregio"]), ([], ["Nordregio"])),
    "nothing but a site": (([], ["www.eksempel.no"]), ([], ["www.eksempel.no"])),
    "a body that nobody knows": ((["Kari Nordmann"], ["Fiskeinstituttet"]), (["Kari Nordmann"], ["Fiskeinstituttet"])),
    "nobody": (([], []), ([], [])),
}


@pytest.mark.parametrize(("said", "credited"), CREDITS.values(), ids=CREDITS.keys())
def test_bodies_are_told_from_persons(said: tuple[list[str], list[str]], credited: tuple[list[str], list[str]]) -> None:
    result = credit(Description(title="Bok", authors=said[0], publishers=said[1]), KNOWN)
    assert (result.authors, result.publishers, result.title) == (*credited, "Bok")
