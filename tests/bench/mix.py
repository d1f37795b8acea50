"""The queries that engines are measured by: made from the texts themselves, the same for any number of documents.

Words that carry no meaning of their own, by our list or whoosh's, are left out, for engines differ in whether they look for them;
they stand only within phrases, where whoosh takes any word for them.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from whoosh.lang.stopwords import stoplists

from index.analysis import stop_words
from library.text import fold
from tests.bench.rivals.engine import Item, Query

SAMPLE = 10_000  # documents, the first, by which a word is common or rare
PHRASES_FROM = 1_000  # of them, in which phrases are counted
OFTEN = 5  # documents of those that must hold a phrase
SHORTEST = 4  # letters of a word
USUAL = 10  # documents of the sample that hold a word of a query of several
EACH = 10  # words of each band, and queries of each kind
# From how many to how many documents of the sample, which words are rare, usual and common.
BANDS = {"rare word": (3, 20), "word": (100, 300), "common word": (1_000, SAMPLE)}
BY_HAND = (  # of the issue that set the targets, and as readers ask
    "barn",
    "departementet kan gi forskrift",
    "forskrift endring",
    "skatt formue",
    "utdanning lærere",
    "arbeidsmiljø",
    "sykehus pasient rettigheter",
    "miljø klima",
    "fiskeri havbruk",
    "kommune plan bygning",
)
_WORD = re.compile(r"[^\W\d_]+")
_ROW = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)+")


def make_mix(items: Iterable[Item]) -> tuple[Query, ...]:
    """Return about a hundred queries, shuffled."""
    sample, chance = list(islice(items, SAMPLE)), random.Random(7)
    texts = [item.text.lower() for item in sample]
    held = Counter(word for text in texts for word in set(_telling(text)))
    queries = [*_by_hand(), *_words(held, chance), *_several(texts, held, chance), *_phrases(texts, chance)]
    chance.shuffle(queries)
    return tuple(queries)


def _telling(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if len(word) >= SHORTEST and not _is_empty(word)]


def _is_empty(word: str) -> bool:
    return word in stoplists["no"] or fold(word) in stop_words()


def _by_hand() -> list[Query]:
    return [Query(_kind(len(text.split())), tuple(text.split())) for text in BY_HAND]


def _words(held: Counter[str], chance: random.Random) -> list[Query]:
    ordered = sorted(held)
    return [
        Query(kind, (word,))
        for kind, (least, most) in BANDS.items()
        for word in chance.sample([word for word in ordered if least <= held[word] <= most], EACH)
    ]


def _several(texts: Sequence[str], held: Counter[str], chance: random.Random) -> list[Query]:
    """Return queries of two, three and four words that stand in one document."""
    found = list[Query]()
    while len(found) < 3 * EACH:
        usual = sorted({word for word in _telling(chance.choice(texts)) if held[word] >= USUAL})
        count = 2 + len(found) // EACH
        if len(usual) >= count:
            found.append(Query(_kind(count), tuple(chance.sample(usual, count))))
    return found


def _kind(count: int) -> str:
    return "word" if count == 1 else f"{count} words"


def _phrases(texts: Sequence[str], chance: random.Random) -> list[Query]:
    return [
        Query(f"phrase of {count}", words, is_phrase=True)
        for count in (2, 3)
        for words in chance.sample(_frequent_rows(texts[:: len(texts) // PHRASES_FROM or 1], count), 15)
    ]


def _frequent_rows(texts: Sequence[str], count: int) -> list[tuple[str, ...]]:
    """Return rows of so many words that many texts have; first and last word mean something."""
    counted = Counter(row for text in texts for row in set(_rows(text, count)))
    return sorted(row for row, times in counted.items() if times >= OFTEN and all(_telling(row[end]) for end in (0, -1)))


def _rows(text: str, count: int) -> Iterable[tuple[str, ...]]:
    for match in _ROW.finditer(text):
        words = match[0].split(" ")
        yield from (tuple(words[start : start + count]) for start in range(len(words) - count + 1))
