"""Finds the lists of a newsletter: where each begins, and where something else begins after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from library.newsletter.item import NewsItem, has_publisher, read_item
from library.newsletter.paragraphs import Paragraph
from library.newsletter.patterns import ListHeading, NewsletterPatterns


@dataclass(frozen=True, slots=True)
class NewsList:
    """A heading and what is listed under it."""

    title: Paragraph
    heading: ListHeading
    entries: tuple[Paragraph, ...]


def find_list(paragraphs: Sequence[Paragraph], start: int, patterns: NewsletterPatterns) -> NewsList | None:
    """Return the list that begins with this paragraph; None if it is no heading of a list, or of a story by its looks."""
    title = paragraphs[start]
    heading = None if title.bullet else patterns.list_heading(title.text)
    if heading is None:
        return None
    entries = _Entries(title, heading, paragraphs, patterns)
    if entries.is_story(start + 1):
        return None
    return NewsList(title, heading, tuple(paragraphs[start + 1 : entries.end(start + 1)]))


def read_items(found: NewsList, section: int, patterns: NewsletterPatterns) -> tuple[list[NewsItem], list[str]]:
    """Return the publications of a list, and the entries that are none.

    An entry without a bullet among such with one is not understood, nor one without a publisher where others name theirs;
    and a sentence is a title only in a list where titles have full stops.
    """
    named = found.heading.publisher is None and any(has_publisher(entry, patterns) for entry in found.entries)
    stopped = sum(_is_stopped(entry) for entry in found.entries) * 2 > len(found.entries) > 1
    bulleted = any(entry.bullet for entry in found.entries)
    items, leftovers = list[NewsItem](), list[str]()
    for entry in found.entries:
        likely = _is_like_a_title(entry) if bulleted else not entry.is_prose and (stopped or not _is_stopped(entry))
        item = read_item(entry, found.heading, section, patterns) if likely else None
        if item is None or (named and item.publisher is None and item.number is None):
            leftovers.append(entry.text)
        else:
            items.append(item)
    return items, leftovers


def _is_like_a_title(entry: Paragraph) -> bool:
    """Tell whether this is a point of a list, and one sentence at most."""
    return bool(entry.bullet) and not (entry.is_prose and entry.first_sentence != entry.text)


def _is_stopped(entry: Paragraph) -> bool:
    return entry.text.endswith(".") and not entry.text.endswith(("..", ")."))


class _Entries:
    """Measures how far a list goes in the paragraphs."""

    def __init__(
        self, title: Paragraph, heading: ListHeading, paragraphs: Sequence[Paragraph], patterns: NewsletterPatterns
    ) -> None:
        self._title = title
        self._heading = heading
        self._paragraphs = paragraphs
        self._patterns = patterns

    def is_story(self, first: int) -> bool:
        """Tell whether running text comes first, and not as the introduction to a list."""
        after = self._paragraphs[first : first + 2]
        if not after or not self._is_prose(after[0]):
            return False
        return len(after) < 2 or not (after[1].bullet or has_publisher(after[1], self._patterns))

    def end(self, first: int) -> int:
        """Return the number of the first paragraph that is not in the list.

        Running text ends a list, except where titles are followed by descriptions from the first one on.
        """
        described = headed = False
        for number in range(first, len(self._paragraphs)):
            paragraph = self._paragraphs[number]
            if paragraph.is_heading:
                headed = headed or number == first
                if not (headed and self._is_below(paragraph)):
                    return number
            if self._begins_another(paragraph) or self._leaves_bullets(paragraph, first):
                return number
            described = described or headed or (number == first + 1 and self._is_prose(paragraph))
            if number > first and self._is_prose(paragraph) and not self._describes(number, described):
                return self._without_headline(first, number)
        return len(self._paragraphs)

    def _describes(self, number: int, described: bool) -> bool:
        """Tell whether this running text may belong to the entry before it."""
        paragraph, before = self._paragraphs[number], self._paragraphs[number - 1]
        return not self._is_prose(before) and (described or (bool(before.bullet) and not paragraph.gap))

    def _is_below(self, paragraph: Paragraph) -> bool:
        """Tell whether this heading may be a title in the list: the list's own heading is one of the same section."""
        return self._title.is_heading and paragraph.page == self._title.page

    def _is_prose(self, paragraph: Paragraph) -> bool:
        return paragraph.is_prose and not paragraph.bullet

    def _begins_another(self, paragraph: Paragraph) -> bool:
        ends = self._patterns.list_ends.fullmatch(paragraph.text)
        return not paragraph.bullet and bool(ends or self._patterns.list_heading(paragraph.text))

    def _leaves_bullets(self, paragraph: Paragraph, first: int) -> bool:
        """Tell whether this stands apart, without a bullet, where the list has bullets."""
        return bool(self._paragraphs[first].bullet) and not paragraph.bullet and paragraph.gap

    def _without_headline(self, first: int, prose: int) -> int:
        """Return where the story begins whose running text begins here: at the line before, where that is its headline."""
        paragraphs = self._paragraphs
        headline = prose - 1
        if headline <= first or paragraphs[headline].bullet:
            return prose
        if paragraphs[first].bullet:
            return headline
        earlier = paragraphs[first:headline]
        if self._heading.publisher is None and any(has_publisher(entry, self._patterns) for entry in earlier):
            return prose if has_publisher(paragraphs[headline], self._patterns) else headline
        set_apart = paragraphs[headline].gap and not any(entry.gap for entry in earlier[1:])
        return headline if set_apart and (len(earlier) > 1 or not paragraphs[prose].gap) else prose
