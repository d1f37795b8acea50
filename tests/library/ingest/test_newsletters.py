"""A newsletter is kept as a document, and what it lists meets the catalogue: known records are linked, new ones are made."""

import pytest

from library.document import DocumentType, Provenance, Source
from library.record import Description
from library.seed import fill
from tests.library.desk import NYNORSK, Desk
from tests.library.documents import write_lines
from tests.library.pdfs import pdf
from tests.shared import SHARED

NEWSLETTER = SHARED / "seed" / "newsletter.txt"
# All that the real newsletter lists, and the record that each is in the catalogue that ships.
LISTED = {
    "Næringslivets betydning for levende og bærekraftige lokalsamfunn": "nou-2020-12",
    "Distriktskommunen som næringsutvikler": "distriktskommunen-som-naeringsutvikler-2020",
    "Tilflyttings- og rekrutteringsarbeid i distriktene – en oppsummering av kunnskap": (
        "tilflyttings-og-rekrutteringsarbeid-i-distriktene-en-oppsummering-av-k"
    ),
    "Kommunen og nærbutikken": "kommunen-og-naerbutikken-2020",
    "Rural housing challenges in the Nordic region": "rural-housing-challenges-in-the-nordic-region-2020",
    "Planning for sustainable tourism in the Nordic region": "planning-for-sustainable-tourism-in-the-nordic-region-2020",
    "Rural perspectives on digital innovation": "rural-perspectives-on-digital-innovation-policy-brief-2020",
    "Compact cities trigger hig huse of second homes in the Nordic region": (
        "compact-cities-trigger-high-use-of-second-homes-2020"
    ),
    "Strekk i laget: En kartlegging av hvordan FNs bærekraftsmål implementeres i regional og kommunal planlegging": (
        "strekk-i-laget-2020"
    ),
    "Små distriktskommuners deltakelse i innovasjonsvirkemidler": (
        "sma-distriktskommuners-deltakelse-i-innovasjonsvirkemidler-2020"
    ),
    "Tiltak for å stimulere til økt innovasjon og utvikling i små distriktskommuner": (
        "tiltak-for-a-stimulere-til-okt-innovasjon-og-utvikling-i-sma-distrikts-2020"
    ),
}
MISPRINTED = "Compact cities trigger hig huse of second homes in the Nordic region"
is_here = pytest.mark.skipif(not NEWSLETTER.exists(), reason="the newsletter lies in ../shared, which is not here")

LETTER = f"""Nyheter fra fjorden

{NYNORSK}

Fra Distriktssenteret

Kommunen og nærbutikken
Ei bok om fisk og folk i
fjordane

Andre rapporter

Små distriktskommuners deltakelse i innovasjonsvirkemidler (Telemarksforskning)
Sild og samfunn (Fiskeinstituttet)
Ta kontakt med oss
"""


@is_here
def test_all_that_the_real_newsletter_lists_meets_its_record(desk: Desk) -> None:
    fill(desk.settings, desk.catalogue)
    before = set(desk.catalogue.ids())
    report = desk.take(NEWSLETTER)
    assert (report.added, report.changed, report.problems, report.not_understood) == (1, len(LISTED), (), ())
    assert {result.place.split("«")[1].rstrip("»"): result.id for result in report.results[1:]} == LISTED
    assert set(desk.catalogue.ids()) - before == {"newsletter"}
    for title, id in LISTED.items():
        mention = Source("newsletter", document="newsletter", as_written=title if title == MISPRINTED else None)
        assert mention in desk.catalogue.get(id).sources
    again = desk.take(NEWSLETTER)
    assert (again.added, again.changed, again.unchanged) == (0, 0, 1)


@is_here
def test_the_real_newsletter_fills_an_empty_library(desk: Desk) -> None:
    report = desk.take(NEWSLETTER)
    assert (report.added, report.problems) == (1 + len(LISTED), ())
    titles = {document.title: document for document in desk.catalogue.list_documents()}
    assert titles.keys() == {*LISTED, "Newsletter"}
    for title in LISTED:
        one = titles[title]
        assert (one.language, one.provenance["title"]) == ("und", Provenance.MENTION)
        assert one.first_seen is not None
        assert one.sources == (Source("newsletter", document="newsletter"),)
    assert {titles[title].publishers for title in list(LISTED)[1:4]} == {("distriktssenteret",)}
    assert {titles[title].publishers for title in list(LISTED)[4:8]} == {("nordregio",)}
    assert [titles[title].publishers for title in list(LISTED)[8:]] == [
        ("nordlandsforskning",),
        ("telemarksforsking",),
        ("telemarksforsking",),
    ]
    assert str(titles["Næringslivets betydning for levende og bærekraftige lokalsamfunn"].number) == "NOU 2020: 12"


@is_here
def test_the_real_newsletter_is_kept_with_a_language_for_each_section(desk: Desk) -> None:
    desk.take(NEWSLETTER)
    one, pages = desk.catalogue.get("newsletter"), desk.catalogue.pages("newsletter")
    assert one.type is DocumentType.NEWSLETTER
    assert {"nb", "nn"} <= {page.language for page in pages}
    assert {"Fra Distriktssenteret", "Fra Nordregio", "Andre rapporter"} <= {page.label for page in pages}


def test_a_newsletter_links_what_is_known_and_adds_what_is_not(desk: Desk) -> None:
    known = {
        "id": "sma",
        "title": "Små distriktskommuners deltakelse i innovasjonsvirkemidler",
        "type": "report",
        "publishers": ["Telemarksforsking"],
        "published": "2020",
    }
    desk.take(write_lines(desk.folder / "a.jsonl", known))
    report = desk.take(desk.write("brev.txt", LETTER))
    assert {result.id: result.outcome for result in report.results} == {
        "brev": "added",
        "kommunen-og-naerbutikken": "added",
        "ei-bok-om-fisk-og-folk-i-fjordane": "added",
        "sma": "changed",
        "sild-og-samfunn": "added",
    }
    assert [problem.sentence for problem in report.not_understood] == ["Ta kontakt med oss"]
    assert desk.catalogue.get("sild-og-samfunn").publishers == ("fiskeinstituttet",)
    assert desk.catalogue.get("sma").published is not None


def test_a_misprinted_title_meets_its_record_and_the_difference_is_noted(desk: Desk) -> None:
    known = {"title": "Sild og samfunn i nordlege fjordar", "type": "report", "publishers": ["Fiskeinstituttet"]}
    desk.take(write_lines(desk.folder / "a.jsonl", known))
    misprinted = "Slid og samfunn i nordlege fjordar"
    report = desk.take(desk.write("brev.txt", LETTER.replace("Sild og samfunn", misprinted)))
    (id,) = [result.id for result in report.results if misprinted in result.place]
    one = desk.catalogue.get(id)
    assert (one.title, one.sources[-1]) == (known["title"], Source("newsletter", document="brev", as_written=misprinted))
    (notes,) = [result.notes for result in report.results if result.id == id]
    assert notes == (
        "known by nearly the same title",
        "also described by newsletter",
        f"title stays «{known['title']}»; not taken: «{misprinted}»",
    )


def test_a_newsletter_in_pdf_is_read_as_well(desk: Desk) -> None:
    report = desk.take(desk.write("brev.pdf", pdf([LETTER.replace(". ", ".\n")])))
    assert {result.id for result in report.results} == {
        "brev",
        "kommunen-og-naerbutikken",
        "ei-bok-om-fisk-og-folk-i-fjordane",
        "sma-distriktskommuners-deltakelse-i-innovasjonsvirkemidler",
        "sild-og-samfunn",
    }


def test_a_report_is_no_newsletter_unless_the_editor_says_so(desk: Desk) -> None:
    text = f"Ei bok om havet\n\n{NYNORSK}\n\nAndre rapporter\n\nSild og samfunn (Fiskeinstituttet)\n"
    assert desk.take(desk.write("bok.txt", text)).added == 1
    says = Description(type=DocumentType.NEWSLETTER)
    assert desk.take(desk.write("bok.txt", text), says=says, again=True).added == 1
    assert desk.catalogue.ids() == ["bok", "sild-og-samfunn"]
