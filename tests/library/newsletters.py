"""Reads newsletters that tests write themselves, by the patterns that ship."""

from __future__ import annotations

from library.document import Page
from library.newsletter import Newsletter, NewsletterPatterns, read_newsletter, shipped_patterns

PATTERNS = shipped_patterns()


def read(text: str, patterns: NewsletterPatterns = PATTERNS) -> Newsletter:
    """Read a newsletter, its pages parted by form feeds."""
    found = read_newsletter([Page(number, page) for number, page in enumerate(text.split("\f"), start=1)], patterns)
    assert found is not None
    return found


def titles(newsletter: Newsletter) -> list[str]:
    """Return the titles of all items."""
    return [item.title for item in newsletter.items]
