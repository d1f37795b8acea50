"""Folding, sorting and slugs: which spellings meet, and which do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.text import MAX_SLUG, fold, fold_name, slugify, sort_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Næring", "NAERING"),
        ("sjövägen", "sjøvægen"),
        ("Ålesund", "Aalesund"),
        ("Ålesund", "A\u030alesund"),
        ("Tromsø", "tromsoe"),
        ("idé", "ide"),
        ("Sámediggi", "samediggi"),
    ],
)
def test_spellings_that_meet(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("vært", "vert"), ("bønder", "bander"), ("hår", "har"), ("rød", "rod")])
def test_spellings_that_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_names_meet_whatever_their_punctuation() -> None:
    assert fold_name("Menon  Economics.") == fold_name("menon economics")
    assert fold_name("Kommunal– og distriktsdepartementet") == fold_name("Kommunal- og distriktsdepartementet")


def test_sorts_as_a_norwegian_register() -> None:
    names = ["Ås", "Zeta", "Ørsta", "Ära", "Ærfugl", "Aasen", "asker", "Öland", "(Bodø)", "Éva", "Eva B"]
    assert " ".join(sorted(names, key=sort_key)) == "asker (Bodø) Éva Eva B Zeta Ära Ærfugl Öland Ørsta Ås Aasen"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Næringslivets betydning", "naeringslivets-betydning"),
        ("Små distriktskommuner", "sma-distriktskommuner"),
        ("NOU 2020: 12", "nou-2020-12"),
        ("Meld. St. 5 2019–2020", "meld-st-5-2019-2020"),
        ("«?»", ""),
    ],
)
def test_slugs(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(st.text())
def test_folding_and_slugs_are_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert slugify(slugify(text)) == slugify(text)
    assert len(slugify(text)) <= MAX_SLUG
