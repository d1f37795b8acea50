"""What a newsletter lists is found whatever it was saved as; its stories become sections; nothing of it is lost."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from library.document import UNDETERMINED, DocumentType, Page
from library.extract import extract
from library.language import LanguageDetector
from library.newsletter import Newsletter, read_newsletter
from tests.library.newsletters import PATTERNS, read, titles
from tests.library.passages import BOKMAL, NYNORSK
from tests.library.pdfs import pdf
from tests.shared import SHARED

REAL = SHARED / "seed" / "newsletter.txt"
needs_real = pytest.mark.skipif(not REAL.exists(), reason="the real newsletter is not part of the project (../shared/seed)")


@pytest.fixture(scope="module")
def detector() -> LanguageDetector:
    return LanguageDetector.load()


@pytest.fixture(scope="module")
def real(detector: LanguageDetector) -> Newsletter:
    found = read_newsletter(extract(REAL).pages, PATTERNS, detector.detect_page)
    assert found is not None
    return found


@needs_real
def test_the_real_newsletter_lists_exactly_these_publications(real: Newsletter) -> None:
    assert [(item.title, item.publisher, item.number, item.type) for item in real.items] == [
        ("Næringslivets betydning for levende og bærekraftige lokalsamfunn", None, "NOU 2020: 12", DocumentType.NOU),
        ("Distriktskommunen som næringsutvikler", "Distriktssenteret", None, None),
        ("Tilflyttings- og rekrutteringsarbeid i distriktene – en oppsummering av kunnskap", "Distriktssenteret", None, None),
        ("Kommunen og nærbutikken", "Distriktssenteret", None, None),
        ("Rural housing challenges in the Nordic region", "Nordregio", None, None),
        ("Planning for sustainable tourism in the Nordic region", "Nordregio", None, None),
        ("Rural perspectives on digital innovation", "Nordregio", None, DocumentType.POLICY_BRIEF),
        (
            "Compact cities trigger hig huse of second homes in the Nordic region",  # misprinted so
            "Nordregio",
            None,
            DocumentType.POLICY_BRIEF,
        ),
        (
            "Strekk i laget: En kartlegging av hvordan FNs bærekraftsmål implementeres i regional og kommunal planlegging",
            "Nordlandsforskning",
            None,
            None,
        ),
        ("Små distriktskommuners deltakelse i innovasjonsvirkemidler", "Telemarksforskning", None, None),
        (
            "Tiltak for å stimulere til økt innovasjon og utvikling i små distriktskommuner",
            "Telemarksforskning",
            None,
            None,
        ),
    ]
    assert real.leftovers == ()


@needs_real
def test_an_item_of_the_real_newsletter_stands_in_the_section_that_prints_it(real: Newsletter) -> None:
    sections = {section.number: section for section in real.sections}
    assert [section.number for section in real.sections] == list(range(1, len(real.sections) + 1))
    for item in real.items:
        assert item.as_written in sections[item.section].text
    assert [sections[item.section].label for item in real.items[1::3]] == [
        "Fra Distriktssenteret",
        "Fra Nordregio",
        "Fra Nordregio",
        "Andre rapporter",
    ]


@needs_real
def test_the_written_standards_of_the_real_newsletter_are_kept_apart(real: Newsletter, detector: LanguageDetector) -> None:
    languages = [detector.detect_page(section.text) for section in real.sections]
    assert {"nb", "nn"} <= set(languages)
    for section, language in zip(real.sections, languages, strict=True):
        paragraphs = {detector.detect_page(paragraph) for paragraph in section.text.split("\n\n")}
        assert paragraphs <= {language, UNDETERMINED}, section.text


@needs_real
def test_the_real_newsletter_as_a_pdf_reads_the_same(real: Newsletter, tmp_path: Path) -> None:
    lines = [" ".join(line.split()) for line in REAL.read_text(encoding="utf-8").splitlines() if line.strip()]
    printed = read_newsletter(_extracted(tmp_path, "a.pdf", pdf(["\n".join(lines[:50]), "\n".join(lines[50:])])), PATTERNS)
    assert printed is not None
    assert [(item.title, item.publisher) for item in printed.items] == [(item.title, item.publisher) for item in real.items]


# The same newsletter as a text, a PDF, a web page and a Word document.
STORY = """Havna skal bygges ut.
Kommunestyret sa i går ja til planene, som har vært omstridt i mange år, og vil
begynne arbeidet til våren."""
SAME = [
    ("Havner i endring – en studie av ti kystbyer", "Vestlandsinstituttet", None, None),
    ("Ferjer og folk", "Vestlandsinstituttet", None, DocumentType.REPORT),
    ("Kva kostar ei bru?", "Møreforsking", None, None),
    ("Veier til vekst", "Kystrådet", None, None),
    ("Trygg ferdsel i farvannene", None, "NOU 2019: 3", DocumentType.NOU),
]
PRINTED = f"""Nytt kaianlegg i Bogen
{STORY}

Fra Vestlandsinstituttet
• Havner i endring – en studie av ti
kystbyer
• Rapport: Ferjer og folk

Andre rapporter
• Kva kostar ei bru? (Møreforsking)
• Veier til vekst
(Kystrådet)
• NOU 2019: 3 Trygg ferdsel i farvannene
• Les mer her

Kontakt oss
Redaksjonen svarer på spørsmål alle hverdager.
"""
CUT = PRINTED.index("kystbyer")
HTML = f"""<html lang="nb"><head><title>Kystnytt</title></head><body><article><h2>Nytt kaianlegg i Bogen</h2><p>{STORY}</p>
<h2>Fra Vestlandsinstituttet</h2><ul><li>Havner i endring – en studie av ti kystbyer</li>
<li><a href="/2">Rapport: Ferjer og folk</a></li></ul>
<h2>Andre rapporter</h2><ul><li>Kva kostar ei bru? (Møreforsking)</li><li>Veier til vekst (Kystrådet)</li>
<li>NOU 2019: 3 Trygg ferdsel i farvannene</li><li>Les mer her</li></ul>
<h2>Kontakt oss</h2><p>Redaksjonen svarer på spørsmål alle hverdager.</p></article></body></html>"""


def _word() -> bytes:
    document = docx.Document()
    document.add_heading("Nytt kaianlegg i Bogen", 1)
    document.add_paragraph(STORY.replace("\n", " "))
    document.add_heading("Fra Vestlandsinstituttet", 1)
    document.add_paragraph("Havner i endring – en studie av ti kystbyer", style="List Bullet")
    document.add_paragraph("Rapport: Ferjer og folk", style="List Bullet")
    document.add_heading("Andre rapporter", 1)
    for entry in ("Kva kostar ei bru? (Møreforsking)", "Veier til vekst (Kystrådet)", "NOU 2019: 3 Trygg ferdsel i farvannene"):
        document.add_paragraph(entry, style="List Number")
    document.add_paragraph("Les mer her", style="List Number")
    document.add_heading("Kontakt oss", 1)
    document.add_paragraph("Redaksjonen svarer på spørsmål alle hverdager.")
    document.save(target := BytesIO())
    return target.getvalue()


def _spaced() -> bytes:
    """The text as programs take it from some PDFs: tabs between words, a blank line after every line."""
    return PRINTED.replace("\n\n", "\n").replace("\n", "\n\n").replace(" ", "\t").encode()


def _extracted(folder: Path, name: str, content: bytes) -> tuple[Page, ...]:
    path = folder / name
    path.write_bytes(content)
    return extract(path).pages


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("a.txt", PRINTED.encode, id="text"),
        pytest.param("a.txt", PRINTED.replace("\nFra Vest", "\fFra Vest").encode, id="text-in-two-pages"),
        pytest.param("a.txt", _spaced, id="text-with-tabs-and-blank-lines"),
        pytest.param("a.pdf", lambda: pdf([PRINTED.replace("\n\n", "\n").strip()]), id="pdf"),
        pytest.param("a.pdf", lambda: pdf([PRINTED[:CUT] + "3", PRINTED[CUT:] + "4"]), id="pdf-with-the-list-over-two-pages"),
        pytest.param("a.html", HTML.encode, id="web-page"),
        pytest.param("a.docx", _word, id="word"),
    ],
)  # fmt: skip
def test_a_newsletter_reads_the_same_in_every_format(name: str, content: Callable[[], bytes], tmp_path: Path) -> None:
    found = read_newsletter(_extracted(tmp_path, name, content()), PATTERNS)
    assert found is not None
    assert [(item.title, item.publisher, item.number, item.type) for item in found.items] == SAME
    assert found.leftovers == ("Les mer her",)
    assert [section.label for section in found.sections][:3] == [
        "Nytt kaianlegg i Bogen",
        "Fra Vestlandsinstituttet",
        "Andre rapporter",
    ]
    assert "Redaksjonen svarer" in found.sections[-1].text


def test_a_heading_may_stand_in_the_label_alone() -> None:
    pages = [
        Page(1, "Ferjer og folk\nKva kostar ei bru?", label="Frå Møreforsking", headings=("Frå Møreforsking",)),
        Page(2, "Hei.", "2"),
    ]
    found = read_newsletter(pages, PATTERNS)
    assert found is not None
    assert [(item.title, item.publisher) for item in found.items] == [
        ("Ferjer og folk", "Møreforsking"),
        ("Kva kostar ei bru?", "Møreforsking"),
    ]
    assert found.sections[0].text.startswith("Frå Møreforsking\n\n- Ferjer og folk\n- Kva")


def test_the_label_of_a_printed_page_is_no_heading() -> None:
    found = read_newsletter([Page(1, "Andre rapporter\n\nFerjer", "Side 3"), Page(2, "Havner", "iv")], PATTERNS)
    assert found is not None
    assert (titles(found), [section.label for section in found.sections]) == (["Ferjer", "Havner"], ["Andre rapporter"])


def test_titles_may_be_headings_below_the_heading_of_their_list() -> None:
    text = "Fra Vestlandsinstituttet\n\nFerjer og folk\n\nRapporten ser på ferjene. Den er ny.\n\nHavner i endring"
    page = Page(1, text, "Fra Vestlandsinstituttet", headings=("Fra Vestlandsinstituttet", "Ferjer og folk", "Havner i endring"))
    found = read_newsletter([page, Page(2, "Møte i mai\n\nAlle er velkomne.", "Møte i mai", headings=("Møte i mai",))], PATTERNS)
    assert found is not None
    assert titles(found) == ["Ferjer og folk", "Havner i endring"]
    assert found.leftovers == ("Rapporten ser på ferjene. Den er ny.",)
    assert [section.label for section in found.sections] == ["Fra Vestlandsinstituttet", "Møte i mai"]


# Stories


def test_neighbouring_stories_in_two_languages_become_two_sections(detector: LanguageDetector) -> None:
    text = f"{BOKMAL.strip()}\n\nFoto: Ola Nordmann\n\n{NYNORSK.strip()}\n\nHei på deg.\n\nAndre rapporter\n\nFerjer"
    found = read_newsletter([Page(1, text)], PATTERNS, detector.detect_page)
    assert found is not None
    assert [detector.detect_page(section.text) for section in found.sections] == ["nb", "nn", "und"]
    assert found.sections[1].text.startswith("Foto: Ola Nordmann\n\nKommunane")
    assert found.sections[1].text.endswith("Hei på deg.")


def test_short_paragraphs_are_judged_together(detector: LanguageDetector) -> None:
    sentences = [*BOKMAL.strip().replace("\n", " ").split(". "), *NYNORSK.strip().replace("\n", " ").split(". ")]
    text = "\n\n".join(f"{sentence.rstrip('.')}." for sentence in sentences)
    found = read_newsletter([Page(1, f"{text}\n\nAndre rapporter\n\nFerjer")], PATTERNS, detector.detect_page)
    assert found is not None
    assert [detector.detect_page(section.text) for section in found.sections] == ["nb", "nn", "und"]


def test_a_short_paragraph_between_two_stories_goes_with_its_language(detector: LanguageDetector) -> None:
    lead = "Eit fleirtal i utvalet ønskjer at kommunane sjølve skal få velje."
    text = f"{BOKMAL.strip()}\n\n{lead}\n\n{NYNORSK.strip()}\n\nAndre rapporter\n\nFerjer"
    found = read_newsletter([Page(1, text)], PATTERNS, detector.detect_page)
    assert found is not None
    assert found.sections[1].text.startswith(lead)


def test_a_headline_labels_its_story_and_a_line_of_links_is_none() -> None:
    ferries = "Ferjene går igjen\nDet er stille på kaia. Alle er om bord.\n\nRutetabell\nPriser\nKart"
    text = f"{ferries}\n\nBru i Bogen åpnet\nFolk møtte opp. De sang.\n\nAndre rapporter\nVeier"
    assert [section.label for section in read(text).sections] == [
        "Ferjene går igjen",
        "Bru i Bogen åpnet",
        "Andre rapporter",
    ]


# Hostile input


@pytest.mark.parametrize(
    ("text", "items"),
    [
        pytest.param("Andre rapporter", 0, id="heading-as-the-last-line"),
        pytest.param("Andre rapporter\n\nFra Kystrådet\nFerjer", 1, id="empty-list"),
        pytest.param("Andre rapporter\n" + "Ferjer (\n" * 10_000, 0, id="brackets-never-closed"),
        pytest.param("Andre rapporter\n" + "(" * 200_000, 0, id="one-line-of-brackets"),
        pytest.param("Andre rapporter\n" + "Ferjer (a" * 20_000, 0, id="one-long-line"),
        pytest.param("Fra Kystrådet\n\n" + "og så videre og\n" * 10_000, 0, id="a-line-that-never-ends"),
        pytest.param("Fra Kystrådet\n" + "Ferjer og folk\n" * 10_000, 10_000, id="many-titles"),
        pytest.param("Fra Kystrådet\nFerjer\n" * 5_000, 5_000, id="many-lists"),
        pytest.param("Fra Kystrådet\n" + "\n".join("Policy Brief: " * 60 for _ in range(1_000)), 0, id="nothing-but-prefixes"),
        pytest.param("Andre rapporter\n\n" + " (pdf) (2020)" * 5_000, 0, id="nothing-but-remarks"),
        pytest.param("Andre rapporter\n" + "A · " * 20_000, 0, id="a-row-of-20,000-cells"),
        pytest.param("Fra " * 50_000 + "X.\nAndre rapporter", 0, id="a-heading-without-end"),
    ],
)
def test_hostile_text_is_read(text: str, items: int, detector: LanguageDetector) -> None:
    found = read_newsletter([Page(1, text)], PATTERNS, detector.detect_page)
    assert found is not None
    assert len(found.items) == items


def test_ten_thousand_short_paragraphs_are_read(detector: LanguageDetector) -> None:
    found = read_newsletter([Page(1, "12 345.\n" * 10_000 + "Andre rapporter\nFerjer")], PATTERNS, detector.detect_page)
    assert found is not None
    assert titles(found) == ["Ferjer"]


WORDS = st.sampled_from(
    [
        "Fra Kystrådet",
        "Andre rapporter",
        "Ferjer",
        "og",
        "(Møreforsking)",
        "(",
        ")",
        "- ",
        "1. ",
        "–",
        "Ei bru.",
        "NOU 2019: 3",
        "hav-",
    ]
)
LINES = st.lists(st.lists(WORDS, max_size=4).map(" ".join), max_size=20)


@given(lines=LINES)
@example(lines=["Fra Kystrådet", "Fra Kystrådet", "Ei bru. Ei bru."])  # the second is the heading of a story
def test_no_word_of_a_newsletter_is_lost_and_every_entry_of_a_list_is_an_item_or_told(lines: list[str]) -> None:
    found = read_newsletter([Page(1, "\n".join(lines))], PATTERNS)
    if found is None:
        return
    assert _letters("".join(section.text for section in found.sections)) == _letters("".join(lines))
    for item in found.items:
        assert item.as_written in found.sections[item.section - 1].text
    told = {*found.leftovers, *(item.as_written for item in found.items)}
    for section in found.sections:
        if PATTERNS.list_heading(section.label):
            assert all(any(text in line for text in told) for line in section.text.split("\n")[1:] if line.strip())


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())
