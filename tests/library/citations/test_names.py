"""Names of persons are parted so that they can be sorted and shortened; those of bodies stand whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.citations.names import PARTICLES, Name, split_name
from library.lists.people import given_first

PERSONS = {
    "Svein Richard Brandtzæg": Name("Brandtzæg", "Svein Richard"),
    "Gerd Wikan": Name("Wikan", "Gerd"),
    "Stig-Erik Jakobsen": Name("Jakobsen", "Stig-Erik"),
    "Leo A. Grünfeld": Name("Grünfeld", "Leo A."),
    "R. B. Broegaard": Name("Broegaard", "R. B."),
    "R.B.S. Broegaard": Name("Broegaard", "R.B.S."),
    "Á. Bogason": Name("Bogason", "Á."),
    "KA Olsen": Name("Olsen", "KA"),
    "OLA NORDMANN": Name("NORDMANN", "OLA"),
    "Kaja Høiseth-Gilje": Name("Høiseth-Gilje", "Kaja"),
    "Jan van der Berg": Name("Berg", "Jan", "van der"),
    "Otto von Bismarck": Name("Bismarck", "Otto", "von"),
    "Carl af Geijerstam": Name("Geijerstam", "Carl", "af"),
    "Maria de la Cruz Lopez": Name("Cruz Lopez", "Maria", "de la"),
    "Robert De Niro": Name("Niro", "Robert", "De"),
    "Jean d’Alembert": Name("d’Alembert", "Jean"),
    "Shane O'Hara": Name("O'Hara", "Shane"),
    "Omar al-Hasan": Name("al-Hasan", "Omar"),
    "Moussa Ba": Name("Ba", "Moussa"),
    "Per Norden": Name("Norden", "Per"),
    "Ola Nordmann jr.": Name("Nordmann", "Ola", suffix="jr."),
    "Martin Luther King, Jr.": Name("King", "Martin Luther", suffix="Jr."),
    "Ludvig van der Berg III": Name("Berg", "Ludvig", "van der", "III"),
    "  Gerd \t Wikan ": Name("Wikan", "Gerd"),
}
WHOLE = [
    "Statistisk sentralbyrå",
    "Kunnskapsdepartementet",
    "Nærings- og fiskeridepartementet",
    "Menon Economics",
    "Oxford Research",
    "NIVI Analyse",
    "SINTEF Ocean",
    "Norges Bank",
    "Innovasjon Norge",
    "Rambøll Management Consulting",
    "Samfunnsøkonomisk Analyse AS",
    "Skog & Landskab",
    "Kommunesektorens Organisasjon (KS)",
    "NORCE Helse",
    "Klimautvalget 2050",
    "22. juli-kommisjonen",
    "Møre og Romsdal Fylkeskommune",
    "Nordlands Universitet",
    "Norsk institutt for oppvekst, velferd og aldring",
    "A/S Norske Shell",
    "regjeringen.no",
    "bell hooks",
    "Ola",
    "Ola, Kari",
]


@pytest.mark.parametrize(("text", "name"), PERSONS.items(), ids=PERSONS.keys())
def test_a_person_s_name_is_parted(text: str, name: Name) -> None:
    assert split_name(text) == name


@pytest.mark.parametrize("text", WHOLE)
def test_what_may_be_a_body_stands_whole(text: str) -> None:
    assert split_name(text) == Name(text)


_words = st.one_of(
    st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=1, max_size=8),
    st.sampled_from(sorted({*PARTICLES, "Jr.", "A.", "Ola", "Kari", "AS", "og", "d’Arc", "3"})),
)


@given(st.lists(_words, min_size=1, max_size=6).map(" ".join))
def test_a_name_that_was_parted_is_spoken_as_before(text: str) -> None:
    assert str(split_name(text)) == text


@given(st.lists(_words, min_size=2, max_size=6).map(" ".join))
def test_our_readers_put_the_parts_together_again(text: str) -> None:
    name = split_name(text)
    parts = [part for part in (name.surname, name.given, name.suffix) if part]
    assert given_first(parts, junior_last=True) == text
