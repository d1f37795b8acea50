"""Engines side by side, and how ours grows: `python -m tests.bench.engines [--documents N …] [--growth N …] [--engines NAME …]`.

The same documents, queries and facets for all, each in a process of its own, over the law corpus (tests/bench/collection.py).
What is measured is kept in docs/benchmarks/, and docs/benchmarks.md is written anew from all that lies there.
"""

from __future__ import annotations

import argparse
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import psutil

from index.entries import facet_keys
from library.settings import Settings
from library.vocabulary import shipped_topics
from tests.bench.child import run_module
from tests.bench.collection import collection, fill
from tests.bench.mix import SAMPLE, make_mix
from tests.bench.report import write_report
from tests.bench.results import FOLDER, Indexed, Result, Searched, earlier, write_result
from tests.bench.rivals import NAMES, make_engine
from tests.bench.rivals.engine import FACETS, Item, read_items, write_items
from tests.bench.rivals.work import Built, Place
from tests.bench.tables import OURS
from tests.relevance.corpus import CORPUS

SIZES = (10_000, 45_000)
GROWTH = (100_000,)  # 300,000 take a long time; they are measured when they are asked for
MODULE = "tests.bench.rivals"
ROOT = Path(__file__).parents[2]
MEASURED = ("index", "library", "data", "tests/bench")  # what figures depend on


def main(arguments: Sequence[str] = ()) -> None:
    """Measure what is asked for, and write it down."""
    wanted = _parse(arguments)
    if not CORPUS.is_file():
        print(f"The law corpus is not here ({CORPUS.name}); engines are not compared.")
        return
    engines = [name for name in wanted.engines if _is_there(name)]
    with tempfile.TemporaryDirectory() as folder:
        work = wanted.work or Path(folder)
        work.mkdir(parents=True, exist_ok=True)
        for documents in wanted.documents:
            for engine in engines:
                _measure(engine, Place(work, documents), wanted.results, is_built=wanted.search_only)
        for documents in wanted.growth:
            _measure(OURS, Place(work, documents), wanted.results, is_built=wanted.search_only)
    print(f"Written: {write_report(wanted.results)}")


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.engines", description=__doc__)
    parser.add_argument("--documents", type=int, nargs="*", default=SIZES, help="sizes for all engines (default: %(default)s)")
    parser.add_argument("--growth", type=int, nargs="*", default=GROWTH, help="sizes for ours alone (default: %(default)s)")
    parser.add_argument("--engines", nargs="*", choices=NAMES, default=NAMES, help="default: all")
    parser.add_argument("--work", type=Path, help="where catalogues and indexes are kept for the next run (default: nowhere)")
    parser.add_argument("--results", type=Path, default=FOLDER, help="where results are kept (default: docs/benchmarks)")
    parser.add_argument("--search-only", action="store_true", help="ask the indexes that lie in --work")
    return parser.parse_args(arguments)


def _is_there(engine: str) -> bool:
    try:
        make_engine(engine)
    except ImportError:
        print(f"{engine} is not installed, and left out (pip install --group bench).")
        return False
    return True


def _measure(engine: str, place: Place, results: Path, *, is_built: bool) -> None:
    """Build an index, ask it, and keep what was measured."""
    characters, arguments = _provide(place), (engine, str(place.work), str(place.documents))
    before = earlier(engine, place.documents, results) if is_built else None
    indexed = before.indexed if before else _build(engine, place, arguments)
    searched = msgspec.json.decode(run_module(MODULE, ("ask", *arguments)).said, type=Searched)
    version, today = make_engine(engine).version, datetime.now(UTC).date().isoformat()
    result = Result(engine, version, place.documents, characters, today, _machine(), indexed, searched, _code())
    write_result(result, results)
    warm = statistics.median(one.warm for one in searched.asked)
    print(f"{engine:12} {place.documents:8,} documents: indexed in {indexed.seconds:.1f} s, {warm:.2f} ms a query", flush=True)


def _build(engine: str, place: Place, arguments: Sequence[str]) -> Indexed:
    if engine == OURS:
        settings = Settings(home=place.folder(engine))
        if not settings.database.is_file():
            fill(settings, place.documents)
    else:
        shutil.rmtree(place.folder(engine), ignore_errors=True)
    run_module(MODULE, ("prepare", *arguments))
    ran = run_module(MODULE, ("build", *arguments))
    built = msgspec.json.decode(ran.said, type=Built)
    return Indexed(round(built.seconds, 2), round(built.processor + ran.helped, 2), ran.memory, built.size)


def _provide(place: Place) -> int:
    """Write the documents and the queries, where they are not there yet; return the number of characters."""
    if not place.items.is_file():
        write_items(place.items, _items(place.documents))
    if not place.mix.is_file():
        sample = _items(SAMPLE) if place.documents < SAMPLE else read_items(place.items)
        place.mix.write_bytes(msgspec.json.encode(make_mix(sample)))
    return sum(len(item.text) for item in read_items(place.items))


def _items(documents: int) -> Iterator[Item]:
    topics = shipped_topics()
    for document, pages in collection(documents):
        keys = tuple(facet_keys(facet, document, pages, topics) for facet in FACETS)
        yield Item(document.id, document.title, "\n".join(page.text for page in pages), keys)


def _code() -> str:
    """Return the commit that is measured; empty if this is no checkout. What the benchmarks write does not count as a change."""
    try:
        commit, changed = _git("rev-parse", "--short", "HEAD"), _git("status", "--porcelain", "--", *MEASURED)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return f"{commit}-dirty" if changed else commit


def _git(*arguments: str) -> str:
    command = ["git", "--no-optional-locks", "-C", str(ROOT), *arguments]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout.strip()


def _machine() -> str:
    (load, *_), memory = psutil.getloadavg(), psutil.virtual_memory().total / 2**30
    cores = f"{psutil.cpu_count()} cores ({platform.machine()}), {memory:.0f} GB"
    return f"{cores}, load {load:.1f}, Python {platform.python_version()}"


if __name__ == "__main__":
    main(sys.argv[1:])
