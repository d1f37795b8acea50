"""What a page of another site can take in of ours, how it is asked for, and which policy allows it. Knows no HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from index.engine import SearchRequest
from web.addresses import embed_address
from web.params import DEFAULT_SIZE, PARAMETERS, read_search
from web.reader import Problem, Reader, Reason
from web.texts import INTERFACE_LANGUAGES

HITS = 10  # at a time in a page of another site, unless it wants another number: a part of that page and not the whole
FRAME_HITS = 5  # where the page around cannot grow with them
FRAME_HEIGHT = 760  # CSS pixels: five hits in a column of 700 or more; in narrower ones the reader scrolls
SIZES = (FRAME_HITS, HITS, 20, 50)


class EmbedKind(StrEnum):
    """The three ways, the fullest first."""

    ELEMENT = "element"
    """A custom element, around the form that is shown where its script is not run."""
    FRAME = "iframe"
    FORM = "form"
    """A search box that leads to us."""


class Theme(StrEnum):
    """The colours of a frame, which cannot know those of the page around."""

    AUTO = "auto"
    """As the reader's system wants."""
    LIGHT = "light"
    DARK = "dark"


# What a strict Content-Security-Policy of the page around must name us in; the element holds the form.
DIRECTIVES: Mapping[EmbedKind, tuple[str, ...]] = {
    EmbedKind.ELEMENT: ("script-src", "connect-src", "form-action"),
    EmbedKind.FRAME: ("frame-src",),
    EmbedKind.FORM: ("form-action",),
}


_USUAL: Mapping[EmbedKind, int] = {EmbedKind.ELEMENT: HITS, EmbedKind.FRAME: FRAME_HITS, EmbedKind.FORM: DEFAULT_SIZE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedding:
    """What is taken in: one of the ways, its language, and what is searched for from the beginning and within."""

    kind: EmbedKind
    language: str
    request: SearchRequest
    theme: Theme = Theme.AUTO
    has_size: bool = False
    """Whether the number of hits was chosen and is not the usual one of that way."""

    def policy(self, origin: str) -> str:
        """Return what the policy of the page around must allow."""
        return "; ".join(f"{directive} {origin}" for directive in DIRECTIVES[self.kind])


def parse_embedding(parameters: Iterable[tuple[str, str]], language: str) -> Embedding:
    """Return what a query string asks for, by default the element in this language.

    The parameters of a search stand for what the reader searches within. Raises InvalidParametersError.
    """
    reader = Reader(parameters, ("kind", "lang", "theme", *PARAMETERS))
    kind, spoken = reader.choice("kind", EmbedKind.ELEMENT), reader.one("lang") or language
    if spoken not in INTERFACE_LANGUAGES:
        reader.problems.append(Problem("lang", Reason.NOT_ALLOWED, spoken, INTERFACE_LANGUAGES))
    request, theme, has_size = read_search(reader), reader.choice("theme", Theme.AUTO), reader.has("size")
    reader.refuse_problems()
    wanted = replace(request, offset=0, size=request.size if has_size else _USUAL[kind])
    return Embedding(kind=kind, language=spoken, request=wanted, theme=theme, has_size=has_size)


def parse_frame(parameters: Iterable[tuple[str, str]]) -> tuple[SearchRequest, Theme]:
    """Return what a frame shows and in which colours; raise InvalidParametersError with every problem."""
    reader = Reader(parameters, (*PARAMETERS, "theme"))
    request, theme = read_search(reader), reader.choice("theme", Theme.AUTO)
    reader.refuse_problems()
    return request, theme


def frame_address(language: str, request: SearchRequest, theme: Theme = Theme.AUTO) -> str:
    """Return the page for frames in these colours; parse_frame reads its query back."""
    address = embed_address(language, request)
    return address if theme is Theme.AUTO else f"{address}{'&' if '?' in address else '?'}theme={theme}"
