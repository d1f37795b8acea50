"""Lists are found by their headings, their titles read whole, and what is not understood is told."""

from __future__ import annotations

import pytest

from library.document import DocumentType, Page
from library.newsletter import read_newsletter
from tests.library.newsletters import PATTERNS, read, titles

# Headings


@pytest.mark.parametrize(
    ("heading", "publisher"),
    [
        pytest.param("Fra Kystrådet", "Kystrådet", id="bokmål"),
        pytest.param("Frå Møreforsking", "Møreforsking", id="nynorsk"),
        pytest.param("Från Tillväxtanalys", "Tillväxtanalys", id="swedish"),
        pytest.param("Nyt fra Erhvervsstyrelsen", "Erhvervsstyrelsen", id="danish"),
        pytest.param("From Nordregio", "Nordregio", id="english"),
        pytest.param("Nytt fra Distriktssenteret", "Distriktssenteret", id="news-from"),
        pytest.param("Nye rapportar frå NIBR", "NIBR", id="reports-from"),
        pytest.param("FRA KYSTRÅDET", "KYSTRÅDET", id="capitals"),
        pytest.param("Fra Kystrådet:", "Kystrådet", id="colon"),
        pytest.param("Fra Kommunal- og distriktsdepartementet", "Kommunal- og distriktsdepartementet", id="name-of-two-parts"),
        pytest.param(
            "Fra Institutt for\nSamfunnsforskning", "Institutt for Samfunnsforskning", id="over-two-lines-before-a-capital"
        ),
        pytest.param("Fra Norsk senter for\nklimatilpasning", "Norsk senter for klimatilpasning", id="over-two-lines"),
        pytest.param("Andre rapporter", None, id="others-in-bokmål"),
        pytest.param("Andre publikasjonar", None, id="others-in-nynorsk"),
        pytest.param("Övriga rapporter", None, id="others-in-swedish"),
        pytest.param("Nye udgivelser", None, id="new-in-danish"),
        pytest.param("Other reports", None, id="others-in-english"),
    ],
)
def test_a_list_begins_with_a_heading_in_any_language(heading: str, publisher: str | None) -> None:
    found = read(f"{heading}\n\nFerjer og folk\nHavner i endring")
    assert [(item.title, item.publisher) for item in found.items] == [
        ("Ferjer og folk", publisher),
        ("Havner i endring", publisher),
    ]
    assert found.sections[0].label == " ".join(heading.split())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Fra Kystrådet kommer tre nye rapporter\n\nFerjer og folk", id="sentence-without-a-full-stop"),
        pytest.param("Fra Kystrådet kommer\ntre nye rapporter.", id="broken-sentence"),
        pytest.param("Fra Kystrådet\nmelder de at vinteren ble lang.", id="broken-after-the-name"),
        pytest.param("Dette er en hilsen som vi fikk\nfra Kystrådet\nog flere andre i dag.", id="within-a-sentence"),
        pytest.param("Vi har lest om\nAndre rapporter\nHer er de.", id="after-a-preposition"),
        pytest.param("Fra Oslo til Bodø\n\nFerjer og folk", id="from-here-to-there"),
        pytest.param("Fra redaktøren\n\nFerjer og folk", id="no-name"),
        pytest.param("- Fra Kystrådet\n- Andre rapporter", id="table-of-contents"),
        pytest.param("Nytt fra Kystrådet\n\nRådet møttes i går. Det ble et langt møte, sier lederen.", id="over-a-story"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_only_looks_like_a_list_makes_no_newsletter(text: str) -> None:
    assert read_newsletter([Page(1, text)], PATTERNS) is None


@pytest.mark.parametrize(
    ("introduction", "label"),
    [
        pytest.param("Her er to rapporter. De er nye.", "Fra Kystrådet", id="sentences"),
        pytest.param("Rådet møttes. Det ble langt. Her er to rapporter:", "", id="colon"),
    ],
)
def test_a_story_under_a_heading_of_a_list_is_told_whole(introduction: str, label: str) -> None:
    found = read(f"Andre rapporter\nHavner\n\nFra Kystrådet\n{introduction}\n\nFerjer og folk\nBruer i nord")
    assert titles(found) == ["Havner"]
    assert found.leftovers == (introduction, "Ferjer og folk", "Bruer i nord")
    assert [section.label for section in found.sections] == ["Andre rapporter", label]


# Broken lines


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param("Støtte til distrikts-\nkommuner", ["Støtte til distriktskommuner"], id="hyphen"),
        pytest.param("Nærings-\nog fiskeripolitikk", ["Nærings- og fiskeripolitikk"], id="suspended-at-the-break"),
        pytest.param("Nærings- og\nfiskeripolitikk", ["Nærings- og fiskeripolitikk"], id="suspended-before"),
        pytest.param("Plan for fylket, del I\nHavner", ["Plan for fylket, del I", "Havner"], id="a-numeral-is-no-preposition"),
        pytest.param("a) Ferjer\nb) Havner", ["Ferjer", "Havner"], id="letters"),
        pytest.param("Regional- og distriktspolitikken", ["Regional- og distriktspolitikken"], id="suspended"),
        pytest.param("Veien til Sør-\nNorge", ["Veien til Sør-Norge"], id="hyphen-before-a-name"),
        pytest.param("Boliger i\nNordland", ["Boliger i Nordland"], id="after-a-preposition"),
        pytest.param("Housing and the\nNordic Region", ["Housing and the Nordic Region"], id="after-an-article"),
        pytest.param("Bostäder och\nLandsbygd", ["Bostäder och Landsbygd"], id="after-a-conjunction"),
        pytest.param("Strekk i laget:\nEn kartlegging", ["Strekk i laget: En kartlegging"], id="after-a-colon"),
        pytest.param("Policy Brief:\nHousing", ["Housing"], id="after-a-prefix"),
        pytest.param("Tiltak (med\nBodø) i nord", ["Tiltak (med Bodø) i nord"], id="in-brackets"),
        pytest.param("Ferjer\tog\tfolk", ["Ferjer og folk"], id="tabs"),
        pytest.param("Ferjer og folk\n\nHavner", ["Ferjer og folk", "Havner"], id="blank-line"),
        pytest.param("Ferjer\nHavner", ["Ferjer", "Havner"], id="two-titles"),
        pytest.param("- Ferjer\n- havner", ["Ferjer", "havner"], id="a-bullet-begins-a-title"),
        pytest.param("Ferjer\n– en studie", ["Ferjer – en studie"], id="a-dash-is-no-bullet-before-a-small-letter"),
        pytest.param("1. Ferjer\n2. Havner", ["Ferjer", "Havner"], id="numbers"),
        pytest.param("eHelse i Nord", ["eHelse i Nord"], id="small-letter-of-a-name"),
        pytest.param(
            "Compact Cities Trigger High Use of Second Homes\nNordic Towns\n"
            "Digital tools and the many uses they are put to\nin the countryside\n"
            "Small schools as the heart of places with very\nfew people\n"
            "Ports, quays and what happens there when boats\nstop calling",
            [
                "Compact Cities Trigger High Use of Second Homes Nordic Towns",
                "Digital tools and the many uses they are put to in the countryside",
                "Small schools as the heart of places with very few people",
                "Ports, quays and what happens there when boats stop calling",
            ],
            id="a-full-line-goes-on-with-a-capital",
        ),
    ],
)  # fmt: skip
def test_a_title_is_read_whole(printed: str, expected: list[str]) -> None:
    assert titles(read(f"Fra Kystrådet\n\n{printed}\n")) == expected


def test_running_text_is_joined_into_paragraphs() -> None:
    story = "Møtet ble langt. Til slutt bevilget de\n12 millioner til Distrikts-\nog næringsfondet i Interreg Nordlig\nPeriferi."
    found = read(f"{story}\n\nAlle gikk hjem.\n\nAndre rapporter\n\nFerjer")
    assert found.sections[0].text == (
        "Møtet ble langt. Til slutt bevilget de 12 millioner til Distrikts- og næringsfondet i Interreg Nordlig Periferi."
        "\n\nAlle gikk hjem."
    )


# Entries


@pytest.mark.parametrize(
    ("printed", "title", "publisher", "number", "type"),
    [
        pytest.param("Ferjer (Kystrådet)", "Ferjer", "Kystrådet", None, None, id="parentheses"),
        pytest.param("Hav (og is) i nord (Kystrådet)", "Hav (og is) i nord", "Kystrådet", None, None, id="two-parentheses"),
        pytest.param("Ferjer (Kystrådet).", "Ferjer", "Kystrådet", None, None, id="full-stop"),
        pytest.param("Ferjer (Kystrådet) (pdf)", "Ferjer", "Kystrådet", None, None, id="remark-after"),
        pytest.param("Ferjer (2020) (Kystrådet)", "Ferjer", "Kystrådet", None, None, id="remark-before"),
        pytest.param("Ferjer (Kystrådet (KR))", "Ferjer", "Kystrådet (KR)", None, None, id="short-name"),
        pytest.param("- Ferjer · Kystrådet · 2020", "Ferjer", "Kystrådet", None, None, id="row-of-a-table"),
        pytest.param("Ferjer (NOU 2019: 3)", "Ferjer", None, "NOU 2019: 3", DocumentType.NOU, id="number-after"),
        pytest.param("NOU 2019:3 – Ferjer", "Ferjer", None, "NOU 2019: 3", DocumentType.NOU, id="number-before"),
        pytest.param(
            "Meld. St. 5 (2019–2020) Levende lokalsamfunn", "Levende lokalsamfunn", None, "Meld. St. 5 (2019–2020)",
            DocumentType.WHITE_PAPER, id="white-paper",
        ),
        pytest.param("«Ferjer i nord» (Kystrådet)", "Ferjer i nord", "Kystrådet", None, None, id="quotes"),
        pytest.param("Evaluering: Ferjer (Kystrådet)", "Ferjer", "Kystrådet", None, DocumentType.EVALUATION, id="prefix"),
        pytest.param("Policy Brief 2020:4: Ports (NIVA)", "Ports", "NIVA", None, DocumentType.POLICY_BRIEF, id="numbered-prefix"),
        pytest.param("Working Paper – Ports (NIVA)", "Ports", "NIVA", None, DocumentType.REPORT, id="prefix-with-a-dash"),
        pytest.param("Rapportering i fylkene (Kystrådet)", "Rapportering i fylkene", "Kystrådet", None, None, id="no-prefix"),
        pytest.param("Er båter bra?\n(Kystrådet)", "Er båter bra?", "Kystrådet", None, None, id="publisher-on-a-new-line"),
        pytest.param("- Tittel · Utgiver\n- Båter · NIVA", "Båter", "NIVA", None, None, id="table-with-a-head"),
        pytest.param("Skaper ferjer vekst? (Kystrådet)", "Skaper ferjer vekst?", "Kystrådet", None, None, id="question"),
    ],
)  # fmt: skip
def test_an_entry_tells_title_publisher_number_and_type(
    printed: str, title: str, publisher: str | None, number: str | None, type: DocumentType | None
) -> None:
    (item,) = read(f"Andre rapporter\n{printed}").items
    assert (item.title, item.publisher, item.number, item.type) == (title, publisher, number, type)
    assert item.as_written == printed.rpartition("\n- ")[2].replace("\n", " ").removeprefix("- ")


def test_under_a_publishers_heading_parentheses_are_part_of_the_title() -> None:
    (item,) = read("Fra Kystrådet\nFerjer (Finnmark)").items
    assert (item.title, item.publisher) == ("Ferjer (Finnmark)", "Kystrådet")


@pytest.mark.parametrize(
    "leftover",
    [
        pytest.param("Veier uten utgiver", id="no-publisher-where-others-have-one"),
        pytest.param("Veier (Møreforsking", id="bracket-not-closed"),
        pytest.param("Les mer om rapportene her", id="link"),
        pytest.param("https://example.org/rapporter", id="address"),
        pytest.param("Alle rapportene er gratis.", id="sentence"),
        pytest.param("…", id="no-letters"),
        pytest.param("Foto: Kari Nordmann", id="caption"),
        pytest.param("Lang " + "tittel " * 200 + "(Kystrådet)", id="longer-than-any-title"),
    ],
)
def test_what_is_not_understood_in_a_list_is_told_and_ends_nothing(leftover: str) -> None:
    found = read(f"Andre rapporter\n\nFerjer (Kystrådet)\n\n{leftover}\n\nHavner (Kystrådet)\n\nBruer (Kystrådet)")
    assert titles(found) == ["Ferjer", "Havner", "Bruer"]
    assert found.leftovers == (leftover,)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("NOU 2019: 3 Trygg ferdsel i farvannene.", "NOU 2019: 3", id="alone"),
        pytest.param("NOU 2019: 3: Trygg ferdsel i farvannene.\nDet kom i går.", "NOU 2019: 3", id="before-a-sentence"),
        pytest.param(
            "NOU 2019: 3 Trygg ferdsel i farvannene. Utvalget er enig.", "NOU 2019: 3", id="before-a-sentence-on-the-line"
        ),
        pytest.param("NOU 2019: 3 ble lagt fram i går.", None, id="sentence"),
        pytest.param("Utvalget leverte NOU 2019: 3 Trygg ferdsel i farvannene.", None, id="within-a-sentence"),
        pytest.param("NOU 2019: 3", None, id="no-title"),
    ],
)
def test_running_text_announces_a_numbered_publication_on_a_line_of_its_own(text: str, number: str | None) -> None:
    found = read(f"Vi skriver om havet.\n\n{text}\n\nAndre rapporter\nFerjer (Kystrådet)")
    assert [item.number for item in found.items] == [*([number] if number else []), None]
    assert found.items[0].title in {"Trygg ferdsel i farvannene", "Ferjer"}


# Where a list ends

AFTER = "Kommunestyret møttes i går. Det ble et langt møte, sier ordføreren til avisen."


@pytest.mark.parametrize(
    ("after", "label"),
    [
        pytest.param(f"\n{AFTER}", "", id="running-text"),
        pytest.param(f"\nLangt møte i kommunen\n{AFTER}", "Langt møte i kommunen", id="headline-and-running-text"),
        pytest.param("Kontakt oss\nSend brev til havna.", "Kontakt oss", id="contact"),
        pytest.param("\nMeld deg på nyhetsbrevet", "", id="subscription"),
    ],
)
def test_a_list_ends_where_something_else_begins(after: str, label: str) -> None:
    found = read(f"Fra Kystrådet\n\nFerjer og folk\nHavner i endring\n{after}")
    assert titles(found) == ["Ferjer og folk", "Havner i endring"]
    assert (found.leftovers, [section.label for section in found.sections]) == ((), ["Fra Kystrådet", label])


def test_bullets_end_with_the_first_paragraph_that_stands_apart() -> None:
    found = read("Fra Kystrådet\n- Ferjer og folk\n- Havner i endring\n\nVi ønsker god jul")
    assert (titles(found), found.sections[1].text) == (["Ferjer og folk", "Havner i endring"], "Vi ønsker god jul")


def test_descriptions_below_titles_are_told_and_the_list_goes_on() -> None:
    first = "Ferjer og folk\nRapporten ser på ferjene. Den er ny."
    found = read(f"Fra Kystrådet\n\n{first}\n\nHavner i endring\nEnda en rapport. Den er eldre.\n")
    assert titles(found) == ["Ferjer og folk", "Havner i endring"]
    assert found.leftovers == ("Rapporten ser på ferjene. Den er ny.", "Enda en rapport. Den er eldre.")


def test_titles_may_all_have_full_stops() -> None:
    assert titles(read("Fra Kystrådet\nFerjer og folk.\nHavner i endring.")) == ["Ferjer og folk", "Havner i endring"]
