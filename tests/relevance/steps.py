"""What each step of the search adds, alone and on top of those before it: python -m tests.relevance.steps.

The steps of the analysis need an index each, made in a temporary folder; the others are asked of the index that there is. The
whole takes about a quarter of an hour.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from unittest.mock import patch

import click

from index import analysis
from index.engine import Matching, SearchRequest
from index.ranking import DEFAULT, Ranking
from index.synonyms import Synonyms, load_synonyms
from index.understand import Interpreter
from index.update import update_index
from index.whoosh_engine import WhooshEngine
from library.catalogue import Catalogue
from library.settings import Settings
from library.vocabulary import shipped_topics
from tests.relevance.analyses import Analysis, analysing
from tests.relevance.holdings import LAWS, SHIPPED
from tests.relevance.scoring import CUT_OFF, Judged, Run, measure, read_judged, run_queries


class Step(StrEnum):
    """A step of the search, in the order in which they are put on top of each other."""

    INFLECTION = "inflected forms"
    VARIANTS = "both written standards"
    COMPOUNDS = "compounds"
    FAMILY = "words of the same family"
    NAMES = "abbreviations and other names"
    TITLE = "title and name"
    NEARNESS = "nearness"
    CORRECTION = "correction of misspelt words"
    WIDENING = "widening to most of the words"


Steps = frozenset[Step]
_ANALYSES = {Step.INFLECTION: Analysis.INFLECTION, Step.VARIANTS: Analysis.VARIANTS, Step.COMPOUNDS: Analysis.COMPOUNDS}
_NOTHING_FOR_TITLES = {"titled": 0.0, "name": 0.0, "exact_title": 0.0}


@dataclass(frozen=True, slots=True)
class Row:
    """Steps that are on, and what is answered with them."""

    name: str
    steps: Steps


def rows() -> tuple[list[Row], list[Row]]:
    """Return the rows of each step alone, and of each on top of those before."""
    as_written, steps = Row("words as written", frozenset()), list(Step)
    alone = [Row(f"+ {step}", frozenset({step})) for step in steps]
    together = [Row(f"+ {step}", frozenset(steps[: place + 1])) for place, step in enumerate(steps)]
    return [as_written, *alone], [as_written, *together]


def run_all(settings: Settings, catalogue: Catalogue, wanted: Iterable[Steps], queries: Sequence[Judged]) -> dict[Steps, Run]:
    """Return the run with each of the sets of steps; an index is made for each set of steps of the analysis among them."""
    by_analysis: dict[frozenset[Analysis], list[Steps]] = {}
    for steps in wanted:
        by_analysis.setdefault(analyses(steps), []).append(steps)
    runs: dict[Steps, Run] = {}
    for analysed, sets in by_analysis.items():
        with tempfile.TemporaryDirectory() as folder, analysing(analysed):
            elsewhere = _Elsewhere(home=settings.home, folder=Path(folder))
            update_index(elsewhere, catalogue, shipped_topics(), rebuild=True, processes=0)  # others would not know the steps
            runs |= {steps: _run(elsewhere, catalogue, steps, queries) for steps in sets}
    return runs


def analyses(steps: Steps) -> frozenset[Analysis]:
    """Return the steps of the analysis among steps of the search."""
    return frozenset(_ANALYSES[step] for step in steps if step in _ANALYSES)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Elsewhere(Settings):
    """Settings of a library whose index lies in another folder."""

    folder: Path

    @property
    def index(self) -> Path:
        return self.folder


def _run(settings: Settings, catalogue: Catalogue, steps: Steps, queries: Sequence[Judged]) -> Run:
    synonyms = load_synonyms() if Step.NAMES in steps else Synonyms({}, {})
    matching = Matching.AUTO if Step.WIDENING in steps else Matching.ALL
    with _only(steps):
        engine = WhooshEngine(settings, catalogue, shipped_topics(), synonyms, ranking(steps))
        run = run_queries(queries, lambda query: engine.ids(SearchRequest(query=query, size=CUT_OFF, matching=matching)))
        engine.close()
    return run


def ranking(steps: Steps) -> Ranking:
    """Return the ranking with what belongs to other steps set to nothing."""
    numbers = DEFAULT if Step.TITLE in steps else replace(DEFAULT, **_NOTHING_FOR_TITLES)
    return numbers if Step.NEARNESS in steps else replace(numbers, near=0.0)


@contextmanager
def _only(steps: Steps) -> Iterator[None]:
    """Leave out what can be left out by no setting."""
    with ExitStack() as stack:
        stack.callback(analysis.query_terms.cache_clear)
        if Step.FAMILY not in steps:
            stack.enter_context(patch.object(analysis, "related_terms", lambda word: ()))
        if Step.CORRECTION not in steps:
            stack.enter_context(patch.object(Interpreter, "is_held", return_value=True))  # only what is not held is corrected
        analysis.query_terms.cache_clear()
        yield


def table(title: str, listed: Sequence[Row], runs: dict[Steps, Run], queries: Sequence[Judged]) -> str:
    """Return nDCG by category of each row, as a table in Markdown."""
    measured = [measure(runs[row.steps], queries) for row in listed]
    head = [one.category for one in measured[0]]
    lines = [f"| {title} | {' | '.join(head)} |", "|---|" + "---:|" * len(head)]
    lines.extend(
        f"| {row.name} | {' | '.join(f'{one.ndcg:.3f}' for one in measures)} |"
        for row, measures in zip(listed, measured, strict=True)
    )
    return "\n".join(lines)


@click.command()
@click.option("--shipped", is_flag=True, help="Measure over what ships with Kartotek, not over the laws.")
@click.option("--home", type=click.Path(path_type=Path), help="Keep the library in this folder.")
def main(*, shipped: bool, home: Path | None) -> None:
    """Measure what each step of the search adds."""
    holding = SHIPPED if shipped else LAWS
    if lacking := holding.lacking:
        click.echo(f"There is nothing to measure, because this file is not here: {lacking}")
        return
    queries, (alone, together) = read_judged(holding.judged), rows()
    with holding.opened(home or holding.home) as (settings, catalogue):
        runs = run_all(settings, catalogue, [row.steps for row in (*alone, *together)], queries)
    click.echo(f"{table('alone', alone, runs, queries)}\n\n{table('each on top of those before', together, runs, queries)}")


if __name__ == "__main__":
    main()
