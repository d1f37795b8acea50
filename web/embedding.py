"""What a page of another site can take in of ours, how it is asked for, and which policy allows it. Knows no HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from index.engine import SearchRequest
from web.params import PARAMETERS, read_search
from web.reader import Problem, Reader, Reason
from web.texts import INTERFACE_LANGUAGES

HITS = 10  # at a time in a page of another site, unless it wants another number: a part of that page and not the whole
SIZES = (5, HITS, 20, 50)


class EmbedKind(StrEnum):
    """The three ways, the fullest first."""

    ELEMENT = "element"
    """A custom element, around the form that is shown where its script is not run."""
    FRAME = "iframe"
    FORM = "form"
    """A search box that leads to us."""


# What a strict Content-Security-Policy of the page around must name us in; the element holds the form.
DIRECTIVES: Mapping[EmbedKind, tuple[str, ...]] = {
    EmbedKind.ELEMENT: ("script-src", "connect-src", "form-action"),
    EmbedKind.FRAME: ("frame-src",),
    EmbedKind.FORM: ("form-action",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedding:
    """What is taken in: one of the ways, its language, and what is searched for from the beginning and within."""

    kind: EmbedKind
    language: str
    request: SearchRequest

    def policy(self, origin: str) -> str:
        """Return what the policy of the page around must allow."""
        return "; ".join(f"{directive} {origin}" for directive in DIRECTIVES[self.kind])


def parse_embedding(parameters: Iterable[tuple[str, str]], language: str) -> Embedding:
    """Return what a query string asks for, by default the element in this language.

    The parameters of a search stand for what the reader searches within. Raises InvalidParametersError.
    """
    reader = Reader(parameters, ("kind", "lang", *PARAMETERS))
    kind, spoken = reader.choice("kind", EmbedKind.ELEMENT), reader.one("lang") or language
    if spoken not in INTERFACE_LANGUAGES:
        reader.problems.append(Problem("lang", Reason.NOT_ALLOWED, spoken, INTERFACE_LANGUAGES))
    request = read_search(reader)
    reader.refuse_problems()
    size = request.size if reader.has("size") or kind is EmbedKind.FORM else HITS
    return Embedding(kind=kind, language=spoken, request=replace(request, offset=0, size=size))
