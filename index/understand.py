"""Corrects the misspelt words of a query and tells how each of its words is understood, against one state of the index.

Only a word that no document has, in any form, variant or compound, is corrected: a known word may always have been meant. In what
is wanted exactly, phrases and titles, a correction is suggested only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from index.analysis import query_terms, stop_words
from index.engine import QueryWord
from index.evaluate.arrays import IndexArrays
from index.evaluate.near import count_sequences
from index.norwegian.variants import written_otherwise
from index.query import (
    And,
    Fielded,
    Node,
    Or,
    ParsedQuery,
    Phrase,
    QueryField,
    Row,
    Same,
    Word,
    parse_query,
    without_stop_words,
)
from index.schema import TEXT_FIELDS
from index.spelling import Speller
from index.synonyms import Synonyms
from index.tokens import exact_term, normalize, words
from library.text import fold

MOST_CORRECTED = 6  # words of one query; someone who misspells more of them writes a language that is not held
MOST_ALSO = 8  # other words that are told of one word
_LETTERS_AND_NUMBER = re.compile(r"([^\W\d_]+)(\d+)")
_SHORTEST_HALF = 3  # letters of a word from which a space is missing


@dataclass(frozen=True, slots=True)
class Understood:
    """A query as it is searched."""

    root: And
    words: tuple[QueryWord, ...]
    text: str
    """The query in our query language."""
    corrected: str | None = None
    suggestion: str | None = None


class Interpreter:
    """Understands queries against one state of the index."""

    def __init__(
        self, arrays: IndexArrays, synonyms: Synonyms, speller: Callable[[], Speller], spelled: Callable[[str], str]
    ) -> None:
        """Take a speller, made when first needed, and what gives a folded word of the library as it is written there."""
        self._arrays = arrays
        self._synonyms = synonyms
        self._speller = speller
        self._spelled = spelled

    def understand(self, parsed: ParsedQuery) -> Understood:
        """Return the query with what is surely misspelt corrected, and what is likely misspelt suggested."""
        telling = [word for word in dict.fromkeys(_words(parsed.root)) if fold(word) not in stop_words()]
        unknown = [word for word in telling if not self.is_held(word)]
        is_all = len(unknown) == len(telling)
        sure: dict[str, str] = {}
        likely: dict[str, str] = {}
        for word in unknown[:MOST_CORRECTED]:
            meant, is_sure = self._meant(word, is_all=is_all)
            if meant:
                (sure if is_sure else likely)[word] = meant
        root = _replaced(parsed.root, sure)
        suggestion = str(_replaced(self._reworded(parsed.root), sure | likely))
        told = _with_synonyms(parsed.root, self._synonyms)
        return Understood(
            root=_with_synonyms(root, self._synonyms),
            words=tuple(one for node in told.nodes for one in self._tell(node, sure)),
            text=str(root),
            corrected=str(root) if sure else None,
            suggestion=suggestion if suggestion != str(root) else None,
        )

    def _reworded(self, root: And) -> And:
        """Return the query with the words that were probably meant in its phrases, rows and titles."""
        exact = dict.fromkeys(word for node in root.nodes if not self._is_name(node) for word in _exact_words(node))
        unknown = (word for word in exact if fold(word) not in stop_words() and not self.is_held(word))
        meant = {word: self._meant(word, is_all=False)[0] or word for word in islice(unknown, MOST_CORRECTED)}
        return replace(root, nodes=tuple(_with_meant(node, meant) for node in root.nodes)) if meant else root

    def _is_name(self, node: Node) -> bool:
        """Tell whether words with a hyphen between are known in one word, or a name in the lists."""
        match node:
            case Same((Row(texts), Word(joined))):
                return self.is_held(joined) or bool(self._synonyms.of(texts))
            case _:
                return False

    def as_typed(self, parsed: ParsedQuery) -> Understood:
        """Return the query without any correction or other form."""
        return Understood(parsed.root, tuple(QueryWord(text=word, searched=word) for word in _words(parsed.root)), str(parsed))

    def is_held(self, word: str) -> bool:
        """Tell whether a document has the word in any form, or all the parts of the compound that it is."""
        terms = query_terms(word)
        if self._any_of((exact_term(word), *terms.whole, *terms.within)):
            return True
        if terms.parts and all(self._any_of(part) for part in terms.parts):
            return True
        return any(all(self._any_of(query_terms(text).whole) for text in name) for name in self._synonyms.of([word]))

    def _any_of(self, terms: Sequence[str]) -> bool:
        return any(self._arrays.holds(field.name, term) for field in TEXT_FIELDS for term in terms)

    def _meant(self, word: str, *, is_all: bool) -> tuple[str, bool]:
        """Return what may have been meant, and whether to take it: who would get nothing gets what is near."""
        if hyphenated := self._hyphenated(word):
            return hyphenated, True
        best = next(iter(self._speller().correct(fold(word))), None)
        if best and best.word in stop_words() and not best.is_sure:
            best = None
        halves = self._halves(fold(word))
        stand_together = bool(halves) and self._in_a_row(*halves)
        if best and (best.is_sure or not stand_together):
            return self._spelled(best.word), best.is_sure or (is_all and best.is_near)
        return " ".join(map(self._spelled, halves)), stand_together

    def _in_a_row(self, *texts: str) -> bool:
        row = [[exact_term(text)] for text in texts]
        return any(len(count_sequences(self._arrays, field.name, row).documents) for field in TEXT_FIELDS)

    def _hyphenated(self, word: str) -> str:
        """Return a word with the hyphen that it has in the library, such as e-post or covid-19; nothing if it has none."""
        letter, number = word[:1], _LETTERS_AND_NUMBER.fullmatch(word)
        halves = number.groups() if number else (letter, word[1:]) if fold(letter) not in stop_words() else ()
        return "-".join(halves) if len(word) > _SHORTEST_HALF and halves and self._in_a_row(*halves) else ""

    def _halves(self, word: str) -> tuple[str, ...]:
        """Return the two words of the library of which the word is made if a space is missing; none if there are no such."""
        cuts = range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1)
        documents = self._speller().documents
        pairs = [(min(documents(word[:cut]), documents(word[cut:])), cut) for cut in cuts]
        fewest, cut = max(pairs, default=(0, 0))
        return (word[:cut], word[cut:]) if fewest else ()

    def _tell(self, node: Node, sure: Mapping[str, str]) -> Iterator[QueryWord]:
        """Yield how the words of a node are understood."""
        match node:
            case Word(text):
                yield self._query_word(text, sure.get(text, text))
            case Same((Word(text), *_)):
                yield self._query_word(text, sure.get(text, text))
            case Same((typed, *others)):
                yield QueryWord(text=str(typed), searched=str(typed), also=tuple(map(self._shown, others)))
            case And(nodes) | Or(nodes):
                for child in nodes:
                    yield from self._tell(child, sure)
            case _:
                return

    def _shown(self, node: Node) -> str:
        return self._synonyms.shown(node.words) if isinstance(node, Row) else str(node)

    def _query_word(self, text: str, searched: str) -> QueryWord:
        if fold(text) in stop_words():
            return QueryWord(text=text, searched=text, ignored=True)
        others = (other for word in searched.split() for other in written_otherwise(normalize(word)))
        names = map(self._synonyms.shown, self._synonyms.of([normalize(searched)]))
        also = [*names, *(other for other in others if self._any_of((exact_term(other),)))]
        return QueryWord(text=text, searched=searched, also=tuple(dict.fromkeys(also))[:MOST_ALSO])


def _words(node: Node) -> Iterator[str]:
    match node:
        case Word(text):
            yield text
        case And(nodes) | Or(nodes):
            for child in nodes:
                yield from _words(child)
        case _:
            return


def _exact_words(node: Node) -> Sequence[str]:
    """Return the words of what is wanted exactly: a phrase, a row or a title."""
    match node:
        case Phrase(texts) | Row(texts) | Same((Row(texts), *_)):
            return texts
        case Fielded(QueryField.TITLE, value):
            return words(value)
        case _:
            return ()


def _with_meant(node: Node, meant: Mapping[str, str]) -> Node:
    """Return such a node with words replaced by what was meant; another as it is."""
    match node:
        case Phrase(texts):
            return Phrase(tuple(meant.get(text, text) for text in texts))
        case Row(texts, sign):
            return Row(tuple(meant.get(text, text) for text in texts), sign)
        case Same((Row(texts) as row, *_)) if not meant.keys().isdisjoint(texts):
            return _with_meant(row, meant)
        case Fielded(QueryField.TITLE as field, value, is_phrase) if not meant.keys().isdisjoint(words(value)):
            return Fielded(field, " ".join(meant.get(text, text) for text in words(value)), is_phrase)
        case _:
            return node


def _one(nodes: Sequence[Node]) -> Node:
    """Return what stands for one word of several alternatives: a row, if it was corrected to more than one."""
    return nodes[0] if len(nodes) == 1 else Row(tuple(str(node) for node in nodes))


def _with_synonyms(root: And, synonyms: Synonyms) -> And:
    """Return the query with each word, or row of words, that is a name in the lists joined by what else it is called."""
    nodes = list[Node]()
    place = 0
    while place < len(root.nodes):
        texts = [
            node.text for node in takewhile(lambda node: isinstance(node, Word), root.nodes[place:]) if isinstance(node, Word)
        ]
        length = synonyms.longest_at(texts, 0)
        nodes.append(_named(root.nodes[place : place + max(1, length)], texts[:length], synonyms))
        place += max(1, length)
    return replace(root, nodes=tuple(nodes))


def _named(nodes: Sequence[Node], texts: Sequence[str], synonyms: Synonyms) -> Node:
    """Return what stands at one place of the query with its other names."""
    match nodes:
        case [Same((Row(joined), *_) as alike)]:
            return Same((*alike, *map(_name, synonyms.of(joined))))
        case [Or(alternatives)]:
            found = ((one, [one.text] if isinstance(one, Word) and synonyms.of([one.text]) else []) for one in alternatives)
            return Or(tuple(_named([one], known, synonyms) for one, known in found))
        case [node] if not texts:
            return node
        case _:
            typed = nodes[0] if len(nodes) == 1 else And(tuple(without_stop_words(nodes)))
            return Same((typed, *map(_name, synonyms.of(texts))))


def _name(texts: Sequence[str]) -> Node:
    return Word(texts[0]) if len(texts) == 1 else Row(tuple(texts))


def _replaced(root: And, meant: Mapping[str, str]) -> And:
    """Return the query with words replaced by what was meant."""
    return replace(root, nodes=tuple(new for node in root.nodes for new in _instead(node, meant)))


def _instead(node: Node, meant: Mapping[str, str]) -> tuple[Node, ...]:
    match node:
        case Word(text) if text in meant:
            return parse_query(meant[text]).root.nodes
        case Or(nodes):
            return (Or(tuple(_one(_instead(child, meant)) for child in nodes)),)
        case _:
            return (node,)
