"""References to documents of the shipped catalogue and to invented ones, and how they are read back."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from library.citations.reference import Reference, reference
from library.describe import Vocabulary, to_document
from library.document import Document
from library.record import Description, parse_record
from library.seed import CATALOGUE
from library.vocabulary import Names, Publisher, Publishers, shipped_publishers, shipped_topics
from tests.library.documents import document
from tests.library.lists.listing import only, stored

SITE = "https://bibliotek.example/documents/"
PUBLISHERS = Publishers(
    [
        Publisher(key="bygd", names=Names(nb="Bygdeinstituttet", nn="Bygdeinstituttet på nynorsk", en="Rural Institute")),
        Publisher(key="handel", names=Names(nb="Nærings- og fiskeridepartementet", en="Ministry of Trade, Industry and Fish")),
        Publisher(key="skog", names=Names(nb="Skog & Land")),
    ]
)


def cited(**fields: object) -> Reference:
    """Return a reference to an invented document."""
    return reference(document(**fields), PUBLISHERS, f"{SITE}bygdebok-2020")  # type: ignore[arg-type] # id is a field too


@cache
def shipped() -> tuple[tuple[Document, Reference], ...]:
    """Return each document of the shipped catalogue with the reference to it."""
    return tuple(_shipped())


def read_back(folder: Path, name: str, written: str) -> Description:
    """Return what our own reader finds in a list of this one entry."""
    return only(stored(folder, name, written))


def _shipped() -> Iterator[tuple[Document, Reference]]:
    vocabulary = Vocabulary.of(shipped_publishers(), shipped_topics())
    for line in CATALOGUE.read_bytes().splitlines():
        made = to_document(parse_record(line), vocabulary)
        publishers = Publishers([*vocabulary.publishers, *made.new_publishers])
        yield made.document, reference(made.document, publishers, f"{SITE}{made.document.id}")


HOSTILE = {
    "braces": "En {tittel} med { og }} uten make",
    "backslashes": r"C:\rapport\textbf{x} \\ og \n til slutt \\",
    "per cent": "50 % av alle, 100% sikkert % og ferdig",
    "signs of LaTeX": "A & B # C_D $5 ~ E^2 «F» $x_1$",
    "ends an entry": "ER  - og så TY  - RPRT",
    "begins an entry": '@report{key, title = "x"} @comment{y}',
    "quotes": "\"Sitat\" 'enkelt' ''dobbelt'' ``baklengs`` „nede“ <<a>> ?` !`",
    "dashes": "Fra 1990--2010 --- og - så –",
    "emoji": "🌲 Skog 👩‍🌾 og 🇳🇴",
    "very long": "Lang tittel " * 80,
    "other scripts": "Доклад 報告 Sámi čálus",
    "tags of HTML": "<b>fet</b> &amp; <script>",
    "equals sign and commas": "a = {b}, c = d,,",
}
"""Titles that break formats; each on one line, as documents have them."""
BROKEN_LINES = "Første linje\nER  - \n\nTY  - RPRT\r\nTI  - falsk\u2028@misc{x,\n title = {y}}\ttab"
