"""What was set in lines on printed pages reads as running text: words whole, running heads and page numbers gone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.extract.mending import mend_lines, mend_pages


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        pytest.param("distrikts-\nkommuner", "distriktskommuner", id="a broken word is joined"),
        pytest.param("distrikts- \n  kommuner", "distriktskommuner", id="with space at the break"),
        pytest.param("distrikts-\r\nkommuner", "distriktskommuner", id="with carriage return"),
        pytest.param("regional-\nog distriktspolitikk", "regional-\nog distriktspolitikk", id="suspended before og"),
        pytest.param("plan-\neller byggesak", "plan-\neller byggesak", id="suspended before eller"),
        pytest.param("regional-\noch lokalpolitik", "regional-\noch lokalpolitik", id="suspended before och"),
        pytest.param("short-\nand long-term", "short-\nand long-term", id="suspended before and"),
        pytest.param("distrikts-\noppgaver", "distriktsoppgaver", id="a word that only begins like og"),
        pytest.param("Sør-\nNorge", "Sør-Norge", id="a name keeps its hyphen"),
        pytest.param("EØS-\navtalen", "EØS-avtalen", id="an abbreviation keeps its hyphen"),
        pytest.param("2019-\n2020", "2019-2020", id="years keep theirs"),
        pytest.param("2020-\ntallet", "2020-tallet", id="and so does a decade"),
        pytest.param("e-\npost", "e-post", id="a lone letter keeps its hyphen"),
        pytest.param("nærings\xad\nliv", "næringsliv", id="a soft hyphen"),
        pytest.param("nærings-,\nhandels- og", "nærings-,\nhandels- og", id="suspended before a comma"),
        pytest.param("slik –\nmen", "slik –\nmen", id="a dash is no hyphen"),
    ],
)
def test_line_ends_are_mended(broken: str, mended: str) -> None:
    assert mend_lines(broken) == mended


def mended(*pages: str, labels: tuple[str, ...] = ()) -> list[str]:
    return mend_pages(pages, labels or ("",) * len(pages))


def body(number: int) -> str:
    letter = "abcdefghij"[number]
    return f"Linje {letter}.\nSå {letter}.\nMeir tekst.\nSnart {letter}.\nSlutt {letter}."


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("Bygdeboka\n{body}\n{number}", id="title above, number below"),
        pytest.param("{number} NOU 2020: 12\n{body}", id="number beside the title"),
        pytest.param("NOU 2020: 12 {number}\nKapittel\n{body}", id="two lines above"),
        pytest.param("{body}\nSide {number} av 40", id="number of pages"),
        pytest.param("{body}\n– {number} –", id="number between dashes"),
        pytest.param("\n\n{body}\n\n  {number}  \n", id="with blank lines"),
    ],
)
def test_what_stands_on_every_page_is_left_out(page: str) -> None:
    pages = [page.format(number=number + 7, body=body(number)) for number in range(5)]
    assert [text.strip() for text in mended(*pages)] == [body(number) for number in range(5)]


def test_heads_may_alternate_and_change_with_the_chapter() -> None:
    heads = [f"Bygdeboka {number}" if number % 2 else ("Mål" if number < 8 else "Tiltak") for number in range(16)]
    pages = [f"{head}\n{body(number % 10)}" for number, head in enumerate(heads)]
    assert mended(*pages) == [body(number % 10) for number in range(16)]


def test_a_label_is_left_out_where_it_is_printed() -> None:
    assert mended(f"{body(1)}\niv", f"{body(2)}\n1", labels=("iv", "1")) == [body(1), body(2)]


@pytest.mark.parametrize(
    "pages",
    [
        pytest.param(["§ 3\nein", "§ 4\nto"], id="paragraphs on two pages"),
        pytest.param(["Innleiing\nein", "Mål\nto", "Tiltak\ntre"], id="headings that differ"),
        pytest.param(["År 2018\nein", "År 2021\nto", "År 2019\ntre"], id="numbers that do not count up"),
        pytest.param(["Tekst", "Tekst", "Tekst"], id="pages that would be empty"),
        pytest.param([f"§ {n}\nlov {'abcd'[n]}" for n in range(4)], id="a section on each page"),
        pytest.param([f"Tiltak {n}\ngjer {'abcd'[n]}" for n in range(4)], id="a measure on each slide"),
        pytest.param([f"Tabell {n}\ntal {'abcd'[n]}" for n in range(4)], id="a table on each page"),
        pytest.param([f"{2018 + n}\nåret {'abcd'[n]}" for n in range(4)], id="a year on each page"),
    ],
)
def test_what_only_looks_alike_stays(pages: list[str]) -> None:
    assert mended(*pages) == pages


def test_a_word_that_is_broken_at_the_end_of_a_page_is_whole_on_it() -> None:
    assert mended("støtte til distrikts-", "kommuner, og\nmeir") == ["støtte til distriktskommuner,", "og\nmeir"]
    assert mended("nærings-", "og handel") == ["nærings-", "og handel"]


@given(st.lists(st.text(st.sampled_from("ab- \n1"), max_size=30), max_size=6))
def test_every_page_stays_a_page_and_no_letter_is_added(pages: list[str]) -> None:
    result = mended(*pages)
    assert len(result) == len(pages)
    for letter in "ab1":
        assert "".join(result).count(letter) <= "".join(pages).count(letter)
