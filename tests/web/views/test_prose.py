"""How plain text falls into blocks."""

import pytest

from web.views.prose import Block, BlockKind, blocks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("En linje\ntil", [("paragraph", ("En linje", "til"))]),
        ("A\n\n\nB", [("paragraph", ("A",)), ("paragraph", ("B",))]),
        ("## Tittel\nTekst", [("heading", ("Tittel",)), ("paragraph", ("Tekst",))]),
        ("Før:\n- én\n  til\n- to", [("paragraph", ("Før:",)), ("items", ("én til", "to"))]),
        ("1. én\n2) to", [("items", ("én", "to"))]),
        ("2020. Et årstall", [("paragraph", ("2020. Et årstall",))]),
    ],
)
def test_text_falls_into_blocks(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert list(blocks(text)) == [Block(BlockKind(kind), lines) for kind, lines in expected]
