"""Turns a parsed query into a plan of the terms that are looked for.

Filters and facets are not made here: they are masks over columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import pairwise

from whoosh.reading import IndexReader

from index import query as ast
from index.analysis import query_terms
from index.engine import FacetField, Notice, NoticeCode
from index.evaluate.plan import AllOf, Alternative, AnyOf, AnyTerm, Plan, Row, Without, Words
from index.norwegian.analyzer import JOINT
from index.query import Node, QueryField, without_stop_words
from index.ranking import Ranking
from index.schema import AUTHORS, TEXT_FIELDS, TITLE, TextField
from index.tokens import exact_term, words
from index.values import facet_keys, year_range
from library.vocabulary import Publishers, Topics

# A number names one document: it must outweigh what the other words of a query give, and cover nearly all of it.
NUMBER_SCORE = 1_000.0
_LOOSE = ast.Word | ast.Row | ast.Same | ast.Phrase | ast.Prefix  # what may be lacking where few documents have everything
MAX_EXPANSIONS = 200  # words that one prefix may stand for; each is a list of postings to read


@dataclass(frozen=True, slots=True)
class Compiled:
    """What a query asks for."""

    wanted: tuple[Plan, ...]
    """What the documents are ranked by; some of it may be lacking where few have everything."""
    strict: tuple[Plan, ...]
    """What must hold in any case."""
    notices: tuple[Notice, ...]


class Compiler:
    """Compiles one query against one state of the index."""

    def __init__(
        self, reader: IndexReader, publishers: Publishers, topics: Topics, ranking: Ranking, *, is_exact: bool = False
    ) -> None:
        """Take the index, the vocabulary, and whether words mean themselves only, in no other form."""
        self._reader = reader
        self._publishers = publishers
        self._topics = topics
        self._ranking = ranking
        self._is_exact = is_exact
        self._notices: list[Notice] = []

    def compile(self, root: ast.And) -> Compiled:
        """Return what is asked for; words without a meaning of their own are left out if there are others."""
        nodes = root.nodes if self._is_exact else without_stop_words(root.nodes)
        wanted = [*self._loose(nodes), *(self._node(node) for node in nodes if isinstance(node, ast.Or | ast.Number))]
        strict = [self._node(node) for node in nodes if not isinstance(node, _LOOSE)]
        return Compiled(tuple(wanted), tuple(strict), tuple(dict.fromkeys(self._notices)))

    def _loose(self, nodes: Sequence[Node]) -> list[Plan]:
        """Return the plans of words, phrases and prefixes; words know their neighbours, with which they may be one compound."""
        found = [node for node in nodes if isinstance(node, _LOOSE)]
        joined = _joined(found)
        return [
            self._word(node.text, TEXT_FIELDS, joined[place]) if isinstance(node, ast.Word) else self._node(node)
            for place, node in enumerate(found)
        ]

    def _node(self, node: Node) -> Plan:
        match node:
            case ast.Word(text):
                return self._word(text, TEXT_FIELDS)
            case ast.Row(texts):
                return self._row(texts)
            case ast.Same(nodes):
                return AnyOf(tuple(map(self._node, nodes)))
            case ast.Phrase(texts):
                return _exactly(texts, TEXT_FIELDS)
            case ast.Prefix(text):
                return self._prefix(text)
            case ast.Number(number, texts):
                exact = AnyTerm((("number", number.key),), NUMBER_SCORE)
                return AnyOf((exact, AllOf(tuple(self._word(text, TEXT_FIELDS) for text in texts))), rarity=NUMBER_SCORE)
            case ast.Fielded(field, value, is_phrase):
                return self._fielded(field, value, is_phrase)
            case ast.Not(child):
                return Without(self._node(child))
            case ast.And(nodes):
                return AllOf(tuple(map(self._node, nodes)))
            case ast.Or(nodes):
                return AnyOf(tuple(map(self._node, nodes)))

    def _word(self, text: str, fields: tuple[TextField, ...], joined: Iterable[str] = ()) -> Plan:
        if self._is_exact:
            return _exactly([text], fields)
        terms, ranking = query_terms(text), self._ranking
        return Words(
            alternatives=(
                *(Alternative(term, 1.0, 1.0) for term in terms.whole),
                *(Alternative(term, ranking.joined, ranking.joined) for term in joined),
                *(Alternative(term, ranking.related, ranking.family) for term in terms.related),
                *(Alternative(term, ranking.within, ranking.partly) for term in terms.within),
            ),
            fields=fields,
            nearby=terms.parts,
            exact=exact_term(text),
        )

    def _row(self, texts: Sequence[str]) -> Plan:
        """Return the plan of words in a row, in any inflection."""
        if self._is_exact:
            return _exactly(texts, TEXT_FIELDS)
        return Row(tuple((*query_terms(text).whole, exact_term(text)) for text in texts), TEXT_FIELDS)

    def _prefix(self, text: str) -> Plan:
        """Return any of the words that begin so, all scored alike: their rarity says nothing about the document."""
        start = exact_term(text).encode()
        found = [
            (self._reader.doc_frequency(field.name, term), field.name, term)
            for field in TEXT_FIELDS
            for term in self._reader.expand_prefix(field.name, start)
        ]
        if len(found) > MAX_EXPANSIONS:
            self._notices.append(Notice(NoticeCode.TOO_MANY_WORDS_BEGIN_SO, text))
        return AnyTerm(tuple((name, term.decode()) for _, name, term in nlargest(MAX_EXPANSIONS, found)))

    def _fielded(self, field: QueryField, value: str, is_phrase: bool) -> Plan:
        match field:
            case QueryField.TITLE | QueryField.AUTHOR:
                fields = (TITLE,) if field is QueryField.TITLE else (AUTHORS,)
                texts = words(value)
                if is_phrase:
                    return _exactly(texts, fields)
                return AllOf(tuple(self._word(text, fields) for text in texts))
            case QueryField.YEAR:
                return self._years(value)
            case _:
                keys = facet_keys(field, value, self._publishers, self._topics)
                return self._keys(FacetField(field.value), keys, value)

    def _years(self, value: str) -> Plan:
        wanted = year_range(value)
        known = (term.decode() for term in self._reader.lexicon(FacetField.YEAR.value))
        keys = [year for year in known if wanted and wanted.first <= int(year) <= wanted.last]
        return self._keys(FacetField.YEAR, keys, value if wanted is None else None)

    def _keys(self, field: FacetField, keys: Sequence[str], unknown: str | None) -> Plan:
        if not keys and unknown is not None:
            self._notices.append(Notice(NoticeCode.UNKNOWN_VALUE, unknown))
        return AnyTerm(tuple((field.value, key) for key in keys))


def _exactly(texts: Iterable[str], fields: tuple[TextField, ...]) -> Row:
    return Row(tuple((exact_term(text),) for text in texts), fields)


def _joined(nodes: Sequence[Node]) -> list[list[str]]:
    """Return for each word the compounds that it makes with its neighbours: «forvaltning av vann» is also vannforvaltning."""
    joined: list[list[str]] = [[] for _ in nodes]
    for (place, one), (_, other) in pairwise(enumerate(nodes)):
        if isinstance(one, ast.Word) and isinstance(other, ast.Word):
            first, second = (query_terms(word.text).whole[0] for word in (one, other))
            terms = [JOINT.join(pair) for pair in ((first, second), (second, first))]
            for number in (place, place + 1):
                joined[number].extend((*terms, *(JOINT + term for term in terms)))
    return joined
