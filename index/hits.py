"""Finds the pages of the shown hits that answer best, and writes their snippets.

Pages are found from the positions in the postings, without reading the document; only the text of the pages that
are shown is read and analysed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from whoosh.reading import IndexReader

from index.columns import Scores
from index.compile import MAX_EXPANSIONS
from index.engine import Hit, PageHit, PageMarks, Snippet
from index.entries import StoredPage
from index.snippets import excerpt, mark
from index.targets import Target, find_matches, standing_in
from index.tokens import tokens
from library.catalogue import Catalogue
from library.document import Document

PAGES_SHOWN = 3  # under each hit; more is a table of contents
_FIELD = "body"


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


def locate(
    reader: IndexReader, ids: Sequence[str], scores: Scores, documents: Sequence[int], targets: Sequence[Target]
) -> list[Located]:
    """Return the hits with their best pages, in the order of the documents."""
    positions = {target: _positions(reader, target, sorted(documents)) for target in targets}
    return [_located(reader, number, ids[number], float(scores[number]), _found_in(number, positions)) for number in documents]


def locate_pages(reader: IndexReader, number: int, targets: Sequence[Target]) -> tuple[LocatedPage, ...]:
    """Return all pages of one document on which a target stands, in order."""
    found = _found_in(number, {target: _positions(reader, target, [number]) for target in targets})
    pages: list[StoredPage] = reader.stored_fields(number)["pages"]
    places = _by_page([start for _, _, start, _ in pages], found)
    return tuple(_located_page(pages[page], places[page]) for page in sorted(places))


def mark_pages(located: Iterable[LocatedPage], id: str, catalogue: Catalogue, targets: Sequence[Target]) -> tuple[PageMarks, ...]:
    """Return where the targets stand on these pages of a document."""
    pages = list(located)
    texts = catalogue.page_texts(id, [page.number for page in pages])
    marked = (
        (page, find_matches(texts[page.number], page.language, targets, page.places)) for page in pages if page.number in texts
    )
    return tuple(
        PageMarks(number=page.number, label=page.label, marks=tuple((match.start, match.end) for match in matches))
        for page, matches in marked
        if matches
    )


def describe(located: Iterable[Located], catalogue: Catalogue, targets: Sequence[Target]) -> list[Hit]:
    """Return the hits with title and snippets marked; one that was removed from the catalogue a moment ago is left out."""
    hits = list(located)
    documents = catalogue.get_many([hit.id for hit in hits])
    return [_hit(hit, documents[hit.id], catalogue, targets) for hit in hits if hit.id in documents]


def bare(located: Located) -> Hit:
    """Return a hit of which nothing is read."""
    return Hit(id=located.id, score=located.score, title=())


def _found_in(number: int, positions: Mapping[Target, Mapping[int, set[int]]]) -> list[Collection[int]]:
    """Return where each target stands in a document; parts of a compound only where the compound itself does not."""
    return [
        found.get(number, ())
        for target, found in positions.items()
        if target.instead_of is None or number not in positions[target.instead_of]
    ]


def _positions(reader: IndexReader, target: Target, documents: Sequence[int]) -> dict[int, set[int]]:
    """Return where in the body of each document the target begins."""
    places = [_any_of(reader, _terms(reader, target, wanted), documents) for wanted in target.places]
    first, *others = places
    found = {
        number: {
            start for start in starts if all(start + step in place.get(number, ()) for step, place in enumerate(others, start=1))
        }
        for number, starts in first.items()
    }
    return {number: starts for number, starts in found.items() if starts}


def _terms(reader: IndexReader, target: Target, wanted: Collection[str]) -> list[bytes]:
    if target.is_prefix:
        begun = reader.expand_prefix(_FIELD, next(iter(wanted)).encode())
        return nlargest(MAX_EXPANSIONS, begun, key=lambda term: reader.doc_frequency(_FIELD, term))
    return [term for term in (text.encode() for text in wanted) if (_FIELD, term) in reader]


def _any_of(reader: IndexReader, terms: Iterable[bytes], documents: Sequence[int]) -> dict[int, set[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for term in terms:
        for number, positions in _occurrences(reader, term, documents):
            found[number].update(positions)
    return dict(found)


def _occurrences(reader: IndexReader, term: bytes, documents: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """Yield the positions of a term in those of the documents, in ascending order, that hold it."""
    matcher = reader.postings(_FIELD, term)
    for number in documents:
        if matcher.is_active() and matcher.id() < number:
            matcher.skip_to(number)
        if not matcher.is_active():
            return
        if matcher.id() == number:
            yield number, matcher.value_as("positions")


def _located(reader: IndexReader, number: int, id: str, score: float, found: Sequence[Collection[int]]) -> Located:
    """Choose the pages with most different targets, and of those the ones with most occurrences."""
    if not any(found):
        return Located(id, score)
    pages: list[StoredPage] = reader.stored_fields(number)["pages"]
    starts = [start for _, _, start, _ in pages]
    different: Counter[int] = Counter()
    for positions in found:
        different.update({bisect_right(starts, position) - 1 for position in positions})
    most, places = max(different.values()), _by_page(starts, found)
    best = sorted((page for page in different if different[page] == most), key=lambda page: (-len(places[page]), page))
    return Located(id, score, tuple(_located_page(pages[page], places[page]) for page in best[:PAGES_SHOWN]), len(best))


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


def _hit(located: Located, document: Document, catalogue: Catalogue, targets: Sequence[Target]) -> Hit:
    texts = catalogue.page_texts(document.id, [page.number for page in located.pages] or [1])
    pages = [
        PageHit(number=page.number, label=page.label, snippet=_excerpt(texts.get(page.number, ""), page, document, targets))
        for page in located.pages
    ]
    abstract = document.abstract or ""
    marked = standing_in(abstract, document.language, targets)
    candidates = [excerpt(abstract, document.language, marked), *(page.snippet for page in pages[:1])]
    return Hit(
        id=document.id,
        score=located.score,
        title=mark(document.title, document.language, standing_in(document.title, document.language, targets)),
        snippet=max(candidates, key=_coverage) or _beginning(texts.get(1, ""), document, targets),
        pages=tuple(sorted(pages, key=lambda page: page.number)),
        pages_total=located.pages_total,
    )


def _excerpt(text: str, page: LocatedPage, document: Document, targets: Sequence[Target]) -> Snippet:
    """Return the best stretch of a page, from which the document's title is left out where the page begins with it."""
    begun = text.lstrip("# \n")
    if not begun.startswith(document.title):
        return excerpt(text, page.language, targets, page.places)
    skipped = len(tokens(document.title))
    places = [place - skipped for place in page.places if place >= skipped]
    return excerpt(begun.removeprefix(document.title), page.language, targets, places)


def _beginning(text: str, document: Document, targets: Sequence[Target]) -> Snippet:
    """Return the beginning of the text after its title."""
    return excerpt(text.lstrip("# \n").removeprefix(document.title), document.language, targets)


def _coverage(snippet: Snippet) -> tuple[int, bool]:
    """Rank snippets by how many different words they mark; one that has text comes before an empty one."""
    return len({fragment.text.lower() for fragment in snippet if fragment.marked}), bool(snippet)
