"""How fast the index is built, opened and searched: over the law corpus where it lies beside the project, else over what ships.

The corpus is not part of the project (../shared/corpus); what ships is too small to tell much about speed.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from index.engine import FacetField, SearchRequest
from index.update import update_index
from index.whoosh_engine import WhooshEngine
from library.catalogue import Catalogue
from library.document import Document, Page, PartialDate
from library.seed import fill
from library.settings import Settings
from library.vocabulary import Topics, shipped_topics
from tests.relevance.corpus import CORPUS, read_corpus

DOCUMENTS = 1_000  # a quarter of the corpus; enough for the order of magnitude, in a few minutes
PAGE = 3_000  # characters; about a printed page
BATCH = 100
Result = TypeVar("Result")
REPEATS = 5
QUERIES = (
    "",
    "barn",
    "departementet kan gi forskrift",
    "forskrift om endring",
    '"fylkeskommunen skal"',
    "kommun*",
    "plan -bygning",
    "NOU 2020:12",
)
FACETS = {FacetField.LANGUAGE: ("nb",)}


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        settings, topics = Settings(home=Path(folder)), shipped_topics()
        with Catalogue.open(settings) as catalogue:
            size = _load(settings, catalogue)
            seconds, _ = _timed(lambda: update_index(settings, catalogue, topics, rebuild=True))
            print(f"index: {size / 1e6:.1f} MB of text in {seconds:.1f} s = {size / 1e6 / seconds:.2f} MB/s")
            _measure_searches(settings, catalogue, topics)


def _measure_searches(settings: Settings, catalogue: Catalogue, topics: Topics) -> None:
    seconds, engine = _timed(lambda: WhooshEngine.open(settings, catalogue, topics))
    print(f"open: {seconds * 1000:.0f} ms for {engine.status().documents} documents")
    for query in QUERIES:
        for filters in ({}, FACETS):
            request = SearchRequest(query=query, filters=filters)
            times = [_timed(partial(engine.search, request))[0] for _ in range(REPEATS)]
            label = f"{query!r:36} {'filtered' if filters else '        '} {engine.search(request).total:6} hits"
            print(f"search {label} {statistics.median(times) * 1000:8.1f} ms")
    engine.close()


def _load(settings: Settings, catalogue: Catalogue) -> int:
    """Fill the catalogue; return the number of characters of text."""
    if not CORPUS.exists():
        print(f"The law corpus is not here ({CORPUS.name}); measuring over what ships.")
        fill(settings, catalogue)
        return sum(len(page.text) for id in catalogue.ids() for page in catalogue.pages(id))
    size = 0
    batch: list[tuple[Document, tuple[Page, ...]]] = []
    for document, pages in _laws():
        batch.append((document, pages))
        size += sum(len(page.text) for page in pages)
        if len(batch) == BATCH:
            with catalogue.writing() as writer:
                for item in batch:
                    writer.put(*item)
            batch = []
    return size


def _laws() -> Iterator[tuple[Document, tuple[Page, ...]]]:
    for law in islice(read_corpus(), DOCUMENTS):
        text = law.text
        pages = tuple(Page(start // PAGE + 1, text[start : start + PAGE], "", "nb") for start in range(0, len(text), PAGE))
        published = PartialDate.parse(law.date)
        yield Document(id=law.id, title=law.title, type=law.type, published=published, declared_language="nb"), pages


def _timed(work: Callable[[], Result]) -> tuple[float, Result]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


if __name__ == "__main__":
    main()
