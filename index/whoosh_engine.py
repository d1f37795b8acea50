"""The embedded engine: whoosh's index behind our seam.

A search runs in stages: parse → compile → evaluate (documents and scores) → filters, facets, order (arrays over
columns) → pages and snippets for the hits that are shown.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from whoosh.scoring import BM25F
from whoosh.searching import Searcher

from index.columns import Columns, Mask, Scores, read_columns
from index.compile import Compiled, Compiler
from index.engine import IndexStatus, Notice, NoticeCode, SearchRequest, SearchResults, Sort
from index.facets import Filters
from index.hits import describe, locate
from index.query import And, Phrase, Prefix, Word, parse_query
from index.schema import TEXT_FIELDS
from index.store import IndexMissingError, IndexStore, Stamp, make_stamp, open_index, read_stamp
from index.targets import find_targets
from library.catalogue import Catalogue
from library.settings import Settings
from library.vocabulary import Topics

K1 = 1.2  # how soon further occurrences of a word stop to count: the literature's and Lucene's value
_B = {f"{field.name}_B": field.b for field in TEXT_FIELDS}


@dataclass(frozen=True, slots=True)
class _State:
    """One state of the index, open for reading; replaced as a whole when the index changes."""

    folder: Path
    stamp: Stamp
    searcher: Searcher
    columns: Columns

    @property
    def generation(self) -> str:
        """Differs between any two states of the index."""
        return f"{self.folder.name}.{self.searcher.reader().generation()}"

    def is_current(self, store: IndexStore) -> bool:
        return store.current() == self.folder and bool(self.searcher.up_to_date())


@dataclass(frozen=True, slots=True)
class _Matches:
    """The documents that match a query, whatever the filters."""

    mask: Mask
    scores: Scores
    notices: tuple[Notice, ...]

    def about_query(self) -> tuple[Notice, ...]:
        """Return the notices that say something even where the filters leave no hit."""
        return tuple(notice for notice in self.notices if notice.code is not NoticeCode.SOME_WORDS_ONLY)


class WhooshEngine:
    """SearchEngine over the index in KARTOTEK_HOME. It follows updates by itself."""

    def __init__(self, store: IndexStore, expected: Stamp, catalogue: Catalogue, topics: Topics) -> None:
        self._store = store
        self._expected = expected
        self._catalogue = catalogue
        self._topics = topics
        # whoosh's posting readers share one file position, so that only one thread may evaluate at a time.
        self._lock = threading.Lock()
        self._state = self._open()

    @classmethod
    def open(cls, settings: Settings, catalogue: Catalogue, topics: Topics) -> WhooshEngine:
        """Open the current generation; raise IndexMissingError if there is none that can be used."""
        expected = make_stamp(catalogue.identity(), 0, topics)
        return cls(IndexStore(settings.index), expected, catalogue, topics)

    def search(self, request: SearchRequest) -> SearchResults:
        """Answer a request; never raises because of what a user wrote in the query."""
        parsed = parse_query(request.query)
        targets = find_targets(parsed.root)
        with self._lock:
            state = self._current()
            matches = self._match(state, parsed.root)
            filters = Filters(state.columns, request)
            ordered = _order(
                state.columns, filters.all(matches.mask), matches.scores, request.sort, by_score=bool(parsed.root.nodes)
            )
            shown = [int(number) for number in ordered[request.offset :][: request.size]]
            located = locate(state.searcher.reader(), state.columns.ids, matches.scores, shown, targets)
            facets = filters.facets(matches.mask)
        return SearchResults(
            understood=str(parsed),
            total=len(ordered),
            hits=tuple(describe(located, self._catalogue, targets)),
            facets=facets,
            notices=(*parsed.notices, *(matches.notices if len(ordered) else matches.about_query())),
            generation=state.generation,
        )

    def status(self) -> IndexStatus:
        """Tell how many documents are searchable, and as of when."""
        with self._lock:
            state = self._current()
            documents = int(np.count_nonzero(state.columns.alive))
            return IndexStatus(documents=documents, generation=state.generation, revision=state.stamp.revision)

    def close(self) -> None:
        """Let go of open files."""
        with self._lock:
            self._state.searcher.close()

    def _current(self) -> _State:
        if not self._state.is_current(self._store):
            self._state = self._open()
        return self._state

    def _open(self) -> _State:
        while True:
            folder = self._store.current()
            try:
                return self._open_generation(folder)
            except IndexMissingError:
                if self._store.current() == folder:
                    raise
                # A rebuild was switched in meanwhile and the folder deleted under our hands: take the new one.

    def _open_generation(self, folder: Path | None) -> _State:
        stamp = read_stamp(folder) if folder else None
        if folder is None or stamp is None or not stamp.fits(self._expected):
            raise IndexMissingError("There is no search index that this version can use; run: kartotek index")
        searcher = open_index(folder).searcher(weighting=BM25F(K1=K1, **_B))
        return _State(folder, stamp, searcher, read_columns(searcher.reader()))

    def _match(self, state: _State, root: And) -> _Matches:
        if not root.nodes:
            return _Matches(state.columns.alive, np.zeros(len(state.columns.ids)), ())
        compiler = Compiler(state.searcher.reader(), self._catalogue.publishers(), self._topics)
        matches = _evaluate(state, compiler.compile(root))
        if matches.mask.any() or sum(isinstance(node, Word | Phrase | Prefix) for node in root.nodes) < 2:
            return matches
        some = _evaluate(state, compiler.compile_some(root))
        return (
            _Matches(some.mask, some.scores, (*some.notices, Notice(NoticeCode.SOME_WORDS_ONLY))) if some.mask.any() else matches
        )


def _evaluate(state: _State, compiled: Compiled) -> _Matches:
    """Return every document that matches, with its score."""
    mask = np.zeros(len(state.columns.ids), dtype=np.bool_)
    scores = np.zeros(len(state.columns.ids))
    for leaf, offset in state.searcher.leaf_searchers():
        matcher = compiled.query.matcher(leaf, state.searcher.context())
        while matcher.is_active():
            number = matcher.id() + offset
            mask[number] = True
            scores[number] = matcher.score()
            matcher.next()
    return _Matches(mask & state.columns.alive, scores, compiled.notices)


def _order(columns: Columns, mask: Mask, scores: Scores, sort: Sort, *, by_score: bool) -> npt.NDArray[np.int64]:
    """Return the numbers of the documents in a mask, ordered. Equal scores: newest first, then by id."""
    found = np.flatnonzero(mask)
    if sort is Sort.RELEVANCE:
        newest = columns.ranks[Sort.NEWEST][found]
        return found[np.lexsort((newest, -scores[found]))] if by_score else found[np.argsort(newest)]
    return found[np.argsort(columns.ranks[sort][found])]
