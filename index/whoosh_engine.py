"""The embedded engine: whoosh's index behind our seam.

A search runs in stages: parse → understand (corrections) → compile → match (documents and scores) → filters, facets, order
(arrays over columns) → pages and snippets for the hits that are shown.
"""

from __future__ import annotations

import threading
from dataclasses import replace

import numpy as np

from index.analysis import query_terms
from index.columns import Columns
from index.compile import Compiler
from index.engine import (
    IndexStatus,
    Matching,
    Notice,
    NoticeCode,
    PageMarks,
    SearchRequest,
    SearchResults,
    Similar,
    Suggestion,
)
from index.evaluate.postings import Numbers
from index.facets import Filters
from index.hits import bare, describe, locate, locate_pages, mark_pages
from index.matching import Matches, everything, match, named_first
from index.order import in_order
from index.query import MAX_CHARACTERS, ParsedQuery, parse_query
from index.ranking import DEFAULT, Ranking
from index.similar import similarity
from index.state import State, open_state
from index.store import IndexStore, make_stamp, read_stamp
from index.suggest import Suggester
from index.synonyms import Synonyms, load_synonyms
from index.targets import find_targets
from index.tokens import words
from index.understand import Interpreter, Understood
from index.wording import Wording
from library.catalogue import Catalogue
from library.settings import Settings
from library.vocabulary import Topics

_ANY_WORD = "ord"


class WhooshEngine:
    """SearchEngine over the index in KARTOTEK_HOME. It follows updates by itself."""

    def __init__(
        self, settings: Settings, catalogue: Catalogue, topics: Topics, synonyms: Synonyms, ranking: Ranking = DEFAULT
    ) -> None:
        """Open the current generation; raise IndexMissingError if there is none that can be used."""
        self._store = IndexStore(settings.index)
        self._expected = make_stamp(catalogue.identity(), 0, topics)
        self._synonyms = synonyms
        self._catalogue = catalogue
        self._topics = topics
        self.ranking = ranking
        # A state's arrays are read and kept by one thread at a time.
        self._lock = threading.Lock()
        self._state = open_state(self._store, self._expected)

    @classmethod
    def open(cls, settings: Settings, catalogue: Catalogue, topics: Topics) -> WhooshEngine:
        """Open the current generation with the lists of synonyms; raise IndexMissingError or SynonymsError."""
        return cls(settings, catalogue, topics, load_synonyms(settings.synonyms))

    def search(self, request: SearchRequest) -> SearchResults:
        """Answer a request; never raises because of what a user wrote in the query."""
        parsed = parse_query(request.query)
        with self._lock:
            state = self._current()
            understood, matches = self._answer(state, request, parsed)
            targets = find_targets(understood.root, is_exact=request.matching is Matching.EXACT)
            filters = Filters(state.columns, request)
            found = np.flatnonzero(filters.all(matches.mask))
            shown = _shown(state.columns, found, matches, request).tolist()
            located = locate(state.arrays, state.columns.ids, matches.scores, shown, targets if request.has_snippets else ())
            facets = filters.facets(matches.mask, request.facets)
            with_all, with_most = (int(np.count_nonzero(filters.all(mask))) for mask in (matches.every, matches.most))
        described = describe(located, self._catalogue, targets) if request.has_snippets else bare(located)
        return SearchResults(
            understood=understood.text,
            total=len(found),
            hits=described.hits,
            documents=described.documents,
            facets=facets,
            notices=(*parsed.notices, *matches.notices, *_about_set(matches, len(found), with_all)),
            words=understood.words,
            corrected=understood.corrected,
            suggestion=understood.suggestion,
            matching=matches.matching,
            with_all=with_all,
            with_most=with_most,
            generation=state.generation,
        )

    def ids(self, request: SearchRequest) -> tuple[str, ...]:
        """Return the ids of the documents that answer a request, without reading anything of them."""
        with self._lock:
            state = self._current()
            _, matches = self._answer(state, request, parse_query(request.query))
            found = np.flatnonzero(Filters(state.columns, request).all(matches.mask))
            return tuple(state.columns.ids[number] for number in _shown(state.columns, found, matches, request))

    def within(self, id: str, request: SearchRequest) -> tuple[PageMarks, ...]:
        """Return the pages of one document on which the query's words stand, in order; none if the index does not hold it.

        The words are understood as search() understands them; the filters of the request play no part.
        """
        with self._lock:
            state = self._current()
            understood = self._understand(state, request, parse_query(request.query))
            targets = find_targets(understood.root, is_exact=request.matching is Matching.EXACT)
            located = [page for number in _numbers(state, id) for page in locate_pages(state.arrays, number, targets)]
        return mark_pages(located, id, self._catalogue, targets)

    def suggest(self, text: str, size: int) -> tuple[Suggestion, ...]:
        """Return what a query that is being typed may become, at most so many, the likeliest first."""
        with self._lock:
            state = self._current()
            suggester = Suggester(state.arrays, state.columns, self._catalogue.get_many, self._wording(state).spelled)
            return suggester.suggest(text[:MAX_CHARACTERS], size, self._catalogue.publishers(), self._topics)

    def similar(self, id: str, size: int) -> tuple[Similar, ...]:
        """Return the documents most like one, at most so many, the likest first; none if the index does not hold it."""
        with self._lock:
            state = self._current()
            itself = _numbers(state, id)
            if not itself:
                return ()
            scores = np.where(state.columns.alive, similarity(state.arrays, state.reader.stored_fields(itself[0])["gist"]), 0.0)
            scores[itself] = 0.0
            likest = np.argsort(-scores, kind="stable")[:size]
            return tuple(Similar(state.columns.ids[number], float(scores[number])) for number in likest if scores[number] > 0)

    def warm(self) -> None:
        """Read what suggestions and corrections need, so that the first of them need not wait for it."""
        with self._lock:
            state = self._current()
            query_terms(_ANY_WORD)
            next(state.arrays.words_from(""), None)
            state.speller.documents("")

    def status(self) -> IndexStatus:
        """Tell how many documents are searchable, and as of when; waits for no search unless the index has changed."""
        state = self._state
        if not state.is_current(self._store):
            with self._lock:
                state = self._current()
        stamp = read_stamp(state.folder)  # it is written when the index is, a moment after
        return replace(state.status, revision=stamp.revision) if stamp else state.status

    def close(self) -> None:
        """Let go of open files."""
        with self._lock:
            self._state.reader.close()

    def _current(self) -> State:
        if not self._state.is_current(self._store):
            self._state = open_state(self._store, self._expected)
        return self._state

    def _wording(self, state: State) -> Wording:
        return Wording(state.arrays, state.columns.ids, self._catalogue)

    def _understand(self, state: State, request: SearchRequest, parsed: ParsedQuery) -> Understood:
        interpreter = Interpreter(state.arrays, self._synonyms, lambda: state.speller, self._wording(state).spelled)
        return interpreter.as_typed(parsed) if request.matching is Matching.EXACT else interpreter.understand(parsed)

    def _answer(self, state: State, request: SearchRequest, parsed: ParsedQuery) -> tuple[Understood, Matches]:
        """Return how a query is understood, and the documents that answer it, whatever the filters."""
        understood, is_exact = self._understand(state, request, parsed), request.matching is Matching.EXACT
        if not understood.root.nodes:
            return understood, everything(state.columns.alive)
        compiler = Compiler(state.reader, self._catalogue.publishers(), self._topics, self.ranking, is_exact=is_exact)
        matches = match(state.arrays, state.columns.alive, compiler.compile(understood.root), request.matching, self.ranking)
        names = [understood.text, *map(" ".join, self._synonyms.of(words(understood.text)))]
        return understood, named_first(matches, state.arrays, names, self.ranking)


def _numbers(state: State, id: str) -> list[int]:
    """Return the number that the index has for a document, if it holds it."""
    return [int(number) for number in state.arrays.postings("id", id).documents if state.columns.alive[number]]


def _about_set(matches: Matches, total: int, with_all: int) -> tuple[Notice, ...]:
    is_widened = matches.matching is Matching.MOST and total > with_all
    return (Notice(NoticeCode.SOME_WORDS_ONLY, str(with_all)),) if is_widened else ()


def _shown(columns: Columns, found: Numbers, matches: Matches, request: SearchRequest) -> Numbers:
    """Return the numbers of the documents that a request wants to see, in its order."""
    wanted = request.offset + request.size
    return in_order(columns, found, matches.scores, request.sort, wanted)[request.offset :]
