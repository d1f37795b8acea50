"""Turns a parsed query into whoosh's query tree, with the weights by which documents are ranked.

A word is looked for in every text field, in all its forms, and the fields' BM25 scores are summed; words of a query
are all wanted. Filters and facets are not made here: they are masks over columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest

from whoosh import query as whoosh_query
from whoosh.reading import IndexReader

from index import query as ast
from index.analysis import query_terms, stop_words
from index.engine import FacetField, Notice, NoticeCode
from index.query import Node, QueryField
from index.schema import TEXT_FIELDS, TextField
from index.tokens import exact_term, words
from index.values import facet_keys, year_range
from library.text import fold
from library.vocabulary import Publishers, Topics

# The word just as written counts a little more in a title than another form of it does: «kommuneloven» before
# «kommune», which have the same stem.
EXACT_TITLE_WEIGHT = 1.5
# A number names one document: it must outweigh any sum of BM25 scores, which stay below 100 here.
NUMBER_SCORE = 1_000.0
MAX_EXPANSIONS = 200  # words that one prefix may stand for; each is a list of postings to read
# How much a document that lacks some of the words is held back, where no document has them all: whoosh's
# coordination factor, 0 (not at all) to 1.
COORDINATION = 0.9

_TITLE, *_ = TEXT_FIELDS
_AUTHORS = next(field for field in TEXT_FIELDS if field.name == "authors")


@dataclass(frozen=True, slots=True)
class Compiled:
    """A query tree for whoosh, and what to tell the reader about it."""

    query: whoosh_query.Query
    notices: tuple[Notice, ...]


class Compiler:
    """Compiles one query against one state of the index."""

    def __init__(self, reader: IndexReader, publishers: Publishers, topics: Topics) -> None:
        self._reader = reader
        self._publishers = publishers
        self._topics = topics
        self._notices: list[Notice] = []

    def compile(self, root: ast.And) -> Compiled:
        """Return a tree that wants all the words."""
        return self._finish(self._all(_without_stop_words(root.nodes)))

    def compile_some(self, root: ast.And) -> Compiled:
        """Return a tree that is content with some of the words, but keeps fields, exclusions and alternatives."""
        nodes = _without_stop_words(root.nodes)
        loose = [node for node in nodes if isinstance(node, ast.Word | ast.Phrase | ast.Prefix)]
        strict = [node for node in nodes if node not in loose]
        some = whoosh_query.Or([self._node(node) for node in loose], scale=COORDINATION)
        return self._finish(_and([some], strict, self._node))

    def _finish(self, query: whoosh_query.Query) -> Compiled:
        return Compiled(query, tuple(dict.fromkeys(self._notices)))

    def _all(self, nodes: Sequence[Node]) -> whoosh_query.Query:
        return _and([], nodes, self._node)

    def _node(self, node: Node) -> whoosh_query.Query:
        match node:
            case ast.Word(text):
                return _either(
                    [*self._word(text, TEXT_FIELDS), whoosh_query.Term(_TITLE.name, exact_term(text), EXACT_TITLE_WEIGHT)]
                )
            case ast.Phrase(texts):
                return _either(_phrase(texts, TEXT_FIELDS))
            case ast.Prefix(text):
                return self._prefix(text)
            case ast.Number(number, texts):
                exact = whoosh_query.Term("number", number.key, NUMBER_SCORE)
                return _either([exact, self._all([ast.Word(text) for text in texts])])
            case ast.Fielded(field, value, is_phrase):
                return self._fielded(field, value, is_phrase)
            case ast.Not():
                return self._all([node])
            case ast.And(nodes):
                return self._all(nodes)
            case ast.Or(nodes):
                return _either([self._node(child) for child in nodes])

    def _word(self, text: str, fields: Iterable[TextField]) -> list[whoosh_query.Query]:
        terms = sorted(query_terms(text))
        return [
            whoosh_query.Term(field.name, term, field.weight)
            for field in fields
            for term in terms
            if (field.name, term.encode()) in self._reader
        ]

    def _prefix(self, text: str) -> whoosh_query.Query:
        """Return any of the words that begin so, all scored alike: their rarity says nothing about the document."""
        start = exact_term(text).encode()
        found = [
            (self._reader.doc_frequency(field.name, term), field.name, term)
            for field in TEXT_FIELDS
            for term in self._reader.expand_prefix(field.name, start)
        ]
        if len(found) > MAX_EXPANSIONS:
            self._notices.append(Notice(NoticeCode.TOO_MANY_WORDS_BEGIN_SO, text))
        kept = nlargest(MAX_EXPANSIONS, found)
        return _constant(_either([whoosh_query.Term(name, term.decode()) for _, name, term in kept]))

    def _fielded(self, field: QueryField, value: str, is_phrase: bool) -> whoosh_query.Query:
        match field:
            case QueryField.TITLE | QueryField.AUTHOR:
                text_field = _TITLE if field is QueryField.TITLE else _AUTHORS
                texts = words(value)
                if is_phrase:
                    return _either(_phrase(texts, [text_field]))
                return whoosh_query.And([_either(self._word(text, [text_field])) for text in texts])
            case QueryField.YEAR:
                return self._years(value)
            case _:
                keys = facet_keys(field, value, self._publishers, self._topics)
                return self._keys(FacetField(field.value), keys, value)

    def _years(self, value: str) -> whoosh_query.Query:
        wanted = year_range(value)
        known = (term.decode() for term in self._reader.lexicon(FacetField.YEAR.value))
        keys = [year for year in known if wanted and wanted.first <= int(year) <= wanted.last]
        return self._keys(FacetField.YEAR, keys, value if wanted is None else None)

    def _keys(self, field: FacetField, keys: Sequence[str], unknown: str | None) -> whoosh_query.Query:
        if not keys and unknown is not None:
            self._notices.append(Notice(NoticeCode.UNKNOWN_VALUE, unknown))
        return _constant(_either([whoosh_query.Term(field.value, key) for key in keys]))


def _without_stop_words(nodes: Sequence[Node]) -> Sequence[Node]:
    """Leave out words without a meaning of their own, unless the query holds nothing else to look for."""
    kept = [node for node in nodes if not (isinstance(node, ast.Word) and fold(node.text) in stop_words())]
    return kept if any(not isinstance(node, ast.Not) for node in kept) else nodes


def _phrase(texts: Sequence[str], fields: Iterable[TextField]) -> list[whoosh_query.Query]:
    terms = [exact_term(text) for text in texts]
    if len(terms) == 1:
        return [whoosh_query.Term(field.name, terms[0], field.weight) for field in fields]
    return [whoosh_query.Phrase(field.name, terms, boost=field.weight) for field in fields]


def _and(
    first: list[whoosh_query.Query], nodes: Sequence[Node], make: Callable[[Node], whoosh_query.Query]
) -> whoosh_query.Query:
    """Join what is wanted and what is not; exclusions alone are taken from all documents."""
    wanted = [*first, *(make(node) for node in nodes if not isinstance(node, ast.Not))]
    unwanted = [whoosh_query.Not(make(node.node)) for node in nodes if isinstance(node, ast.Not)]
    return whoosh_query.And([*(wanted or [_constant(whoosh_query.Every())]), *unwanted])


def _either(queries: Sequence[whoosh_query.Query]) -> whoosh_query.Query:
    if not queries:
        return whoosh_query.NullQuery
    return queries[0] if len(queries) == 1 else whoosh_query.Or(queries)


def _constant(query: whoosh_query.Query) -> whoosh_query.Query:
    """Give all documents that match the same score."""
    return query if query == whoosh_query.NullQuery else whoosh_query.ConstantScoreQuery(query)
