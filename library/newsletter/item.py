"""One publication as a newsletter lists it, read from its words: title, publisher, number and type."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from library.document import TYPE_OF_SERIES, DocumentType
from library.identifiers import SeriesNumber, find_series_numbers, parse_series_number
from library.newsletter.paragraphs import Paragraph
from library.newsletter.patterns import ListHeading, NewsletterPatterns
from library.record import MAX_TITLE

MIN_LETTERS = 3  # of a title
MAX_REMARKS = 4  # «(2020) (pdf) (in English)» and one more
_LETTER = re.compile(r"[^\W\d_]")
_AFTER_NUMBER = " :.,–—-"
_LAST_PARENTHESIS = re.compile(r"\s*\(([^()]*(?:\([^()]*\))?[^()]*)\)$")
_QUOTED = re.compile(r"[«“\"](?P<inner>[^«»“”\"]+)[»”\"]")
_AT_THE_ENDS = " \t.,;:·–—-"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsItem:
    """One publication that a newsletter lists."""

    title: str
    """Whole: broken lines joined, a prefix such as «Policy Brief: » taken off. Misprints stay."""
    section: int
    """Number of the section that it stands in."""
    publisher: str | None = None
    """The name as written, in the heading or in parentheses."""
    type: DocumentType | None = None
    """Known from a prefix or the series only."""
    number: str | None = None
    """«NOU 2020: 12»; of series that the library knows."""
    as_written: str
    """What the newsletter prints, on one line, without a bullet."""


def read_item(paragraph: Paragraph, heading: ListHeading, section: int, patterns: NewsletterPatterns) -> NewsItem | None:
    """Read an entry of a list; None if it is not understood as a publication.

    Under a heading that names no publisher, the publisher is the one that the entry's form gives, or None.
    """
    written = paragraph.text
    if not _is_entry(paragraph, patterns):
        return None
    rest = _without_remarks(written.rstrip(_AT_THE_ENDS), patterns)
    rest, number = _numbered(rest)
    publisher = heading.publisher
    if publisher is None:
        rest, publisher = _parted(rest, patterns)
        rest = _without_remarks(rest, patterns)
    if number is None:
        rest, number = _numbered(rest)
    return _item(rest, publisher, number, section=section, written=written, patterns=patterns)


def read_announced(paragraph: Paragraph, section: int, patterns: NewsletterPatterns) -> NewsItem | None:
    """Read a paragraph of running text that begins with a numbered publication: «NOU 2020: 12 Title.»; None for others."""
    text = paragraph.text[:MAX_TITLE]
    rest, number = _numbered(text)
    if number is None or number.series not in TYPE_OF_SERIES or not text.endswith(rest) or not _starts_title(rest):
        return None
    sentence = replace(paragraph, text=rest).first_sentence
    written = text[: len(text) - len(rest)] + sentence
    return _item(sentence, None, number, section=section, written=written, patterns=patterns)


def has_publisher(paragraph: Paragraph, patterns: NewsletterPatterns) -> bool:
    """Tell whether the paragraph has a form in which entries give their publisher."""
    return len(paragraph.text) <= MAX_TITLE and _parted(_without_remarks(paragraph.text, patterns), patterns)[1] is not None


def _is_entry(paragraph: Paragraph, patterns: NewsletterPatterns) -> bool:
    text = paragraph.text
    if len(text) > MAX_TITLE or text.count("(") != text.count(")"):
        return False
    starts_well = bool(paragraph.bullet) or not (text[0].islower() and not text[1:2].isupper())
    return starts_well and not patterns.not_items.fullmatch(text) and not patterns.captions.fullmatch(text)


def _item(
    rest: str, publisher: str | None, number: SeriesNumber | None, *, section: int, written: str, patterns: NewsletterPatterns
) -> NewsItem | None:
    title, kind = _typed(rest, patterns)
    title = _unquoted(title.strip(_AT_THE_ENDS))
    if len(_LETTER.findall(title)) < MIN_LETTERS:
        return None
    return NewsItem(
        title=title,
        section=section,
        publisher=publisher,
        type=TYPE_OF_SERIES.get(number.series, kind) if number else kind,
        number=str(number) if number else None,
        as_written=written,
    )


def _without_remarks(text: str, patterns: NewsletterPatterns) -> str:
    for _ in range(MAX_REMARKS):
        match = patterns.remarks.search(text)
        if match is None or match.start() == 0:
            return text
        text = text[: match.start()].rstrip()
    return text


def _numbered(text: str) -> tuple[str, SeriesNumber | None]:
    """Return the text without a series number before or after it, and the number."""
    start, end, number = next(find_series_numbers(text), (-1, -1, None))
    if start == 0 and _LETTER.search(text, end):
        return text[end:].lstrip(_AFTER_NUMBER), number
    match = _LAST_PARENTHESIS.search(text)
    last = parse_series_number(match[1]) if match else None
    return (text[: match.start()], last) if match and last else (text, None)


def _parted(text: str, patterns: NewsletterPatterns) -> tuple[str, str | None]:
    """Return the title and the publisher of an entry that has one of the forms; else the text and None."""
    for match in filter(None, (form.fullmatch(text.rstrip(_AT_THE_ENDS)) for form in patterns.item_forms)):
        publisher = match["publisher"].strip(_AT_THE_ENDS)
        if patterns.is_publisher(publisher) and parse_series_number(publisher) is None:
            return match["title"], publisher
    return text, None


def _typed(text: str, patterns: NewsletterPatterns) -> tuple[str, DocumentType | None]:
    for prefix, kind in patterns.type_prefixes:
        if match := prefix.match(text):
            return text[match.end() :], kind
    return text, None


def _unquoted(title: str) -> str:
    match = _QUOTED.fullmatch(title)
    return match["inner"].strip() if match else title


def _starts_title(text: str) -> bool:
    letter = text.lstrip('«“"')[:1]
    return letter.isupper() or letter.isdigit()
