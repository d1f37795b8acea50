"""A mix of searches as readers make them, taken from the words of the library itself. The same number gives the same searches.

Words that are looked for together stand together in a document, as those do that a reader has in mind; half of them are from
titles, which is what most readers know of a document, half from the text.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.analysis import stop_words
from index.engine import FacetField, SearchRequest, Sort
from index.tokens import tokens
from library.catalogue import Catalogue
from library.document import Document
from library.text import fold

QUESTIONS = 500
SHORTEST = 4  # letters of a word that is looked for; shorter ones are most often grammar
_DRAWN = 2_000  # documents that questions are made of
_SEED = 7
_YEARS = (2000, 2020)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A document whose words become questions."""

    document: Document
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A search, and the kind that it is of."""

    kind: str
    request: SearchRequest


def questions(catalogue: Catalogue, count: int = QUESTIONS) -> list[Question]:
    """Return so many searches, in an order in which kinds are mixed."""
    chance, ids = random.Random(_SEED), catalogue.ids()
    drawn = _draw(catalogue, chance.sample(ids, min(_DRAWN, len(ids))))
    kinds = chance.choices(list(_KINDS), [share for share, _ in _KINDS.values()], k=count)
    return [Question(kind, _KINDS[kind][1](chance, chance.choice(drawn))) for kind in kinds]


def _draw(catalogue: Catalogue, ids: Sequence[str]) -> list[Drawn]:
    documents = catalogue.get_many(ids)
    return [Drawn(document, catalogue.page_texts(id, [1]).get(1, "")) for id, document in documents.items()]


def _words(chance: random.Random, drawn: Drawn, count: int) -> list[str]:
    """Return words that stand near each other, in their order."""
    sources = [tokens(drawn.document.title), tokens(drawn.text)]
    wanted = [found for source in sources if len(found := list(filter(_is_telling, source))) >= count]
    if not wanted:
        return list(filter(_is_telling, sources[0]))[:count] or ["kommune"]
    source = chance.choice(wanted)
    start = chance.randrange(len(source) - count + 1)
    return [word.lower() for word in source[start : start + count]]


def _is_telling(word: str) -> bool:
    return len(word) >= SHORTEST and word.isalpha() and fold(word) not in stop_words()


def _some(count: int) -> Callable[[random.Random, Drawn], SearchRequest]:
    return lambda chance, drawn: SearchRequest(query=" ".join(_words(chance, drawn, count)))


def _phrase(chance: random.Random, drawn: Drawn) -> SearchRequest:
    written = tokens(drawn.text) or tokens(drawn.document.title)
    start = chance.randrange(max(1, len(written) - 3))
    return SearchRequest(query=f'"{" ".join(written[start : start + chance.choice((2, 3))])}"')


def _prefix(chance: random.Random, drawn: Drawn) -> SearchRequest:
    return SearchRequest(query=f"{max(_words(chance, drawn, 3), key=len)[:7]}*")


def _number(chance: random.Random, drawn: Drawn) -> SearchRequest:
    number = drawn.document.number
    return SearchRequest(query=str(number) if number else f"NOU {chance.randint(1990, 2024)}: {chance.randint(1, 30)}")


def _filtered(chance: random.Random, drawn: Drawn) -> SearchRequest:
    return SearchRequest(query=" ".join(_words(chance, drawn, chance.choice((1, 2)))), filters=_filters(chance, drawn.document))


def _browsed(chance: random.Random, drawn: Drawn) -> SearchRequest:
    return SearchRequest(filters=_filters(chance, drawn.document) if chance.random() < 0.5 else {})


def _years(chance: random.Random, drawn: Drawn) -> SearchRequest:
    first, last = _YEARS
    return SearchRequest(query=_words(chance, drawn, 1)[0], year_from=first, year_to=last)


def _sorted(chance: random.Random, drawn: Drawn) -> SearchRequest:
    return SearchRequest(query=_words(chance, drawn, 1)[0], sort=chance.choice((Sort.NEWEST, Sort.OLDEST, Sort.TITLE)))


def _later(chance: random.Random, drawn: Drawn) -> SearchRequest:
    return SearchRequest(query=_words(chance, drawn, 1)[0], offset=20 * chance.choice((1, 1, 2, 4)))


def _without(chance: random.Random, drawn: Drawn) -> SearchRequest:
    words = _words(chance, drawn, 3)
    return SearchRequest(query=f"{words[0]} -{words[-1]}")


def _misspelt(chance: random.Random, drawn: Drawn) -> SearchRequest:
    """Return a word two letters of which have changed places."""
    word = max(_words(chance, drawn, 2), key=len)
    place = chance.randrange(1, max(2, len(word) - 1))
    return SearchRequest(query=word[: place - 1] + word[place - 1 : place + 1][::-1] + word[place + 1 :])


def _filters(chance: random.Random, document: Document) -> dict[FacetField, tuple[str, ...]]:
    known = {
        FacetField.TYPE: (document.type.value,),
        FacetField.PUBLISHER: document.publishers[:1],
        FacetField.TOPIC: document.topics[:1],
    }
    given = [field for field, keys in known.items() if keys]
    return {field: known[field] for field in chance.sample(given, chance.choice((1, min(2, len(given)))))}


_KINDS: dict[str, tuple[int, Callable[[random.Random, Drawn], SearchRequest]]] = {
    "one word": (22, _some(1)),
    "two words": (22, _some(2)),
    "three words": (10, _some(3)),
    "four words": (6, _some(4)),
    "phrase": (6, _phrase),
    "prefix": (3, _prefix),
    "number": (3, _number),
    "filtered": (9, _filtered),
    "years": (2, _years),
    "sorted": (4, _sorted),
    "later page": (4, _later),
    "without": (2, _without),
    "misspelt": (4, _misspelt),
    "no query": (3, _browsed),
}
"""The kinds of searches: of a hundred, how many are of the kind, and how one is made. Short ones are most of what readers ask."""
