"""The first pages tell number, date, publisher and identifiers of the document itself, never those of what it cites."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from library.document import Page
from library.ingest.firstpages import find_publisher, read_first_pages
from library.record import Description
from library.vocabulary import shipped_publishers

PUBLISHERS = shipped_publishers()
NEXT_YEAR = datetime.now(UTC).year + 1
PROSE = "Kommunane i distrikta fortel at dei treng meir tid og fleire hender for å løyse oppgåvene som lova pålegg dei no."


def pages(*texts: str) -> list[Page]:
    return [Page(number, text) for number, text in enumerate(texts, start=1)]


def told(*texts: str) -> dict[str, str]:
    """What the pages tell, without what they do not."""
    says = read_first_pages(pages(*texts), None)
    fields = ("series", "number", "session", "published", "isbn", "issn", "doi")
    return {name: value for name in fields if (value := getattr(says, name))}


NOU = {"series": "NOU", "number": "2020:12"}
TELL: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "NOU": (
        (
            "NOU\nNorges offentlige utredninger 2020: 12\nNæringslivets betydning for levende lokalsamfunn",
            "Utredning fra utvalg oppnevnt ved kongelig resolusjon 28. juni 2019.\n"
            "Avgitt til Nærings- og\nfiskeridepartementet 28. oktober 2020.",
        ),
        {**NOU, "published": "2020-10-28"},
    ),
    "NOU whose page names the year of its mandate only": (
        ("NOU 2020: 12", "Utvalg oppnevnt ved kongelig resolusjon\n28. juni 2019."),
        {**NOU, "published": "2020"},
    ),
    "NOU in nynorsk": (("Noregs offentlege utgreiingar 2020: 12\nNæringslivet",), {**NOU, "published": "2020"}),
    "Meld. St. over two lines": (
        ("Meld. St. 5\n(2019–2020)\nMelding til Stortinget\nLevende lokalsamfunn",),
        {"series": "Meld. St.", "number": "5", "session": "2019–2020"},
    ),
    "Prop. with its date": (
        ("Prop. 1 S\n(2020–2021)\nProposisjon til Stortinget\n25. september 2020",),
        {"series": "Prop.", "number": "1 S", "session": "2020–2021", "published": "2020-09-25"},
    ),
    "SOU": (
        ("SOU 2017:1\nFör Sveriges landsbygder\nStockholm 2017",),
        {"series": "SOU", "number": "2017:1", "published": "2017"},
    ),
    "place and date": (("Bustader i bygda\nOslo, 28. oktober 2020",), {"published": "2020-10-28"}),
    "place and date without a comma": (("Bustader i bygda\nMo i Rana 28. oktober 2020",), {"published": "2020-10-28"}),
    "place and year": (("Bustader i bygda\nBodø 2018",), {"published": "2018"}),
    "a month": (("Bustader i bygda\nNovember 2020",), {"published": "2020-11"}),
    "in English": (("Housing\n3 May 2019",), {"published": "2019-05-03"}),
    "in English, the month first": (("Housing\nOctober 28, 2020",), {"published": "2020-10-28"}),
    "in Swedish": (("Bostäder\nÖstersund, augusti 2019",), {"published": "2019-08"}),
    "in Danish": (("Boliger\nKøbenhavn, marts 2019",), {"published": "2019-03"}),
    "a colophon": (
        (
            "Compact cities",
            "Nordregio Report 2020:4\nISBN (PDF): 978-82-583-1443-8\nISSN 1403-2503\n"
            "DOI: doi.org/10.6027/R2020:4.1403-2503\n© Nordregio 2020 and the authors",
        ),
        {"published": "2020", "isbn": "9788258314438", "issn": "1403-2503", "doi": "10.6027/r2020:4.1403-2503"},
    ),
    "copyright without the sign": (("Bustader", "Copyright Nordregio 2019"), {"published": "2019"}),
    "a brief of two pages": (("Bustader i bygda\nDesember 2019", PROSE), {"published": "2019-12"}),
}  # fmt: skip


@pytest.mark.parametrize(("texts", "expected"), TELL.values(), ids=TELL.keys())
def test_title_pages_tell(texts: tuple[str, ...], expected: dict[str, str]) -> None:
    assert told(*texts) == expected


REFERENCES = (
    "Nordmann, K. (2015). Kommunen som arena.\nOslo 2015\nNOU 2016: 4\nMeld. St. 18 (2016–2017)\n"
    "https://doi.org/10.1016/j.jrurstud.2018.01.001\nISBN 978-82-583-1443-8\n1998\n2003"
)
NOTHING: dict[str, tuple[str, ...]] = {
    "a preface that cites other reports": (
        f"Forord\n{PROSE}\nVi viser til NOU 2018: 5 og til Meld. St. 18 (2016–2017) for meir.",
    ),
    "a day that is not": ("Bustader\nOslo, 31. juni 2020",),
    "a date in the future": (f"Mål for bygda\nOslo, 1. mai {NEXT_YEAR}",),
    "a year in the future": (f"Mål for bygda\nBygda {NEXT_YEAR + 10}",),
    "references of a brief": ("Bustader i bygda", f"{PROSE}\nReferanser\n{REFERENCES}"),
    "references of an English brief": (PROSE, f"{PROSE}\nReferences:\n{REFERENCES}"),
    "references that are numbered as a chapter": (PROSE, f"{PROSE}\n5. Litteratur\n{REFERENCES}"),
    "references on a page of their own": ("Bustader i bygda", PROSE, f"Litteratur\n{REFERENCES}", REFERENCES),
    "several DOIs of others": (PROSE, "https://doi.org/10.1000/a1\nhttps://doi.org/10.1000/b2"),
    "a DOI in running text": (PROSE, f"{PROSE[:50]} (doi 10.1000/a1)"),
    "the axis of a figure": ("Bustader i bygda\n" + f"{PROSE}\n" * 30 + "2005\n2010\n2015",),
    "an ISBN that is none": ("Bustader\nISBN 978-82-583-1443-9",),
    "a phone number": ("Bustader\nTelefon 2020 2021",),
    "no text": ("",),
    "no page": (),
}


@pytest.mark.parametrize("texts", NOTHING.values(), ids=NOTHING.keys())
def test_what_is_not_of_the_document_itself_is_not_taken(texts: tuple[str, ...]) -> None:
    assert told(*texts) == {}


def test_the_largest_type_gives_the_title() -> None:
    assert read_first_pages(pages("Bustader\ni bygda"), "Bustader i bygda").title == "Bustader i bygda"


NAMES: dict[str, tuple[tuple[str, ...], list[str]]] = {
    "alone on a line": (("Bustader i bygda\nNordregio\n2020",), ["Nordregio"]),
    "in another spelling": (("Bustader\nNORDREGIO",), ["NORDREGIO"]),
    "on the second page": (("Bustader", "Nordregio"), ["Nordregio"]),
    "said to be the publisher": (("Samferdselsdepartementet", "Utgitt av: Nordregio"), ["Nordregio"]),
    "said so in nynorsk": (("Samferdselsdepartementet\nUtgjevar: Nordregio",), ["Nordregio"]),
    "said so in English": (("Published by Nordregio",), ["Nordregio"]),
    "the one who ordered it": (("Evaluering\nPå oppdrag fra\nSamferdselsdepartementet\nNIBR",), ["NIBR"]),
    "the one who ordered it, named as such": (("Evaluering\nOppdragsgiver:\nSamferdselsdepartementet",), []),
    "in running text": ((f"{PROSE} Nordregio",), []),
    "not known": (("Utgitt av: Ei bygd ingen veit om",), []),
    "on a later page": (("Bustader", PROSE, "Nordregio"), []),
    "a short word": (("KS",), []),
}


@pytest.mark.parametrize(("texts", "expected"), NAMES.values(), ids=NAMES.keys())
def test_the_publisher_is_a_known_name_on_a_line_of_its_own(texts: tuple[str, ...], expected: list[str]) -> None:
    assert find_publisher(pages(*texts), PUBLISHERS) == Description(publishers=expected)
