"""A library of any size, made by splitting and mixing the law corpus: `python -m tests.bench.collection HOME [--documents N]`.

The first documents are pieces of laws as they follow on each other, some 3,300 characters each (30,000 of them); those beyond
are halves of two pieces put together. Titles, ministries and dates are the laws'; types, topics and years are spread
over the documents with the frequencies of a library of reports. The same number gives the same documents.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from index.update import update_index
from library.catalogue import Catalogue
from library.document import Document, DocumentType, Page, PartialDate
from library.lock import writer_lock
from library.settings import Settings
from library.text import slugify
from library.vocabulary import Names, Publisher, shipped_topics
from tests.relevance.corpus import Law, read_corpus

DOCUMENTS = 45_000  # as many as Norway's whole collection of public reports has
PIECE = 3_300  # characters: 101 MB of law in 30,000 pieces, as the targets were set
BATCH = 1_000
_TYPES = (
    DocumentType.REPORT,
    DocumentType.EVALUATION,
    DocumentType.NOU,
    DocumentType.GUIDE,
    DocumentType.LAW,
    DocumentType.REGULATION,
)
_SHARES = (40, 10, 5, 5, 10, 30)  # per cent


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a law."""

    law: Law
    text: str


def collection(documents: int = DOCUMENTS) -> Iterator[tuple[Document, tuple[Page, ...]]]:
    """Yield so many documents with their text."""
    chance, topics = random.Random(1), [topic.key for topic in shipped_topics()]
    for number, piece in enumerate(islice(_pieces(chance), documents)):
        (type,) = chance.choices(_TYPES, _SHARES)
        # Few topics have many documents: the n-th has about an n-th of the first's.
        topic = topics[min(int(len(topics) ** chance.random()) - 1, len(topics) - 1)]
        year = 2026 - int(chance.triangular(0, 40, 3))
        yield (
            Document(
                id=f"d{number:06}",
                title=f"{piece.law.title[:150]} ({number})",
                type=type,
                publishers=tuple(slugify(name) for name in piece.law.publishers),
                topics=(topic,),
                published=PartialDate(year, chance.randint(1, 12)),
                declared_language="nb",
            ),
            (Page(1, piece.text, "", "nb"),),
        )


def fill(settings: Settings, documents: int) -> int:
    """Put so many documents into an empty library; return the number of characters."""
    size = 0
    with writer_lock(settings, "fill"), Catalogue.open(settings) as catalogue:
        with catalogue.writing() as writer:
            names = {name for law in read_corpus() for name in law.publishers}
            writer.put_publishers(Publisher(key=slugify(name), names=Names(nb=name)) for name in sorted(names))
        rest = collection(documents)
        while batch := list(islice(rest, BATCH)):
            with catalogue.writing() as writer:
                for document, pages in batch:
                    writer.put(document, pages)
                    size += len(pages[0].text)
    return size


def _pieces(chance: random.Random) -> Iterator[Piece]:
    held = list[Piece]()
    for law in read_corpus():
        for start in range(0, len(law.text), PIECE):
            held.append(Piece(law, law.text[start : start + PIECE]))
            yield held[-1]
    while True:
        one, other = chance.sample(held, 2)
        yield Piece(one.law, f"{one.text[: PIECE // 2]}\n\n{other.text[PIECE // 2 :]}")


def main() -> None:
    """Fill the library that the command line names, and index it."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.collection", description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    wanted = parser.parse_args()
    settings, started = Settings(home=wanted.home), time.perf_counter()
    size = fill(settings, wanted.documents)
    print(f"{wanted.documents:,} documents, {size / 1e6:.0f} MB of text: {time.perf_counter() - started:.0f} s", flush=True)
    started = time.perf_counter()
    with Catalogue.open(settings) as catalogue:
        update_index(settings, catalogue, shipped_topics())
    seconds = time.perf_counter() - started
    print(f"Indexed in {seconds:.0f} s = {size / 1e6 / seconds:.2f} MB/s")


if __name__ == "__main__":
    main()
