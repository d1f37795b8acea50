"""Reads a newsletter: its stories and lists as sections, and the publications that it lists.

By patterns that are data (patterns.py). Matching the publications to the catalogue is the caller's business.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from library.document import Page
from library.newsletter.item import NewsItem, read_announced
from library.newsletter.lines import read_lines
from library.newsletter.lists import NewsList, find_list, read_items
from library.newsletter.paragraphs import Paragraph, read_paragraphs
from library.newsletter.patterns import NewsletterPatterns, read_patterns, shipped_patterns
from library.newsletter.stories import LanguageOf, stories

__all__ = ["NewsItem", "Newsletter", "NewsletterPatterns", "read_newsletter", "read_patterns", "shipped_patterns"]


BULLET = "- "  # before what a list prints line by line without a mark, so that it reads as a list


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsletter:
    """What a newsletter says."""

    sections: tuple[Page, ...]
    """Stories and lists, numbered from 1; a section's label is its heading, and its languages are not detected yet."""
    items: tuple[NewsItem, ...]
    leftovers: tuple[str, ...]
    """What stands under headings of lists and was not understood as a publication, running text as well."""


@dataclass(frozen=True, slots=True)
class _Section:
    heading: Paragraph | None
    body: Sequence[Paragraph]
    listed: NewsList | None = None


def read_newsletter(
    pages: Sequence[Page], patterns: NewsletterPatterns, language_of: LanguageOf | None = None
) -> Newsletter | None:
    """Read the pages of a newsletter as an extractor gives them; None if no list of publications has a heading.

    With `language_of` (LanguageDetector.detect_page) neighbouring paragraphs in different languages become sections of their own.
    """
    paragraphs = read_paragraphs(read_lines(pages, patterns), patterns)
    sections = list(_sections(paragraphs, patterns, language_of))
    if not any(section.listed for section in sections):
        return None
    items, leftovers = list[NewsItem](), list[str]()
    for number, section in enumerate(sections, start=1):
        found, rest = _read(section, number, patterns)
        items += found
        leftovers += rest
    written = tuple(_page(number, section) for number, section in enumerate(sections, start=1))
    return Newsletter(sections=written, items=tuple(items), leftovers=tuple(leftovers))


def _sections(
    paragraphs: Sequence[Paragraph], patterns: NewsletterPatterns, language_of: LanguageOf | None
) -> Iterator[_Section]:
    start = number = 0
    while number < len(paragraphs):
        listed = find_list(paragraphs, number, patterns)
        if listed is None:
            number += 1
            continue
        yield from _stories(paragraphs[start:number], patterns, language_of)
        yield _Section(listed.title, listed.entries, listed)
        start = number = number + 1 + len(listed.entries)
    yield from _stories(paragraphs[start:], patterns, language_of)


def _stories(paragraphs: Sequence[Paragraph], patterns: NewsletterPatterns, language_of: LanguageOf | None) -> Iterator[_Section]:
    return (_Section(headline, body) for headline, body in stories(paragraphs, patterns, language_of))


def _read(section: _Section, number: int, patterns: NewsletterPatterns) -> tuple[list[NewsItem], list[str]]:
    if section.listed:
        return read_items(section.listed, number, patterns)
    items, leftovers = list[NewsItem](), list[str]()
    told = False  # a story under a heading of a list may be the introduction to titles that nothing marks as such
    for paragraph in [section.heading, *section.body] if section.heading else section.body:
        if not paragraph.bullet and patterns.list_heading(paragraph.text):
            told = True
        elif item := read_announced(paragraph, number, patterns):
            items.append(item)
        elif told:
            leftovers.append(paragraph.text)
    return items, leftovers


def _page(number: int, section: _Section) -> Page:
    heading = section.heading
    everything = [heading, *section.body] if heading else list(section.body)
    joints = ["\n" if _is_point(other, section) and _is_point(one, section) else "\n\n" for one, other in pairwise(everything)]
    written = [one.printed if one.bullet or not _is_point(one, section) else f"{BULLET}{one.printed}" for one in everything]
    text = "".join(part for pair in zip(written, [*joints, ""], strict=True) for part in pair)
    headings = tuple(one.text for one in everything if one is heading or one.is_heading)
    return Page(number, text, heading.text if heading else "", headings=headings)


def _is_point(paragraph: Paragraph, section: _Section) -> bool:
    """Tell whether the paragraph is one of several that are printed line by line."""
    return paragraph is not section.heading and bool(paragraph.bullet or section.listed)
