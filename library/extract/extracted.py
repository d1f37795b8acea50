"""What was read out of a file."""

from __future__ import annotations

from dataclasses import dataclass, field

from library.document import Page, TextOrigin
from library.record import Description


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """A file's text and what it says of itself."""

    media_type: str
    pages: tuple[Page, ...]
    """Empty where there is no text, as in a scan."""
    page_count: int | None = None
    """Of a format that has pages."""
    says: Description = field(default_factory=Description)
    """What the file says of itself, in its metadata."""
    looks_titled: str | None = None
    """What is set in the largest type on the first page, where the format has type and the file says no title."""
    origin: TextOrigin = TextOrigin.LAYER
    """How the text was read; of a file without text, it tells nothing."""

    @property
    def has_text(self) -> bool:
        """Whether there is anything to read."""
        return any(page.text for page in self.pages)
