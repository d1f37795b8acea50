"""Our plans and ranking in whoosh's terms: its queries, its matchers, document by document. For tests to compare with.

The formula stands here a second time, for one posting where index/evaluate/ has whole arrays: BM25F over the weighed occurrences
of a word in all its forms and fields, the title saturating by itself, times the word's inverse document frequency.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from math import log1p

from whoosh import matching, query
from whoosh.query.spans import SpanNear2
from whoosh.reading import IndexReader
from whoosh.scoring import BaseScorer, WeightingModel
from whoosh.searching import SearchContext, Searcher

from index.evaluate import plan
from index.ranking import Ranking
from index.schema import TEXT_FIELDS, TITLE, TextField

FIELDS = {field.name: field for field in TEXT_FIELDS}
Counts = Mapping[str, float]
"""Weighed occurrences in each field of one document."""


class Formula(WeightingModel):
    """The formula over one index."""

    def __init__(self, searcher: Searcher, ranking: Ranking) -> None:
        self._searcher = searcher
        self._ranking = ranking
        self._means = {name: self._mean(name) for name in FIELDS}
        self._rarities: dict[tuple[str, str], float] = {}

    def _mean(self, field: str) -> float:
        reader = self._searcher.reader()
        lengths = [reader.doc_field_length(number, field) for number in range(reader.doc_count_all())]
        some = [length for length in lengths if length]
        return sum(some) / len(some) if some else 1.0

    def scorer(self, searcher: Searcher, fieldname: str, text: str, qf: int = 1) -> BaseScorer:
        """Return what scores the postings of one term in one field."""
        key = fieldname, text
        if key not in self._rarities:
            self._rarities[key] = self.rarity(query.Term(*key))
        return _TermScorer(self, searcher, fieldname, self._rarities[key])

    def rarity(self, asked: query.Query) -> float:
        """Return the inverse document frequency of what a query finds."""
        found = sum(1 for _ in self._searcher.docs_for_query(asked))
        return log1p((self._searcher.doc_count_all() - found + 0.5) / (found + 0.5))

    def saturated(self, searcher: Searcher, document: int, counts: Counts) -> float:
        """Return what a document's occurrences give, from 0 to 1 for the text and the title's weight for the title."""
        shares = {name: count / self._held_back(searcher, document, FIELDS[name]) for name, count in counts.items()}
        text = sum(FIELDS[name].weight * share for name, share in shares.items() if name != TITLE.name)
        title, k1 = shares.get(TITLE.name, 0.0), self._ranking.k1
        return text / (k1 + text) + self._ranking.title * title / (k1 + title)

    def _held_back(self, searcher: Searcher, document: int, field: TextField) -> float:
        length = searcher.reader().doc_field_length(document, field.name)
        return 1 - field.b + field.b * float(length) / self._means[field.name]


class _TermScorer(BaseScorer):
    def __init__(self, formula: Formula, searcher: Searcher, field: str, rarity: float) -> None:
        self._formula, self._searcher, self._field, self._rarity = formula, searcher, field, rarity

    def score(self, matcher: matching.Matcher) -> float:
        counts = {self._field: matcher.weight()}
        return self._rarity * self._formula.saturated(self._searcher, matcher.id(), counts)


Score = Callable[[matching.Matcher], float]
"""What scores a matcher's document."""


class Rescored(query.Query):
    """What another query finds, with other scores."""

    def __init__(self, child: query.Query, score: Callable[[Searcher], Score]) -> None:
        self._child = child
        self._score = score

    def estimate_size(self, ixreader: IndexReader) -> int:
        return int(self._child.estimate_size(ixreader))

    def matcher(self, searcher: Searcher, context: SearchContext | None = None) -> matching.Matcher:
        found = self._child.matcher(searcher, (context or SearchContext()).set(needs_current=True))
        return _RescoredMatcher(found, self._score(searcher))


class _RescoredMatcher(matching.WrappingMatcher):
    """Stays as it is to the end: what its score looks at must not be replaced."""

    def __init__(self, child: matching.Matcher, score: Score) -> None:
        matching.WrappingMatcher.__init__(self, child)
        self._of = score

    def replace(self, minquality: float = 0) -> matching.Matcher:
        return self if self.child.is_active() else matching.NullMatcher()

    def supports_block_quality(self) -> bool:
        return False

    def score(self) -> float:
        return self._of(self.child)


class _Best(query.Or):
    """Any of some queries, scored as the best of them. (Whoosh's DisjunctionMax takes scores of other documents too.)"""

    def matcher(self, searcher: Searcher, context: SearchContext | None = None) -> matching.Matcher:
        found = [one.matcher(searcher, context) for one in self.subqueries]
        while len(found) > 1:
            found[:2] = [_best_of(found[0], found[1])]
        return found[0]


class _BestMatcher(matching.UnionMatcher):
    def score(self) -> float:
        here = matching.UnionMatcher.id(self)
        return max(float(side.score()) for side in (self.a, self.b) if side.is_active() and side.id() == here)


def _best_of(one: matching.Matcher, other: matching.Matcher) -> matching.Matcher:
    make: Callable[[matching.Matcher, matching.Matcher], matching.Matcher] = _BestMatcher
    return make(one, other)


def whole(wanted: Sequence[plan.Plan], strict: Sequence[plan.Plan], formula: Formula) -> query.Query:
    """Return a whole query: what is wanted is scored; what must hold is not, unless nothing is wanted."""
    scored = [translate(node, formula) for node in wanted]
    if not wanted:
        return query.And([translate(node, formula) for node in strict])
    return query.And([*scored, *(_unscored(translate(node, formula)) for node in strict)])


def translate(node: plan.Plan, formula: Formula) -> query.Query:
    """Return a plan as a query of whoosh's."""
    match node:
        case plan.Words((alternative,), (field,)) if alternative.weight == 1.0:
            return query.Term(field.name, alternative.term)
        case plan.Words():
            return _words(node, formula)
        case plan.Row(places, fields):
            return _row(places, [field.name for field in fields], formula)
        case plan.AnyTerm(terms, score):
            return Rescored(_or([query.Term(*pair) for pair in terms]), lambda _: lambda _: score)
        case plan.AllOf(nodes):
            return query.And([translate(one, formula) for one in nodes])
        case plan.AnyOf(nodes):
            return _Best([translate(one, formula) for one in nodes])
        case plan.Without(child):
            # Whoosh's Not, alone, finds a deleted document where that follows the last of those that it leaves out.
            return _unscored(query.AndNot(query.Every(), translate(child, formula)))


def _unscored(child: query.Query) -> query.Query:
    return Rescored(child, lambda _: lambda _: 0.0)


def _or(several: Sequence[query.Query]) -> query.Query:
    """Return any of several queries, as a tree of matchers that can be asked where they are."""
    union = query.Or(several)
    union.matcher_type = query.Or.DEFAULT_MATCHER
    return union


def _words(node: plan.Words, formula: Formula) -> query.Query:
    """Return a word in several forms or fields; its occurrences are weighed and added up before they saturate."""
    weights = {alternative.term.encode(): alternative.weight for alternative in node.alternatives}
    found = _or([query.Term(field.name, one.term) for field in node.fields for one in node.alternatives])
    rarity = formula.rarity(found)

    def scored(searcher: Searcher) -> Score:
        def score(matcher: matching.Matcher) -> float:
            counts: defaultdict[str, float] = defaultdict(float)
            for posting in matcher.term_matchers():
                named = posting.term()
                if named and posting.is_active() and posting.id() == matcher.id():
                    field, term = named
                    counts[field] += weights[term] * posting.weight()
            return rarity * formula.saturated(searcher, matcher.id(), counts)

        return score

    return Rescored(found, scored)


def _row(places: Sequence[Sequence[str]], fields: Sequence[str], formula: Formula) -> query.Query:
    """Return words in a row, each in any of its forms; how often they stand so is counted as a word's occurrences are."""
    rows = {field: _row_in(field, places) for field in fields}
    rarity = formula.rarity(_or(list(rows.values())))

    def scored(searcher: Searcher) -> Score:
        counts = {field: _times(row, searcher) for field, row in rows.items()}

        def score(matcher: matching.Matcher) -> float:
            held = {field: found[matcher.id()] for field, found in counts.items() if matcher.id() in found}
            return rarity * formula.saturated(searcher, matcher.id(), held)

        return score

    return Rescored(_or(list(rows.values())), scored)


def _row_in(field: str, places: Sequence[Sequence[str]]) -> query.Query:
    if all(len(terms) == 1 for terms in places):
        return query.Phrase(field, [term for (term,) in places])
    return SpanNear2([_or([query.Term(field, term) for term in terms]) for terms in places], slop=1, ordered=True, mindist=1)


def _times(row: query.Query, searcher: Searcher) -> dict[int, float]:
    """Return how often a row stands in each document of a segment."""
    matcher, found = row.matcher(searcher, SearchContext(needs_current=True)), {}
    while matcher.is_active():
        found[matcher.id()] = float(len(matcher.spans()))
        matcher.next()
    return found
