"""Writes RDF as Turtle (W3C 1.1). Whatever a text or an address holds, the file can be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from typing import NewType
from urllib.parse import quote

from library.cleaning import clean_line

Term = NewType("Term", str)
"""What stands for an object in Turtle; made by the functions below."""
_NOT_IN_ADDRESS = re.compile(r'[\x00-\x20<>"{}|^`\\\ud800-\udfff]')  # IRIREF in the grammar, and halves of characters
_IN_QUOTES = str.maketrans({"\\": r"\\", '"': r"\""})


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """Something with an address, and what is said of it; classes and properties are prefixed names."""

    address: str
    type: str
    statements: Sequence[tuple[str, Term]]


def iri(address: str) -> Term:
    """Return an address; characters that no IRI may have are percent-encoded."""
    escaped = _NOT_IN_ADDRESS.sub(lambda match: quote(match[0], safe="", errors="replace"), address)
    return Term(f"<{escaped}>")


def text(value: str, language: str = "") -> Term:
    """Return a text on one line, without characters that no text should have; plain, or in a language."""
    quoted = f'"{clean_line(value).translate(_IN_QUOTES)}"'
    return Term(f"{quoted}@{language}" if language else quoted)


def moment(value: datetime) -> Term:
    """Return a moment that has a time zone, in seconds and in UTC; its prefix is `xsd`."""
    return Term(f'"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"^^xsd:dateTime')


def write_turtle(prefixes: Mapping[str, str], resources: Iterable[Resource]) -> str:
    """Return a file that says all this; each resource is a paragraph."""
    head = "".join(f"@prefix {prefix}: <{address}> .\n" for prefix, address in prefixes.items())
    return "\n".join([head, *(_paragraph(resource) for resource in resources)])


def _paragraph(resource: Resource) -> str:
    grouped = groupby(resource.statements, key=itemgetter(0))  # those of a property, where they stand together
    said = [f"a {resource.type}", *(f"{name} {', '.join(term for _, term in some)}" for name, some in grouped)]
    return f"{iri(resource.address)}\n    " + " ;\n    ".join(said) + " .\n"
