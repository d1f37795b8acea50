"""How plain text falls into blocks, and that nothing of it is lost when hits are marked in it."""

import re
from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.views.prose import Block, BlockKind, Piece, blocks, is_running, pieces

WORD = re.compile(r"[^\W_]+")
LINES = st.sampled_from(
    (
        "", "  ", "# Mål", "###### Tiltak i nord", "#ikke", "- fisk", "* sau og ku", "  som går videre", "\tog videre", "1. én",
        "a) først", "12) tolv", "2020. Et årstall", "– og så", "-", "Kommunene skal", "  3) innrykket", "§ 2-1. Virkeområde",
        "linje\x0bskift", "• punkt",
    )
)  # fmt: skip
TEXTS = st.lists(LINES | st.text(max_size=12), max_size=12).map("\n".join) | st.text()


def told(text: str, found: list[Block]) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (block.kind.value, tuple(" ".join(text[start:end] for start, end in line) for line in block.lines)) for block in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("En linje\ntil", [("paragraph", ("En linje", "til"))], id="lines"),
        pytest.param("A\n\n\nB", [("paragraph", ("A",)), ("paragraph", ("B",))], id="paragraphs"),
        pytest.param("## Tittel\nTekst", [("heading", ("Tittel",)), ("paragraph", ("Tekst",))], id="a heading by its mark"),
        pytest.param(
            "Før:\n- én\n  til\n- to", [("paragraph", ("Før:",)), ("items", ("én til", "to"))], id="an item that goes on"
        ),
        pytest.param("1. én\n2) to\n\tog tre", [("numbered", ("1. én", "2) to og tre"))], id="numbers are kept"),
        pytest.param("a) én\nb) to", [("numbered", ("a) én", "b) to"))], id="letters are kept"),
        pytest.param("2020. Et årstall", [("paragraph", ("2020. Et årstall",))], id="a year is no number of an item"),
        pytest.param(
            "Kap. 1\n§ 1. Mål\nTekst",
            [("paragraph", ("Kap. 1",)), ("heading", ("§ 1. Mål",)), ("paragraph", ("Tekst",))],
            id="a heading that is known",
        ),
    ],
)
def test_text_falls_into_blocks(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert told(text, list(blocks(text, {"§ 1. Mål"}))) == expected


def test_a_hit_is_marked_on_every_line_that_it_stands_on() -> None:
    text = "- små\n  samfunn i nord"
    (block,) = blocks(text)
    assert list(pieces(text, block.lines[0], [(2, 15), (18, 22)], before=4)) == [
        Piece("små", 5, is_start=True),
        Piece(" "),
        Piece("samfunn", 5),
        Piece(" i "),
        Piece("nord", 6, is_start=True),
    ]


@given(TEXTS)
def test_no_text_is_lost_but_the_marks(text: str) -> None:
    lines = [line for block in blocks(text) for line in block.lines]
    shown = "".join(piece.text for line in lines for piece in pieces(text, line, []))
    lost = Counter("".join(text.split())) - Counter("".join(shown.split()))
    assert set(lost) <= set("#-*•–")
    assert [letter for letter in shown if letter.isalnum()] == [letter for letter in text if letter.isalnum()]


@given(TEXTS, st.randoms(use_true_random=False))
def test_every_hit_is_shown_once(text: str, random: Random) -> None:
    words = [match.span() for match in WORD.finditer(text)]
    marks = [span for span in words if random.random() < 0.5]
    shown = [piece for block in blocks(text) for line in block.lines for piece in pieces(text, line, marks)]
    assert [piece.hit for piece in shown if piece.is_start] == list(range(1, len(marks) + 1))
    texts = {hit: "".join(piece.text for piece in shown if piece.hit == hit) for hit in range(1, len(marks) + 1)}
    assert list(texts.values()) == [text[start:end] for start, end in marks]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            [
                "Kommunene i distriktene mister folk hvert år, og",
                "det er de unge som flytter først fra bygdene, mens",
                "de blir.",
            ],
            True,
            id="a column",
        ),
        pytest.param(["Tabell 1", "Kommune   Folketall   Endring siden forrige telling", "Hamarøy   1 700"], False, id="a table"),
        pytest.param(["Postboks 1", "0030 Oslo"], False, id="an address"),
    ],
)
def test_lines_of_a_full_column_may_be_joined(lines: list[str], expected: bool) -> None:
    (block,) = blocks("\n".join(lines))
    assert block.kind is BlockKind.PARAGRAPH
    assert is_running(block) == expected
