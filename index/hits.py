"""Finds the pages of the shown hits that answer best, and writes their snippets.

Pages are found from the positions in the postings, without reading the document; only the text of the pages that
are shown is read and analysed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from index.columns import Scores
from index.engine import Hit, PageHit, PageMarks, Snippet
from index.entries import StoredPage
from index.evaluate.arrays import IndexArrays
from index.occurrences import Begun, find_occurrences
from index.snippets import excerpt, mark, one_line
from index.targets import Finder, Target
from index.tokens import tokens
from library.catalogue import Catalogue
from library.document import Document

PAGES_SHOWN = 3  # under each hit; more is a table of contents
_FIRST_PAGE = (1,)
Texts = Mapping[int, str]
"""The texts of some pages of a document, by number."""


@dataclass(frozen=True, slots=True)
class LocatedPage:
    """A page that answers, and the places of its words at which the query's words or phrases begin."""

    number: int
    label: str
    language: str
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Located:
    """A hit whose best pages are known but not read yet, best first."""

    id: str
    score: float
    pages: tuple[LocatedPage, ...] = ()
    pages_total: int = 0


@dataclass(frozen=True, slots=True)
class Described:
    """The hits with title and snippets marked, and the documents that they were made of."""

    hits: tuple[Hit, ...]
    documents: Mapping[str, Document]


def locate(
    arrays: IndexArrays, ids: Sequence[str], scores: Scores, documents: Sequence[int], targets: Sequence[Target]
) -> list[Located]:
    """Return the hits with their best pages, in the order of the documents."""
    begun = find_occurrences(arrays, targets, documents)
    return [_located(arrays, number, ids[number], float(scores[number]), _found_in(number, begun)) for number in documents]


def locate_pages(arrays: IndexArrays, number: int, targets: Sequence[Target]) -> tuple[LocatedPage, ...]:
    """Return all pages of one document on which a target stands, in order."""
    found = _found_in(number, find_occurrences(arrays, targets, [number]))
    pages = _pages(arrays, number)
    places = _by_page([start for _, _, start, _ in pages], found)
    return tuple(_located_page(pages[page], places[page]) for page in sorted(places))


def mark_pages(located: Iterable[LocatedPage], id: str, catalogue: Catalogue, targets: Sequence[Target]) -> tuple[PageMarks, ...]:
    """Return where the targets stand on these pages of a document."""
    pages, finder = list(located), Finder(targets)
    texts = catalogue.page_texts(id, [page.number for page in pages])
    marked = ((page, finder.find(texts[page.number], page.language, page.places)) for page in pages if page.number in texts)
    return tuple(
        PageMarks(number=page.number, label=page.label, marks=tuple((match.start, match.end) for match in matches))
        for page, matches in marked
        if matches
    )


def describe(located: Iterable[Located], catalogue: Catalogue, targets: Sequence[Target]) -> Described:
    """Return the hits with title and snippets marked; one that was removed from the catalogue a moment ago is left out."""
    hits, finder = list(located), Finder(targets)
    held = catalogue.with_texts({hit.id: [page.number for page in hit.pages] or _FIRST_PAGE for hit in hits})
    return Described(
        hits=tuple(_hit(hit, *held[hit.id], finder) for hit in hits if hit.id in held),
        documents={id: document for id, (document, _) in held.items()},
    )


def bare(located: Iterable[Located]) -> Described:
    """Return hits of which nothing is read."""
    return Described(tuple(Hit(id=hit.id, score=hit.score, title=()) for hit in located), {})


def _found_in(number: int, begun: Mapping[Target, Begun]) -> list[Collection[int]]:
    """Return where each target stands in a document; parts of a compound only where the compound itself does not."""
    return [
        found.get(number, ())
        for target, found in begun.items()
        if target.instead_of is None or number not in begun[target.instead_of]
    ]


def _located(arrays: IndexArrays, number: int, id: str, score: float, found: Sequence[Collection[int]]) -> Located:
    """Choose the pages with most different targets, and of those the ones with most occurrences."""
    if not any(found):
        return Located(id, score)
    pages = _pages(arrays, number)
    starts = [start for _, _, start, _ in pages]
    different: Counter[int] = Counter()
    for positions in found:
        different.update({bisect_right(starts, position) - 1 for position in positions})
    most, places = max(different.values()), _by_page(starts, found)
    best = sorted((page for page in different if different[page] == most), key=lambda page: (-len(places[page]), page))
    return Located(id, score, tuple(_located_page(pages[page], places[page]) for page in best[:PAGES_SHOWN]), len(best))


def _pages(arrays: IndexArrays, number: int) -> Sequence[StoredPage]:
    pages: list[StoredPage] = arrays.reader.stored_fields(number)["pages"]
    return pages


def _by_page(starts: Sequence[int], found: Iterable[Collection[int]]) -> Mapping[int, list[int]]:
    """Return the positions on each page that has some, by the page's place in the document."""
    places: defaultdict[int, list[int]] = defaultdict(list)
    for positions in found:
        for position in positions:
            places[bisect_right(starts, position) - 1].append(position)
    return places


def _located_page(page: StoredPage, positions: Iterable[int]) -> LocatedPage:
    number, label, start, language = page
    return LocatedPage(number, label, language, tuple(sorted({position - start for position in positions})))


def _hit(located: Located, document: Document, texts: Texts, finder: Finder) -> Hit:
    pages = [
        PageHit(number=page.number, label=page.label, snippet=_excerpt(texts.get(page.number, ""), page, document, finder))
        for page in located.pages
    ]
    abstract = one_line(document.abstract or "")
    candidates = [
        excerpt(abstract, finder.find_whole(abstract, document.language)),
        *(page.snippet for page in pages[:1]),
    ]
    return Hit(
        id=document.id,
        score=located.score,
        title=mark(document.title, finder.find_whole(document.title, document.language)),
        snippet=max(candidates, key=_coverage) or _beginning(texts.get(1, ""), document, finder),
        pages=tuple(sorted(pages, key=lambda page: page.number)),
        pages_total=located.pages_total,
    )


def _excerpt(text: str, page: LocatedPage, document: Document, finder: Finder) -> Snippet:
    """Return the best stretch of a page, from which the document's title is left out where the page begins with it."""
    places: Iterable[int] = page.places
    begun = text.lstrip("# \n")
    if begun.startswith(document.title):
        text, skipped = begun.removeprefix(document.title), len(tokens(document.title))
        places = [place - skipped for place in places if place >= skipped]
    plain = one_line(text)
    return excerpt(plain, finder.find(plain, page.language, places))


def _beginning(text: str, document: Document, finder: Finder) -> Snippet:
    """Return the beginning of the text after its title."""
    plain = one_line(text.lstrip("# \n").removeprefix(document.title))
    return excerpt(plain, finder.find(plain, document.language))


def _coverage(snippet: Snippet) -> tuple[int, bool]:
    """Rank snippets by how many different words they mark; one that has text comes before an empty one."""
    return len({fragment.text.lower() for fragment in snippet if fragment.marked}), bool(snippet)
