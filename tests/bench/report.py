"""Writes docs/benchmarks.md and its charts from what was measured: `python -m tests.bench.report`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench import charts
from tests.bench.charts import Span, number
from tests.bench.growth import growth
from tests.bench.results import FOLDER, Result, percentile, read_results
from tests.bench.tables import LABELS, MEGABYTE, OURS, cold_median, median, megabytes, table, times

# How many times as fast as each ours is to be (issue 7).
TARGETS = {"whoosh": 20.0, "fts5": 5.0, "tantivy": 1 / 3}
CROWDED = 1.3  # clock ÷ processor, above which a measurement is said to be provisional
LIKE_ANY = 3  # queries of each kind of which the hits are shown
HEAD = """# Benchmarks

What this page tells is measured; the measuring program writes it from [`docs/benchmarks/*.json`](benchmarks/).

```
make bench                              # all that there is to measure; this page is a part of it
python -m tests.bench.engines           # this page: all engines over 10,000 and 45,000 documents, ours over 100,000
python -m tests.bench.engines --documents --growth 300000            # ours alone, over a number that takes long
python -m tests.bench.engines --work FOLDER                          # keep documents and indexes for the next run …
python -m tests.bench.engines --work FOLDER --search-only            # … and ask them again
python -m tests.bench.report            # this page, from what was measured before
```

The documents are made from a corpus of Norwegian laws that lies beside the project (`tests/bench/collection.py`): pieces of
some 3,300 characters with a title, ministries, topic, type, language and year. Beyond 30,000 they are halves of two pieces put
together. tantivy is left out where it is not installed (`pip install --group bench`).
"""
FAIR = """## What is compared

Each engine indexes title and text of the same documents, in a process of its own, and answers the same {queries} queries
(`tests/bench/mix.py`: single words, rare and common; two to four words that must all be there; phrases in quotes). An answer is
the number of hits, the ids of the ten best, and the counts of five facets (publisher, topic, type, language, year) over all
hits; that types and years add up to the hits is checked each time. Snippets, titles and pages are left out.

- **Kartotek** is asked at its seam (`SearchEngine.search`, `Matching.ALL`), with all that it does for a query: corrections,
  eight fields, compounds and their parts, words of the same family, coverage and nearness. The others look into two fields.
- **whoosh** is whoosh's own writer, Norwegian analyser, parser and searcher, with facets grouped by columns.
- **FTS5 (Datasette)** is SQLite's full-text search as Datasette uses it: external content, and an SQL query for each facet. It
  knows no Norwegian, so it finds fewer documents and has less to count.
- **FTS5, tuned** finds the rows that match once and counts them in a narrow table of keys, with memory to keep the file in.
- **tantivy** is the Rust library through its Python package: Snowball's Norwegian stems, facets as aggregations of fast fields.

Times of queries are of the processor, for the thread that asks, so that other work on the machine counts less. *Cold* is the
first time that a process is asked a query, with the files in the system's cache; *warm* is the median of up to five later times.
Between queries Kartotek keeps decoded postings and, for each word, row of words and words near each other, what it found and
how it scored, so that most of a query asked again is not evaluated anew. The others keep at most parts of their files.
The first answer is by the clock, from opening on. Memory is what a process holds of its own after all queries, Python with all
that it imports included and files that are mapped left out; while an index is made, it is the most that all its processes hold.
Sizes are of the index without the texts.
"""


def write_report(folder: Path = FOLDER) -> Path:
    """Write the page beside the folder of results, and its charts into it; return the page."""
    results = read_results(folder)
    page = folder.parent / "benchmarks.md"
    page.write_text("\n".join(_page(results, folder)).rstrip() + "\n", encoding="utf-8")
    return page


def _page(results: Sequence[Result], folder: Path) -> Iterator[str]:
    compared = _compared(results)
    yield HEAD
    yield from _targets(compared)
    yield FAIR.format(queries=len(results[0].searched.asked) if results else 0)
    for group in compared:
        yield from _side_by_side(group, folder)
    yield from growth([result for result in results if result.engine == OURS], folder)
    yield from _machines(results)


def _compared(results: Sequence[Result]) -> list[list[Result]]:
    """Return the results of each size at which ours and others were measured, ours first, in the order of LABELS."""
    sizes, order = sorted({result.documents for result in results if result.engine != OURS}), list(LABELS)
    groups = [[result for result in results if result.documents == size] for size in sizes]
    ordered = [sorted(group, key=lambda result: order.index(result.engine)) for group in groups]
    return [group for group in ordered if group[0].engine == OURS]


def _targets(compared: Sequence[Sequence[Result]]) -> Iterator[str]:
    yield "## Targets\n"
    rows = [["Warm median of the mix, with facets", *(f"{group[0].documents:,} documents" for group in compared)]]
    for engine, least in TARGETS.items():
        aim = f"{least:g} × as fast as {LABELS[engine]}" if least >= 1 else f"within {1 / least:g} × of {LABELS[engine]}"
        rows.append([aim, *(_reached(group, engine, least) for group in compared)])
    yield from table(rows)
    yield "Warm is the same query again, and Kartotek keeps more of what it found than others do (below). When it is new:\n"
    yield from table([["Cold median", *rows[0][1:]], *_first_time(compared)])
    measured = [result for group in compared for result in group]
    if any(result.crowding > CROWDED or not result.code or result.code.endswith("-dirty") for result in measured):
        yield "**Provisional.** Other work took part of the machine, or the code was that of no commit (*Where and when*).\n"


def _first_time(compared: Sequence[Sequence[Result]]) -> Iterator[list[str]]:
    """Yield a row for each engine that there is a target for: what ours is beside it when a query is new."""
    for engine in TARGETS:
        yield [f"beside {LABELS[engine]}", *(_beside(group, engine) for group in compared)]


def _beside(group: Sequence[Result], engine: str) -> str:
    found = next((result for result in group if result.engine == engine), None)
    return _times_as(cold_median(found) / cold_median(group[0])) if found else "not measured"


def _times_as(ratio: float) -> str:
    return f"{number(ratio)} × as fast" if ratio >= 1 else f"{number(1 / ratio)} × as slow"


def _reached(group: Sequence[Result], engine: str, least: float) -> str:
    found = next((result for result in group if result.engine == engine), None)
    if found is None:
        return "not measured"
    ratio = median(found) / median(group[0])
    return f"{_times_as(ratio)}: **{'met' if ratio >= least else 'not met'}**"


def _side_by_side(group: Sequence[Result], folder: Path) -> Iterator[str]:
    ours, names = group[0], [LABELS[result.engine] for result in group]
    kinds = sorted({one.kind for one in ours.searched.asked})
    yield f"## {ours.documents:,} documents\n"
    yield f"{ours.characters / MEGABYTE:.0f} million characters of text. Milliseconds a query, median and 95th percentile:\n"
    yield f"![Warm queries, {ours.documents:,} documents](benchmarks/{_chart(group, folder)})\n"
    head = ["", "warm", "p95", "cold", "p95", "× ours", "memory MB", "first answer s"]
    yield from table([head, *(_asking(result, ours) for result in group)])
    yield "Making the index:\n"
    yield from table([["", "seconds", "MB/s", "processor seconds", "MB/s a core", "memory MB", "index MB"], *map(_making, group)])
    yield "Warm median by kind of query, in milliseconds:\n"
    yield from table([["", *names], *([kind, *(number(median(result, kind)) for result in group)] for kind in kinds)])
    yield "Hits of some queries, to see that all were asked the same. Kartotek also finds compounds and words of the same family,"
    yield "FTS5 no other forms, and whoosh takes any word for those of its stop list in a phrase:\n"
    yield from table([["", *names], *([text, *(_hits(result, text) for result in group)] for text in _some(ours, kinds))])


def _asking(result: Result, ours: Result) -> list[str]:
    ratio = number(median(result) / median(ours))
    return [LABELS[result.engine], *times(result), ratio, megabytes(result.searched.memory), number(result.searched.first)]


def _making(result: Result) -> list[str]:
    made = result.indexed
    rates = (value for seconds in (made.seconds, made.processor) for value in (seconds, result.characters / MEGABYTE / seconds))
    return [
        LABELS[result.engine],
        *map(number, rates),
        megabytes(made.memory),
        megabytes(made.size),
    ]


def _some(result: Result, kinds: Sequence[str]) -> list[str]:
    """Return some queries of each kind."""
    return [text for kind in kinds for text in [one.text for one in result.searched.asked if one.kind == kind][:LIKE_ANY]]


def _hits(result: Result, text: str) -> str:
    return next((f"{one.total:,}" for one in result.searched.asked if one.text == text), "")


def _chart(group: Sequence[Result], folder: Path) -> str:
    """Draw the warm times of all engines; return the name of the file."""
    documents = group[0].documents
    spans = [
        Span(LABELS[result.engine], median(result), percentile((one.warm for one in result.searched.asked), 0.95), style)
        for style, result in enumerate(group)
    ]
    title = f"Warm queries with five facets, {documents:,} documents"
    name = f"side-by-side-{documents}.svg"
    (folder / name).write_text(charts.bars(title, "milliseconds: median · 95th percentile", spans), encoding="utf-8")
    return name


def _machines(results: Sequence[Result]) -> Iterator[str]:
    yield "## Where and when\n"
    yield "*Load* is how many processes wanted to work when an engine had been asked, itself among them; where it exceeds the"
    yield "cores, or clock ÷ processor is far above 1, others took part of the machine, and times by the clock are too long.\n"
    head = ["", "version", "documents", "date", "code", "machine", "clock ÷ processor"]
    yield from table([head, *map(_measured, results)])


def _measured(result: Result) -> list[str]:
    code = result.code or "not known"
    return [
        LABELS[result.engine],
        result.version,
        f"{result.documents:,}",
        result.date,
        code,
        result.machine,
        number(result.crowding),
    ]


if __name__ == "__main__":
    print(f"Written: {write_report()}")
