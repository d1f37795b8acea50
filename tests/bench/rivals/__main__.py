"""Does one piece of work of one engine in a process of its own, and prints what it took as JSON: `engines.py` calls it."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from tests.bench.child import own_memory
from tests.bench.results import MILLISECONDS, Asked, Searched
from tests.bench.rivals import make_engine
from tests.bench.rivals.engine import Answer, Engine, Query
from tests.bench.rivals.work import Built, Place

ROUNDS = 5  # times that each query is asked again
PATIENCE = 60  # seconds after which no further round begins; the slowest engines get fewer


def main(task: str, engine: str, work: str, documents: str) -> None:
    """Do a task of an engine."""
    place, made = Place(Path(work), int(documents)), make_engine(engine)
    folder = place.folder(engine)
    match task:
        case "prepare":
            folder.mkdir(parents=True, exist_ok=True)
            made.prepare(folder, place.items)
        case "build":
            print(msgspec.json.encode(_build(made, folder, place.items)).decode())
        case "ask":
            queries = msgspec.json.decode(place.mix.read_bytes(), type=tuple[Query, ...])
            print(msgspec.json.encode(_ask(made, folder, queries)).decode())


def _build(engine: Engine, folder: Path, items: Path) -> Built:
    started, worked = time.perf_counter(), time.process_time()
    engine.build(folder, items)
    seconds, worked = time.perf_counter() - started, time.process_time() - worked
    return Built(seconds, worked, engine.size(folder))


def _ask(engine: Engine, folder: Path, queries: Sequence[Query]) -> Searched:
    started = time.perf_counter()
    engine.open(folder)
    opened, memory_open = time.perf_counter() - started, own_memory()
    engine.ask(queries[0])
    first = time.perf_counter() - started
    cold = [round(_timed(engine, query)[0], MILLISECONDS) for query in queries]
    answers = [engine.ask(query) for query in queries]
    for query, answer in zip(queries, answers, strict=True):
        _check(query, answer)
    warm, wall = _rounds(engine, queries)
    memory = own_memory()
    asked = [
        Asked(query.text, query.kind, answer.total, cold[number], warm[number], wall[number], engine.postings(query))
        for number, (query, answer) in enumerate(zip(queries, answers, strict=True))
    ]
    return Searched(round(opened, 3), round(first, 3), memory_open, memory, asked)


def _rounds(engine: Engine, queries: Sequence[Query]) -> tuple[list[float], list[float]]:
    """Return the median of each query's times, of the processor and by the clock."""
    rounds, started = list[list[tuple[float, float]]](), time.perf_counter()
    while len(rounds) < ROUNDS and (not rounds or time.perf_counter() - started < PATIENCE):
        rounds.append([_timed(engine, query) for query in queries])
    of_each = list(zip(*rounds, strict=True))
    medians = [[statistics.median(times) for times in zip(*one, strict=True)] for one in of_each]
    return [round(one, MILLISECONDS) for one, _ in medians], [round(other, MILLISECONDS) for _, other in medians]


def _timed(engine: Engine, query: Query) -> tuple[float, float]:
    """Return milliseconds of the processor, for this thread, and by the clock."""
    started, worked = time.perf_counter(), time.thread_time()
    engine.ask(query)
    return (time.thread_time() - worked) * 1000, (time.perf_counter() - started) * 1000


def _check(query: Query, answer: Answer) -> None:
    """See that the engine has done the work: each document has one type and one year."""
    for facet in ("type", "year"):
        if sum(answer.facets[facet].values()) != answer.total:
            raise ValueError(f"{query.text}: {answer.total} hits, but not as many in {facet}")


if __name__ == "__main__":
    main(*sys.argv[1:])
