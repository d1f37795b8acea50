"""Finds what someone who types may be about to write: numbers, titles, publishers, topics and words that the library holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from heapq import nlargest
from itertools import chain, islice, product

import numpy as np

from index.analysis import query_terms, stop_words
from index.columns import Columns, Mask
from index.engine import FacetField, Sort, Suggestion, SuggestionKind
from index.evaluate.arrays import IndexArrays
from index.facet_columns import Among
from index.schema import BODY, TITLE, TextField
from index.tokens import EXACT, tokens, words
from index.values import begins
from library.document import Document
from library.identifiers import find_series_numbers
from library.text import fold, fold_name, slugify
from library.vocabulary import Publisher, Topic

SHORTEST = 2  # letters; every word begins with some letter
_OF_EACH_NAME = 2  # publishers, and topics; more would push the titles off the list
_WORDS = 3
_COMPARED = 40  # of the words that begin so, the most frequent, that are counted together with the words before
_EXPANSIONS = 400  # words of titles that one beginning may stand for
_NUMBER = 3  # characters of a number that is only begun: «NOU 2»


class Suggester:
    """Suggests from one state of the index."""

    def __init__(
        self,
        arrays: IndexArrays,
        columns: Columns,
        documents: Callable[[Sequence[str]], Mapping[str, Document]],
        spelled: Callable[[str], str],
    ) -> None:
        """Take what fetches documents by their ids, and what gives a folded word its letters back."""
        self._arrays = arrays
        self._columns = columns
        self._documents = documents
        self._spelled = spelled

    def suggest(self, text: str, size: int, publishers: Iterable[Publisher], topics: Iterable[Topic]) -> tuple[Suggestion, ...]:
        """Return at most so many suggestions, the most specific first."""
        typed = words(text)
        if not typed or (len(typed[-1]) < SHORTEST and len(typed) == 1):
            return ()
        numbered = list(self._numbered(text, size))
        named = [*self._named(SuggestionKind.PUBLISHER, text, publishers), *self._named(SuggestionKind.TOPIC, text, topics)]
        ended = self._words(text, typed) if not numbered and text[-1:].isalnum() else ()
        titled = self._titled(typed, size) if not numbered else ()
        found = chain(numbered, named, ended, titled)
        return tuple(islice(dict.fromkeys(found), size))

    def _numbered(self, text: str, size: int) -> Iterator[Suggestion]:
        """Yield documents whose number begins as the text does."""
        start = slugify(text)
        whole = [number.key for _, _, number in find_series_numbers(text)]
        if not whole and (len(start) < _NUMBER or not any(letter.isdigit() for letter in start)):
            return
        keys = {
            term.decode() for begun in (start, *whole) for term in self._arrays.reader.expand_prefix("number", begun.encode())
        }
        found = self._newest({int(number) for key in keys for number in self._arrays.postings("number", key).documents}, size)
        for id, document in found.items():
            if document.number:
                yield Suggestion(SuggestionKind.NUMBER, id, f"{document.number}: {document.title}")

    def _named(self, kind: SuggestionKind, text: str, entries: Iterable[Publisher] | Iterable[Topic]) -> Iterator[Suggestion]:
        """Yield the publishers or topics with documents in whose name every word typed begins a word; the largest first."""
        typed = fold_name(text).split()
        column = self._columns.facets[FacetField(kind.value)]
        counted = column.counts(Among.of(self._columns.alive))
        counts = {key: int(count) for key, count in zip(column.keys, counted[:-1], strict=True) if count}
        begun = [entry.key for entry in entries if entry.key in counts and any(begins(typed, name) for name in entry.spellings())]
        for key in nlargest(_OF_EACH_NAME, begun, key=lambda key: counts[key]):
            yield Suggestion(kind, key, "")

    def _words(self, text: str, typed: Sequence[str]) -> Iterator[Suggestion]:
        """Yield what was typed with its last word made whole, by the words that most documents hold with the others."""
        *before, last = typed
        begun = text[: len(text) - len(tokens(text)[-1])]
        known = (item for item in self._arrays.words_from(fold(last)) if item[0].isalpha() and item[0] not in stop_words())
        frequent = nlargest(_COMPARED, known, key=lambda item: item[1])
        if others := [word for word in before if fold(word) not in stop_words()]:
            frequent = self._together(frequent, self._all_of(others))
        one_of_each = {query_terms(word).whole[0]: word for word, _ in reversed(frequent)}  # not also its inflected forms
        chosen = [word for word, _ in frequent if one_of_each[query_terms(word).whole[0]] == word]
        for word in chosen[:_WORDS]:
            yield Suggestion(SuggestionKind.WORD, "", begun + self._spelled(word))

    def _together(self, words: Iterable[tuple[str, int]], others: Mask) -> list[tuple[str, int]]:
        """Return the words that stand in some of the documents of a mask, with the number of those, most frequent first."""
        counted = ((word, int(np.count_nonzero(others & self._any_of([EXACT + word], BODY, TITLE)))) for word, _ in words)
        return sorted((item for item in counted if item[1]), key=lambda item: -item[1])

    def _titled(self, typed: Sequence[str], size: int) -> Iterator[Suggestion]:
        """Yield documents with all words in their titles, the last of them begun; those first whose titles begin so."""
        *before, last = (word for word in typed if fold(word) not in stop_words() or word == typed[-1])
        begun = islice(self._arrays.reader.expand_prefix(TITLE.name, (EXACT + fold(last)).encode()), _EXPANSIONS)
        mask = self._any_of((term.decode() for term in begun), TITLE) & self._all_of(before, TITLE)
        documents = self._newest({int(number) for number in np.flatnonzero(mask & self._columns.alive)}, size * 4)
        start = fold_name(" ".join(typed))
        ordered = sorted(
            documents.values(), key=lambda document: (not fold_name(document.title).startswith(start), len(document.title))
        )
        for document in ordered[:size]:
            yield Suggestion(SuggestionKind.TITLE, document.id, document.title)

    def _all_of(self, texts: Iterable[str], *fields: TextField) -> Mask:
        """Return the documents that hold all words, in any form, in text or title if no field is named."""
        masks = (self._any_of(query_terms(text).whole, *(fields or (BODY, TITLE))) for text in texts)
        return reduce(np.logical_and, masks, np.ones(self._arrays.count, np.bool_))

    def _any_of(self, terms: Iterable[str], *fields: TextField) -> Mask:
        mask = np.zeros(self._arrays.count, np.bool_)
        for field, term in product(fields, list(terms)):
            mask[self._arrays.postings(field.name, term).documents] = True
        return mask

    def _newest(self, numbers: Iterable[int], size: int) -> dict[str, Document]:
        ranks, alive = self._columns.ranks[Sort.NEWEST], self._columns.alive
        newest = sorted((number for number in numbers if alive[number]), key=lambda number: int(ranks[number]))[:size]
        ids = [self._columns.ids[number] for number in newest]
        documents = self._documents(ids)
        return {id: documents[id] for id in ids if id in documents}
