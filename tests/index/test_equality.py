"""Arrays answer as whoosh's searcher does: the same documents, with the same scores, in the same order, for any tree of a query.

What makes a score more than the sum of its terms' (coverage, nearness, titles that cover the query) is switched off; it is
tested in test_ranking.py and test_near.py.
"""

import random
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass

import numpy as np
import pytest
from whoosh import index as whoosh_index
from whoosh.reading import IndexReader
from whoosh.searching import Searcher

from index.columns import read_columns
from index.evaluate import plan
from index.evaluate.arrays import IndexArrays
from index.evaluate.evaluator import Evaluator
from index.ranking import Ranking
from index.schema import TEXT_FIELDS, TextField
from index.store import IndexStore
from tests.index.shelf import Holding, Shelf, holding, make, stocked
from tests.index.whoosh_formula import Formula, whole

NEUTRAL = Ranking(coverage=0.0, titled=0.0, near=0.0)
TREES, BATCHES = 1_024, 8  # trees in all, over how many tests
DOCUMENTS = 220
NEAR_ENOUGH = 1e-5
# The first are the most frequent.
WORDS = [
    "kommune", "fylke", "stat", "barn", "skole", "lærer", "vei", "bru", "fiske",
    "havbruk", "skog", "jord", "klima", "energi", "vann", "kraft", "bolig", "husleie",
    "skatt", "avgift", "helse", "sykehus", "pasient", "lege", "språk", "samisk", "kirke",
    "museum", "arkiv", "bibliotek", "idrett", "kultur", "lov", "forskrift", "vedtak", "klage",
    "frist", "gebyr", "kommunene", "skolene", "barnas", "distriktspolitikk", "skolevei", "fiskeri",
]  # fmt: skip
_BINDING = ["og", "i", "for", "av", "til", "med"]


def _text(chance: random.Random, words: int) -> str:
    """Return a text in which few words are frequent and some stand in the same row again and again."""
    weights = [1 / place for place in range(1, len(WORDS) + 1)]
    return " ".join(
        word
        for _ in range(words)
        for word in (*chance.choices(WORDS, weights), *chance.choices(["", *_BINDING], [8, 1, 1, 1, 1, 1, 1]))
        if word
    )


def _documents(start: int, count: int) -> Iterator[Holding]:
    for number in range(start, start + count):
        chance = random.Random(number)
        described = make(
            f"d{number}",
            _text(chance, 3).capitalize(),
            type=chance.choice(("report", "law", "nou")),
            publishers=chance.sample(("kdd", "ssb", "nordregio"), chance.randint(0, 2)),
            published=str(2015 + number % 10),
            language=chance.choice(("nb", "nb", "nn", "en")),
            abstract=_text(chance, 8) if number % 3 else None,
            authors=[f"{chance.choice(WORDS)} {chance.choice(WORDS)}"] if number % 4 == 0 else (),
        )
        yield holding(described, *(_text(chance, chance.choice((5, 20, 60))) for _ in range(chance.randint(0, 2))))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """Several segments, each with documents that were deleted or written anew later."""
    with stocked(tmp_path_factory.mktemp("equality"), _documents(0, DOCUMENTS)) as shelf:
        for start, count in ((DOCUMENTS, 40), (DOCUMENTS + 40, 12)):
            for described, pages in _documents(start, count):
                shelf.put(described, *pages)
            for number in range(start // 40, start, 17):
                shelf.remove(f"d{number}")
            described, pages = next(_documents(start + 1_000, 1))
            shelf.put(make("d3", described.title), *pages)
            shelf.index()
        yield shelf


@dataclass(frozen=True, slots=True)
class Both:
    """One index, open for whoosh and for us."""

    searcher: Searcher
    reader: IndexReader
    evaluator: Evaluator
    formula: Formula


@contextmanager
def opened(shelf: Shelf, ranking: Ranking = NEUTRAL) -> Iterator[Both]:
    folder = IndexStore(shelf.settings.index).current()
    assert folder is not None
    opened = whoosh_index.open_dir(str(folder))
    with closing(opened.reader()) as reader, closing(opened.searcher()) as searcher:
        evaluator = Evaluator(IndexArrays(reader), read_columns(reader).alive, ranking)
        formula = Formula(searcher, NEUTRAL)
        searcher.weighting = formula
        yield Both(searcher, reader, evaluator, formula)


@pytest.fixture(scope="module")
def both(shelf: Shelf) -> Iterator[Both]:
    with opened(shelf) as both:
        yield both


class Trees:
    """Random plans over the terms that an index holds, and some that it does not."""

    def __init__(self, reader: IndexReader, seed: int) -> None:
        self._chance = random.Random(seed)
        self._terms = {field: [term.decode() for term in reader.lexicon(field.name)] for field in TEXT_FIELDS}
        self._often = {
            field: [reader.doc_frequency(field.name, term.encode()) for term in terms] for field, terms in self._terms.items()
        }
        self._keys = [(name, key.decode()) for name in ("type", "language", "year", "publisher") for key in reader.lexicon(name)]

    def query(self) -> tuple[list[plan.Plan], list[plan.Plan]]:
        """Return what is wanted, and what else must hold."""
        wanted = [self._node(2) for _ in range(self._chance.choice((0, 1, 1, 2, 3)))]
        strict = [self._strict() for _ in range(self._chance.choice((0, 0, 1, 2)) if wanted else self._chance.choice((1, 2)))]
        return wanted, strict

    def _node(self, depth: int) -> plan.Plan:
        kinds = (self._term, self._term, self._forms, self._row, self._prefix)
        if not depth or self._chance.random() < 0.5:
            return self._chance.choice(kinds)()
        nodes = tuple(self._node(depth - 1) for _ in range(self._chance.randint(1, 3)))
        without = (plan.Without(self._node(depth - 1)),) if self._chance.random() < 0.3 else ()
        return self._chance.choice((plan.AllOf, plan.AnyOf))((*nodes, *without))

    def _strict(self) -> plan.Plan:
        found = self._chance.choice((self._filter, self._filter, lambda: self._node(1)))()
        return plan.Without(found) if self._chance.random() < 0.4 else found

    def _fields(self, most: int) -> tuple[TextField, ...]:
        return tuple(self._chance.sample(TEXT_FIELDS, self._chance.randint(1, most)))

    def _one_of(self, field: TextField) -> str:
        """Return a term of a field, as often as it occurs; one in thirty is held by no document."""
        if not self._terms[field] or self._chance.random() < 1 / 30:
            return "finnesikke"
        (term,) = self._chance.choices(self._terms[field], self._often[field])
        return term

    def _term(self) -> plan.Plan:
        (field,) = self._fields(1)
        return plan.Words((plan.Alternative(self._one_of(field), 1.0, 1.0),), (field,))

    def _forms(self) -> plan.Plan:
        fields = self._fields(len(TEXT_FIELDS))
        terms = {self._one_of(self._chance.choice(fields)) for _ in range(self._chance.randint(1, 4))}
        return plan.Words(tuple(plan.Alternative(term, self._chance.choice((1.0, 0.3)), 1.0) for term in sorted(terms)), fields)

    def _row(self) -> plan.Plan:
        chance, words = self._chance, [*WORDS[:9], *_BINDING[:2]]
        places = [chance.sample(words, chance.choice((1, 1, 1, 3))) for _ in range(chance.randint(2, 3))]
        return plan.Row(tuple(tuple(f"={word}" for word in place) for place in places), self._fields(2))

    def _prefix(self) -> plan.Plan:
        fields, start = self._fields(3), f"={self._chance.choice(WORDS)[: self._chance.randint(1, 4)]}"
        found = [(field.name, term) for field in fields for term in self._terms[field] if term.startswith(start)]
        return plan.AnyTerm(tuple(found), self._chance.choice((1.0, 2.5))) if found else self._term()

    def _filter(self) -> plan.Plan:
        return plan.AnyTerm(tuple(self._chance.sample(self._keys, self._chance.randint(1, 3))))


def _by_whoosh(both: Both, wanted: Sequence[plan.Plan], strict: Sequence[plan.Plan]) -> tuple[list[int], list[float]]:
    """Return documents and scores in whoosh's order."""
    found = both.searcher.search(whole(wanted, strict, both.formula), limit=None)
    return [document for _, document in found.top_n], [score for score, _ in found.top_n]


def _differs(both: Both, wanted: Sequence[plan.Plan], strict: Sequence[plan.Plan]) -> str:
    """Tell how our answer to a query differs from whoosh's; empty if it does not."""
    answer = both.evaluator.answer(wanted, strict)
    documents, scores = _by_whoosh(both, wanted, strict)
    if sorted(documents) != np.flatnonzero(answer.every).tolist():
        return f"documents: {sorted(documents)} by whoosh, {np.flatnonzero(answer.every).tolist()} by us"
    ours = answer.scores[documents]
    if documents and np.abs(ours - scores).max() > NEAR_ENOUGH:
        return f"scores: {scores} by whoosh, {ours.tolist()} by us"
    if (np.diff(ours) > NEAR_ENOUGH).any():
        return f"order: {documents} by whoosh, {ours.tolist()} by us"
    return ""


def test_the_index_has_segments_and_deleted_documents_in_each_but_the_last(both: Both) -> None:
    leaves = [leaf for leaf, _ in both.reader.leaf_readers()]
    assert len(leaves) >= 3
    assert [leaf.doc_count_all() > leaf.doc_count() for leaf in leaves[:2]] == [True, True]
    assert both.reader.doc_count() > 220


@pytest.mark.parametrize("batch", range(BATCHES))
def test_any_tree_of_a_query_is_answered_as_whoosh_answers_it(both: Both, batch: int) -> None:
    trees = Trees(both.reader, batch)
    found = 0
    for _ in range(TREES // BATCHES):
        wanted, strict = trees.query()
        assert _differs(both, wanted, strict) == "", (wanted, strict)
        found += bool(both.evaluator.answer(wanted, strict).every.any())
    assert found > TREES // BATCHES / 3, "many queries must find something, or this test tells little"


@pytest.mark.parametrize(
    "ranking",
    [
        pytest.param(Ranking(coverage=0.0, titled=0.0, near=0.0, k1=1.25), id="sooner saturated"),
        pytest.param(Ranking(coverage=0.0, titled=0.0, near=0.0, title=1.9), id="another weight of titles"),
        pytest.param(Ranking(coverage=0.0, titled=0.1, near=0.0), id="titles that cover the query"),
    ],
)
def test_a_formula_that_is_a_little_different_is_seen(shelf: Shelf, ranking: Ranking) -> None:
    with opened(shelf, ranking) as both:
        trees = Trees(both.reader, 0)
        assert any(_differs(both, *trees.query()) for _ in range(50))
