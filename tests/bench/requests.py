"""What a whole search costs, stage by stage, and how many are answered: `python -m tests.bench.requests [HOME] [--documents N]`.

Stages are timed by the processor of their own thread, which whatever else runs on the machine disturbs least: the best of three
times of each question, all of which are asked once before. End to end is by the clock, over HTTP, from servers in processes of
their own.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import msgspec

from index.engine import SearchRequest, SearchResults
from index.update import update_index
from index.whoosh_engine import WhooshEngine
from library.catalogue import Catalogue
from library.document import Document
from library.settings import Settings
from library.vocabulary import Publishers, shipped_topics
from tests.bench.collection import DOCUMENTS, fill
from tests.bench.questions import QUESTIONS, Question, questions
from tests.bench.results import percentile
from tests.bench.serving import Load, put_load, serving
from tests.relevance.corpus import CORPUS
from web.addresses import api_search_address, search_address
from web.api.asking import Asked
from web.api.presenters.search import search_shape
from web.app import create_site
from web.exports.selection import MAX_EXPORT
from web.params import DEFAULT_SIZE
from web.shared.ways_out import Way, ways_out
from web.site import Site
from web.views.search import search_view
from web.views.ways_out import ways_view

REPEATS = 3
LANGUAGE = "nb"
BASE = "https://kartotek.example"
LOADS = ((1, 1), (1, 4), (2, 4))  # processes and clients
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Stage:
    """One part of the work; milliseconds of the processor over all questions."""

    name: str
    median: float
    p95: float
    mean: float


@dataclass(frozen=True, slots=True)
class EndToEnd:
    """One door under one load; milliseconds."""

    door: str
    processes: int
    clients: int
    median: float
    p95: float
    per_second: float
    processor: float
    """Of the servers, for each answer."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything that is measured here."""

    documents: int
    questions: int
    kinds: Mapping[str, int]
    stages: tuple[Stage, ...]
    loads: tuple[EndToEnd, ...]


class TimedCatalogue(Catalogue):
    """Adds up what reading the catalogue costs a search."""

    spent = 0.0

    def with_texts(self, wanted: Mapping[str, Collection[int]]) -> dict[str, tuple[Document, dict[int, str]]]:
        """Read the documents of the hits, and the pages that are shown."""
        with self._timed():
            return super().with_texts(wanted)

    def publishers(self) -> Publishers:
        """Look whether the publishers are still those that are known."""
        with self._timed():
            return super().publishers()

    @contextmanager
    def _timed(self) -> Iterator[None]:
        started = time.thread_time()
        yield
        self.spent += time.thread_time() - started


def measure(home: Path, count: int = QUESTIONS) -> Measured:
    """Measure over a library that is indexed."""
    settings, topics = Settings(home=home), shipped_topics()
    with TimedCatalogue.open(settings) as catalogue:
        engine = WhooshEngine.open(settings, catalogue, topics)
        engine.warm()
        asked = [one for one in questions(catalogue, count) if _is_answered(engine, one)]
        site = create_site(catalogue, engine, topics, settings)
        stages = tuple(_stages(site, catalogue, [one.request for one in asked]))
        documents = engine.status().documents
        engine.close()
    kinds = [one.kind for one in asked]
    return Measured(
        documents=documents,
        questions=len(asked),
        kinds={kind: kinds.count(kind) for kind in sorted(set(kinds))},
        stages=stages,
        loads=tuple(_end_to_end(home, [one.request for one in asked])),
    )


def _is_answered(engine: WhooshEngine, question: Question) -> bool:
    """Ask for the first time, which reads what is then kept; tell whether programs get an answer too."""
    return not any(notice.code == "prefix-too-wide" for notice in engine.search(question.request).notices)


def _stages(site: Site, catalogue: TimedCatalogue, requests: Sequence[SearchRequest]) -> Iterator[Stage]:
    """Time the stages of each request apart, and yield them in the order in which they come."""
    rows = [_one(site, catalogue, request) for request in requests]
    for name in rows[0]:
        times = [row[name] for row in rows]
        yield Stage(name, statistics.median(times), percentile(times, 0.95), statistics.mean(times))


def _one(site: Site, catalogue: TimedCatalogue, request: SearchRequest) -> dict[str, float]:
    evaluated, _ = _best(lambda: site.engine.search(replace(request, facets=(), has_snippets=False)))
    counted, _ = _best(lambda: site.engine.search(replace(request, has_snippets=False)))
    searched, results = _best(lambda: site.engine.search(request))
    catalogue.spent = 0.0
    for _ in range(REPEATS):
        site.engine.search(request)
    read, labels = catalogue.spent / REPEATS * 1000, site.labels()
    helped, ways = _best(lambda: () if results.total else ways_out(request, results, site.engine))
    presented, shape = _best(
        lambda: search_shape(Asked(request=request), results, results.documents, labels, BASE, others=ways, state="")
    )
    encoded, _ = _best(lambda: msgspec.json.encode(shape))
    viewed, context = _best(lambda: _context(request, results, ways, site))
    rendered, _ = _best(lambda: site.templates.render(LANGUAGE, "search.html", context))
    return {
        "evaluation": evaluated,
        "facets": max(0.0, counted - evaluated),
        "pages and snippets": max(0.0, searched - counted - read),
        "database": read,
        "ways out of nothing": helped,
        "JSON: presenting": presented,
        "JSON: encoding": encoded,
        "HTML: presenting": viewed,
        "HTML: template": rendered,
        "JSON in all": searched + helped + presented + encoded,
        "HTML in all": searched + helped + viewed + rendered,
    }


def _context(request: SearchRequest, results: SearchResults, ways: tuple[Way, ...], site: Site) -> dict[str, object]:
    labels = site.labels()
    view = search_view(request, results, results.documents, labels, LANGUAGE)
    others = ways_view(ways, request, labels, LANGUAGE) if not results.total else None
    return {"here": "", "switch": {}, "view": view, "ways": others, "default_size": DEFAULT_SIZE, "most": MAX_EXPORT}


def _best(work: Callable[[], Result]) -> tuple[float, Result]:
    """Return the least time of several runs, in milliseconds of this thread, and what came of the last."""
    times = []
    for _ in range(REPEATS):
        started = time.thread_time()
        result = work()
        times.append((time.thread_time() - started) * 1000)
    return min(times), result


def _end_to_end(home: Path, requests: Sequence[SearchRequest]) -> Iterator[EndToEnd]:
    """Ask servers everything through both doors, under each load, after all of it once."""
    doors = {
        "JSON": [api_search_address(request) for request in requests],
        "HTML": [search_address(LANGUAGE, request) for request in requests],
    }
    for processes in sorted({processes for processes, _ in LOADS}):
        with serving(home, processes) as servers:
            for server in servers:
                put_load([server], doors["JSON"], 1)
            for clients in (clients for count, clients in LOADS if count == processes):
                yield from (_seen(door, processes, put_load(servers, paths, clients)) for door, paths in doors.items())


def _seen(door: str, processes: int, load: Load) -> EndToEnd:
    return EndToEnd(
        door=door,
        processes=processes,
        clients=load.clients,
        median=statistics.median(load.times),
        p95=percentile(load.times, 0.95),
        per_second=load.per_second,
        processor=load.processor,
    )


def print_measured(found: Measured) -> None:
    """Print what was measured as tables."""
    kinds = ", ".join(f"{count} {kind}" for kind, count in found.kinds.items())
    print(f"{found.questions} questions to {found.documents:,} documents: {kinds}")
    print(f"\n{'processor, ms':22} {'median':>8} {'p95':>8} {'mean':>8}")
    for stage in found.stages:
        print(f"{stage.name:22} {stage.median:8.2f} {stage.p95:8.2f} {stage.mean:8.2f}")
    print(f"\n{'by the clock, ms':22} {'median':>8} {'p95':>8} {'per second':>11} {'processor':>10}")
    for load in found.loads:
        name = f"{load.door}, {load.processes} × {load.clients} clients"
        print(f"{name:22} {load.median:8.2f} {load.p95:8.2f} {load.per_second:11.0f} {load.processor:10.2f}")


def main(arguments: Sequence[str] = ()) -> None:
    """Measure over a library that is there or, of so many documents, is made first."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.requests", description=__doc__)
    parser.add_argument("home", type=Path, nargs="?", help="a library that is there and indexed")
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    parser.add_argument("--questions", type=int, default=QUESTIONS)
    wanted = parser.parse_args(arguments)
    if wanted.home:
        print_measured(measure(wanted.home, wanted.questions))
        return
    if not CORPUS.is_file():
        print(f"The law corpus is not here ({CORPUS.name}); whole requests are not measured.")
        return
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder))
        fill(settings, wanted.documents)
        with Catalogue.open(settings) as catalogue:
            update_index(settings, catalogue, shipped_topics())
        print_measured(measure(settings.home, wanted.questions))


if __name__ == "__main__":
    main(sys.argv[1:])
