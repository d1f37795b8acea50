"""What a query's words look like in a text: used to find the pages that answer and to mark words in snippets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.analysis import query_terms, text_terms
from index.query import And, Fielded, Node, Not, Number, Or, Phrase, Prefix, QueryField, Row, Same, Word, without_stop_words
from index.tokens import exact_term, normalize, spans, tokens, words


@dataclass(frozen=True, slots=True)
class Target:
    """One word, phrase or prefix: for each place in a row, the terms that may stand there."""

    places: tuple[frozenset[str], ...]
    is_prefix: bool = False
    instead_of: Target | None = None
    """The compound of which this is a part, and in whose stead it counts."""

    def stands_at(self, tokens: Sequence[str], start: int, language: str, *, is_cut: bool = False) -> bool:
        """Tell whether a text's words from this place on are what is looked for; of a text that is cut, as far as it goes."""
        if start >= len(tokens) or (not is_cut and start + len(self.places) > len(tokens)):
            return False
        if self.is_prefix:
            (prefix,) = self.places[0]
            return exact_term(normalize(tokens[start])).startswith(prefix)
        written = tokens[start : start + len(self.places)]
        return all(not wanted.isdisjoint(_terms(token, language)) for wanted, token in zip(self.places, written, strict=False))


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


def find_matches(text: str, language: str, targets: Sequence[Target], places: Iterable[int] | None = None) -> list[Match]:
    """Return where the targets stand in a text, in order; of two at the same place the longer is kept.

    Who knows from the index at which words a target may begin gives their places, which saves analysing the others; what
    begins there may end on the next page.
    """
    if not targets:
        return []
    written, where = tokens(text), spans(text)
    by_length = sorted(enumerate(targets), key=lambda item: -len(item[1].places))
    found = (
        Match(number, where[place][0], where[min(place + len(target.places), len(where)) - 1][1])
        for place in (range(len(written)) if places is None else sorted(places))
        for number, target in by_length
        if target.stands_at(written, place, language, is_cut=places is not None)
    )
    return list(_without_overlap(found))


def standing_in(text: str, language: str, targets: Sequence[Target]) -> tuple[Target, ...]:
    """Return the targets to mark in a text that is shown whole: parts of a compound only if all of them stand in it."""
    found = {targets[match.target] for match in find_matches(text, language, targets)}
    parts = [target for target in targets if target.instead_of and target not in found]
    lacking = {target.instead_of for target in parts}
    return tuple(target for target in targets if target.instead_of is None or target.instead_of not in lacking)


def _without_overlap(matches: Iterable[Match]) -> Iterator[Match]:
    reached = 0
    for match in matches:
        if match.start >= reached:
            yield match
            reached = match.end
