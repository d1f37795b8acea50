"""What a query's words look like in a text: used to find the pages that answer and to mark words in snippets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.analysis import query_terms, text_terms
from index.query import And, Fielded, Node, Not, Number, Or, Phrase, Prefix, QueryField, Word
from index.tokens import exact_term, spans, tokens, words


@dataclass(frozen=True, slots=True)
class Target:
    """One word, phrase or prefix: for each place in a row, the terms that may stand there."""

    places: tuple[frozenset[str], ...]
    is_prefix: bool = False

    def stands_at(self, tokens: Sequence[str], start: int, language: str) -> bool:
        """Tell whether a text's words from this place on are what is looked for."""
        if start + len(self.places) > len(tokens):
            return False
        if self.is_prefix:
            (prefix,) = self.places[0]
            return text_terms(tokens[start], language)[1].startswith(prefix)
        return all(not wanted.isdisjoint(text_terms(tokens[start + place], language)) for place, wanted in enumerate(self.places))


@dataclass(frozen=True, slots=True)
class Match:
    """A target's place in a text, in characters."""

    target: int
    start: int
    end: int


def find_targets(node: Node) -> tuple[Target, ...]:
    """Return what the query wants to see in the text, in order; what it wants to be without is left out."""
    return tuple(dict.fromkeys(_targets(node)))


def _targets(node: Node) -> Iterator[Target]:
    match node:
        case Word(text):
            yield word_target(text)
        case Phrase(texts):
            yield Target(tuple(frozenset({exact_term(text)}) for text in texts))
        case Prefix(text):
            yield Target((frozenset({exact_term(text)}),), is_prefix=True)
        case Number(_, texts):
            yield Target(tuple(frozenset({exact_term(text)}) for text in texts))
        case And(nodes) | Or(nodes):
            for child in nodes:
                yield from _targets(child)
        case Fielded(QueryField.TITLE, value):
            yield from map(word_target, words(value))
        case Fielded() | Not():
            return


def word_target(word: str) -> Target:
    """Return the target of a word in any inflection."""
    return Target((query_terms(word) | {exact_term(word)},))


def find_matches(text: str, language: str, targets: Sequence[Target], places: Iterable[int] | None = None) -> list[Match]:
    """Return where the targets stand in a text, in order; of two at the same place the longer is kept.

    Who knows from the index at which words a target may begin gives their places, which saves analysing the others.
    """
    if not targets:
        return []
    written, where = tokens(text), spans(text)
    by_length = sorted(enumerate(targets), key=lambda item: -len(item[1].places))
    found = (
        Match(number, where[place][0], where[place + len(target.places) - 1][1])
        for place in (range(len(written)) if places is None else sorted(places))
        for number, target in by_length
        if target.stands_at(written, place, language)
    )
    return list(_without_overlap(found))


def _without_overlap(matches: Iterable[Match]) -> Iterator[Match]:
    reached = 0
    for match in matches:
        if match.start >= reached:
            yield match
            reached = match.end
