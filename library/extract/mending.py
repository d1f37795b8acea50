"""Mends text that was set in lines on printed pages: words broken at a line's end, and what is printed on every page.

Works on lines alone, so that it serves every source of printed text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

# «distrikts-⏎kommuner» is one word; «regional-⏎og distriktspolitikk» is two, of which one is suspended.
_CONJUNCTIONS = "og|eller|samt|och|and|or|und|oder|ja|tai"
_BROKEN_WORD = re.compile(rf"(?<=[^\W_])-[ \t]*\n[ \t]*(?!(?:{_CONJUNCTIONS})\b)(?=(?P<next>[^\W_]))")
_SOFT_BREAK = re.compile("\xad[ \t]*\n[ \t]*")
_BROKEN_OFF = re.compile(r"[^\W\d_]{2}-$")
_REST_OF_WORD = re.compile(rf"(?!(?:{_CONJUNCTIONS})\b)[^\W\d_]+[.,;:!?)»”]*")
_WORD = re.compile(r"\w+")
_PAGE = frozenset({"side", "sida", "sidan", "s", "page", "p", "sivu"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"(?<!\d)\d{1,5}(?!\d)")
EDGE = 2  # lines at the top and at the bottom of a page among which running heads and page numbers are looked for
MIN_REPEATS = 3  # pages; what stands twice may be chance
MANY_REPEATS = 8  # pages, where the number that counts up may be that of a measure, a table or a section
MAX_GAP = 2  # pages from one to the next with the same head: left and right pages may have one each
MAX_HEAD = 120  # characters; a longer line is text


def mend_lines(text: str) -> str:
    """Return the text with words that were broken at the end of a line in one piece again.

    A hyphen stays where it belongs to the word: before a capital («Nord-⏎Norge»), after a capital, a digit or a lone letter
    («EU-⏎kommisjonen», «2020-⏎tallet», «e-⏎post»), and where a conjunction follows («regional-⏎og distriktspolitikk»).
    """
    return _BROKEN_WORD.sub(_joint, _SOFT_BREAK.sub("", text.replace("\r\n", "\n")))


def mend_pages(texts: Sequence[str], labels: Sequence[str]) -> list[str]:
    """Return the texts of a document's pages without running heads and page numbers, and with broken words in one piece.

    Labels are the page numbers as printed; empty where they are not known. A word that is broken at the end of a page stands
    whole on that page. No page loses all its lines.
    """
    pages = [text.split("\n") for text in texts]
    furniture = _furniture(pages, labels)
    return _joined([mend_lines(_without(lines, furniture[number])) for number, lines in enumerate(pages)])


def _joint(match: re.Match[str]) -> str:
    text, at = match.string, match.start()
    is_lone = at < 2 or not text[at - 2].isalnum()
    return "" if text[at - 1].islower() and match["next"].islower() and not is_lone else "-"


def _without(lines: Sequence[str], places: set[int]) -> str:
    kept = [line for place, line in enumerate(lines) if place not in places]
    return "\n".join(kept if any(line.strip() for line in kept) else lines).strip("\n")


def _joined(texts: list[str]) -> list[str]:
    """Move the rest of a word that is broken at the end of a page to that page."""
    for number in range(len(texts) - 1):
        rest = _REST_OF_WORD.match(texts[number + 1])
        if rest and rest[0][0].islower() and _BROKEN_OFF.search(texts[number]):
            texts[number] = texts[number][:-1] + rest[0]
            texts[number + 1] = texts[number + 1][rest.end() :].lstrip()
    return texts


class _Edge(NamedTuple):
    """A line at the top or the bottom of a page; pages and places are numbered from 0."""

    page: int
    place: int
    text: str


class _Kind(NamedTuple):
    """What is alike in all heads of one kind."""

    text: str
    """The line; «\0» stands for a number that counts up with the pages."""
    offset: int = 0
    """That number less the page's."""
    repeats: int = MIN_REPEATS
    """On how many pages near each other such a line must stand to be a head."""


def _furniture(pages: Sequence[Sequence[str]], labels: Sequence[str]) -> defaultdict[int, set[int]]:
    """Return, for each page, the places of the lines that are running heads, running feet or page numbers."""
    alike = defaultdict[_Kind, list[_Edge]](list)
    found = defaultdict[int, set[int]](set)
    for number, lines in enumerate(pages):
        for edge in _edges(number, lines):
            if labels[number] and edge.text.lower() == labels[number].lower():
                found[number].add(edge.place)
            for kind in _kinds(edge, labels[number]):
                alike[kind].append(edge)
    for kind, edges in alike.items():
        for edge in _recurring(edges, kind.repeats):
            found[edge.page].add(edge.place)
    return found


def _edges(number: int, lines: Sequence[str]) -> Iterator[_Edge]:
    filled = [place for place, line in enumerate(lines) if line.strip()]
    for place in dict.fromkeys((*filled[:EDGE], *filled[-EDGE:])):
        text = " ".join(lines[place].split())
        if len(text) <= MAX_HEAD:
            yield _Edge(number, place, text)


def _kinds(edge: _Edge, label: str) -> Iterator[_Kind]:
    """Yield the kinds of head that a line may be of: the line as it is, or with one number that counts up as the pages do."""
    yield _Kind(edge.text)
    for match in _NUMBER.finditer(edge.text):
        rest = f"{edge.text[: match.start()]}\0{edge.text[match.end() :]}"
        yield _Kind(rest, int(match[0]) - edge.page, MIN_REPEATS if _is_page_number(match[0], rest, label) else MANY_REPEATS)


def _is_page_number(number: str, rest: str, label: str) -> bool:
    """Tell whether a number in a line is likely the page's; that of «Tiltak 3», «§ 3» or the chapter «2018» is not."""
    words = _WORD.findall(rest)
    if number == label or (words and words[0].lower() in _PAGE):
        return True
    return len(words) > 1 if words else "§" not in rest and not _YEAR.fullmatch(number)


def _recurring(edges: Sequence[_Edge], repeats: int) -> Iterator[_Edge]:
    """Yield the edges, given in order of page, that stand on enough pages close to each other."""
    run: list[_Edge] = []
    for edge in edges:
        if run and edge.page - run[-1].page > MAX_GAP:
            yield from run if len({edge.page for edge in run}) >= repeats else ()
            run = []
        run.append(edge)
    yield from run if len({edge.page for edge in run}) >= repeats else ()
