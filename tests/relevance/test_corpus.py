"""The law corpus is read as it is, and what its acts are called is read from its texts."""

from pathlib import Path

import pytest

from library.catalogue import Catalogue
from library.document import DocumentType, PartialDate
from library.settings import Settings
from tests.relevance.citations import SOURCES_OF_ABBREVIATION, Citation, Names, read_citations
from tests.relevance.corpus import CORPUS, SECTION, Law, fill, read_aliases, read_corpus, to_record, to_sections

needs_corpus = pytest.mark.skipif(not CORPUS.is_file(), reason="the law corpus is not here (../shared/corpus)")
LONG = "Setning om sild og brisling. " * 40
TEXT = f"""
# Lov om prøver (prøveloven)

Gitt ein gong.

## Kapittel 1. Innleiing

### § 1. Formål

Om *formålet*.

### § 2. Opphevet

### § 3. Verkeområde

{LONG}

{LONG}

{LONG}
"""


def law(id: str = "lov/2005-06-17-62", title: str = "Lov om prøver (prøveloven)", text: str = TEXT, topics: str = "") -> Law:
    """Return an act that does not exist."""
    return Law(id=id, title=title, publisher="Klima- og miljødepartementetEnergidepartementet", topics=topics.split(), text=text)


def test_a_section_begins_at_each_heading_and_is_labelled_by_it() -> None:
    sections = to_sections(law())
    assert [(section.number, section.label) for section in sections] == [
        (1, ""),
        (2, "§ 1. Formål"),
        (3, "§ 3. Verkeområde"),
        (4, "§ 3. Verkeområde"),
    ]
    assert sections[0].text == "Gitt ein gong."
    assert sections[1].text == "Kapittel 1. Innleiing\n\n§ 1. Formål\n\nOm formålet."
    assert sections[2].headings == ("§ 2. Opphevet", "§ 3. Verkeområde"), "an empty paragraph goes with the next"
    assert sections[3].headings == (), "a heading stands once"


def test_a_long_section_is_cut_between_paragraphs_and_loses_nothing() -> None:
    sections = to_sections(law())
    assert all(len(section.text) <= SECTION for section in sections)
    assert sections[3].text == LONG.strip()
    assert sum(section.text.count("sild") for section in sections) == TEXT.count("sild")


@pytest.mark.parametrize("text", ["ord " * 2_000, "x" * 7_000, "Setning. " * 1_000], ids=["words", "one word", "sentences"])
def test_a_section_without_paragraphs_is_cut_too(text: str) -> None:
    sections = to_sections(law(text=f"# Lov om prøver (prøveloven)\n\n{text}"))
    assert all(0 < len(section.text) <= SECTION for section in sections)
    assert "".join("".join(section.text.split()) for section in sections) == "".join(text.split())


def test_a_law_is_described_as_the_corpus_has_it() -> None:
    record = to_record(law(topics="Energirett Energirett Klima"), ["prøveloven"])
    assert (record.id, record.title, record.type) == ("lov/2005-06-17-62", "Lov om prøver (prøveloven)", DocumentType.LAW)
    assert (record.published, record.aliases) == ("2005-06-17", ["prøveloven"])
    assert record.publishers == ["Klima- og miljødepartementet", "Energidepartementet"]
    assert record.keywords == ["Energirett", "Klima"]
    assert to_record(law("forskrift/1967-02-10")).type is DocumentType.REGULATION


def test_a_library_is_filled_with_laws(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    report = fill(settings, [law()], {"lov/2005-06-17-62": ("prøveloven",)})
    assert (report.added, report.pages) == (1, 4)
    with Catalogue.open(settings) as catalogue:
        document = catalogue.get("lov/2005-06-17-62")
        assert (document.aliases, document.published) == (("prøveloven",), PartialDate(2005, 6, 17))
        assert document.publishers == ("klima-og-miljodepartementet", "energidepartementet")
        assert len(catalogue.pages(document.id)) == 4
    assert fill(settings, [law()], {"lov/2005-06-17-62": ("prøveloven",)}).unchanged == 1


CITED: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "with its title": (
        "Etter lov 17. juni 2005 nr. 62 om prøver, forsøk mv. (prøveloven) § 4 kan …",
        [("lov/2005-06-17-62", "prøveloven")],
    ),
    "of its day": ("lov av 1 jan 1999 nr 3 (prøveloven)", [("lov/1999-01-01-3", "prøveloven")]),
    "without number": ("Lov 10. februar 1967 om prøver (prøvelova)", [("lov/1967-02-10", "prøvelova")]),
    "a regulation": (
        "forskrift 19. juni 2017 nr. 840 om tekniske prøver (prøveteknisk forskrift)",
        [("forskrift/2017-06-19-840", "prøveteknisk forskrift")],
    ),
    "two": (
        "lov 1. mai 2001 nr. 1 om sild (sildeloven) og lov 2. mai 2001 nr. 2 om brisling (brislingloven)",
        [("lov/2001-05-01-1", "sildeloven"), ("lov/2001-05-02-2", "brislingloven")],
    ),
    "the second of two": (
        "lov 1. mai 2001 nr. 1 om sild og lov 2. mai 2001 nr. 2 om brisling (brislingloven)",
        [("lov/2001-05-02-2", "brislingloven")],
    ),
    "name first": ("etter silde- og brislingloven av 1. mai 2001 nr. 1", [("lov/2001-05-01-1", "silde- og brislingloven")]),
    "name first, act in brackets": ("sildeloven (lov 1. mai 2001 nr. 1)", [("lov/2001-05-01-1", "sildeloven")]),
    "bracket that is no name": ("lov 1. mai 2001 nr. 1 om sild (ikr. 1. juli)", []),
    "bracket of the next sentence": ("lov 1. mai 2001 nr. 1 om sild gjelder. Det samme gjelder (sildeloven)", []),
    "name of the other kind": ("lov 1. mai 2001 nr. 1 om sild (sildeforskriften)", []),
    "the word alone": ("loven av 1. mai 2001 nr. 1", []),
    "no citation": ("kommuneloven § 1 (kommuneloven)", []),
}


@pytest.mark.parametrize(("text", "expected"), CITED.values(), ids=CITED.keys())
def test_a_citation_tells_what_an_act_is_called(text: str, expected: list[tuple[str, str]]) -> None:
    assert list(read_citations(text)) == [Citation(*pair) for pair in expected]


def test_an_act_has_its_own_names_first_and_then_those_that_others_use() -> None:
    cited = "lov 1. mai 2001 nr. 1 om sild ({})"
    laws = [
        law("lov/2001-05-01-1", "Lov om sild (sildeloven)", cited.format("min egen sildelov")),
        law("lov/2002-01-01-1", "Lov om brisling", cited.format("Sildeloven")),
        law("lov/2003-01-01-1", "Lov om torsk", cited.format("sildelova") + " og lov 9. mai 1999 nr. 9 om laks (lakseloven)"),
    ]
    assert read_aliases(laws) == {
        "lov/2001-05-01-1": ("sildeloven", "sildelova"),
        "lov/2002-01-01-1": (),
        "lov/2003-01-01-1": (),
    }


@pytest.mark.parametrize(("sources", "aliases"), [(SOURCES_OF_ABBREVIATION - 1, ()), (SOURCES_OF_ABBREVIATION, ("SIL",))])
def test_an_abbreviation_must_be_in_use(sources: int, aliases: tuple[str, ...]) -> None:
    names = Names()
    for number in range(sources):
        names.read(f"lov/2002-01-01-{number}", "lov 1. mai 2001 nr. 1 om sild (SIL)")
    assert names.aliases({"lov/2001-05-01-1": ()}) == {"lov/2001-05-01-1": aliases}


@needs_corpus
def test_the_corpus_is_read_whole() -> None:
    laws = {law.id: law for law in read_corpus()}
    assert len(laws) == 4_241
    assert laws["lov/2005-06-17-62"].title.endswith("(arbeidsmiljøloven)")


@needs_corpus
def test_names_are_found_that_only_other_texts_have() -> None:
    aliases = read_aliases(read_corpus())
    assert aliases["lov/2005-06-17-62"] == ("arbeidsmiljøloven",)
    assert "dyrevelferdsloven" in aliases["lov/2009-06-19-97"], "its own title has none"
    assert sum(map(bool, aliases.values())) > 800
