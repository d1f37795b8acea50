"""Text that is written as LaTeX means itself, sign for sign."""

import pytest
from hypothesis import given

from library.citations.latex import to_latex, verbatim_address
from library.cleaning import clean_line
from library.lists.latex import plain_address, plain_text
from tests.library.documents import texts

SIGNS = {
    "A & B": r"A \& B",
    "50 %": r"50 \%",
    "#1": r"\#1",
    "a_b": r"a\_b",
    "$5": r"\$5",
    "~": r"{\textasciitilde}",
    "x^2": r"x{\textasciicircum}2",
    r"\n": r"{\textbackslash}n",
    "{x}": r"{\textbraceleft}x{\textbraceright}",
    "1990--2010": "1990-{}-2010",
    "---": "-{}-{}-",
    "''": "'{}'",
    "``": "`{}`",
    "?`": "?{}`",
    "<<a>>": "<{}<a>{}>",
    ",,": ",{},",
    "Blåbær – «ø» 🌲": "Blåbær – «ø» 🌲",
}


@pytest.mark.parametrize(("text", "latex"), SIGNS.items(), ids=SIGNS.keys())
def test_signs_with_a_meaning_are_written_as_commands(text: str, latex: str) -> None:
    assert to_latex(text) == latex


@given(texts)
def test_braces_have_their_mates(text: str) -> None:
    latex = to_latex(text)
    depth = 0
    for sign in latex:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 0


@given(texts.map(lambda text: clean_line(text.translate(dict.fromkeys(map(ord, "{}^"))))))
def test_our_reader_gives_the_text_back(text: str) -> None:
    assert plain_text(to_latex(text)) == text


ADDRESSES = ["https://a.no/~x_y%20z?a=1&b=2#c", "https://a.no/$5", "https://bygd.example/blåbær"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_stands_as_it_is(address: str) -> None:
    assert verbatim_address(address) == address
    assert plain_address(address) == address


def test_what_would_break_a_field_is_encoded_in_an_address() -> None:
    assert verbatim_address("https://a.no/{x}\\y") == "https://a.no/%7Bx%7D%5Cy"
