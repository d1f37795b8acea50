"""Kartotek's own engine, asked at its seam: what a page does besides (snippets, titles, templates) is left out for all."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from whoosh.index import FileIndex

from index.compile import Compiler
from index.engine import Matching, SearchRequest
from index.evaluate import plan
from index.query import parse_query
from index.ranking import DEFAULT
from index.store import IndexStore, open_index
from index.update import update_index
from index.whoosh_engine import WhooshEngine
from library.catalogue import Catalogue
from library.settings import Settings
from library.vocabulary import Topics, shipped_topics
from tests.bench.rivals.engine import FACETS, TOP, Answer, Query, folder_size


class Ours:
    """The catalogue lies filled in the folder before; the index is made from it, as always."""

    version = version("kartotek")
    _engine: WhooshEngine
    _index: FileIndex
    _catalogue: Catalogue
    _topics: Topics

    def prepare(self, folder: Path, items: Path) -> None:
        """Find the catalogue filled (tests/bench/collection.py)."""
        if not Settings(home=folder).database.is_file():
            raise FileNotFoundError(f"No catalogue in {folder}")

    def build(self, folder: Path, items: Path) -> None:
        settings = Settings(home=folder)
        with Catalogue.open(settings) as catalogue:
            update_index(settings, catalogue, shipped_topics(), rebuild=True)

    def size(self, folder: Path) -> int:
        return folder_size(Settings(home=folder).index)

    def open(self, folder: Path) -> None:
        settings = Settings(home=folder)
        self._catalogue, self._topics = Catalogue.open(settings), shipped_topics()
        self._engine = WhooshEngine.open(settings, self._catalogue, self._topics)
        generation = IndexStore(settings.index).current()
        assert generation is not None
        self._index = open_index(generation)

    def ask(self, query: Query) -> Answer:
        found = self._engine.search(
            SearchRequest(query=query.text, matching=Matching.ALL, size=TOP, facets=FACETS, has_snippets=False)
        )
        facets = {facet.field.value: {value.key: value.count for value in facet.counts} for facet in found.facets}
        return Answer(found.total, tuple(hit.id for hit in found.hits), facets)

    def postings(self, query: Query) -> int | None:
        """Return the sum of the lengths of the lists of postings that the query's plan names, each list once."""
        with self._index.reader() as reader:
            compiler = Compiler(reader, self._catalogue.publishers(), self._topics, DEFAULT)
            compiled = compiler.compile(parse_query(query.text).root)
            named = {pair for node in (*compiled.wanted, *compiled.strict) for pair in _terms(node)}
            return sum(int(reader.doc_frequency(field, term.encode())) for field, term in named)


def _terms(node: plan.Plan) -> Iterator[tuple[str, str]]:
    """Yield the field and the term of each list of postings that a plan names."""
    match node:
        case plan.Words(alternatives, fields, nearby, exact):
            terms = [*(one.term for one in alternatives), *(term for terms in nearby for term in terms), *filter(None, [exact])]
            yield from ((field.name, term) for field in fields for term in terms)
        case plan.Row(places, fields):
            yield from ((field.name, term) for field in fields for terms in places for term in terms)
        case plan.AnyTerm(terms):
            yield from terms
        case plan.AllOf(nodes) | plan.AnyOf(nodes):
            for one in nodes:
                yield from _terms(one)
        case plan.Without(child):
            yield from _terms(child)
