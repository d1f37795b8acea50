"""Reads Markdown: headings part sections, and of the marks only what a reader of plain text needs is left.

What stands in YAML before the text (as pandoc, Hugo and Quarto have it) says what the document is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
import yaml
from markdown_it import MarkdownIt

from library.errors import UnreadableFileError
from library.extract.encoding import decode
from library.extract.extracted import Extracted
from library.extract.markup import first_heading, parse_html, read_sections
from library.extract.properties import describe
from library.extract.signature import MediaType
from library.record import Description

MAX_FRONT_MATTER = 20_000  # characters: room for an abstract in several languages
MAX_NESTING = 60  # of quotations and lists; the library's own limit, 20, drops deeper text, and more may exhaust Python's stack
_TOO_DEEP = re.compile(rf"^(?:[ \t]*>){{{MAX_NESTING},}}|^ {{{2 * MAX_NESTING},}}(?:[-*+]|\d+[.)]) ", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<yaml>.*?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_TERMS = {
    "title": "title",
    "subtitle": "subtitle",
    "author": "creator",
    "authors": "creator",
    "publisher": "publisher",
    "publishers": "publisher",
    "institution": "publisher",
    "date": "date",
    "published": "date",
    "lang": "language",
    "language": "language",
    "keywords": "subject",
    "subject": "subject",
    "tags": "subject",
    "abstract": "description",
    "description": "description",
    "identifier": "identifier",
    "isbn": "identifier",
    "issn": "identifier",
    "doi": "identifier",
}


def extract_markdown(content: bytes, name: str) -> Extracted:
    """Read Markdown: the title is that of the front matter, else the first heading.

    Raises UnreadableFileError if it is nested deeper than it can be read.
    """
    text = decode(content)
    if _TOO_DEEP.search(text):
        raise UnreadableFileError(f"{name} has quotations or lists that are nested more than {MAX_NESTING} deep.")
    says, start = _front_matter(text)
    rendered = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable("table").render(text[start:])
    sections = read_sections([parse_html(f"<body>{rendered}</body>", name)], name)
    said = says if says.title else msgspec.structs.replace(says, title=first_heading(sections))
    return Extracted(media_type=MediaType.MARKDOWN, pages=sections, says=said)


def _front_matter(text: str) -> tuple[Description, int]:
    """Return what the front matter says, and where the text begins; a block that is not properties is text."""
    match = _FRONT_MATTER.match(text, 0, MAX_FRONT_MATTER)
    if match is None:
        return Description(), 0
    try:
        # This loader makes texts, lists and mappings only: «no» is a language here, and no falsehood.
        fields = yaml.load(match["yaml"], Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):  # the second, if it is nested without end
        return Description(), 0
    if not isinstance(fields, dict):
        return Description(), 0
    return describe(_pairs(fields)), match.end()


def _pairs(fields: dict[object, object]) -> Iterator[tuple[str, str]]:
    for key, value in fields.items():
        term = _TERMS.get(key.lower()) if isinstance(key, str) else None
        if term:
            yield from ((term, text) for text in _texts(value))


def _texts(value: object) -> Iterator[str]:
    """Yield the text or texts of a field; of «- name: Kari Nordmann», the name. What is nested deeper says nothing here."""
    for item in value if isinstance(value, list) else [value]:
        text = item.get("name") if isinstance(item, dict) else item
        if isinstance(text, str):
            yield text
