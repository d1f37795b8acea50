"""Markdown: sections by headings, marks gone, front matter read."""

from pathlib import Path

import pytest

from library.extract import extract
from tests.library.files import stored


def test_markdown_gives_title_and_sections(tmp_path: Path) -> None:
    boliger = "## Boliger\n\nTekst.\n\n### Detalj\n\nMer.\n\n```\n# ikke overskrift\n```"
    content = f"# Å bo i nord #\n\nInnledning.\n\n{boliger}\n\n## Skoler\nSlutt."
    read = extract(stored(tmp_path, "a.md", content.encode()))
    assert read.says.title == "Å bo i nord"
    assert [(page.number, page.label) for page in read.pages] == [(1, "Å bo i nord"), (2, "Boliger"), (3, "Skoler")]
    assert read.pages[1].text == "Boliger\n\nTekst.\n\nDetalj\n\nMer.\n\n# ikke overskrift"


def test_markdown_marks_are_not_text(tmp_path: Path) -> None:
    marked = "Se *her*, **der** og [siden](http://x.no).\nSkriv `a OR b`.\n\n- **En.** Ja\n- To\n\n  mer\n\n3. Tre\n4. Fire\n"
    table = "| Felt | Eksempel |\n|---|---|\n| År | `år:2015` |\n\n> Sitat\n\n---\n\n![Kart](k.png)\n"
    (page,) = extract(stored(tmp_path, "a.md", f"{marked}\n{table}".encode())).pages
    assert page.text.split("\n\n") == [
        "Se her, der og siden. Skriv a OR b.",
        "- En. Ja\n- To\n  mer",
        "3. Tre\n4. Fire",
        "- Felt · Eksempel\n- År · år:2015",
        "Sitat",
        "Kart",
    ]


def test_markdown_before_the_first_heading_is_kept(tmp_path: Path) -> None:
    read = extract(stored(tmp_path, "a.md", b"Ingress.\n\n# Tittel\n\nTekst."))
    assert [(page.label, page.text) for page in read.pages] == [("", "Ingress."), ("Tittel", "Tittel\n\nTekst.")]


def test_markdown_without_headings_is_one_page(tmp_path: Path) -> None:
    read = extract(stored(tmp_path, "a.md", b"Bare tekst."))
    assert ([page.text for page in read.pages], read.says.title) == (["Bare tekst."], None)


def test_front_matter_says_what_the_document_is(tmp_path: Path) -> None:
    front = """---
title: "Distrikta: kva no?"
subtitle: Ein gjennomgang
author:
  - name: Kari Nordmann
    affiliation: NTNU
  - Ola Nordmann
date: 2023-05-17
lang: nn-NO
keywords: [distriktspolitikk, busetjing]
publisher: Distriktssenteret
abstract: |
  Kort om
  rapporten.
isbn: 978-82-92743-01-0
draft: true
---
# Innleiing

Tekst.
"""
    read = extract(stored(tmp_path, "a.md", front.encode()))
    says = read.says
    assert (says.title, says.subtitle, says.published, says.language) == (
        "Distrikta: kva no?",
        "Ein gjennomgang",
        "2023-05-17",
        "nn",
    )
    assert (says.authors, says.keywords) == (["Kari Nordmann", "Ola Nordmann"], ["distriktspolitikk", "busetjing"])
    assert (says.publishers, says.abstract) == (["Distriktssenteret"], "Kort om\nrapporten.")
    assert [(page.label, page.text) for page in read.pages] == [("Innleiing", "Innleiing\n\nTekst.")]


def test_a_norwegian_no_in_front_matter_is_no_falsehood(tmp_path: Path) -> None:
    read = extract(stored(tmp_path, "a.md", b"---\ntitle: no\nlang: no\nyear: 2020\n---\nTekst.\n"))
    assert (read.says.title, read.says.language) == ("no", None)


BLOCKS = {
    "not yaml": "---\ntitle: [\n---\nTekst.",
    "not fields": "---\nbare tekst\n---\nTekst.",
    "nested without end": "---\n" + "[" * 10_000 + "\n---\nTekst.",
    "not closed": "---\ntitle: Tittel\n\nTekst.",
    "entities that explode": "---\n&a [*a, *a\n---\nTekst.",
}


@pytest.mark.parametrize("text", BLOCKS.values(), ids=BLOCKS.keys())
def test_a_block_that_is_no_front_matter_is_text(tmp_path: Path, text: str) -> None:
    read = extract(stored(tmp_path, "a.md", text.encode()))
    assert "Tekst." in "\n".join(page.text for page in read.pages)
    assert text.split("\n")[1][:10] in "\n".join(page.text for page in read.pages)
    assert read.says.title != "Tittel"


def test_aliases_that_would_explode_say_nothing(tmp_path: Path) -> None:
    levels = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 10))
    read = extract(stored(tmp_path, "a.md", f"---\nl0: &l0 ha\n{levels}keywords: *l9\ntitle: Ja\n---\nTekst.".encode()))
    assert (read.says.title, read.says.keywords) == ("Ja", [])
