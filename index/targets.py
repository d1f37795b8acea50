"""What a query's words look like in a text: used to find the pages that answer and to mark words in snippets."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.analysis import query_terms, text_terms
from index.query import And, Fielded, Node, Not, Number, Or, Phrase, Prefix, QueryField, Row, Same, Word, without_stop_words
from index.tokens import Tokens, exact_term, matches, normalize, words

_NONE: frozenset[int] = frozenset()
_Written = list[re.Match[str]] | Tokens


@dataclass(frozen=True, slots=True)
class Target:
    """One word, phrase or prefix: for each place in a row, the terms that may stand there."""

    places: tuple[frozenset[str], ...]
    is_prefix: bool = False
    instead_of: Target | None = None
    """The compound of which this is a part, and in whose stead it counts."""

    def begins_with(self, token: str, language: str) -> bool:
        """Tell whether the first of what is looked for is such a word of a text, as written."""
        return self._is_at(0, token, language)

    def goes_on_with(self, tokens: Sequence[str], language: str) -> bool:
        """Tell whether what follows the first may be these words of a text, as far as they go."""
        return all(self._is_at(step, token, language) for step, token in enumerate(tokens, start=1))

    def _is_at(self, step: int, token: str, language: str) -> bool:
        if self.is_prefix:
            (prefix,) = self.places[step]
            return exact_term(normalize(token)).startswith(prefix)
        return not self.places[step].isdisjoint(_terms(token, language))


@dataclass(frozen=True, slots=True)
class Match:
    """A target's place in a text, in characters."""

    target: int
    start: int
    end: int


def find_targets(node: Node, *, is_exact: bool = False) -> tuple[Target, ...]:
    """Return what the query wants to see in the text, in order; what it wants to be without is left out.

    Exact, each word means only itself; else the parts of a compound follow it, for documents that have no more than those.
    """
    wanted = And(tuple(without_stop_words(node.nodes))) if isinstance(node, And) and not is_exact else node
    return tuple(dict.fromkeys(_targets(wanted, is_exact)))


def _targets(node: Node, is_exact: bool) -> Iterator[Target]:
    match node:
        case Word(text):
            yield from [_row([text])] if is_exact else _word_targets(text)
        case Row(texts):
            yield _row(texts) if is_exact else _any_row(texts)
        case Phrase(texts) | Number(_, texts):
            yield _row(texts)
        case Prefix(text):
            yield Target((frozenset({exact_term(text)}),), is_prefix=True)
        case And(nodes) | Or(nodes) | Same(nodes):
            for child in nodes:
                yield from _targets(child, is_exact)
        case Fielded(QueryField.TITLE, value):
            for text in words(value):
                yield from _word_targets(text)
        case Fielded() | Not():
            return


def _any_row(texts: Sequence[str]) -> Target:
    return Target(tuple(frozenset({*query_terms(text).whole, exact_term(text)}) for text in texts))


def _row(texts: Sequence[str]) -> Target:
    return Target(tuple(frozenset({exact_term(text)}) for text in texts))


def _word_targets(word: str) -> Iterator[Target]:
    """Yield the target of a word in any form, alone or in a compound, and then those of its own parts."""
    terms = query_terms(word)
    whole = Target((frozenset({*terms.whole, *terms.within, *terms.related, exact_term(word)}),))
    yield whole
    for part in terms.parts:
        yield Target((frozenset(part),), instead_of=whole)


def _terms(token: str, language: str) -> tuple[str, ...]:
    terms = text_terms(token, language)
    return (terms.word, *terms.others)


class Finder:
    """Finds the targets of one query in texts. Remembers what begins with each word that it has met, which are few and recur."""

    def __init__(self, targets: Sequence[Target]) -> None:
        self.targets = targets
        self._by_length = sorted(range(len(targets)), key=lambda number: -len(targets[number].places))
        self._begun: dict[tuple[str, str], tuple[int, ...]] = {}

    def find(self, text: str, language: str, places: Iterable[int] | None = None) -> list[Match]:
        """Return where the targets stand in a text, in order; of two at the same place the longer is kept.

        Who knows from the index at which words a target may begin gives their places, which saves looking at the others; what
        begins there may end on the next page.
        """
        if not self.targets:
            return []
        if places is None:
            written = matches(text)
            return list(self._matches(written, range(len(written)), language, is_cut=False))
        known = sorted(places)
        return list(self._matches(Tokens(text), known, language, is_cut=True)) if known else []

    def find_whole(self, text: str, language: str) -> list[Match]:
        """Return what to mark in a text that is shown whole: parts of a compound only if all of them stand in it."""
        if not self.targets:
            return []
        written = matches(text)
        found = list(self._matches(written, range(len(written)), language, is_cut=False))
        seen = {match.target for match in found}
        if all(self.targets[number].instead_of is None for number in seen):
            return found
        without = self._lacking(seen)
        return list(self._matches(written, range(len(written)), language, is_cut=False, without=without)) if without else found

    def _matches(
        self,
        written: _Written,
        places: Iterable[int],
        language: str,
        *,
        is_cut: bool,
        without: Collection[int] = _NONE,
    ) -> Iterator[Match]:
        reached, count = 0, len(written)
        for place in places:
            if place >= count:
                return
            first = written[place]
            if first.start() < reached:
                continue
            for number in self._beginning_with(first[0], language):
                end = self._end(number, written, place, language, is_cut=is_cut)
                if end is not None and number not in without:
                    yield Match(number, first.start(), end)
                    reached = end
                    break

    def _end(self, number: int, written: _Written, place: int, language: str, *, is_cut: bool) -> int | None:
        """Return where a target ends whose first word stands at a place; None if the others do not follow."""
        target, after = self.targets[number], place + len(self.targets[number].places)
        if after == place + 1:
            return written[place].end()
        if after > len(written) and not is_cut:
            return None
        following = [written[step][0] for step in range(place + 1, min(after, len(written)))]
        return written[min(after, len(written)) - 1].end() if target.goes_on_with(following, language) else None

    def _beginning_with(self, token: str, language: str) -> tuple[int, ...]:
        """Return the targets that begin with a word, the longest first."""
        key = token, language
        if key not in self._begun:
            begun = (number for number in self._by_length if self.targets[number].begins_with(token, language))
            self._begun[key] = tuple(begun)
        return self._begun[key]

    def _lacking(self, seen: Collection[int]) -> set[int]:
        """Return the parts of those compounds of which a part was not seen."""
        parts = [(number, target.instead_of) for number, target in enumerate(self.targets) if target.instead_of]
        lacking = {compound for number, compound in parts if number not in seen}
        return {number for number, compound in parts if compound in lacking}
