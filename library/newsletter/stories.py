"""Parts running text into stories: at headlines, and where the language changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from library.document import UNDETERMINED
from library.newsletter.paragraphs import Paragraph
from library.newsletter.patterns import NewsletterPatterns

MAX_HEADLINE = 120  # characters; a longer line without a full stop is a line of something else
MIN_LEANING = 40  # characters of a paragraph that may go to the story after it by its words
ENOUGH = 400  # characters that any detector judges
TOGETHER = 8  # short paragraphs that are judged as one; of more, some would be of another story
LanguageOf = Callable[[str], str]
"""Tells the language of a text, «und» where that is too short to be judged."""


def stories(
    paragraphs: Sequence[Paragraph], patterns: NewsletterPatterns, language_of: LanguageOf | None = None
) -> Iterator[tuple[Paragraph | None, list[Paragraph]]]:
    """Yield each story's headline, None where it has none, and its other paragraphs."""
    headline: Paragraph | None = None
    body: list[Paragraph] = []
    for number, paragraph in enumerate(paragraphs):
        if _is_headline(paragraphs, number, patterns):
            yield from _by_language(headline, body, patterns, language_of)
            headline, body = paragraph, []
        else:
            body.append(paragraph)
    yield from _by_language(headline, body, patterns, language_of)


def _is_headline(paragraphs: Sequence[Paragraph], number: int, patterns: NewsletterPatterns) -> bool:
    """Tell whether this stands over running text: the page names it, or it is a short line between two paragraphs."""
    paragraph = paragraphs[number]
    if paragraph.is_heading:
        return True
    if number + 1 == len(paragraphs) or not _is_text(paragraphs[number + 1]) or not _looks_like_headline(paragraph, patterns):
        return False
    return number == 0 or paragraph.gap or _is_text(paragraphs[number - 1])


def _looks_like_headline(paragraph: Paragraph, patterns: NewsletterPatterns) -> bool:
    text = paragraph.text
    likely = len(text) <= MAX_HEADLINE and not text[0].islower() and not text.endswith((".", ",", ";", ":"))
    return likely and not paragraph.bullet and not patterns.captions.fullmatch(text)


def _is_text(paragraph: Paragraph) -> bool:
    return paragraph.ends and not paragraph.is_heading and not paragraph.bullet


def _by_language(
    headline: Paragraph | None, body: list[Paragraph], patterns: NewsletterPatterns, language_of: LanguageOf | None
) -> Iterator[tuple[Paragraph | None, list[Paragraph]]]:
    """Yield the story, parted where its language plainly changes from one paragraph to the next."""
    start = 0
    for change in _changes(body, language_of) if language_of else ():
        end = change
        while end - 1 > start and patterns.captions.fullmatch(body[end - 1].text):  # of the picture over the next text
            end -= 1
        yield headline, body[start:end]
        headline, start = None, end
    if headline or body[start:]:
        yield headline, body[start:]


def _changes(body: Sequence[Paragraph], language_of: LanguageOf) -> Iterator[int]:
    """Yield the numbers of the paragraphs with which another language begins.

    Paragraphs too short to be judged are judged together; where that fails too, they stay with what is before them, unless
    they read as what comes after.
    """
    current, unsure = UNDETERMINED, 0
    for number, paragraph in enumerate(body):
        language = language_of(paragraph.text)
        start = number
        if language == UNDETERMINED:
            start = max(unsure, number + 1 - TOGETHER)
            language = language_of("\n".join(one.text for one in body[start : number + 1]))
        if language == UNDETERMINED:
            continue
        if UNDETERMINED != current != language:
            while start > max(unsure, number - TOGETHER) and _leaning(body[start - 1].text, language_of) == language:
                start -= 1
            yield start
        current, unsure = language, number + 1


def _leaning(text: str, language_of: LanguageOf) -> str:
    """Return what a short text would be judged as if it were long enough; «und» for a few words.

    To repeat it tells a detector nothing new, but makes it answer. Good enough to choose one of two neighbours.
    """
    return language_of(f"{text}\n" * (ENOUGH // len(text) + 1)) if len(text) >= MIN_LEANING else UNDETERMINED
