"""Text, web pages and Markdown: empty, endless, binary under a name of text, nested without end, or slow to parse."""

from __future__ import annotations

import random
from functools import partial
from pathlib import Path

from tests.library.ingest.hostile.case import Fate, Hostile, file
from tests.library.pdfs import pdf

_NOISE = 100_000  # bytes
_DEEP = 100_000
_PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
_LAUGHS = "".join(f"e{level + 1}: &e{level + 1} [{', '.join([f'*e{level}'] * 10)}]\n" for level in range(9))


def _noise(ending: str) -> bytes:
    return random.Random(ending).randbytes(_NOISE)


def _large(folder: Path) -> None:
    """Put a file of 300 MB that takes no room on the disk."""
    with (folder / f"{folder.name}.txt").open("wb") as out:
        out.write(b"Tekst om sild.\n" * 2_000)
        out.truncate(300_000_000)


def _page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def _strange_page() -> bytes:
    return b'<html><head><meta charset="utf-7\x00"></head><body><p>Tekst\x00 om sild</p></body></html>'


def _reaching_page() -> str:
    return '<!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/passwd">]><html><body><p>Utanfrå: &e;</p></body></html>'


def _bombed() -> str:
    return f"---\ntitle: Ei bombe\ne0: &e0 [sild]\n{_LAUGHS}---\n\nTekst bak bomba"


def _wrong_charset() -> bytes:
    return _page("<p>Blåbær på fjellet.</p>", '<meta charset="klingon">').encode("cp1252")


TEXTS = (
    Hostile("empty file", file(".txt", lambda: b""), "is empty"),
    Hostile("empty pdf", file(".pdf", lambda: b""), "is empty"),
    Hostile("file of blanks", file(".txt", lambda: b" \n\t\r\n" * 100_000), "is empty"),
    Hostile("300 MB of text", _large, "has 300 MB; files of its kind can be read up to 50 MB"),
    Hostile("line of 20 MB", file(".txt", lambda: b"sild" * 5_000_000), "sildsildsild", Fate.TAKEN),
    *(
        Hostile(f"noise called {ending}", file(f".{ending}", partial(_noise, ending)), "is not what its name says")
        for ending in ("pdf", "docx", "epub", "html", "md", "txt")
    ),
    Hostile("image called pdf", file(".pdf", lambda: _PNG), "is an image", Fate.SKIPPED),
    Hostile("pdf called docx", file(".docx", lambda: pdf(["Tekst"])), "is not what its name says: it is a PDF"),
    Hostile("page nested deep", file(".html", lambda: _page("<div>" * _DEEP + "sild")), "nested thousands deep"),
    Hostile(
        "page with an attribute of 5 MB",
        file(".html", lambda: _page(f'<p title="{"a" * 5_000_000}">Stor boks.</p>')),
        "Stor boks",
        Fate.TAKEN,
    ),
    Hostile("page with zero bytes", file(".html", _strange_page), "is not what its name says"),
    Hostile("page in no known encoding", file(".html", _wrong_charset), "Blåbær på fjellet", Fate.TAKEN),
    Hostile("page with an entity from outside", file(".html", _reaching_page), "Utanfrå: &e;", Fate.TAKEN),
    Hostile("markdown quoted deep", file(".md", lambda: ">" * 10_000 + " sild"), "nested more than 60 deep"),
    Hostile("markdown with open links", file(".md", lambda: "[a](" * 50_000), "[a]([a](", Fate.TAKEN),
    Hostile("markdown with open brackets", file(".md", lambda: "[" * 50_000 + "a"), "[[[[", Fate.TAKEN),
    Hostile("markdown of stars", file(".md", lambda: "*a **a _a " * 20_000), "*a **a _a", Fate.TAKEN),
    Hostile(
        "markdown nested lists",
        file(".md", lambda: "".join(" " * n + "- sild\n" for n in range(2_000))),
        "nested more than 60 deep",
    ),
    Hostile("markdown of code marks", file(".md", lambda: "".join("a" + "`" * n for n in range(2_000))), "aa`a``a", Fate.TAKEN),
    Hostile("markdown with a bomb before it", file(".md", _bombed), "Tekst bak bomba", Fate.TAKEN),
)
