"""Whether a sentence in quotation marks finds the document that it stands in: python -m tests.relevance.quotes HOME [COUNT].

A sentence that stands in several documents counts as found if the first answer is any of them.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from index.engine import SearchRequest
from index.tokens import words
from index.whoosh_engine import WhooshEngine
from library.catalogue import Catalogue
from library.settings import Settings
from library.text import fold
from library.vocabulary import shipped_topics

COUNT = 1_000
SHORTEST = 5  # words
LONGEST = 900  # characters; a query has at most 1,000
_SENTENCE = re.compile(r"[A-ZÆØÅ][^.!?\n\"“”„«»*_|\[\]<>]+[.!?](?=\s)")


def sentences(catalogue: Catalogue, count: int) -> Iterator[tuple[str, str]]:
    """Yield ids of documents with a sentence of each, drawn at random, the same every time."""
    chance = random.Random(1)
    ids = sorted(catalogue.ids())
    while count:
        id = chance.choice(ids)
        page = chance.choice(list(catalogue.pages(id)) or [None])
        found = (
            [one for one in _SENTENCE.findall(page.text) if len(words(one)) >= SHORTEST and len(one) < LONGEST] if page else []
        )
        if found:
            yield id, chance.choice(found)
            count -= 1


def holds(catalogue: Catalogue, id: str, sentence: str) -> bool:
    """Tell whether a document has the sentence's words in a row."""
    text = "\n".join(page.text for page in catalogue.pages(id))
    wanted, held = (" ".join(words(fold(each))) for each in (sentence, text))
    return f" {wanted} " in f" {held} "


def main(home: Path, count: int) -> None:
    """Print how many of the sentences find their document first."""
    settings = Settings(home=home)
    first = tied = 0
    with Catalogue.open(settings) as catalogue:
        engine = WhooshEngine.open(settings, catalogue, shipped_topics())
        for id, sentence in sentences(catalogue, count):
            found = engine.ids(SearchRequest(query=f'"{sentence}"', size=1))
            is_first = found[:1] == (id,)
            is_tied = not is_first and bool(found) and holds(catalogue, found[0], sentence)
            first, tied = first + is_first, tied + is_tied
            if not is_first and not is_tied:
                print(f"{id}: {sentence!r} → {found}")
        engine.close()
    print(f"{first} of {count} first, {tied} behind another document with the same sentence: {(first + tied) / count:.1%}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else COUNT)
