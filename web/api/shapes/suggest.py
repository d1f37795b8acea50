"""What a query that is being typed may become."""

from __future__ import annotations

import msgspec

from index.engine import SuggestionKind
from web.api.shapes.names import Addresses, Label


class SuggestionShape(msgspec.Struct, frozen=True, kw_only=True):
    """What a query that is being typed may become, and where that leads."""

    kind: SuggestionKind
    key: str
    """A document's id, or the key of a publisher or topic; empty for a word."""
    text: str
    """What it is found by: a title, a number or a word; empty for publishers and topics."""
    label: Label
    """What to show."""
    detail: Label
    """What it is, to show beside it."""
    url: str
    """A document's lasting address, or a search; it leads to the language that the reader's browser asks for."""
    html: Addresses
    """The same page in each interface language."""
    api_url: str


class SuggestShape(msgspec.Struct, frozen=True, kw_only=True):
    """The suggestions for what is being typed, the likeliest first."""

    query: str
    suggestions: list[SuggestionShape]
